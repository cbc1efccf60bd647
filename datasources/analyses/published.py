"""A stored answer in words that may be published, whatever its version once let through.

Answers are never changed, and sections and scores go on naming old ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from datasources.analyses import change, counts, rates, wording
from datasources.analyses.result import Result, Value
from datasources.analyses.tally import ALL, ALL_CRIME
from datasources.kinds import police_street as street

Row = dict[str, Value]
WORDS = street.CRIME_TYPE_WORDS
TOTALS = (ALL, ALL_CRIME)


def published(result: Result) -> Result:
    """The same answer with every type that the kind does not declare counted as the rest."""
    if not any(_is_stranger(row) for row in result.rows):
        return result
    remade = REMADE[result.analysis](result)
    return replace(remade, caveats=(*wording.about_rest([WORDS.rest]), *remade.caveats))


def _is_stranger(row: Row) -> bool:
    crime = row.get("crime_type")
    return isinstance(crime, str) and crime not in (*TOTALS, *WORDS.words, WORDS.rest)


def _merged(
    result: Result, counted: tuple[str, ...], remade: Callable[[Row], Row]
) -> tuple[Row, ...]:
    """The rows with strangers added up; what follows from their counts is worked out anew."""
    groups: dict[tuple[Value, Value, str], list[Row]] = {}
    for row in result.rows:
        name = WORDS.rest if _is_stranger(row) else str(row["crime_type"])
        groups.setdefault((row["area_code"], row.get("month"), name), []).append(row)
    places = {key[:2]: at for at, key in reversed(list(enumerate(groups)))}

    def place(item: tuple[tuple[Value, Value, str], list[Row]]) -> tuple[int, str]:
        area, month, name = item[0]
        # Totals stand first, as they stood; types by name.
        return places[(area, month)], "" if name in TOTALS else name

    rows = []
    for (_area, _month, name), same in sorted(groups.items(), key=place):
        if [row["crime_type"] for row in same] == [name]:
            rows += same
        else:
            sums = {column: _sum([row[column] for row in same]) for column in counted}
            rows.append(same[0] | {"crime_type": name} | sums | remade(same[0] | sums))
    return tuple(rows)


def _sum(values: list[Value]) -> int | None:
    whole = [value for value in values if isinstance(value, int)]
    return sum(whole) if len(whole) == len(values) else None


def _of_change(result: Result) -> Result:
    def remade(row: Row) -> Row:
        return change.compared(row["count_before"], row["count_now"])  # type: ignore[arg-type]

    rows = _merged(result, ("count_before", "count_now"), remade)
    finding = change.finding(rows, change.window_of(result))
    return replace(result, rows=rows, finding=finding, numbers=change.numbers_of(rows))


def _of_rates(result: Result) -> Result:
    def remade(row: Row) -> Row:
        residents = row["population"]
        return {
            "rate_per_1000": rates.rate(row["count"], residents),  # type: ignore[arg-type]
            "rate_per_1000_before": rates.rate(row["count_before"], residents),  # type: ignore[arg-type]
        }

    rows = _merged(result, ("count", "count_before"), remade)
    return replace(result, rows=rows, numbers=rates.numbers_of(rows))


def _of_counts(result: Result) -> Result:
    return replace(result, rows=_merged(result, ("count",), lambda _row: {}))


REMADE: dict[str, Callable[[Result], Result]] = {
    change.NAME: _of_change,
    rates.NAME: _of_rates,
    counts.NAME: _of_counts,
}
