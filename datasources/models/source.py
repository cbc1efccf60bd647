"""The register of data sources: who sends what, how good it is, when the next is due."""

from django.db import models
from django.urls import reverse

from datasources import kinds
from datasources.dimensions import NOT_REVIEWED
from datasources.kinds import Composed, Kind
from datasources.periods import RHYTHMS
from partnerships.models import Organisation, Partnership, WithinPartnership


class SourceQuerySet(WithinPartnership):
    def visible_to(self, user: object) -> "SourceQuerySet":
        """All of a partnership that is open to the person; else those of their own organisation."""
        return self.filter(
            models.Q(partnership__in=Partnership.objects.open_to(user))
            | models.Q(provider__in=Organisation.objects.sending(user))
        )

    def sent_by(self, user: object) -> "SourceQuerySet":
        """Those whose files a person sends for their own organisation."""
        return self.filter(provider__in=Organisation.objects.sending(user))


class Source(models.Model):
    """An entry in the register. Its kind is the slug of a module in datasources/kinds."""

    EXPECTED = [(rhythm.slug, rhythm.label) for rhythm in RHYTHMS]
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sources")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    provider = models.ForeignKey(
        "partnerships.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sources",
    )
    publisher = models.CharField(
        max_length=120, blank=True, help_text="Who publishes it, when it is open data."
    )
    licence = models.CharField(max_length=120, blank=True)
    coverage = models.CharField(max_length=250, blank=True)
    expected = models.CharField(max_length=12, choices=EXPECTED, default="once")
    # So many days after its period ends a delivery should be here.
    due_days = models.PositiveSmallIntegerField(default=0)
    # An address, or in words from whom it is had.
    fetched_from = models.CharField(max_length=250, blank=True)
    # The entry of the starting list that it began as, by its slug.
    began_as = models.CharField(max_length=60, blank=True)
    best_use = models.TextField(blank=True)
    agreement = models.ForeignKey(
        "partnerships.SharingAgreement",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sources",
    )
    # Days after a decision; None: until somebody deletes them. See operations/retention.py.
    kept_days = models.PositiveIntegerField(null=True, blank=True)
    # The newest of its reviews: what holds now.
    review = models.ForeignKey(
        "datasources.Review", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Of a kind whose rows are what a person says: that, as datasources.kinds.Composed in JSON.
    rows_are = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="source_slug_once_a_partnership"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("source-detail", args=[self.partnership.slug, self.slug])

    @property
    def said(self) -> Composed | None:
        """What a person said that its rows are; None where its kind says it, or nobody yet."""
        return Composed.from_json(self.rows_are) if self.rows_are else None

    @property
    def read_as(self) -> Kind:
        """Its kind, as it is of this source."""
        return kinds.as_said(kinds.shown(self.kind), self.said)

    @property
    def robustness(self) -> str:
        """How far it can be trusted, by its newest review; blank before the first."""
        return self.review.robustness if self.review else ""

    @property
    def robustness_words(self) -> str:
        return self.review.get_robustness_display() if self.review else NOT_REVIEWED

    @property
    def caveat(self) -> str:
        """What to know wherever it is used."""
        return self.review.caveat if self.review else ""


class SourceLayoutQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "SourceLayoutQuerySet":
        return self.filter(source__partnership__in=Partnership.objects.open_to(user))


class SourceLayout(models.Model):
    """How a source writes its tables, as a person said it. A new one is said, none is changed."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="layouts")
    number = models.PositiveIntegerField()
    # datasources.layouts.Layout as JSON.
    content = models.JSONField(default=dict)
    said_at = models.DateTimeField(auto_now_add=True)
    # Nobody, when it was said from the command line.
    said_by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SourceLayoutQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="layout_number_once_a_source")
        ]

    def __str__(self) -> str:
        return f"Layout {self.number} of {self.source}"
