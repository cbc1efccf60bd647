"""An answer made fit for readers who may not see small counts: numbers held back, words changed.

Two answers on the same months hold back the same counts, so that one does not undo the other;
months are taken in years counted back from the last, as the yearly answers do.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace

from datasources.analyses import change, counts, rates, retired, trend
from datasources.analyses.result import Result, Value
from datasources.analyses.suppression import OUTSIDE, TOTAL, Cell, held_back, table
from datasources.analyses.tally import ALL, ALL_CRIME, ASB, total
from datasources.analyses.window import MONTHS_IN_A_YEAR

DEFAULT_THRESHOLD = 5
NOT_SHOWN = "not shown"
TOO_SMALL = "The numbers are too small to be shown."
Hidden = set[tuple[int, str]]
Row = dict[str, Value]
Inside = dict[tuple[str, str], int]


def protect(result: Result, *, threshold: int = DEFAULT_THRESHOLD) -> Result:
    """The same answer without counts under the threshold or any from which they could be told."""
    if result.analysis not in HELD_BACK:
        return retired.withheld(result)
    hidden = HELD_BACK[result.analysis](result, threshold)
    if not hidden:
        return result
    rows = tuple(_without(row, at, hidden) for at, row in enumerate(result.rows))
    return replace(
        result,
        rows=rows,
        finding=_finding(result, rows, threshold),
        numbers=_numbers(result, rows, threshold),
        caveats=(
            *result.caveats,
            f"Counts under {threshold}, and others from which they could be worked out, are not"
            " shown.",
        ),
        suppressed=tuple(sorted({*result.suppressed, *hidden})),
    )


def _without(row: Row, at: int, hidden: Hidden) -> Row:
    gone = {column for where, column in hidden if where == at}
    words = {"verdict": NOT_SHOWN, "reason": ""} if gone and "verdict" in row else {}
    return {name: None if name in gone else value for name, value in row.items()} | words


# --- which counts --------------------------------------------------------------------------------


def _count(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _by_type(known: Mapping[str, int], threshold: int) -> frozenset[Hashable]:
    """Types add up to all crime; all crime and anti-social behaviour to everything."""
    cells = []
    for crime, value in known.items():
        ends = {
            ALL: ("everything", OUTSIDE),
            ALL_CRIME: ("crime", "everything"),
            ASB: (OUTSIDE, "everything"),
        }
        tail, head = ends.get(crime, (OUTSIDE, "crime"))
        cells.append(Cell(crime, value, tail, head))
    return held_back(cells, threshold)


def _of_types(result: Result, threshold: int, goes_with: dict[str, tuple[str, ...]]) -> Hidden:
    hidden: Hidden = set()
    for column, others in goes_with.items():
        counted = {str(row["crime_type"]): _count(row[column]) for row in result.rows}
        known = {crime: value for crime, value in counted.items() if value is not None}
        gone = _by_type(known, threshold)
        for at, row in enumerate(result.rows):
            if row["crime_type"] in gone:
                hidden |= {(at, name) for name in (column, *others)}
    return hidden


def _of_change(result: Result, threshold: int) -> Hidden:
    told = ("difference", "percent_change")
    return _of_types(result, threshold, {"count_before": told, "count_now": told})


def _of_rates(result: Result, threshold: int) -> Hidden:
    return _of_types(
        result,
        threshold,
        {"count": ("rate_per_1000",), "count_before": ("rate_per_1000_before",)},
    )


def _years_back(months: Iterable[str]) -> dict[str, int]:
    """Which year, counted back from the last month, each month belongs to."""
    numbers = {month: int(month[:4]) * 12 + int(month[5:]) for month in months}
    last = max(numbers.values(), default=0)
    return {month: (last - number) // MONTHS_IN_A_YEAR for month, number in numbers.items()}


def _of_counts(result: Result, threshold: int) -> Hidden:
    """Months by types of each area and year, with all totals: other answers give those."""
    years = _years_back({str(row["month"]) for row in result.rows})
    inside: dict[tuple[str, int], Inside] = {}
    place: dict[tuple[str, str, str], int] = {}
    for at, row in enumerate(result.rows):
        area, month, crime = str(row["area_code"]), str(row["month"]), str(row["crime_type"])
        inside.setdefault((area, years[month]), {})[(month, crime)] = _count(row["count"]) or 0
        place[(area, month, crime)] = at
    return {
        (place[(area, month, crime)], "count")
        for (area, _year), counted in inside.items()
        for month, crime in _of_months_and_types(counted, threshold)  # type: ignore[misc]
        if (area, month, crime) in place
    }


def _of_months_and_types(inside: Inside, threshold: int) -> frozenset[Hashable]:
    """A year's counts by (month, type), its totals held back or shown as the other answers do.

    Within a month the types add up to all crime, as the trend shows it, and only with anti-social
    behaviour to everything; over the year each type has its total.
    """
    months = tuple(sorted({month for month, _ in inside}))
    types = sorted({crime for _, crime in inside} - {ASB})
    measures = {
        month: {name: total(inside, (month,), name) for name in (ALL_CRIME, ASB)}
        for month in months
    }
    of_year = {name: total(inside, months, name) for name in (ALL, ALL_CRIME, ASB, *types)}
    cells = table(_flat(measures), "year")
    for crime in types:
        cells.append(Cell((TOTAL, crime), of_year[crime], crime, ("year", "column", ALL_CRIME)))
        cells += [
            Cell((month, crime), inside[(month, crime)], ("types of", month), crime)
            for month in months
        ]
    # All crime of a month flows on into its types.
    cells = [
        replace(cell, head=("types of", cell.key[0]))
        if cell.key[1] == ALL_CRIME and cell.key[0] != TOTAL
        else cell
        for cell in cells
    ]
    already = _by_month(measures, threshold)
    already |= {(TOTAL, TOTAL if crime == ALL else crime) for crime in _by_type(of_year, threshold)}
    elsewhere = {cell.key for cell in cells} - {(month, c) for month in months for c in types}
    return held_back(cells, threshold, already=already, shown_elsewhere=elsewhere)


def _by_month(
    known: Mapping[str, Mapping[str, int]], threshold: int
) -> frozenset[tuple[Hashable, Hashable]]:
    """Of a year, each month's all crime, anti-social behaviour and both (TOTAL)."""
    return held_back(table(_flat(known)), threshold)  # type: ignore[return-value]


