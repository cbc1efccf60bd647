"""The record of who did what. Names are copied in, so that deletion never eats history."""

from typing import TYPE_CHECKING

from django.db import models

from partnerships.models.partnership import Partnership

if TYPE_CHECKING:
    from partnerships.models.user import User


class TrailQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "TrailQuerySet":
        slugs = Partnership.objects.open_to(user).values("pk")
        return self.filter(partnership_pk__in=slugs)


class TrailEntry(models.Model):
    """One act: who, when, what, to what, from what to what."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    partnership_pk = models.BigIntegerField(db_index=True)
    partnership_name = models.CharField(max_length=120)
    actor_pk = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=254)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_pk = models.CharField(max_length=40)
    target_label = models.CharField(max_length=250)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = TrailQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.verb} {self.target_label}"
