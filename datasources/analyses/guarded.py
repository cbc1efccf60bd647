"""What is left of an answer where counts are held back: what several analyses have in common."""

from __future__ import annotations

from dataclasses import replace

from datasources.analyses.cells import SENTENCE, Hidden
from datasources.analyses.result import Numbers, Result, Row
from datasources.kinds import Measure

NOT_TOLD = "Not shown: the numbers are too small, or smaller ones would follow from them."
"""One sentence for both: which of the two it is would say how small a number is."""


def of_the_sentence(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    """The numbers of answers whose sentence has numbers of its own."""
    return {
        name: None if (SENTENCE, name) in held_back else value
        for name, value in result.numbers.items()
    }


def nothing_more(_result: Result, _held_back: Hidden, _measure: Measure) -> Hidden:
    """Of answers in which no row rests on the counts of others."""
    return frozenset()


def with_rows(
    result: Result, rows: tuple[Row, ...], _held_back: Hidden, _measure: Measure
) -> Result:
    """The answer with these rows: in it everything is a count, or follows from those of its own
    row."""
    return replace(result, rows=rows)


def main_is_gone(
    result: Result, rows: tuple[Row, ...], columns: tuple[str, ...], measure: Measure
) -> bool:
    """Whether the count that the sentence is about is held back."""
    before = {row[measure.category]: row for row in result.rows}.get(measure.main.label, {})
    after = {row[measure.category]: row for row in rows}.get(measure.main.label, {})
    return any(before.get(name) != after.get(name) for name in columns)
