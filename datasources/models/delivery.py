"""What was received for a source: files, what the reading found, and the slices it gave."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from datasources.labels import label_of
from datasources.models.source import Source, SourceLayout
from datasources.states import DELIVERY_BY_SLUG, DELIVERY_CHOICES, EARLIER, SHORT
from partnerships.models import BackgroundWork, Partnership

if TYPE_CHECKING:
    from datetime import datetime

    from partnerships.models import User


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "DeliveryQuerySet":
        return self.filter(source__in=Source.objects.visible_to(user))


class Delivery(BackgroundWork):
    """One file or set of files received for a source."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=12, choices=DELIVERY_CHOICES, default="received")
    # Of the sorted hashes of its files: the same set again is recognised whatever its names.
    fingerprint = models.CharField(max_length=64, db_index=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        "partnerships.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_seconds = models.FloatField(null=True, blank=True)
    # Which step of the reading is gone through: the slug of one of `intake.steps.STEPS`.
    progress_step = models.CharField(max_length=12, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_kept = models.PositiveIntegerField(default=0)
    rows_set_aside = models.PositiveIntegerField(default=0)
    # A Parquet file of the rows set aside with their reasons; empty when there are none.
    set_aside_path = models.CharField(max_length=250, blank=True)
    months_missing = models.JSONField(default=list)
    # How each table was understood: [{file, sheet, heading_row, encoding, delimiter, columns}].
    tables = models.JSONField(default=list)
    # What was found of persons, without a value: PersonalColumn as JSON, one for each column.
    personal = models.JSONField(default=list)
    # Where nothing could be used: the slugs of the other kinds that its tables can be.
    looks_like = models.JSONField(default=list, blank=True)
    # The delivery, of another source, that its files became when they were read there instead.
    moved_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="moved_from"
    )
    # What was said of the source's tables when it was read; nothing had been, where there is none.
    layout = models.ForeignKey(
        SourceLayout, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(DELIVERY_BY_SLUG)), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="delivery_decided_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk} for {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("delivery-detail", args=[self.pk])

    @property
    def is_in_work(self) -> bool:
        return self.state in {"received", "reading"}


class DeliveryFileQuerySet(models.QuerySet):
    def kept(self) -> "DeliveryFileQuerySet":
        return self.filter(deleted_at=None)

    def due(self, now: "datetime") -> "DeliveryFileQuerySet":
        """Those whose time is over."""
        return self.kept().filter(keep_until__lte=now)


class DeliveryFile(models.Model):
    """A file as it was sent; its bytes are stored once, under their hash.

    A name may be a person's: it is kept here alone, for those who may see originals, and goes when
    the original is deleted. Everything else calls the file by its number.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=250, blank=True)
    # Names of the members of a ZIP that a finding speaks of: "part 2" is the second.
    parts = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=250)
    # Since when its bytes lie there encrypted, and until when they are kept; held personal data.
    sealed_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    # Nobody, when it was deleted from the command line.
    deleted_by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deletion_reason = models.TextField(blank=True)

    objects = DeliveryFileQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deleted_at=None, deleted_by=None, deletion_reason="")
                | models.Q(deleted_at__isnull=False) & ~models.Q(deletion_reason=""),
                name="a_deleted_original_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return label_of(self.number)


class Finding(models.Model):
    """Something that the reading noticed, in words that a council officer can act on."""

    SEVERITIES = [("error", "Error"), ("warning", "Warning"), ("note", "Note")]
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=8, choices=SEVERITIES)
    message = models.TextField()
    what_to_do = models.TextField(blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    file = models.CharField(max_length=250, blank=True)
    period = models.CharField(max_length=12, blank=True)
    examples = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class SliceQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "SliceQuerySet":
        return self.filter(source__partnership__in=Partnership.objects.open_to(user))

    def current(self) -> "SliceQuerySet":
        return self.filter(is_current=True)


class Slice(models.Model):
    """The clean rows of one delivery for one period; the one accepted last is current."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="slices")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="slices")
    # "2024-01" for a month, "mid-2024" for an estimate, "2024" for a look-up's year.
    period = models.CharField(max_length=12)
    rows = models.PositiveIntegerField()
    path = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    # Its rows counted, where its kind is counted, and what the counting went by; see tallies.
    tally_path = models.CharField(max_length=250, blank=True)
    tally_shape = models.CharField(max_length=12, blank=True)
    # The same with its flags and finer categories, where its kind has any.
    details_path = models.CharField(max_length=250, blank=True)
    details_shape = models.CharField(max_length=12, blank=True)
    # By which boundaries its points were placed, and how many: {key, boundaries, vintage, points,
    # placed, outside}. Empty where none were in use, or its kind has no points.
    placing = models.JSONField(default=dict, blank=True)
    is_current = models.BooleanField(default=False)
    # How it differs from the slice that was current when it was read; empty when there was none.
    comparison = models.JSONField(default=dict)
    looks_earlier = models.BooleanField(default=False)
    # A part of it seems to be missing; the delivery's findings say which.
    looks_short = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    # The clean rows were disposed of; the tally stays.
    rows_disposed_at = models.DateTimeField(null=True, blank=True)

    objects = SliceQuerySet.as_manager()

    class Meta:
        ordering = ["period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "period"],
                condition=models.Q(is_current=True),
                name="one_current_slice_a_period",
            ),
            models.UniqueConstraint(
                fields=["delivery", "period"], name="one_slice_a_delivery_and_period"
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=False) | models.Q(accepted_at__isnull=False),
                name="a_current_slice_was_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=False) | models.Q(rows_disposed_at=None),
                name="rows_in_use_are_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.period}"

    @property
    def doubts(self) -> frozenset[str]:
        """Why it is not taken into use without being told; see `states.DOUBTS`."""
        found = {EARLIER: self.looks_earlier, SHORT: self.looks_short}
        return frozenset(doubt for doubt, is_so in found.items() if is_so)
