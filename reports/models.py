"""An edition: a frozen, numbered, hashed state of the document for an audience."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from assessment.models import Assessment
from partnerships.models import BackgroundWork, Partnership, User
from reports.states import AUDIENCE_CHOICES, EDITION_BY_SLUG, EDITION_CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterable


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "EditionQuerySet":
        return self.filter(assessment__partnership__in=Partnership.objects.open_to(user))

    def for_audiences(self, audiences: "Iterable[str]") -> "EditionQuerySet":
        return self.filter(audience__in=list(audiences))


class Edition(BackgroundWork):
    """Frozen at the moment it was asked for: a later edit does not touch it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=12, choices=AUDIENCE_CHOICES)
    state = models.CharField(max_length=12, choices=EDITION_CHOICES, default="queued")
    # The whole document as canonical JSON (reports.document), and the SHA-256 of it.
    outline = models.TextField()
    digest = models.CharField(max_length=64)
    # The same of it without number and date: two editions that tell their readers the same.
    content_digest = models.CharField(max_length=64)
    # The numbers of the answers whose figures stand in it: what it was published with.
    figures = models.JSONField(default=list)
    requested_at = models.DateTimeField(auto_now_add=True)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)

    # Said by the operation and not stored: it held all this already, and no other was made.
    stood_already = False

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number"], name="edition_number_once_an_assessment"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(EDITION_BY_SLUG)), name="edition_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, edition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("edition-detail", args=[self.pk])


class EditionFile(models.Model):
    """One file of an edition, as it was rendered."""

    KINDS = [("html", "Web page"), ("pdf", "PDF"), ("pack", "Supporting information pack")]
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8, choices=KINDS)
    name = models.CharField(max_length=160)
    path = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    # Of the file first published, where this one was made anew and came out different.
    first_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="one_file_a_kind")]

    def __str__(self) -> str:
        return self.name
