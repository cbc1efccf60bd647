"""Sources and deliveries as whoever sends the files reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from datasources import kinds
from datasources.models import Delivery, Slice, Source
from datasources.operations import expecting
from datasources.periods import span
from datasources.presenters import register
from datasources.presenters.register import STATE_COLOURS
from datasources.states import DELIVERY_BY_SLUG

MOST_DELIVERIES = 12


@dataclass(frozen=True)
class SentLine:
    """One delivery: what it covers, and what became of it."""

    delivery: Delivery
    state: str
    colour: str
    covers: str
    is_answered: bool


@dataclass(frozen=True)
class OwnSource:
    """A source of one's own organisation: what to send, when, and what was sent."""

    source: Source
    kind: str
    in_use: str
    due: str
    is_late: bool
    deliveries: tuple[SentLine, ...]
    others: int


def source_lines(sources: QuerySet[Source]) -> list[OwnSource]:
    found = list(sources.order_by("name"))
    periods = register.periods_in_use(found)
    today = timezone.localdate()
    awaited = expecting.of_sources(found, today)
    sent = Delivery.objects.filter(source__in=found).select_related("received_by")
    by_source: dict[int, list[Delivery]] = {one.pk: [] for one in found}
    for delivery in sent.prefetch_related("slices", "replies"):
        by_source[delivery.source_id].append(delivery)
    lines = []
    for source in found:
        held, due_from = bool(periods[source.pk]), awaited[source.pk]
        due, is_late = register.due_words(source, due_from, today, has_data=held)
        own = by_source[source.pk]
        lines.append(
            OwnSource(
                source,
                kinds.shown(source.kind).label,
                span(periods[source.pk]),
                due,
                is_late,
                tuple(map(_sent_line, own[:MOST_DELIVERIES])),
                max(len(own) - MOST_DELIVERIES, 0),
            )
        )
    return lines


def _sent_line(delivery: Delivery) -> SentLine:
    return SentLine(
        delivery,
        DELIVERY_BY_SLUG[delivery.state].to_sender,
        STATE_COLOURS[delivery.state],
        span([one.period for one in delivery.slices.all()]),
        any(reply.state == "sent" for reply in delivery.replies.all()),
    )


def state_of(delivery: Delivery) -> dict[str, str]:
    """The state as a tag, with what it means to the sender."""
    state = DELIVERY_BY_SLUG[delivery.state]
    return {
        "label": state.to_sender,
        "meaning": state.sender_meaning,
        "colour": STATE_COLOURS[delivery.state],
    }


def outcome(delivery: Delivery, slices: Sequence[Slice]) -> str:
    """Of a delivery that was taken into use: for which periods it still is."""
    if delivery.state != "accepted":
        return ""
    current = span([one.period for one in slices if one.is_current])
    left = span([one.period for one in slices if one.accepted_at is None])
    replaced = span([one.period for one in slices if one.accepted_at and not one.is_current])
    parts = [
        f"In use: {current}." if current else "",
        f"Left out, because it is in doubt: {left}." if left else "",
        f"Replaced since by files that came later: {replaced}." if replaced else "",
    ]
    return " ".join(part for part in parts if part)


def file_names(delivery: Delivery, *, is_sender: bool) -> list[tuple[str, int, bool]]:
    """Each file's label, with its name for whoever sent it; its size; whether it was deleted."""
    return [
        (
            f"{file}: {file.name}" if is_sender and file.name else str(file),
            file.size,
            file.deleted_at is not None,
        )
        for file in delivery.files.all()
    ]
