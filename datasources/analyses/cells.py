"""What an answer tells: every count of it, as the places, periods and types that it adds up.

Two answers tell the same count when all three are the same, whatever analysis gave it and whether
it stands in a table or in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from datasources.analyses.result import Result, Value
from datasources.analyses.window import Window
from datasources.kinds import Measure

Where = tuple[int, str]
"""Row (from 0) and column of a table; the row SENTENCE and a name among the answer's numbers."""
SENTENCE = -1
Hidden = frozenset[Where]
"""The counts of an answer that are held back."""
Places = Mapping[str, frozenset[str]]
"""The small areas that each area of an answer's rows is made of."""


@dataclass(frozen=True)
class Told:
    """One count that an answer tells. No places: a sum that counts some of them twice."""

    where: Where
    places: frozenset[str]
    periods: frozenset[str]
    name: str
    """Of a category, or of a total of the measure."""
    measure: Measure
    value: int
    sources: frozenset[str] = frozenset()
    """Which of several sources it counts."""


def in_two_years(
    result: Result, places: Places, measure: Measure, *, now: str, before: str
) -> Iterator[Told]:
    """Of answers that set a span of periods beside the same periods a year earlier."""
    window = Window.of(result)
    for at, row in enumerate(result.rows):
        for column, span in ((now, window), (before, window.year_before)):
            yield from told_of((at, column), row[column], places[str(row["area_code"])],
                             span.periods, str(row[measure.category]), measure)  # fmt: skip


def told_of(
    where: Where,
    value: Value,
    places: frozenset[str],
    periods: Iterable[str],
    name: str,
    measure: Measure,
) -> Iterator[Told]:
    """Nothing where nothing is known."""
    if isinstance(value, int):
        yield Told(where, places, frozenset(periods), name, measure, value)
