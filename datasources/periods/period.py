"""Time as data have it: months, quarters, years, financial years and mid-years.

A period is written as one short key (2025-12, 2025-Q4, 2025, 2025/26, mid-2025) that sorts by time
among those of its grain. Financial years begin in April, as public bodies in England and Wales
count them; a mid-year is the 30 June for which residents are estimated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from partnerships.words import MONTHS, all_of, said_month

MONTHS_IN_A_YEAR = 12
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
    def last(self) -> int:
        """Its last month, counted as the first is."""
        return self.start + self.grain.months - 1

    @property
    def months(self) -> tuple[Period, ...]:
        return tuple(Period(Grain.MONTH, at) for at in range(self.start, self.last + 1))

    @property
    def ends(self) -> date:
        """The day after its last."""
        year, number = divmod(self.last + 1, MONTHS_IN_A_YEAR)
        return date(year, number + 1, 1)

    @property
    def year_before(self) -> Period:
        """The same period a year earlier."""
        return Period(self.grain, self.start - MONTHS_IN_A_YEAR)

    def later(self, periods: int = 1) -> Period:
        """So many periods of its grain later; earlier where the number is negative."""
        return Period(self.grain, self.start + periods * self.grain.step)

    def holds(self, other: Period) -> bool:
        """Whether the other lies within it, as a month within its quarter."""
        return self.start <= other.start and other.last <= self.last

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order

    def __le__(self, other: Period) -> bool:
        return self._order <= other._order

    def __gt__(self, other: Period) -> bool:
        return other < self

    def __ge__(self, other: Period) -> bool:
        return other <= self

    @property
    def _order(self) -> tuple[int, int, str]:
        """By time, the shorter first where two begin together."""
        return self.start, self.last, self.grain.label


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


def said(key: str) -> str:
    """A stored key in words; one that no version here writes is left as it is."""
    try:
        return Period.of(key).words
    except ValueError:
        return key


def span(keys: Collection[str]) -> str:
    """January 2024 to December 2025; 2023/24 to 2025/26; of several grains each by itself."""
    periods = {key: _known(key) for key in sorted(keys)}
    parts = [
        _span(min(own), max(own))
        for grain in Grain
        if (own := [one for one in periods.values() if one is not None and one.grain is grain])
    ]
    return all_of([*parts, *(key for key, one in periods.items() if one is None)])


def _span(first: Period, last: Period) -> str:
    if first == last:
        return first.words
    if first.grain is Grain.QUARTER:
        first, last = first.months[0], last.months[-1]
    return f"{first.words} to {last.words}"


def _known(key: str) -> Period | None:
    try:
        return Period.of(key)
    except ValueError:
        return None


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
