"""Files that could not be used for their source, read in one of another kind, and kept there."""

from django.db import transaction

from datasources import kinds, permissions, rules, tasks
from datasources.models import Delivery, Source
from datasources.operations import deliveries, sources
from datasources.operations.sources import SourceDetails
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.operations import trail
from partnerships.roles import Permission


class ReadAlready(RuleBroken):
    """The files were read elsewhere before; knows the delivery that they are there."""

    def __init__(self, there: Delivery, reasons: list[str]) -> None:
        self.there = there
        super().__init__(reasons)


def read_elsewhere(
    *, delivery: Delivery, kind: str, place: Source | SourceDetails, by: User | None
) -> Delivery:
    """Have the files of a refused delivery read as another kind, without their being sent again.

    `place` is a source of that kind, or what the register is to say of a new one. The files go
    there: they are kept once, for as long as is said there, and what is found of persons in them
    is found of all that is kept.
    """
    known = kinds.by_slug(kind)
    lost = (
        deliveries.that_lost_rows(place, delivery.fingerprint) if isinstance(place, Source) else []
    )
    with transaction.atomic():
        delivery = _locked(delivery, place)
        partnership = delivery.source.partnership
        permissions.check_operation(by, partnership, Permission.MANAGE_SOURCES)
        permissions.check_sending(by, delivery.source)
        reasons = rules.reasons_against_reading_elsewhere(delivery, known)
        if delivery.moved_to:
            raise ReadAlready(delivery.moved_to, reasons)
        if isinstance(place, Source):
            reasons += rules.reasons_against_place(delivery, known, place)
        if reasons:
            raise RuleBroken(reasons)
        if isinstance(place, SourceDetails):
            place = sources.register(partnership=partnership, kind=kind, details=place, by=by)
        elif earlier := deliveries.received_before(place, delivery.fingerprint, lost):
            raise deliveries.AlreadyReceived(earlier)
        return _moved(delivery, place, by)


def _locked(delivery: Delivery, place: Source | SourceDetails) -> Delivery:
    """Parents before children, and sources in one order, whichever of two is moved to the other."""
    Partnership.objects.select_for_update().get(pk=delivery.source.partnership_id)
    pks = [delivery.source_id, *([place.pk] if isinstance(place, Source) else [])]
    list(Source.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    query = Delivery.objects.select_for_update(of=("self",))
    return query.select_related("source__partnership", "moved_to__source").get(pk=delivery.pk)


def _moved(delivery: Delivery, source: Source, by: User | None) -> Delivery:
    there = Delivery.objects.create(
        source=source, fingerprint=delivery.fingerprint, received_by=delivery.received_by
    )
    files = list(delivery.files.all())
    delivery.files.update(delivery=there)
    delivery.moved_to = there
    delivery.save(update_fields=["moved_to"])
    deliveries.quote_no_more(delivery)
    sizes = {"files": len(files), "bytes": sum(file.size for file in files)}
    trail.record(
        partnership=source.partnership,
        by=by,
        verb="delivery.moved",
        target=delivery,
        before=sizes,
        after={"files": 0, "read in": source, "delivery": there.pk},
    )
    trail.record(
        partnership=source.partnership,
        by=by,
        verb="delivery.received",
        target=there,
        before={"sent for": delivery.source, "delivery": delivery.pk},
        after=sizes,
    )
    tasks.read_delivery.delay_on_commit(there.pk)
    return there
