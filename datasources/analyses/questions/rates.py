"""Rates: what is counted per 1,000 residents, by category, with the year before.

Both years stand over the same, latest population, so that a revised estimate never looks like a
change in what is counted. No population, or none for part of the area, means no rate. Where it is
held of wards or councils, these have rates, and the small areas in them have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datasources import geography
from datasources.analyses import guarded, options, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, unplaced
from datasources.analyses.by_type import about_area, names_told
from datasources.analyses.cells import Hidden, Places, Told, in_two_years
from datasources.analyses.residents import (
    BY_LARGER,
    OF_LARGER,
    about_part_of_a_year,
    denominator,
    per_1000,
)
from datasources.analyses.result import (
    PEOPLE,
    Column,
    Inputs,
    Numbers,
    Parameters,
    Result,
    Row,
    Value,
    as_number,
)
from datasources.analyses.strangers import merged, whole_number
from datasources.analyses.tally import total
from datasources.analyses.window import Window, last_year
from datasources.kinds import Measure, Service
from datasources.pictures import BAR, Chart, Series, describe
from datasources.tallies import AREA

NAME = "rates"
VERSION = 4

COLUMNS = (
    Column("count", "Count", "count"),
    Column("population", "Residents", "count"),
    Column("rate_per_1000", "Per 1,000 residents", "rate"),
    Column("count_before", "Count, year before", "count"),
    Column("rate_per_1000_before", "Per 1,000 residents, year before", "rate"),
)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure, held = inputs.measure, frozenset(inputs.periods_held)
    now = last_year(parameters, inputs.periods_held)
    before = now.year_before
    area = asked(inputs, parameters, now, before)
    people = _residents(inputs.population, inputs.lookup, parameters.area_codes)
    residents = people.number
    missing_now, missing_before = now.missing(held), before.missing(held)
    rows: list[dict[str, Value]] = []
    for name in names_told(area.counts, measure):
        count = None if missing_now else total(area.counts, now.periods, name, measure)
        count_before = None if missing_before else total(area.counts, before.periods, name, measure)
        rows.append(
            {
                "area_code": area.code,
                "area_name": area.name,
                measure.category: name,
                "count": count,
                "population": residents,
                "rate_per_1000": per_1000(count, residents),
                "count_before": count_before,
                "rate_per_1000_before": per_1000(count_before, residents),
            }
        )
    vintage = inputs.population_vintage or ""
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=(*about_area(measure), *COLUMNS),
        rows=tuple(rows),
        finding=finding(tuple(rows), now, area.name, measure),
        caveats=(
            *wording.about_missing(missing_now, measure),
            *_about_before(missing_before, now),
            *_about_population(people, vintage, now, measure),
            *unplaced(inputs, now),
            *area.caveats,
            *wording.about_rest((name for _period, name in area.counts), measure),
            *measure.caveats,
        ),
        numbers=numbers_of(tuple(rows), measure),
        period_from=str(now.first),
        period_to=str(now.last),
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
        denominator=denominator(residents, vintage),
    )


@dataclass(frozen=True)
class _People:
    """Who lives in the area, as far as it is known."""

    number: int | None
    lacking: int = 0
    """So many of its small areas have no number."""
    is_of_larger: bool = False
    """Whether the number is, or what is held instead is, one of wards or councils as a whole."""


def _residents(
    population: pd.DataFrame | None, lookup: pd.DataFrame, codes: Sequence[str]
) -> _People:
    small = geography.small_areas_in(lookup, codes)
    if population is None:
        return _People(None, len(small))
    known = population[population[PEOPLE].notna()]
    held = frozenset(known[AREA].astype("str"))
    whole = geography.whole_of(lookup, codes, held)
    if whole is None:
        every = geography.every_code(lookup) - frozenset(lookup[geography.LSOA_CODE].astype("str"))
        return _People(None, len(small - held), bool(every & held))
    people = int(known.loc[known[AREA].isin(whole), PEOPLE].sum())
    return _People(people, is_of_larger=not whole <= small)


def _about_before(missing: tuple[str, ...], window: Window) -> tuple[str, ...]:
    if not missing:
        return ()
    return (
        f"Not all {wording.periods(window)} of the year before are held, so it has no count and no"
        " rate.",
    )


def _about_population(
    people: _People, vintage: str, window: Window, measure: Measure
) -> tuple[str, ...]:
    residents, lacking = people.number, people.lacking
    if residents is None and lacking:
        return (
            *((OF_LARGER,) if people.is_of_larger else ()),
            f"{lacking:,} small {'area' if lacking == 1 else 'areas'} of this area"
            f" {'has' if lacking == 1 else 'have'} no population, so no rate can be given.",
        )
    told = [BY_LARGER] if people.is_of_larger else []
    if residents == 0:
        told.append("Nobody lives in this area, so no rate can be given.")
    told.append(
        f"Both years stand over the same population, the {vintage or 'latest'} estimate, so that"
        f" only {measure.nought} differs between them."
    )
    told.append("Residents are not visitors: town centres look worse than they are to live in.")
    return (*told, *about_part_of_a_year(window))


def numbers_of(
    rows: tuple[dict[str, Value], ...], measure: Measure
) -> dict[str, float | int | None]:
    columns = ("count", "rate_per_1000", "count_before", "rate_per_1000_before")
    numbers = {
        f"{row[measure.category]}: {name}": as_number(row[name]) for row in rows for name in columns
    }
    return numbers | {"population": as_number(rows[0]["population"]) if rows else None}


def finding(rows: tuple[dict[str, Value], ...], window: Window, name: str, measure: Measure) -> str:
    main = next((row for row in rows if row[measure.category] == measure.main.label), None)
    if main is None or main["rate_per_1000"] is None:
        return f"No rate can be given for {name} in {window.in_words}."
    note = f" ({measure.main_note})" if measure.main_note else ""
    sentence = (
        f"{name} had {main['rate_per_1000']:.1f} {measure.main_unit} per 1,000 residents in"
        f" {window.in_words}{note}"
    )
    if main["rate_per_1000_before"] is None:
        return f"{sentence}."
    return f"{sentence}, against {main['rate_per_1000_before']:.1f} {wording.year_before(window)}."


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    return in_two_years(result, places, measure, now="count", before="count_before")


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    return numbers_of(rows, measure)


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    if guarded.main_is_gone(result, rows, ("count", "count_before"), measure):
        return guarded.NOT_TOLD
    return result.finding


def in_declared_words(result: Result, measure: Measure) -> Result:
    def remade(row: Row) -> Row:
        residents = whole_number(row["population"])
        return {
            "rate_per_1000": per_1000(whole_number(row["count"]), residents),
            "rate_per_1000_before": per_1000(whole_number(row["count_before"]), residents),
        }

    rows = merged(result, measure, ("count", "count_before"), remade)
    return replace(result, rows=rows, numbers=numbers_of(rows, measure))


def main_number(_result: Result, measure: Measure) -> tuple[str, str, str]:
    label = measure.main.label
    return f"{label} per 1,000 residents", "rate", f"{label}: rate_per_1000"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    rows = picturing.by_type(result, "rate_per_1000", measure)
    categories = tuple(str(row[measure.category]) for row in rows)
    series = (
        Series("Per 1,000 residents", tuple(as_number(row["rate_per_1000"]) for row in rows)),
    )
    where = f"per 1,000 residents by type, {result.area_name}, {picturing.span(result)}"
    ending = f" ({result.denominator})" if result.denominator else ""
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=f"Recorded {measure.unit} {where}{ending}",
        x_label="Per 1,000 residents",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, f"{measure.unit} {where}", categories, series),
    )


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Rate per 1,000 residents, by type",
    described=(
        "How much there is for each 1,000 residents, by type, this year and the one before over"
        " the same population."
    ),
    not_for=(
        "For town centres and other places where hardly anybody lives: who is there is not who"
        " lives there.",
        "For what happens to dwellings, cars or shops: residents are not what is at risk.",
        "To tell whether something rose: the counts tell that, the rate only beside other areas.",
    ),
    place=30,
    is_standard=True,
    needs=(Service.AREAS, Service.RESIDENTS),
    uses=(),
    options=(options.AREA, *options.A_YEAR),
    answer=answer,
    counts_told=counts_told,
    denominators=("population",),
    follows={"count": ("rate_per_1000",), "count_before": ("rate_per_1000_before",)},
    gone_with=guarded.nothing_more,
    made_anew=guarded.with_rows,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
