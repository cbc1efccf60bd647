"""The worker's wiring. The database, not the broker, is the truth about work to be done."""

import logging
import os
import socket
from urllib.parse import urlsplit

from celery import Celery, Task
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class Doorbell(Task):
    """A task that only rings: when nobody hears it, the sweep finds the row it was about."""

    def delay_on_commit(self, *args: object, **kwargs: object) -> None:
        transaction.on_commit(lambda: self.ring(*args, **kwargs), robust=True)

    def ring(self, *args: object, **kwargs: object) -> None:
        try:
            self._knock()
            self.apply_async(args=args, kwargs=kwargs, retry=False)
        except (OperationalError, RedisError, OSError) as reason:
            logger.warning(
                "broker away: left for the sweep",
                extra={"task": self.name, "task_args": args, "reason": str(reason)},
            )

    def _knock(self) -> None:
        """Whether anybody is in: the client itself would try for seconds while a person waits."""
        broker = urlsplit(str(self.app.conf.broker_url))
        if self.app.conf.task_always_eager or not broker.scheme.startswith("redis"):
            return
        if broker.hostname:
            socket.create_connection((broker.hostname, broker.port or 6379), timeout=2).close()
        else:
            with socket.socket(socket.AF_UNIX) as door:
                door.settimeout(2)
                door.connect(broker.path)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("config", task_cls=Doorbell)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
