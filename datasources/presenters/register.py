"""The register as a table: each source with how good it is, what it covers, what is due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from datasources import kinds
from datasources.models import Delivery, Slice, Source
from datasources.operations import expecting
from datasources.operations.expecting import Awaited
from datasources.periods import Rhythm, span
from datasources.states import DELIVERY_BY_SLUG
from partnerships.models import Partnership
from partnerships.words import said_day

ROBUSTNESS_COLOURS = {"strong": "green", "care": "yellow", "weak": "red", "": "grey"}
STATE_COLOURS = {
    "received": "blue",
    "reading": "blue",
    "read": "yellow",
    "personal": "orange",
    "refused": "red",
    "failed": "red",
    "stopped": "grey",
    "accepted": "green",
    "rejected": "grey",
}


@dataclass(frozen=True)
class SourceRow:
    """One line of the register."""

    source: Source
    provider: str
    kind: str
    covers: str
    robustness: str
    robustness_colour: str
    last_delivery: Delivery | None
    state: str
    state_colour: str
    due: str
    is_late: bool


def register(partnership: Partnership) -> list[SourceRow]:
    """All sources, those whose next delivery is late first. Five queries, however many."""
    sources = list(partnership.sources.select_related("provider", "review"))
    periods = periods_in_use(sources)
    last = _last_deliveries(sources)
    today = timezone.localdate()
    awaited = expecting.of_sources(sources, today)
    rows = [
        _row(source, periods[source.pk], awaited[source.pk], last.get(source.pk), today)
        for source in sources
    ]
    return sorted(rows, key=lambda row: (not row.is_late, row.source.name.lower()))


def periods_in_use(sources: Iterable[Source]) -> dict[int, list[str]]:
    """The periods with a current slice, by source."""
    periods: dict[int, list[str]] = defaultdict(list)
    current = Slice.objects.current().filter(source__in=list(sources)).order_by("period")
    for source_id, period in current.values_list("source_id", "period"):
        periods[source_id].append(period)
    return periods


def due_words(
    source: Source, awaited: list[Awaited], today: date, *, has_data: bool
) -> tuple[str, bool]:
    """When the next delivery is due, in words, and whether it is late."""
    rhythm = Rhythm.of(source.expected)
    if rhythm.is_once:
        return ("Complete" if has_data else "Waiting for its files"), False
    outstanding = [one for one in awaited if not one.is_whole and not one.expectation.is_gap]
    due_on = (
        outstanding[0].due_on
        if outstanding
        else rhythm.due_on(awaited[-1].period.later(), source.due_days)
    )
    words = said_day(due_on)
    return (f"Was due by {words}", True) if due_on < today else (f"By {words}", False)


def provider_of(source: Source) -> str:
    """Who sends or publishes it; who must, where the organisation is not recorded yet."""
    if source.provider:
        return source.provider.name
    if source.publisher:
        return source.publisher
    begun = kinds.STARTS.get(source.began_as)
    return f"{begun[1].sender.label}, not recorded yet" if begun else "Not said"


def _row(
    source: Source,
    periods: list[str],
    awaited: list[Awaited],
    last: Delivery | None,
    today: date,
) -> SourceRow:
    due, is_late = due_words(source, awaited, today, has_data=bool(periods))
    return SourceRow(
        source=source,
        provider=provider_of(source),
        kind=kinds.shown(source.kind).label,
        covers=span(periods) or "Nothing yet",
        robustness=source.robustness_words,
        robustness_colour=ROBUSTNESS_COLOURS[source.robustness],
        last_delivery=last,
        state=DELIVERY_BY_SLUG[last.state].label if last else "",
        state_colour=STATE_COLOURS[last.state] if last else "grey",
        due=due,
        is_late=is_late,
    )


def _last_deliveries(sources: Iterable[Source]) -> dict[int, Delivery]:
    last: dict[int, Delivery] = {}
    for delivery in Delivery.objects.filter(source__in=list(sources)).order_by("received_at", "pk"):
        last[delivery.source_id] = delivery
    return last
