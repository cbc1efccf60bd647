"""Rates: crimes and incidents per 1,000 residents, by crime type, with the year before.

Both years stand over the same, latest population, so that a revised estimate never looks like a
change in crime. No population, or none for part of the area, means no rate.
"""

from __future__ import annotations

import pandas as pd

from datasources.analyses import areas, wording
from datasources.analyses.result import Column, Inputs, Parameters, Result, Value, as_number
from datasources.analyses.rounding import rounded
from datasources.analyses.tally import (
    ALL,
    ALL_CRIME,
    crime_types,
    offences_in,
    tally,
    total,
    without_place,
)
from datasources.analyses.window import Window, last_year
from datasources.kinds import population as population_kind

NAME = "rates"
VERSION = 2
LABEL = "Rate per 1,000 residents, by crime type"

COLUMNS = (
    Column("area_code", "Area code", "code"),
    Column("area_name", "Area", "text"),
    Column("crime_type", "Crime type", "text"),
    Column("count", "Count", "count"),
    Column("population", "Residents", "count"),
    Column("rate_per_1000", "Per 1,000 residents", "rate"),
    Column("count_before", "Count, year before", "count"),
    Column("rate_per_1000_before", "Per 1,000 residents, year before", "rate"),
)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    held = frozenset(inputs.months_available)
    now = last_year(parameters, inputs.months_available)
    before = now.year_before
    lsoas = areas.lsoas_in(inputs.lookup, parameters.area_codes)
    counts = tally(offences_in(inputs.offences, lsoas), now.months + before.months)
    residents, lacking = _residents(inputs.population, lsoas)
    code = areas.one_code(parameters.area_codes)
    name = parameters.area_name or areas.names_of(inputs.lookup, parameters.area_codes)
    missing_now, missing_before = now.missing(held), before.missing(held)
    rows: list[dict[str, Value]] = []
    for crime in (ALL, ALL_CRIME, *crime_types(counts)):
        count = None if missing_now else total(counts, now.months, crime)
        count_before = None if missing_before else total(counts, before.months, crime)
        rows.append(
            {
                "area_code": code,
                "area_name": name,
                "crime_type": crime,
                "count": count,
                "population": residents,
                "rate_per_1000": rate(count, residents),
                "count_before": count_before,
                "rate_per_1000_before": rate(count_before, residents),
            }
        )
    vintage = inputs.population_vintage or ""
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=COLUMNS,
        rows=tuple(rows),
        finding=finding(tuple(rows), now, name),
        caveats=(
            *wording.about_missing(missing_now),
            *_about_before(missing_before),
            *_about_population(residents, lacking, vintage, now),
            *wording.about_place(without_place(inputs.offences, now.months)),
            *wording.about_rest(crime for _month, crime in counts),
            wording.MAP_POINTS,
        ),
        numbers=numbers_of(tuple(rows)),
        period_from=str(now.first),
        period_to=str(now.last),
        area_code=code,
        area_name=name,
        denominator=denominator(residents, vintage),
    )


def _residents(population: pd.DataFrame | None, lsoas: frozenset[str]) -> tuple[int | None, int]:
    """The people of the area, and how many of its small areas have no number."""
    if population is None:
        return None, len(lsoas)
    within = population[population[population_kind.LSOA_CODE].isin(lsoas)]
    known = within[within[population_kind.POPULATION].notna()]
    lacking = len(lsoas) - known[population_kind.LSOA_CODE].nunique()
    if lacking:
        return None, lacking
    return int(known[population_kind.POPULATION].sum()), 0


def rate(count: int | None, residents: int | None) -> float | None:
    if count is None or residents is None:
        return None
    return rounded(1000 * count, residents, 2)


def denominator(residents: int | None, vintage: str) -> str:
    if residents is None or not vintage:
        return ""
    return f"Residents, {vintage} estimate: {residents:,}"


def _about_before(missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    return ("Not all months of the year before are held, so it has no count and no rate.",)


def _about_population(
    residents: int | None, lacking: int, vintage: str, window: Window
) -> tuple[str, ...]:
    if residents is None and lacking:
        return (
            f"{lacking:,} small {'area' if lacking == 1 else 'areas'} of this area"
            f" {'has' if lacking == 1 else 'have'} no population, so no rate can be given.",
        )
    told = []
    if residents == 0:
        told.append("Nobody lives in this area, so no rate can be given.")
    told.append(
        f"Both years stand over the same population, the {vintage or 'latest'} estimate, so that"
        " only crime differs between them."
    )
    told.append("Residents are not visitors: town centres look worse than they are to live in.")
    if not window.is_a_year:
        told.append(
            f"These are rates for {window.in_words}, not for a year; do not set them beside"
            " yearly rates."
        )
    return tuple(told)


def numbers_of(rows: tuple[dict[str, Value], ...]) -> dict[str, float | int | None]:
    columns = ("count", "rate_per_1000", "count_before", "rate_per_1000_before")
    numbers = {
        f"{row['crime_type']}: {name}": as_number(row[name]) for row in rows for name in columns
    }
    return numbers | {"population": as_number(rows[0]["population"]) if rows else None}


def finding(rows: tuple[dict[str, Value], ...], window: Window, name: str) -> str:
    crime = next((row for row in rows if row["crime_type"] == ALL_CRIME), None)
    if crime is None or crime["rate_per_1000"] is None:
        return f"No rate can be given for {name} in {window.in_words}."
    sentence = (
        f"{name} had {crime['rate_per_1000']:.1f} crimes per 1,000 residents in {window.in_words}"
        " (anti-social behaviour not counted)"
    )
    if crime["rate_per_1000_before"] is None:
        return f"{sentence}."
    when = "the year before" if window.is_a_year else "in the same months a year before"
    return f"{sentence}, against {crime['rate_per_1000_before']:.1f} {when}."
