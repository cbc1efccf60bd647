"""How far a source can be trusted, as somebody judged it on a day; each judgement is kept."""

from django.db import models

from datasources.dimensions import RATINGS
from partnerships.models import Partnership


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "ReviewQuerySet":
        return self.filter(source__partnership__in=Partnership.objects.open_to(user))


class Review(models.Model):
    """One judgement of a source: never changed; a later one stands beside it."""

    source = models.ForeignKey(
        "datasources.Source", on_delete=models.CASCADE, related_name="reviews"
    )
    robustness = models.CharField(max_length=8, choices=RATINGS)
    # What to know wherever the source is used.
    caveat = models.TextField()
    # By the slug of its dimension: {answer, measured: [sentences as they then were]}.
    answers = models.JSONField(default=dict)
    # By the slug of its part: what it is best used for there.
    best_use = models.JSONField(default=dict)
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(
        "partnerships.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-reviewed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(robustness__in=[slug for slug, _ in RATINGS])
                & ~models.Q(caveat=""),
                name="review_rates_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_robustness_display()}"
