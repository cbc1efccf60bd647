"""Questions asked of sources, and the stored answers at named slices."""

from django.db import models
from django.urls import reverse

from datasources.models.delivery import Slice
from datasources.models.source import Source
from partnerships.models import Partnership, WithinPartnership


class Question(models.Model):
    """An analysis name and its parameters: the same question always has the same hash."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="questions")
    analysis = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    sources = models.ManyToManyField(Source, related_name="questions")
    hash = models.CharField(max_length=64)
    # Kept questions are listed in the explorer and offered to writers; others are passing.
    is_kept = models.BooleanField(default=False)
    # Why it could not be answered when data last came into use; empty where it was.
    unanswered = models.JSONField(default=list)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        "partnerships.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WithinPartnership.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "hash"], name="question_once_a_partnership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.analysis} {self.parameters}"


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "EvidenceQuerySet":
        return self.filter(question__partnership__in=Partnership.objects.open_to(user))


class Evidence(models.Model):
    """The answer to a question at named slices by one version of the analysis. Never changed."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="evidence")
    slices = models.ManyToManyField(Slice, related_name="evidence")
    analysis_version = models.CharField(max_length=12)
    hash = models.CharField(max_length=64, unique=True)
    # Result.to_json(): table, numbers, finding sentence, caveats.
    result = models.JSONField()
    # What the register said of its sources when it was worked out; see operations/provenance.
    sources = models.JSONField(default=list)
    computed_at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField(default=0)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-computed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.question.analysis}: {self.result.get('area_name', '')}"

    def get_absolute_url(self) -> str:
        return reverse("evidence-detail", args=[self.pk])
