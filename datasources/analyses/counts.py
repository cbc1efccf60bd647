"""Counts: rows of each crime type in each month, for each area asked for.

A month without a slice has no row at all; nought stands only where a slice holds none.
"""

from __future__ import annotations

from datasources.analyses import areas, wording
from datasources.analyses.result import Column, Inputs, Parameters, Result
from datasources.analyses.tally import crime_types, offences_in, tally, without_place
from datasources.analyses.window import everything
from partnerships.words import said_month

NAME = "counts"
VERSION = 2
LABEL = "Counts by month and crime type"

COLUMNS = (
    Column("area_code", "Area code", "code"),
    Column("area_name", "Area", "text"),
    Column("month", "Month", "month"),
    Column("crime_type", "Crime type", "text"),
    Column("count", "Count", "count"),
)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    """One row per area, month and type. Several areas stand one after another and add up."""
    held = tuple(sorted(inputs.months_available))
    window = everything(parameters, held)
    months = tuple(month for month in window.months if month in held)
    rows: list[dict[str, str | int | float | None]] = []
    for code in parameters.area_codes:
        offences = offences_in(inputs.offences, areas.lsoas_in(inputs.lookup, [code]))
        counts = tally(offences, months)
        is_one = len(parameters.area_codes) == 1
        name = (parameters.area_name if is_one else "") or areas.name_of(inputs.lookup, code)
        rows += [
            {
                "area_code": code,
                "area_name": name,
                "month": month,
                "crime_type": crime,
                "count": counts.get((month, crime), 0),
            }
            for month in months
            for crime in crime_types(counts)
        ]
    name = parameters.area_name or areas.names_of(inputs.lookup, parameters.area_codes)
    everything_counted = sum(int(row["count"] or 0) for row in rows)
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=COLUMNS,
        rows=tuple(rows),
        finding=finding(everything_counted if months else None, name, months),
        caveats=(
            *wording.about_missing(window.missing(frozenset(held))),
            *wording.about_place(without_place(inputs.offences, months)),
            *wording.about_rest(str(row["crime_type"]) for row in rows),
            wording.MAP_POINTS,
            wording.MONTH_ONLY,
        ),
        numbers={"total": everything_counted if months else None, "months": len(months)},
        period_from=str(window.first),
        period_to=str(window.last),
        area_code=areas.one_code(parameters.area_codes),
        area_name=name,
    )


def finding(counted: int | None, name: str, months: tuple[str, ...]) -> str:
    if counted is None:
        return f"No data are held for {name} in these months."
    span = said_month(months[0])
    if len(months) > 1:
        span = f"{len(months)} months from {span} to {said_month(months[-1])}"
    what = "crimes and incidents of anti-social behaviour"
    return f"{counted:,} {what} were recorded in {name}, {span}."
