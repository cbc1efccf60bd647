"""What an answer tells: every count of it, as the places, months and types that it adds up.

Two answers tell the same count when all three are the same, whatever analysis gave it and whether
it stands in a table or in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from datasources.analyses import change, counts, rates, trend
from datasources.analyses.result import Result, Value
from datasources.analyses.tally import ALL, ALL_CRIME, ASB
from datasources.analyses.window import Window
from datasources.periods import MONTHS_IN_A_YEAR, Period

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
    months: frozenset[str]
    crime: str
    value: int


def counts_told(result: Result, places: Places) -> tuple[Told, ...]:
    """Every count of the answer's table and of its sentence; one no longer known shows none."""
    if result.analysis not in TOLD:
        return ()
    return tuple(TOLD[result.analysis](result, places))


def _of_counts(result: Result, places: Places) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        yield from _told((at, "count"), row["count"], places[str(row["area_code"])],
                         [str(row["month"])], str(row["crime_type"]))  # fmt: skip
    asked = [places[code] for code in dict.fromkeys(str(row["area_code"]) for row in result.rows)]
    together = frozenset().union(*asked)
    is_twice = len(together) < sum(map(len, asked))
    months = {str(row["month"]) for row in result.rows}
    total = result.numbers.get("total")
    yield from _told((SENTENCE, "total"), total, frozenset() if is_twice else together, months, ALL)


def _of_trend(result: Result, places: Places) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        month = str(row["month"])
        for ending, when in (("", month), ("_year_before", _year_before(month))):
            for measure, crime in trend.MEASURES.items():
                name = f"{measure}{ending}"
                yield from _told(
                    (at, name), row[name], places[str(row["area_code"])], [when], crime
                )
    last = [str(row["month"]) for row in result.rows[-MONTHS_IN_A_YEAR:]]
    before = [_year_before(month) for month in last]
    for measure, crime in trend.MEASURES.items():
        for months, ending in ((last, ""), (before, " a year before")):
            name = f"{measure}: last 12 months{ending}"
            yield from _told(
                (SENTENCE, name), result.numbers.get(name), places[result.area_code], months, crime
            )


def _in_two_years(result: Result, places: Places, *, now: str, before: str) -> Iterator[Told]:
    """Of answers that set a span of months beside the same months a year earlier."""
    window = Window.of(result)
    for at, row in enumerate(result.rows):
        for column, span in ((now, window), (before, window.year_before)):
            yield from _told((at, column), row[column], places[str(row["area_code"])],
                             span.months, str(row["crime_type"]))  # fmt: skip


TOLD: dict[str, Callable[[Result, Places], Iterator[Told]]] = {
    change.NAME: partial(_in_two_years, now="count_now", before="count_before"),
    rates.NAME: partial(_in_two_years, now="count", before="count_before"),
    counts.NAME: _of_counts,
    trend.NAME: _of_trend,
}


def _told(
    where: Where, value: Value, places: frozenset[str], months: object, crime: str
) -> Iterator[Told]:
    """Nothing where nothing is known."""
    if isinstance(value, int):
        yield Told(where, places, frozenset(months), crime, value)  # type: ignore[call-overload]


def _year_before(month: str) -> str:
    return Period.of(month).year_before.key


def types_in(crime: str, every: tuple[str, ...]) -> frozenset[str]:
    """The single types that a count of this name adds up."""
    if crime == ALL:
        return frozenset(every)
    if crime == ALL_CRIME:
        return frozenset(every) - {ASB}
    return frozenset({crime})
