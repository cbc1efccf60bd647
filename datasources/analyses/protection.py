"""An answer made fit for readers who may not see small counts: numbers taken out, words changed.

Which counts are held back is decided for all answers together that the same readers are given
(`together`); this is what is left of one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from datasources.analyses import retired, wording
from datasources.analyses.cells import SENTENCE, Hidden, Where
from datasources.analyses.questions import ANALYSES
from datasources.analyses.result import Result, Row

DEFAULT_THRESHOLD = 5
NOT_SHOWN = "not shown"
WORDS: Mapping[str, str] = {"verdict": NOT_SHOWN, "reason": ""}
"""What stands in place of words that say a count as plainly."""


def in_words(threshold: int) -> str:
    """What readers are told where counts are held back."""
    return (
        f"Counts under {threshold}, and others from which they could be worked out, are not shown."
    )


def without(result: Result, held_back: Hidden, *, threshold: int = DEFAULT_THRESHOLD) -> Result:
    """The same answer without these counts and whatever in it would say them."""
    analysis, measure = ANALYSES.get(result.analysis), result.counted
    if analysis is None or measure is None:
        return retired.withheld(result)
    told = replace(result, caveats=tuple(map(wording.without_number, result.caveats)))
    if not held_back:
        told = analysis.made_anew(told, told.rows, held_back, measure)
        numbers = analysis.numbers_without(result, told.rows, held_back, measure)
        return replace(told, numbers=numbers)
    gone = {
        (at, name)
        for at, column in held_back
        if at != SENTENCE
        for name in (column, *analysis.follows.get(column, ()))
    } | analysis.gone_with(result, held_back, measure)
    left = tuple(_row_without(row, at, gone) for at, row in enumerate(result.rows))
    told = analysis.made_anew(told, left, held_back, measure)
    rows = told.rows
    numbers = analysis.numbers_without(result, rows, held_back, measure)
    return replace(
        told,
        rows=rows,
        numbers=numbers,
        finding=analysis.finding_without(result, rows, numbers, measure),
        caveats=(
            *told.caveats,
            in_words(threshold),
        ),
        suppressed=tuple(sorted({*told.suppressed, *gone})),
    )


def _row_without(row: Row, at: int, gone: set[Where]) -> Row:
    columns = {column for where, column in gone if where == at}
    words = WORDS if columns and "verdict" in row else {}
    left = {name: None if name in columns else value for name, value in row.items()}
    return left | {name: words[name] for name in words if name in row}
