"""What would change if rows of a delivery came into use: worked out before a person decides."""

from django.db import models

from datasources.models.delivery import Delivery
from datasources.states import PLAN_BY_SLUG, PLAN_CHOICES, WAY_CHOICES
from partnerships.models import BackgroundWork, Partnership


class ReplacementPlanQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "ReplacementPlanQuerySet":
        return self.filter(delivery__source__partnership__in=Partnership.objects.visible_to(user))


class ReplacementPlan(BackgroundWork):
    """The answers that stand now beside those that would, for one way of taking a delivery into
    use. What rests on them is asked when it is shown, for texts and decisions move on."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="plans")
    way = models.CharField(max_length=12, choices=WAY_CHOICES)
    state = models.CharField(max_length=12, choices=PLAN_CHOICES, default="queued")
    # What it was worked out for: slices in use, slices taken, questions, analyses, as one hash.
    basis = models.CharField(max_length=64, blank=True)
    # [replacing.Entry as JSON]: see there.
    answers = models.JSONField(default=list)
    stay = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)

    objects = ReplacementPlanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "way"], name="one_plan_a_way"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(PLAN_BY_SLUG)), name="plan_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done")
                | (models.Q(made_at__isnull=False) & ~models.Q(basis="")),
                name="a_plan_that_is_done_says_for_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.delivery}"

    @property
    def is_in_work(self) -> bool:
        return self.state in {"queued", "working"}
