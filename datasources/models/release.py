"""What readers who may not see small counts were given of an answer."""

from django.db import models
from django.db.models import Q

from datasources.models.question import Evidence
from partnerships.models import Partnership


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "ReleaseQuerySet":
        return self.filter(evidence__question__partnership__in=Partnership.objects.open_to(user))


class Release(models.Model):
    """Written before the first such reader is shown the answer, and never changed.

    What was shown cannot be taken back: an answer always shows the same, and a later one shows
    nothing that, beside the earlier ones, would give a small count away.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="releases")
    threshold = models.PositiveSmallIntegerField()
    # [[row, column], ...]; row -1 stands for a number of the finding sentence.
    held_back = models.JSONField(default=list)
    # Of an edition from before answers were protected together: known, and not to be repeated.
    is_earlier = models.BooleanField(default=False)
    released_at = models.DateTimeField(auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "threshold"],
                condition=Q(is_earlier=False),
                name="one_release_a_threshold",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence}, counts under {self.threshold} held back"
