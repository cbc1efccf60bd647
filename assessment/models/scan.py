"""Scanning: issues, the matrix that weighs them, the sheets on which each scorer judges alone."""

from django.db import models
from django.urls import reverse

from assessment.models.assessment import Assessment, WithinAssessment
from assessment.states import ISSUE_BY_SLUG, ISSUE_CHOICES
from partnerships.models import Partnership, User


class Issue(models.Model):
    """Something scanned, which may become a key line of enquiry."""

    ORIGINS = [
        ("officer", "Officers and partners"),
        ("data", "The data"),
        ("police", "Constabulary risk assessment"),
        ("consultation", "Consultation"),
        ("last_year", "Last year's assessment"),
    ]
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="issues")
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    origin = models.CharField(max_length=12, choices=ORIGINS, default="officer")
    evidence = models.ManyToManyField("datasources.Evidence", blank=True, related_name="issues")
    # Where the document covers it; asked for of every key line before the analysis is left.
    sections = models.ManyToManyField("assessment.Section", blank=True, related_name="issues")
    state = models.CharField(max_length=12, choices=ISSUE_CHOICES, default="open")
    raised_at = models.DateTimeField(auto_now_add=True)
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(ISSUE_BY_SLUG)), name="issue_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="issue_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="not_taken") | ~models.Q(decision_reason=""),
                name="a_refused_issue_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["assessment", "title"], name="issue_once_an_assessment"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issue-detail", args=[self.pk])


class Factor(models.Model):
    """One way of weighing an issue, with its scale in words."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="factors")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    asks = models.CharField(max_length=200)
    # Of a confidence factor: what it weighed while it still counted, to explain how places moved.
    weight = models.PositiveSmallIntegerField(default=1)
    # Harm that is little known would rank low because it is little known: how sure the scorers
    # are stands beside the mark and never in it.
    is_confidence = models.BooleanField(default=False)
    # [{"value": 1, "label": "Low", "definition": "..."}], lowest first.
    scale = models.JSONField(default=list)

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "name"], name="factor_once_an_assessment"
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=models.Q(is_confidence=True),
                name="confidence_once_an_assessment",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScoreSheet(models.Model):
    """One person's judgement; nobody else sees it until scoring closes."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="score_sheets"
    )
    scorer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="score_sheets")
    organisation_name = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["scorer__name"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "scorer"], name="one_sheet_a_scorer")
        ]

    def __str__(self) -> str:
        return f"Scores of {self.scorer}"


class ScoreQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ScoreQuerySet":
        """One's own always; the others' once scoring is closed."""
        mine = models.Q(sheet__scorer=user)
        closed = models.Q(
            sheet__assessment__scoring_closed_at__isnull=False, sheet__submitted_at__isnull=False
        )
        return self.filter(
            mine | closed,
            sheet__assessment__partnership__in=Partnership.objects.open_to(user),
        )


class Score(models.Model):
    """One cell of one person's matrix."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="scores")
    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="scores")
    value = models.PositiveSmallIntegerField()

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["issue__title", "factor__order"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "issue", "factor"], name="one_score_a_cell")
        ]

    def __str__(self) -> str:
        return f"{self.issue}, {self.factor}: {self.value}"