def _flat(known: Mapping[str, Mapping[str, int]]) -> dict[tuple[Hashable, Hashable], int]:
    return {(month, name): value for month, row in known.items() for name, value in row.items()}


def _of_trend(result: Result, threshold: int) -> Hidden:
    """Months by all crime and anti-social behaviour, each year with its totals."""
    known: dict[str, dict[str, int]] = {}
    for row in result.rows:
        month = str(row["month"])
        earlier = f"{int(month[:4]) - 1}{month[4:]}"
        for name, ending in ((month, ""), (earlier, "_year_before")):
            crime = _count(row[f"all_crime{ending}"])
            asb = _count(row[f"anti_social_behaviour{ending}"])
            if crime is not None and asb is not None:
                known[name] = {ALL_CRIME: crime, ASB: asb}
    gone: set[tuple[Hashable, Hashable]] = set()
    years = _years_back(known)
    for year in set(years.values()):
        gone |= _by_month(
            {month: values for month, values in known.items() if years[month] == year}, threshold
        )
    hidden: Hidden = set()
    for at, row in enumerate(result.rows):
        month = str(row["month"])
        earlier = f"{int(month[:4]) - 1}{month[4:]}"
        for measure, name in trend.MEASURES.items():
            key = TOTAL if name == ALL else name
            if (month, key) in gone:
                hidden.add((at, measure))
            if (earlier, key) in gone:
                hidden.add((at, f"{measure}_year_before"))
    return hidden


HELD_BACK: dict[str, Callable[[Result, int], Hidden]] = {
    change.NAME: _of_change,
    rates.NAME: _of_rates,
    counts.NAME: _of_counts,
    trend.NAME: _of_trend,
}


# --- which words and numbers -------------------------------------------------------------------


def _finding(result: Result, rows: tuple[Row, ...], threshold: int) -> str:
    if result.analysis in (change.NAME, rates.NAME):
        columns = (
            ("count_before", "count_now")
            if result.analysis == change.NAME
            else ("count", "count_before")
        )
        before = {row["crime_type"]: row for row in result.rows}.get(ALL_CRIME, {})
        after = {row["crime_type"]: row for row in rows}.get(ALL_CRIME, {})
        if any(before.get(name) is not None and after.get(name) is None for name in columns):
            return TOO_SMALL
        if result.analysis == change.NAME:
            return change.finding(rows, change.window_of(result))
        return result.finding
    small = [value for value in result.numbers.values() if value is not None and value < threshold]
    totals_are_small = result.analysis == trend.NAME and bool(small)
    total = result.numbers.get("total")
    if totals_are_small or (total is not None and total < threshold):
        return TOO_SMALL
    return result.finding


def _numbers(
    result: Result, rows: tuple[Row, ...], threshold: int
) -> dict[str, float | int | None]:
    if result.analysis == change.NAME:
        return change.numbers_of(rows)
    if result.analysis == rates.NAME:
        return rates.numbers_of(rows)
    return {
        name: None if value is not None and name != "months" and value < threshold else value
        for name, value in result.numbers.items()
    }
