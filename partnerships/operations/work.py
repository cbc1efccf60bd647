"""Claiming background work, so that two workers never do it at once and a killed one loses it."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.db import Error, connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from partnerships.models import BackgroundWork

Work = TypeVar("Work", bound=BackgroundWork)

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
# Short, so that people soon see work go on whose worker was killed; renewed while it is alive.
LEASE = timedelta(seconds=45)
BEAT_SECONDS = 10.0
PUT_OFF = timedelta(seconds=60)


def claim(model: type[Work], pk: int, *, from_states: Iterable[str], to_state: str) -> Work | None:
    """Take a row for this worker, or None when another has it or it is already done.

    A row in `to_state` whose lease has run out belonged to a worker that died: it may be taken
    again. The caller decides what to do when `attempts` has passed MOST_ATTEMPTS.
    """
    now = timezone.now()
    free = Q(state__in=list(from_states)) | Q(state=to_state, lease_until__lt=now)
    with transaction.atomic():
        row = model.objects.select_for_update().filter(free, pk=pk).first()
        if row is None:
            return None
        row.state = to_state
        row.lease_until = now + LEASE
        row.attempts += 1
        row.failure = ""
        row.save(update_fields=["state", "lease_until", "attempts", "failure"])
    return row


def put_off(row: BackgroundWork, *, state: str, reason: str) -> None:
    """Back into the queue, with the reason on the page: what the work needs is away for now.

    Not counted as an attempt, and not taken up by the sweep at once.
    """
    row.state = state
    row.failure = reason
    row.lease_until = timezone.now() + PUT_OFF
    row.attempts = max(row.attempts - 1, 0)
    row.progress_text = ""
    row.progress_done = row.progress_total = 0
    row.save()


def progress(row: BackgroundWork, text: str, done: int = 0, total: int = 0, **more: object) -> None:
    """Say what is happening, and push the lease on: a worker that speaks is alive.

    `more` are fields of the row's own.
    """
    values = {"progress_text": text[:200], "progress_done": done, "progress_total": total, **more}
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.filter(pk=row.pk, lease_until__isnull=False).update(
        **values, lease_until=timezone.now() + LEASE
    )


def push_on(row: BackgroundWork) -> None:
    """Renew the lease, unless another worker has taken the row meanwhile."""
    type(row).objects.filter(pk=row.pk, attempts=row.attempts, lease_until__isnull=False).update(
        lease_until=timezone.now() + LEASE
    )


@contextmanager
def kept(row: BackgroundWork) -> Iterator[None]:
    """Renew the lease from beside the work, which may say nothing for minutes."""
    is_over = threading.Event()

    def beat() -> None:
        while not is_over.wait(BEAT_SECONDS):
            try:
                push_on(row)
            except Error as reason:
                # The next beat tries again; the lease outlasts several of them.
                logger.warning("lease not renewed", extra={"pk": row.pk, "reason": str(reason)})
            finally:
                connection.close()

    beating = threading.Thread(target=beat, name=f"lease of {row.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        is_over.set()
        beating.join()


def waiting(model: type[Work], *, queued: Iterable[str], running: Iterable[str]) -> models.QuerySet:
    """Rows that nobody works on: queued and not put off, or running past their lease."""
    is_due = Q(lease_until=None) | Q(lease_until__lt=timezone.now())
    return model.objects.filter(
        Q(state__in=list(queued)) & is_due
        | Q(state__in=list(running), lease_until__lt=timezone.now())
    )
