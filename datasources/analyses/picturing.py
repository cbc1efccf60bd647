"""What the pictures of several analyses have in common."""

from __future__ import annotations

from datasources.analyses.result import Result, Value, as_number
from datasources.analyses.window import Window
from datasources.kinds import Measure
from datasources.periods import Grain, known, stretch
from partnerships.words import short_month, with_capital


def span(result: Result) -> str:
    """The periods of an answer as a sentence says them: the year to December 2025."""
    return Window.of(result).in_words


def span_named(window: Window) -> str:
    """The same as a legend names them: Year to December 2025."""
    return with_capital(window.in_words.removeprefix("the "))


def from_to(result: Result) -> str:
    """The same by their ends: January 2024 to December 2025."""
    return stretch(result.period_from, result.period_to)


def each(result: Result) -> str:
    """What one of its periods is called."""
    return Window.of(result).last.grain.label


def tick(key: str) -> str:
    """A period where there is little room: Dec 25; 2025/26."""
    period = known(key)
    return short_month(key) if period and period.grain is Grain.MONTH else key


def by_type(result: Result, first: str, measure: Measure) -> list[dict[str, Value]]:
    """The categories, the largest first; those without a number last."""
    rows = [row for row in result.rows if not measure.is_total(str(row[measure.category]))]
    return sorted(rows, key=lambda row: (-(as_number(row[first]) or 0), str(row[measure.category])))
