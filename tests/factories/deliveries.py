"""Deliveries of periods as plain rows: nothing is read, no file is stored."""

from datetime import UTC, date, datetime

from datasources.models import Delivery, Slice, Source
from partnerships.models import Partnership

REGISTERED = date(2025, 1, 6)


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def make_registered(
    partnership: Partnership,
    slug: str,
    *,
    expected: str = "quarterly",
    due_days: int = 61,
    on: date = REGISTERED,
    **values: object,
) -> Source:
    """A source in the register since a day."""
    said = {"name": slug.capitalize(), "kind": "counts", **values}
    source = Source.objects.create(
        partnership=partnership, slug=slug, expected=expected, due_days=due_days, **said
    )
    Source.objects.filter(pk=source.pk).update(created_at=at_noon(on))
    source.refresh_from_db()
    return source


def make_delivered(
    source: Source, *periods: str, on: date, state: str = "accepted", **values: object
) -> Delivery:
    """A delivery of these periods, received on a day; in use where it was accepted."""
    delivery = Delivery.objects.create(source=source, state=state, fingerprint="f", **values)
    Delivery.objects.filter(pk=delivery.pk).update(received_at=at_noon(on))
    is_accepted = state == "accepted"
    if is_accepted:
        source.slices.filter(period__in=periods).update(is_current=False)
    for period in periods:
        Slice.objects.create(
            source=source,
            delivery=delivery,
            period=period,
            rows=1,
            path=f"slices/{source.slug}-{period}",
            sha256="0",
            is_current=is_accepted,
            accepted_at=at_noon(on) if is_accepted else None,
        )
    return delivery
