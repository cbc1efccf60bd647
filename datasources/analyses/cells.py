"""What an answer tells: every count of it, as the places, periods and types that it adds up.

Two answers tell the same count when all three are the same, whatever analysis gave it and whether
it stands in a table or in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from datasources.analyses import change, counts, rates, trend
from datasources.analyses.result import Result, Value
from datasources.analyses.trend import last_year_of
from datasources.analyses.window import Window, in_a_year
from datasources.kinds import Measure
from datasources.periods import Period

Where = tuple[int, str]
"""Row (from 0) and column of a table; the row SENTENCE and a name among the answer's numbers."""
SENTENCE = -1
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


def counts_told(result: Result, places: Places) -> tuple[Told, ...]:
    """Every count of the answer's table and of its sentence; one no longer known shows none."""
    measure = result.counted
    if result.analysis not in TOLD or measure is None:
        return ()
    return tuple(TOLD[result.analysis](result, places, measure))


def _of_counts(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        yield from _told((at, "count"), row["count"], places[str(row["area_code"])],
                         [str(row[result.when])], str(row[measure.category]), measure)  # fmt: skip
    asked = [places[code] for code in dict.fromkeys(str(row["area_code"]) for row in result.rows)]
    together = frozenset().union(*asked)
    is_twice = len(together) < sum(map(len, asked))
    periods = {str(row[result.when]) for row in result.rows}
    total = result.numbers.get("total")
    everywhere = frozenset[str]() if is_twice else together
    every = measure.everything.label
    yield from _told((SENTENCE, "total"), total, everywhere, periods, every, measure)


def _of_trend(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        period = str(row[result.when])
        for ending, when in (("", period), ("_year_before", _year_before(period))):
            for one in measure.headlines:
                name = f"{one.slug}{ending}"
                yield from _told(
                    (at, name),
                    row[name],
                    places[str(row["area_code"])],
                    [when],
                    one.label,
                    measure,
                )
    window = Window.of(result)
    needed = in_a_year(window.last.grain)
    last = [str(row[result.when]) for row in result.rows[-needed:]]
    before = [_year_before(period) for period in last]
    for one in measure.headlines:
        for those, ending in ((last, ""), (before, " a year before")):
            name = f"{one.slug}: {last_year_of(window)}{ending}"
            yield from _told(
                (SENTENCE, name),
                result.numbers.get(name),
                places[result.area_code],
                those,
                one.label,
                measure,
            )


def _in_two_years(
    result: Result, places: Places, measure: Measure, *, now: str, before: str
) -> Iterator[Told]:
    """Of answers that set a span of periods beside the same periods a year earlier."""
    window = Window.of(result)
    for at, row in enumerate(result.rows):
        for column, span in ((now, window), (before, window.year_before)):
            yield from _told((at, column), row[column], places[str(row["area_code"])],
                             span.periods, str(row[measure.category]), measure)  # fmt: skip


TOLD: dict[str, Callable[[Result, Places, Measure], Iterator[Told]]] = {
    change.NAME: partial(_in_two_years, now="count_now", before="count_before"),
    rates.NAME: partial(_in_two_years, now="count", before="count_before"),
    counts.NAME: _of_counts,
    trend.NAME: _of_trend,
}


def _told(
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


def _year_before(period: str) -> str:
    return Period.of(period).year_before.key


def types_in(told: Told, every: Iterable[str]) -> frozenset[str]:
    """The single types that a count adds up."""
    return frozenset(one for one in every if told.measure.holds(told.name, one))
