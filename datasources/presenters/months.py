"""Months as a strip: which are covered, which are missing, twelve to a row."""

from collections.abc import Collection
from dataclasses import dataclass

from datasources.periods import Grain, Period, between, known

DRAWN = (Grain.MONTH, Grain.QUARTER)


@dataclass(frozen=True)
class Month:
    """One cell of the strip; the word says what the colour does."""

    period: str
    name: str
    state: str
    word: str


@dataclass(frozen=True)
class Year:
    number: str
    months: tuple[Month, ...]


def strip(covered: Collection[str], words: dict[str, str] | None = None) -> list[Year]:
    """Every year from the first month covered to the last; `words` says more of a period.

    A quarter covers its three months. Of yearly data there is nothing to draw.
    """
    drawn = [period for key in covered if (period := known(key)) and period.grain in DRAWN]
    if not drawn:
        return []
    held = {month: period for period in drawn for month in period.months}
    first, last = min(held), max(held)
    return [
        Year(
            year.key, tuple(_month(month, first, last, held, words or {}) for month in year.months)
        )
        for year in between(first.calendar_year, last.calendar_year)
    ]


def _month(
    month: Period, first: Period, last: Period, held: dict[Period, Period], words: dict[str, str]
) -> Month:
    if month in held:
        return Month(month.key, month.short, "covered", words.get(held[month].key, "covered"))
    if first < month < last:
        return Month(month.key, month.short, "missing", "missing")
    return Month(month.key, month.short, "outside", "not sent")
