"""What every row that a worker works on must hold, so that a killed worker loses nothing."""

from django.db import models


class BackgroundWork(models.Model):
    """A lease while somebody works, progress that a person can see, and why it failed."""

    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        abstract = True
