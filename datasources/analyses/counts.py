"""Counts: how many of each category in each period, for each area asked for.

A period without a slice has no row at all; nought stands only where a slice holds none.
"""

from __future__ import annotations

from dataclasses import replace

from datasources import geography
from datasources.analyses import wording
from datasources.analyses.asked import asked, unplaced, when_column
from datasources.analyses.change import about_area
from datasources.analyses.result import Column, Inputs, Parameters, Result
from datasources.analyses.tally import categories_in, count_of, total
from datasources.analyses.window import everything
from datasources.kinds import Measure
from datasources.periods import how_many, said

NAME = "counts"
VERSION = 2
LABEL = "Counts by month and type"


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    """One row per area, period and category. Several areas stand one after another and add up."""
    measure, held = inputs.measure, tuple(sorted(inputs.periods_held))
    window = everything(parameters, held)
    periods = tuple(period for period in window.periods if period in held)
    area_code, area_name, category = about_area(measure)
    when = Column(*when_column(window.last.key))
    caveats: dict[str, None] = {}
    totals: list[int | None] = []
    rows: list[dict[str, str | int | float | None]] = []
    for code in parameters.area_codes:
        is_one = len(parameters.area_codes) == 1
        alone = replace(
            parameters, area_codes=(code,), area_name=parameters.area_name if is_one else ""
        )
        area = asked(inputs, alone, window)
        caveats |= dict.fromkeys(area.caveats)
        totals.append(total(area.counts, periods, measure.everything.label, measure))
        rows += [
            {
                "area_code": code,
                "area_name": area.name,
                when.name: period,
                measure.category: name,
                "count": count_of(area.counts, period, name, measure),
            }
            for period in periods
            for name in categories_in(area.counts, measure)
        ]
    name = parameters.area_name or geography.names_of(inputs.lookup, parameters.area_codes)
    everything_counted = (
        None
        if any(one is None for one in totals)
        else sum(one for one in totals if one is not None)
    )
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=(area_code, area_name, when, category, Column("count", "Count", "count")),
        rows=tuple(rows),
        finding=finding(everything_counted if periods else None, name, periods, measure),
        caveats=(
            *wording.about_missing(window.missing(frozenset(held)), measure),
            *unplaced(inputs, window),
            *caveats,
            *wording.about_rest((str(row[measure.category]) for row in rows), measure),
            *measure.caveats,
            *measure.caveats_in_time,
        ),
        numbers={
            "total": everything_counted if periods else None,
            wording.periods(window): len(periods),
        },
        period_from=str(window.first),
        period_to=str(window.last),
        area_code=geography.one_code(parameters.area_codes),
        area_name=name,
        measure=measure.slug,
    )


def finding(counted: int | None, name: str, periods: tuple[str, ...], measure: Measure) -> str:
    if counted is None:
        lacking = "some numbers are held back or missing" if periods else "no data are held"
        return f"How many {measure.unit} there were in {name} is not known: {lacking}."
    span = said(periods[0])
    if len(periods) > 1:
        span = f"{how_many(periods)} from {span} to {said(periods[-1])}"
    return f"{counted:,} {measure.counted_as} were recorded in {name}, {span}."
