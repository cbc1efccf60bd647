"""Measures that an analyst composed, and every version of what they count."""

from django.db import models
from django.urls import reverse

from datasources.kinds import Composed
from partnerships.models import Partnership, WithinPartnership


class ComposedMeasure(models.Model):
    """A measure of one kind. What it counts is its newest version; an answer keeps its own."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="measures")
    slug = models.SlugField(max_length=60)
    # The slug of a module in datasources/kinds.
    kind = models.CharField(max_length=40)
    retired_at = models.DateTimeField(null=True, blank=True)
    # Nobody, when it was retired from the command line.
    retired_by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retirement_reason = models.TextField(blank=True)

    objects = WithinPartnership.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="measure_slug_once_a_partnership"
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at=None, retired_by=None, retirement_reason="")
                | models.Q(retired_at__isnull=False) & ~models.Q(retirement_reason=""),
                name="a_retired_measure_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.newest.composed.label

    def get_absolute_url(self) -> str:
        return reverse("measure-detail", args=[self.partnership.slug, self.slug])

    @property
    def newest(self) -> "MeasureVersion":
        """Of versions that were fetched with it, without asking the database again."""
        return max(self.versions.all(), key=lambda one: one.number)


class MeasureVersionQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "MeasureVersionQuerySet":
        return self.filter(measure__partnership__in=Partnership.objects.visible_to(user))


class MeasureVersion(models.Model):
    """What a measure counts, as a person said it. A new one is said, none is changed."""

    measure = models.ForeignKey(ComposedMeasure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # datasources.kinds.Composed as JSON.
    content = models.JSONField()
    said_at = models.DateTimeField(auto_now_add=True)
    # Nobody, when it was said from the command line.
    said_by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MeasureVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"], name="measure_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.composed.label}"

    @property
    def composed(self) -> Composed:
        return Composed.from_json(self.content)
