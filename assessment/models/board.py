"""The board: its meetings, who attended for which authority, and what it decided."""

from django.db import models
from django.urls import reverse

from assessment.models.assessment import Assessment, WithinAssessment
from assessment.models.scan import Issue
from assessment.states import PRIORITY_BY_SLUG, PRIORITY_CHOICES
from assessment.structure import THEMES
from partnerships.models import Organisation, User


class Meeting(models.Model):
    """A meeting of the board. Its quorum is the partnership's when it was recorded."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    agenda = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    quorum = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting-detail", args=[self.pk])


class Attendance(models.Model):
    """Who was there, and for which organisation they sat."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="attendances"
    )
    person = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["organisation__name", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "person"], name="present_once_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.organisation}"


class Priority(models.Model):
    """What the board is asked to work on, and what it decided."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    statement = models.TextField()
    theme = models.CharField(
        max_length=12, blank=True, choices=[(theme.slug, theme.label) for theme in THEMES]
    )
    key_line = models.ForeignKey(
        Issue, null=True, blank=True, on_delete=models.SET_NULL, related_name="priorities"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=PRIORITY_CHOICES, default="proposed")
    reason = models.TextField(blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="priorities"
    )
    # The hash of the board edition the decision rested on; empty when none was published.
    edition_digest = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(PRIORITY_BY_SLUG)), name="priority_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at=None, decided_by=None)
                | (
                    ~models.Q(state="proposed")
                    & models.Q(
                        decided_at__isnull=False, decided_by__isnull=False, meeting__isnull=False
                    )
                ),
                name="a_decided_priority_has_its_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.title
