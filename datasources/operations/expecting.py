"""What is expected of each source when, and what came of it. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from datasources.models import Slice, Source
from datasources.operations import older
from datasources.operations.holdings import with_delivery
from datasources.periods import Cover, Expectation, Period, Rhythm, expectations


@dataclass(frozen=True)
class Awaited:
    """One expected delivery of a source: what it is about, by when, and when it came."""

    source: Source
    rhythm: Rhythm
    expectation: Expectation
    came_on: date | None
    """The day on which the last of it had been received; None while it is not whole."""
    waits: bool
    """Something of it was sent and waits for a decision."""

    @property
    def period(self) -> Period:
        return self.expectation.period

    @property
    def words(self) -> str:
        return self.rhythm.words(self.period)

    @property
    def ended_on(self) -> date:
        return self.rhythm.ended_on(self.period)

    @property
    def due_on(self) -> date:
        return self.expectation.due_on

    @property
    def is_whole(self) -> bool:
        return self.expectation.cover is Cover.WHOLE

    @property
    def days_late(self) -> int | None:
        """So many days after it was due it came; 0 when it came in time. None where it did not
        come, or was due before the source was in the register: nobody could have sent it."""
        if self.came_on is None or self.due_on < timezone.localdate(self.source.created_at):
            return None
        return max(0, (self.came_on - self.due_on).days)

    def is_late(self, today: date) -> bool:
        return self.expectation.is_late(today)


def of_sources(sources: Iterable[Source], today: date) -> dict[int, list[Awaited]]:
    """By source, everything expected up to the period that runs today; one query, however many.

    Of what is expected once nothing is listed: it is there or it is not.
    """
    sources = list(sources)
    return _of(sources, with_delivery(Slice.objects.filter(source__in=sources)), today)


def of_source(source: Source, today: date, slices: Iterable[Slice]) -> list[Awaited]:
    """The same of one, given all its slices as of `with_delivery`."""
    return _of([source], slices, today)[source.pk]


def late(awaited: Iterable[Awaited], today: date) -> list[Awaited]:
    """What somebody may be asked for: late, and nothing of it waits for our own decision."""
    return [one for one in awaited if one.is_late(today) and not one.waits]


Received = dict[str, datetime]


def _of(sources: list[Source], slices: Iterable[Slice], today: date) -> dict[int, list[Awaited]]:
    in_use: dict[int, set[str]] = defaultdict(set)
    received: dict[int, Received] = defaultdict(dict)
    waiting: dict[int, set[str]] = defaultdict(set)
    kinds_of = {one.pk: one.read_as for one in sources}
    for one in slices:
        came = older.periods_in(one, kinds_of[one.source_id])
        if one.accepted_at is None:
            if one.delivery_state == "read":
                waiting[one.source_id].update(came)
            continue
        if one.is_current:
            in_use[one.source_id].update(came)
        first = received[one.source_id]
        for period in came:
            first[period] = min(one.received_at, first.get(period, one.received_at))
    return {
        one.pk: _of_one(one, in_use[one.pk], received[one.pk], waiting[one.pk], today)
        for one in sources
    }


def _of_one(
    source: Source, in_use: set[str], received: Received, waiting: set[str], today: date
) -> list[Awaited]:
    rhythm = Rhythm.of(source.expected)
    since = timezone.localdate(source.created_at)
    came: dict[Period, date] = {}
    for key in in_use:
        day = timezone.localdate(received[key])
        for month in rhythm.months_held([key]):
            came[month] = min(day, came.get(month, day))
    open_months = rhythm.months_held(waiting)
    return [
        Awaited(
            source,
            rhythm,
            one,
            came_on=_last_of(rhythm.months(one.period), came),
            waits=bool(open_months & set(rhythm.months(one.period))),
        )
        for one in expectations(rhythm, source.due_days, in_use, since=since, until=today)
    ]


def _last_of(months: Iterable[Period], came: dict[Period, date]) -> date | None:
    days = [came.get(month) for month in months]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None
