"""What every row that a worker works on must hold, so that a killed worker loses nothing."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

# A worker that is there takes up what waits within seconds.
SOON = timedelta(seconds=45)


class BackgroundWork(models.Model):
    """A lease while somebody works, progress that a person can see, and why it failed."""

    queued_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def waiting_since(self) -> datetime:
        """When it was put into the queue, or when the worker that had it was last heard of."""
        return self.lease_until or self.queued_at

    @property
    def waits_for_long(self) -> bool:
        """Nobody has taken it up for so long that the worker is busy or missing."""
        return timezone.now() - self.waiting_since > SOON
