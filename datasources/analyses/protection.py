"""An answer made fit for readers who may not see small counts: numbers taken out, words changed.

Which counts are held back is decided for all answers together that the same readers are given
(`together`); this is what is left of one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from datasources.analyses import change, counts, rates, retired, trend, wording
from datasources.analyses.cells import SENTENCE, Where
from datasources.analyses.result import Result, Value
from datasources.analyses.window import Window
from datasources.kinds import Measure

DEFAULT_THRESHOLD = 5
NOT_SHOWN = "not shown"
NOT_TOLD = "Not shown: the numbers are too small, or smaller ones would follow from them."
"""One sentence for both: which of the two it is would say how small a number is."""
Hidden = frozenset[Where]
Row = dict[str, Value]
Numbers = dict[str, float | int | None]

# What is computed from a count, and says it as plainly.
FOLLOWS: dict[str, dict[str, tuple[str, ...]]] = {
    change.NAME: {
        "count_before": ("difference", "percent_change"),
        "count_now": ("difference", "percent_change"),
    },
    rates.NAME: {
        "count": ("rate_per_1000",),
        "count_before": ("rate_per_1000_before",),
    },
}


def in_words(threshold: int) -> str:
    """What readers are told where counts are held back."""
    return (
        f"Counts under {threshold}, and others from which they could be worked out, are not shown."
    )


def without(result: Result, held_back: Hidden, *, threshold: int = DEFAULT_THRESHOLD) -> Result:
    """The same answer without these counts and whatever in it would say them."""
    measure = result.counted
    if result.analysis not in FINDINGS or measure is None:
        return retired.withheld(result)
    told = replace(result, caveats=tuple(map(wording.without_number, result.caveats)))
    if not held_back:
        return told
    follows = FOLLOWS.get(result.analysis, {})
    gone = {
        (at, name)
        for at, column in held_back
        if at != SENTENCE
        for name in (column, *follows.get(column, ()))
    }
    rows = tuple(_row_without(row, at, gone) for at, row in enumerate(result.rows))
    numbers = NUMBERS[result.analysis](result, rows, held_back, measure)
    return replace(
        told,
        rows=rows,
        numbers=numbers,
        finding=FINDINGS[result.analysis](result, rows, numbers, measure),
        caveats=(
            *told.caveats,
            in_words(threshold),
        ),
        suppressed=tuple(sorted({*result.suppressed, *gone})),
    )


def _row_without(row: Row, at: int, gone: set[Where]) -> Row:
    columns = {column for where, column in gone if where == at}
    words = {"verdict": NOT_SHOWN, "reason": ""} if columns and "verdict" in row else {}
    return {name: None if name in columns else value for name, value in row.items()} | words


def _said_in_sentence(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    """Of answers whose sentence has numbers of its own."""
    return {
        name: None if (SENTENCE, name) in held_back else value
        for name, value in result.numbers.items()
    }


NUMBERS: dict[str, Callable[[Result, tuple[Row, ...], Hidden, Measure], Numbers]] = {
    change.NAME: lambda result, rows, held_back, measure: change.numbers_of(rows, measure),
    rates.NAME: lambda result, rows, held_back, measure: rates.numbers_of(rows, measure),
    counts.NAME: _said_in_sentence,
    trend.NAME: _said_in_sentence,
}


def _main_is_gone(
    result: Result, rows: tuple[Row, ...], columns: tuple[str, ...], measure: Measure
) -> bool:
    before = {row[measure.category]: row for row in result.rows}.get(measure.main.label, {})
    after = {row[measure.category]: row for row in rows}.get(measure.main.label, {})
    return any(before.get(name) != after.get(name) for name in columns)


def _of_change(result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure) -> str:
    if _main_is_gone(result, rows, ("count_before", "count_now"), measure):
        return NOT_TOLD
    return change.finding(rows, Window.of(result), measure)


def _of_rates(result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure) -> str:
    if _main_is_gone(result, rows, ("count", "count_before"), measure):
        return NOT_TOLD
    return result.finding


def _of_counts(result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure) -> str:
    return result.finding if numbers["total"] == result.numbers["total"] else NOT_TOLD


def _of_trend(result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure) -> str:
    if numbers == result.numbers:
        return result.finding
    return trend.finding(numbers, Window.of(result), measure) or NOT_TOLD


FINDINGS: dict[str, Callable[[Result, tuple[Row, ...], Numbers, Measure], str]] = {
    change.NAME: _of_change,
    rates.NAME: _of_rates,
    counts.NAME: _of_counts,
    trend.NAME: _of_trend,
}
