"""The record of disposal: what of a delivery was deleted, when, by whom and why."""

from django.db import models

from datasources.models.delivery import Delivery
from partnerships.models import Partnership


class DisposalQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "DisposalQuerySet":
        return self.filter(delivery__source__partnership__in=Partnership.objects.open_to(user))


class Disposal(models.Model):
    """One act of disposal. Written with it, and never changed; it holds no name of a file."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="disposals")
    at = models.DateTimeField(auto_now_add=True)
    # Nobody, when the period of the register was over or it was done from the command line.
    by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    files = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    rows_set_aside = models.PositiveBigIntegerField(default=0)
    periods = models.JSONField(default=list)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Disposal of {self.delivery}"
