"""Time as data have it: months, quarters, years, financial years and mid-years.

A period is written as one short key (2025-12, 2025-Q4, 2025, 2025/26, mid-2025) that sorts by time
among those of its grain. Financial years begin in April, as public bodies in England and Wales
count them; a mid-year is the 30 June for which residents are estimated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import total_ordering

from partnerships.words import MONTHS, SHORT_MONTHS, all_of, said_month

MONTHS_IN_A_YEAR = 12
MOST_RUNS = 3
APRIL, JUNE = 3, 5  # counted from 0, as all months here


class Grain(Enum):
    """How long a period is: its name, and how many months it holds."""

    MONTH = "month", 1
    QUARTER = "quarter", 3
    YEAR = "year", 12
    FINANCIAL_YEAR = "financial year", 12
    MID_YEAR = "mid-year", 1

    def __init__(self, label: str, months: int) -> None:
        self.label = label
        self.months = months

    @property
    def step(self) -> int:
        """Months from one period of this grain to the next: a mid-year is a day of each year."""
        return MONTHS_IN_A_YEAR if self is Grain.MID_YEAR else self.months


@total_ordering
@dataclass(frozen=True)
class Period:
    """A stretch of whole months: its grain, and its first month counted from January of year 0."""

    grain: Grain
    start: int

    @classmethod
    def of(cls, key: str) -> Period:
        """The period of a stored key; anything else is a ValueError that names it."""
        for pattern, made in _KEYS:
            if (match := pattern.fullmatch(key)) and (found := made(match)).key == key:
                return found
        raise ValueError(f"{key!r} is no period such as 2025-12, 2025-Q4, 2025, 2025/26, mid-2025.")

    @classmethod
    def month_of(cls, day: date) -> Period:
        return month(day.year, day.month)

    @property
    def key(self) -> str:
        year, number = divmod(self.start, MONTHS_IN_A_YEAR)
        if self.grain is Grain.MONTH:
            return f"{year}-{number + 1:02d}"
        if self.grain is Grain.QUARTER:
            return f"{year}-Q{number // 3 + 1}"
        if self.grain is Grain.FINANCIAL_YEAR:
            return f"{year}/{(year + 1) % 100:02d}"
        return f"mid-{year}" if self.grain is Grain.MID_YEAR else str(year)

    def __str__(self) -> str:
        return self.key

    @property
    def words(self) -> str:
        """December 2025; October to December 2025; 2025; 2025/26; mid-2025."""
        if self.grain is Grain.MONTH:
            return said_month(self.key)
        if self.grain is Grain.QUARTER:
            year, number = divmod(self.start, MONTHS_IN_A_YEAR)
            return f"{MONTHS[number]} to {MONTHS[number + 2]} {year}"
        return self.key

    @property
    def short(self) -> str:
        """Its first month's name in three letters: Dec."""
        return SHORT_MONTHS[self.start % MONTHS_IN_A_YEAR]

    @property
    def calendar_year(self) -> Period:
        """The year in which it begins."""
        return year(self.first_day.year)

    @property
    def last(self) -> int:
        """Its last month, counted as the first is."""
        return self.start + self.grain.months - 1

    @property
    def months(self) -> tuple[Period, ...]:
        return tuple(Period(Grain.MONTH, at) for at in range(self.start, self.last + 1))

    @property
    def first_day(self) -> date:
        return _first_day_of(self.start)

    @property
    def last_day(self) -> date:
        return _first_day_of(self.last + 1) - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def year_before(self) -> Period:
        """The same period a year earlier."""
        return self.years_later(-1)

    def years_later(self, years: int) -> Period:
        return Period(self.grain, self.start + years * MONTHS_IN_A_YEAR)

    def later(self, periods: int = 1) -> Period:
        """So many periods of its grain later; earlier where the number is negative."""
        return Period(self.grain, self.start + periods * self.grain.step)

    def holds(self, other: Period) -> bool:
        """Whether the other lies within it, as a month within its quarter."""
        return self.start <= other.start and other.last <= self.last

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str]:
        """By time, the shorter first where two begin together."""
        return self.start, self.last, self.grain.label


def _first_day_of(month: int) -> date:
    year, number = divmod(month, MONTHS_IN_A_YEAR)
    return date(year, number + 1, 1)


def month(year: int, number: int) -> Period:
    return Period(Grain.MONTH, year * MONTHS_IN_A_YEAR + number - 1)


def quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year: the first begins in January."""
    return Period(Grain.QUARTER, year * MONTHS_IN_A_YEAR + (number - 1) * 3)


def year(number: int) -> Period:
    return Period(Grain.YEAR, number * MONTHS_IN_A_YEAR)


def financial_year(begins: int) -> Period:
    """From April of this year to March of the next."""
    return Period(Grain.FINANCIAL_YEAR, begins * MONTHS_IN_A_YEAR + APRIL)


def mid_year(number: int) -> Period:
    return Period(Grain.MID_YEAR, number * MONTHS_IN_A_YEAR + JUNE)


def between(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from the first to the last, both counted; of two grains there is no such row."""
    if first.grain is not last.grain:
        raise ValueError(f"{first} is a {first.grain.label} and {last} a {last.grain.label}.")
    return tuple(
        Period(first.grain, at) for at in range(first.start, last.start + 1, first.grain.step)
    )


def missing(held: Iterable[Period]) -> tuple[Period, ...]:
    """What lies between the first and the last and is not there, each grain by itself, in order."""
    known = set(held)
    gaps = [
        period
        for grain in Grain
        if (own := [period for period in known if period.grain is grain])
        for period in between(min(own), max(own))
        if period not in known
    ]
    return tuple(sorted(gaps))


def known(key: str) -> Period | None:
    """The period of a stored key; None for one that no version here writes."""
    try:
        return Period.of(key)
    except ValueError:
        return None


def said(key: str) -> str:
    """A stored key in words; one that no version here writes is left as it is."""
    period = known(key)
    return period.words if period else key


def span(keys: Collection[str]) -> str:
    """What is covered, in words: January 2024 to March 2024 and May 2024; a gap is never covered.

    Many gaps are only said to be there. Periods of several grains stand each by themselves.
    """
    periods = {key: known(key) for key in sorted(keys)}
    parts = [
        _covered(sorted(own))
        for grain in Grain
        if (own := {one for one in periods.values() if one is not None and one.grain is grain})
    ]
    return all_of([*parts, *(key for key, one in periods.items() if one is None)])


def how_many(keys: Collection[str]) -> str:
    """24 months; 1 quarter; of several grains, 7 periods."""
    grains = {period.grain if (period := known(key)) else None for key in keys}
    only = grains.pop() if len(grains) == 1 else None
    noun = only.label if only else "period"
    return f"{len(keys)} {noun}" if len(keys) == 1 else f"{len(keys)} {noun}s"


def reason_against_stretch(first: str, last: str) -> str:
    """Why nothing can reach from one stored key to another; blank where it can."""
    begins, ends = Period.of(first), Period.of(last)
    if begins.grain is not ends.grain:
        return (
            f"{begins.words} is a {begins.grain.label} and {ends.words} a {ends.grain.label}:"
            " choose two of one length"
        )
    return f"The last {ends.grain.label} is before the first" if begins > ends else ""


def stretch(first: str, last: str) -> str:
    """From one stored key to another, in words: January 2024 to December 2025."""
    begins, ends = known(first), known(last)
    if begins is None or ends is None:
        return first if first == last else f"{first} to {last}"
    return _stretch(begins, ends)


def _covered(periods: list[Period]) -> str:
    runs: list[list[Period]] = []
    for period in periods:
        if runs and period == runs[-1][-1].later():
            runs[-1].append(period)
        else:
            runs.append([period])
    if len(runs) > MOST_RUNS:
        return f"{_stretch(periods[0], periods[-1])}, with gaps"
    return all_of([_stretch(run[0], run[-1]) for run in runs])


def _stretch(first: Period, last: Period) -> str:
    if first == last:
        return first.words
    if first.grain is Grain.QUARTER:
        first, last = first.months[0], last.months[-1]
    return f"{first.words} to {last.words}"


# The year first in each; the key that is made must be the one that was read, so 2025/27 is none.
_KEYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = tuple(
    (re.compile(pattern.replace("YEAR", "((?:19|20)[0-9]{2})")), made)
    for pattern, made in (
        (r"YEAR-(0[1-9]|1[0-2])", lambda m: month(int(m[1]), int(m[2]))),
        (r"YEAR-Q([1-4])", lambda m: quarter(int(m[1]), int(m[2]))),
        (r"YEAR", lambda m: year(int(m[1]))),
        (r"YEAR/[0-9]{2}", lambda m: financial_year(int(m[1]))),
        (r"mid-YEAR", lambda m: mid_year(int(m[1]))),
    )
)
