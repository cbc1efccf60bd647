"""A stored answer in words that may be published, whatever its version once let through.

Answers are never changed, and sections and scores go on naming old ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from datasources.analyses import change, counts, rates, retired, wording
from datasources.analyses.result import Result, Value
from datasources.analyses.window import Window
from datasources.kinds import Measure

Row = dict[str, Value]


def published(result: Result) -> Result:
    """The same answer with every category that the measure does not declare counted as the rest.

    Of a measure that is made no more the words cannot be told from strangers: nothing is shown.
    """
    measure = result.counted
    if measure is None:
        return retired.withheld(result)
    if not any(_is_stranger(row, measure) for row in result.rows):
        return result
    remade = REMADE[result.analysis](result, measure)
    rest = wording.about_rest([measure.words.rest], measure)
    return replace(remade, caveats=(*rest, *remade.caveats))


def _is_stranger(row: Row, measure: Measure) -> bool:
    name = row.get(measure.category)
    return isinstance(name, str) and measure.published(name) != name and name != measure.words.rest


def _merged(
    result: Result, measure: Measure, counted: tuple[str, ...], remade: Callable[[Row], Row]
) -> tuple[Row, ...]:
    """The rows with strangers added up; what follows from their counts is worked out anew."""
    groups: dict[tuple[Value, Value, str], list[Row]] = {}
    for row in result.rows:
        name = measure.published(str(row[measure.category]))
        groups.setdefault((row["area_code"], row.get(result.when), name), []).append(row)
    places = {key[:2]: at for at, key in reversed(list(enumerate(groups)))}

    def place(item: tuple[tuple[Value, Value, str], list[Row]]) -> tuple[int, str]:
        area, period, name = item[0]
        # Totals stand first, as they stood; categories by name.
        return places[(area, period)], "" if measure.is_total(name) else name

    rows = []
    for (_area, _period, name), same in sorted(groups.items(), key=place):
        if [row[measure.category] for row in same] == [name]:
            rows += same
        else:
            sums = {column: _sum([row[column] for row in same]) for column in counted}
            rows.append(same[0] | {measure.category: name} | sums | remade(same[0] | sums))
    return tuple(rows)


def _sum(values: list[Value]) -> int | None:
    whole = [value for value in values if isinstance(value, int)]
    return sum(whole) if len(whole) == len(values) else None


def _of_change(result: Result, measure: Measure) -> Result:
    window = Window.of(result)
    lacking = change.not_held(wording.periods(window))

    def remade(row: Row) -> Row:
        return change.compared(row["count_before"], row["count_now"], lacking)  # type: ignore[arg-type]

    rows = _merged(result, measure, ("count_before", "count_now"), remade)
    finding = change.finding(rows, window, measure)
    return replace(result, rows=rows, finding=finding, numbers=change.numbers_of(rows, measure))


def _of_rates(result: Result, measure: Measure) -> Result:
    def remade(row: Row) -> Row:
        residents = row["population"]
        return {
            "rate_per_1000": rates.rate(row["count"], residents),  # type: ignore[arg-type]
            "rate_per_1000_before": rates.rate(row["count_before"], residents),  # type: ignore[arg-type]
        }

    rows = _merged(result, measure, ("count", "count_before"), remade)
    return replace(result, rows=rows, numbers=rates.numbers_of(rows, measure))


def _of_counts(result: Result, measure: Measure) -> Result:
    return replace(result, rows=_merged(result, measure, ("count",), lambda _row: {}))


REMADE: dict[str, Callable[[Result, Measure], Result]] = {
    change.NAME: _of_change,
    rates.NAME: _of_rates,
    counts.NAME: _of_counts,
}
