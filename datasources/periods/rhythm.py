"""How often data are expected, which stretch each delivery is about, and by when it should come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from datasources.periods.period import Grain, Period, between, known

SEPTEMBER_AFTER_APRIL = 5
"""A school year is written as a financial year is, and begins so many months later."""


@dataclass(frozen=True)
class Rhythm:
    """How often a source is expected.

    A delivery of a school year is kept under the key of the financial year of the same name, for
    both are written 2024/25; what it is about begins in September.
    """

    slug: str
    label: str
    grain: Grain | None
    """None: it is expected once, and of no period."""
    days: int
    """So many days after a period ends its delivery is usually due."""
    shift: int = 0
    """So many months later than its key says it begins."""

    @classmethod
    def of(cls, slug: str) -> Rhythm:
        """The rhythm of a stored slug; anything else is a ValueError."""
        for one in RHYTHMS:
            if one.slug == slug:
                return one
        raise ValueError(f"{slug!r} is no rhythm.")

    @property
    def is_once(self) -> bool:
        return self.grain is None

    def running_on(self, day: date) -> Period:
        """The period that a day lies in; for mid-years, the last 30 June before it or on it."""
        assert self.grain is not None
        month = Period.month_of(day).start - self.shift
        first = {Grain.FINANCIAL_YEAR: 3, Grain.MID_YEAR: 5}.get(self.grain, 0)
        return Period(self.grain, first + (month - first) // self.grain.step * self.grain.step)

    def months(self, period: Period) -> tuple[Period, ...]:
        """The months that a delivery of the period is about."""
        return tuple(Period(Grain.MONTH, month.start + self.shift) for month in period.months)

    def ended_on(self, period: Period) -> date:
        return self.months(period)[-1].last_day

    def due_on(self, period: Period, days: int) -> date:
        return self.ended_on(period) + timedelta(days=days)

    def words(self, period: Period) -> str:
        return f"school year {period.words}" if self.shift else period.words

    def cover(self, period: Period, held: Collection[Period]) -> Cover:
        """How much of what a period is about the held months are."""
        wanted = set(self.months(period))
        if wanted <= set(held):
            return Cover.WHOLE
        return Cover.PART if wanted & set(held) else Cover.NONE

    def months_held(self, keys: Iterable[str]) -> frozenset[Period]:
        """The months of what came, whatever its length; keys that no version writes have none."""
        periods = [period for key in keys if (period := known(key)) is not None]
        return frozenset(
            month
            for one in periods
            for month in (self.months(one) if one.grain is self.grain else one.months)
        )


RHYTHMS = (
    Rhythm("once", "Once", None, 0),
    Rhythm("monthly", "Every month", Grain.MONTH, 61),
    Rhythm("quarterly", "Every quarter", Grain.QUARTER, 61),
    Rhythm("yearly", "Every calendar year", Grain.YEAR, 334),
    Rhythm("financial", "Every financial year (April to March)", Grain.FINANCIAL_YEAR, 244),
    Rhythm(
        "academic",
        "Every school year (September to August)",
        Grain.FINANCIAL_YEAR,
        330,
        SEPTEMBER_AFTER_APRIL,
    ),
    Rhythm("mid-year", "Every year, as at 30 June", Grain.MID_YEAR, 518),
)


class Cover(Enum):
    """How much of an expected period is held."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True)
class Expectation:
    """One delivery that is expected: of which period, by when, and how much of it is held."""

    period: Period
    due_on: date
    cover: Cover
    is_gap: bool
    """Later periods came: it was passed over and may never come."""

    def is_late(self, today: date) -> bool:
        return self.cover is not Cover.WHOLE and not self.is_gap and self.due_on < today


def expectations(
    rhythm: Rhythm, days: int, held: Iterable[str], *, since: date, until: date
) -> list[Expectation]:
    """Every delivery expected from a source, the oldest first; of what is expected once, none.

    They begin with the first period held; where none is, with the first that was not overdue on
    the day the source was registered. They reach to the period running on `until`, or to the first
    held where that is later: a projection is of years to come. Keys that no version here writes are
    passed over.
    """
    if rhythm.grain is None:
        return []
    months = rhythm.months_held(held)
    first, end = _first(rhythm, days, months, since), rhythm.running_on(until)
    newest = max(months, default=None)
    return [
        Expectation(
            period,
            rhythm.due_on(period, days),
            rhythm.cover(period, months),
            is_gap=newest is not None and rhythm.months(period)[-1] < newest,
        )
        for period in between(first, max(first, end))
    ]


def _first(rhythm: Rhythm, days: int, months: Collection[Period], since: date) -> Period:
    if months:
        return rhythm.running_on(min(months).first_day)
    first = rhythm.running_on(since)
    while rhythm.due_on(first.later(-1), days) >= since:
        first = first.later(-1)
    return first
