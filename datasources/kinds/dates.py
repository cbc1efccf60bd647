"""Headings of columns that say when it was together, where no column says it alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from datasources.kinds.headings import plain_set
from datasources.values.together import DAY, FINANCIAL_YEAR, MONTH, QUARTER, YEAR

DATE_PARTS: Mapping[str, frozenset[str]] = {
    YEAR: plain_set(("Year", "Calendar year")),
    FINANCIAL_YEAR: plain_set(("Financial year", "Fiscal year")),
    QUARTER: plain_set(
        ("Quarter", "Financial quarter", "Fiscal quarter", "Calendar quarter", "Qtr")
    ),
    MONTH: plain_set(("Month",)),
    DAY: plain_set(("Day",)),
}
"""Each part of a date, from the longest, and the headings that it stands under as they are
compared."""
YEARS = (YEAR, FINANCIAL_YEAR)
FINER = (DAY, MONTH, QUARTER)
"""What a year is divided by, the shortest first."""


def say_it_together(parts: Collection[str]) -> bool:
    """Whether these parts of a date say a month or a quarter of some year."""
    return any(one in parts for one in YEARS) and any(one in parts for one in (MONTH, QUARTER))


def stand_in(names: Collection[str]) -> frozenset[str]:
    """The parts of a date that headings, as they are compared, name."""
    return frozenset(part for part, own in DATE_PARTS.items() if own & frozenset(names))
