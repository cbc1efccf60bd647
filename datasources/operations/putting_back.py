"""A displaced delivery taken into use again: what a wrong acceptance is undone by."""

from django.db import transaction
from django.utils import timezone

from datasources import frames, permissions, rules
from datasources.models import Delivery, Slice, Source
from datasources.signals import slices_accepted
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


def put_back(*, delivery: Delivery, reason: str, by: User | None) -> Delivery:
    """Take all that was displaced of a delivery into use again, in the place of what displaced it.

    Nothing is read anew and nothing is lost: what makes way can be put back in its turn. Answers
    that were given by these rows before are the answers in use again.
    """
    permissions.check_operation(by, delivery.source.partnership, Permission.ACCEPT_DATA)
    with transaction.atomic():
        Source.objects.select_for_update(of=("self",)).get(pk=delivery.source_id)
        delivery = Delivery.objects.select_related("source__partnership").get(pk=delivery.pk)
        displaced = rules.displaced(delivery)
        reasons = rules.reasons_against_putting_back(displaced, reason)
        if reasons:
            raise RuleBroken(reasons)
        for one in displaced:
            if lost := frames.fault(one.path):
                raise lost
        made_way = _swapped(displaced)
        delivery.plans.all().delete()
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.put_back",
            target=delivery,
            before={"current": made_way},
            after={"current": [one.period for one in displaced], "reason": reason.strip()},
        )
        news = {"source_id": delivery.source_id, "delivery_id": delivery.pk}
        transaction.on_commit(lambda: slices_accepted.send(sender=Delivery, **news), robust=True)
    return delivery


def _swapped(displaced: list[Slice]) -> list[str]:
    """The periods in which others made way."""
    periods = [one.period for one in displaced]
    in_use = Slice.objects.current().filter(source=displaced[0].source_id, period__in=periods)
    made_way = sorted(in_use.values_list("period", flat=True))
    in_use.update(is_current=False)
    Slice.objects.filter(pk__in=[one.pk for one in displaced]).update(
        is_current=True, accepted_at=timezone.now()
    )
    return made_way
