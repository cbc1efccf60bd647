"""Who stands in for an authority's members at the board, named before the meeting."""

from datetime import date

from django.db import models
from django.db.models.functions import Lower

from partnerships.models.partnership import Organisation, Partnership


class DeputyQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "DeputyQuerySet":
        return self.filter(organisation__partnership__in=Partnership.objects.open_to(user))

    def named_for(self, day: date) -> "DeputyQuerySet":
        """Who was a deputy on a day: named by then, and not ended before it."""
        still = models.Q(ended_on=None) | models.Q(ended_on__gte=day)
        return self.filter(still, named_on__lte=day)

    def current(self) -> "DeputyQuerySet":
        return self.filter(ended_on=None)


class Deputy(models.Model):
    """A person who may sit for an authority when its members cannot."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="deputies"
    )
    name = models.CharField(max_length=120)
    # What tells one person from another of the same name; nobody writes there.
    email = models.EmailField()
    office = models.CharField(max_length=120, blank=True)
    named_on = models.DateField()
    named_by = models.ForeignKey("partnerships.User", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "partnerships.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "deputies"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=models.Q(ended_on=None),
                name="deputy_named_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_by=None)
                | models.Q(ended_on__isnull=False, ended_by__isnull=False),
                name="deputy_ended_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, deputy for {self.organisation}"
