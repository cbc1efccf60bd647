"""Trend: monthly totals, each beside the same month a year earlier.

A month that is not held stands in the table without a number, so that a line breaks there.
"""

from __future__ import annotations

from datasources.analyses import areas, wording
from datasources.analyses.judgement import OVER_DISPERSION
from datasources.analyses.result import Column, Inputs, Parameters, Result, Value
from datasources.analyses.tally import (
    ALL,
    ALL_CRIME,
    ASB,
    Tally,
    offences_in,
    tally,
    total,
    without_place,
)
from datasources.analyses.window import Window, everything
from datasources.periods import MONTHS_IN_A_YEAR

NAME = "trend"
VERSION = 1
LABEL = "Monthly trend"

NOT_COMPARABLE = (
    "The last 12 months cannot be compared with the 12 before: not all of these months are held."
)
MEASURES = {"all_crime": ALL_CRIME, "anti_social_behaviour": ASB, "all": ALL}
COLUMNS = (
    Column("area_code", "Area code", "code"),
    Column("area_name", "Area", "text"),
    Column("month", "Month", "month"),
    Column("all_crime", "All crime", "count"),
    Column("anti_social_behaviour", "Anti-social behaviour", "count"),
    Column("all", "Both together", "count"),
    Column("all_crime_year_before", "All crime, year before", "count"),
    Column("anti_social_behaviour_year_before", "Anti-social behaviour, year before", "count"),
    Column("all_year_before", "Both together, year before", "count"),
)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    held = frozenset(inputs.months_available)
    window = everything(parameters, tuple(sorted(held)))
    before = window.year_before
    offences = offences_in(inputs.offences, areas.lsoas_in(inputs.lookup, parameters.area_codes))
    months = tuple(sorted({*window.months, *before.months}))
    counts = tally(offences, months)
    code = areas.one_code(parameters.area_codes)
    name = parameters.area_name or areas.names_of(inputs.lookup, parameters.area_codes)
    rows = tuple(
        {"area_code": code, "area_name": name, "month": month}
        | _measures(counts, held, month, "")
        | _measures(counts, held, earlier, "_year_before")
        for month, earlier in zip(window.months, before.months, strict=True)
    )
    numbers = numbers_of(rows)
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=COLUMNS,
        rows=rows,
        finding=finding(numbers, window) or NOT_COMPARABLE,
        caveats=(
            *wording.about_missing(window.missing(held)),
            *wording.about_place(without_place(inputs.offences, window.months)),
            OVER_DISPERSION,
            wording.MAP_POINTS,
            wording.MONTH_ONLY,
        ),
        numbers=numbers,
        period_from=str(window.first),
        period_to=str(window.last),
        area_code=code,
        area_name=name,
    )


def _measures(counts: Tally, held: frozenset[str], month: str, ending: str) -> dict[str, Value]:
    return {
        f"{measure}{ending}": total(counts, (month,), crime) if month in held else None
        for measure, crime in MEASURES.items()
    }


def _last_twelve(rows: tuple[dict[str, Value], ...], column: str) -> int | None:
    """The sum of the last twelve months, or None when one of them is missing."""
    values = [row[column] for row in rows[-MONTHS_IN_A_YEAR:]]
    if len(values) < MONTHS_IN_A_YEAR or any(value is None for value in values):
        return None
    return sum(int(value) for value in values if value is not None)


def numbers_of(rows: tuple[dict[str, Value], ...]) -> dict[str, float | int | None]:
    return {
        f"{measure}: last 12 months{words}": _last_twelve(rows, f"{measure}{ending}")
        for measure in MEASURES
        for ending, words in (("", ""), ("_year_before", " a year before"))
    }


def finding(numbers: dict[str, float | int | None], window: Window) -> str:
    """Empty when neither crime nor anti-social behaviour has both its years."""
    year = Window(window.last.later(1 - MONTHS_IN_A_YEAR), window.last)
    said = []
    for measure, what in (("all_crime", ALL_CRIME), ("anti_social_behaviour", ASB)):
        now = numbers[f"{measure}: last 12 months"]
        before = numbers[f"{measure}: last 12 months a year before"]
        if now is not None and before is not None:
            said.append(wording.compared(what, int(before), int(now), year))
    return " ".join(said)
