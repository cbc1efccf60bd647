"""The plan: recommendations tied to boxes, actions, progress and verdicts."""

from django.db import models
from django.urls import reverse

from assessment.models.assessment import Assessment, WithinAssessment
from assessment.models.board import Priority
from assessment.models.section import Section
from assessment.states import VERDICT_BY_SLUG, VERDICT_CHOICES
from partnerships.models import Organisation, Partnership, User


class Recommendation(models.Model):
    """What the partnership should do, tied to the box whose gap it closes."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="recommendations"
    )
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="recommendations")
    text = models.TextField()
    gap = models.TextField(blank=True, help_text="The gap that it closes.")
    intervention = models.TextField(
        blank=True, help_text="A known way of doing it, and how good the evidence for it is."
    )
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["section__order", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Action(models.Model):
    """A line of the plan: owner, due date, measure; its verdict opens next year's document."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="actions")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    measure = models.CharField(max_length=250)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=VERDICT_CHOICES, blank=True, default="")
    verdict_reason = models.TextField(blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)
    verdict_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=list(VERDICT_BY_SLUG)), name="verdict_known"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="", verdict_at=None, verdict_by=None)
                | (
                    ~models.Q(verdict="")
                    & models.Q(verdict_at__isnull=False, verdict_by__isnull=False)
                ),
                name="verdict_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["", "done"]) | ~models.Q(verdict_reason=""),
                name="a_verdict_short_of_done_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("action-detail", args=[self.pk])


class ProgressQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProgressQuerySet":
        return self.filter(action__assessment__partnership__in=Partnership.objects.open_to(user))


class ProgressNote(models.Model):
    """What has been done on an action, as its people tell it."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="progress_notes")
    text = models.TextField()
    measured = models.CharField(max_length=120, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ["noted_at"]

    def __str__(self) -> str:
        return self.text[:80]
