"""Months as a strip: which are covered, which are missing, twelve to a row."""

from collections.abc import Collection
from dataclasses import dataclass

from partnerships import words as said
from partnerships.words import SHORT_MONTHS


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
    """Every year from the first month covered to the last; `words` says more of a month."""
    periods = sorted(period for period in covered if is_month(period))
    if not periods:
        return []
    first, last = periods[0], periods[-1]
    held, more = set(periods), words or {}
    return [
        Year(
            str(year),
            tuple(
                _month(f"{year}-{number:02d}", first, last, held, more) for number in range(1, 13)
            ),
        )
        for year in range(int(first[:4]), int(last[:4]) + 1)
    ]


def is_month(period: str) -> bool:
    return len(period) == 7 and period[4] == "-"


def span(periods: Collection[str]) -> str:
    """January 2024 to December 2025; or the periods by name where they are no months."""
    known = sorted(periods)
    if not known:
        return ""
    if not all(is_month(period) for period in known):
        return ", ".join(known)
    return said.span(known[0], known[-1])


def _month(period: str, first: str, last: str, held: set[str], more: dict[str, str]) -> Month:
    name = SHORT_MONTHS[int(period[5:]) - 1]
    if period in held:
        return Month(period, name, "covered", more.get(period, "covered"))
    if first < period < last:
        return Month(period, name, "missing", "missing")
    return Month(period, name, "outside", "not sent")
