"""A partnership's work for a year: its stage, its timetable, the record of its moves."""

from django.db import models
from django.urls import reverse

from assessment.states import STAGE_BY_SLUG, STAGE_CHOICES
from partnerships.models import Partnership, User, WithinPartnership


class Assessment(models.Model):
    """One year's strategic assessment."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="assessments"
    )
    year = models.PositiveSmallIntegerField()
    # Across all partnerships: "fenland-2026".
    slug = models.SlugField(unique=True, max_length=70)
    title = models.CharField(max_length=160)
    stage = models.CharField(max_length=8, choices=STAGE_CHOICES, default="scan")
    previous = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next"
    )
    # Of the structure that its sections were laid out by (assessment.structure.version_of).
    structure_version = models.CharField(max_length=16, blank=True)
    key_line_cap = models.PositiveSmallIntegerField(default=5)
    # A year that was over before confidence stood beside the mark: its marks stay as printed.
    confidence_counts = models.BooleanField(default=False)
    scoring_closed_at = models.DateTimeField(null=True, blank=True)
    scoring_closed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    key_lines_agreed_at = models.DateTimeField(null=True, blank=True)
    key_lines_agreed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = WithinPartnership.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "year"], name="one_assessment_a_year"),
            models.CheckConstraint(
                condition=models.Q(stage__in=list(STAGE_BY_SLUG)), name="stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(scoring_closed_at=None, scoring_closed_by=None)
                | models.Q(scoring_closed_at__isnull=False, scoring_closed_by__isnull=False),
                name="scoring_closed_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(key_lines_agreed_at=None, key_lines_agreed_by=None)
                | models.Q(key_lines_agreed_at__isnull=False, key_lines_agreed_by__isnull=False),
                name="key_lines_agreed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessment-detail", args=[self.slug])


class WithinAssessment(models.QuerySet):
    """For rows that hang on an assessment: seen by whoever sees its partnership."""

    def visible_to(self, user: User) -> "WithinAssessment":
        return self.filter(assessment__partnership__in=Partnership.objects.open_to(user))


class StageMove(models.Model):
    """The assessment went from one stage to another; going back carries a reason."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="stage_moves")
    before = models.CharField(max_length=8, choices=STAGE_CHOICES)
    after = models.CharField(max_length=8, choices=STAGE_CHOICES)
    reason = models.TextField(blank=True)
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["-moved_at"]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class Step(models.Model):
    """One line of the timetable: what, who, from, to."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=8, choices=STAGE_CHOICES)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["order", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="step_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="step_done_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """A comment on the process, and the change that it led to."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="lessons")
    comment = models.TextField()
    change = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(changed_at=None, changed_by=None)
                | models.Q(changed_at__isnull=False, changed_by__isnull=False),
                name="lesson_changed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.comment[:80]
