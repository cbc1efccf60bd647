"""Counts: how many of each category in each period, for each area asked for.

A period without a slice has no row at all; nought stands only where a slice holds none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from datasources import geography
from datasources.analyses import guarded, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, unplaced, when_column
from datasources.analyses.by_type import about_area
from datasources.analyses.cells import SENTENCE, Places, Told, told_of
from datasources.analyses.options import ALL_PERIODS, AREA
from datasources.analyses.result import (
    Column,
    Inputs,
    Numbers,
    Parameters,
    Result,
    Row,
    as_number,
)
from datasources.analyses.strangers import merged
from datasources.analyses.tally import categories_in, count_of, total
from datasources.analyses.window import everything
from datasources.kinds import Measure, Service
from datasources.periods import how_many, said
from datasources.pictures import BAR, Chart, Series, describe
from partnerships.words import with_capital

NAME = "counts"
VERSION = 4


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


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        yield from told_of((at, "count"), row["count"], places[str(row["area_code"])],
                         [str(row[result.when])], str(row[measure.category]), measure)  # fmt: skip
    asked = [places[code] for code in dict.fromkeys(str(row["area_code"]) for row in result.rows)]
    together = frozenset().union(*asked)
    is_twice = len(together) < sum(map(len, asked))
    periods = {str(row[result.when]) for row in result.rows}
    total = result.numbers.get("total")
    everywhere = frozenset[str]() if is_twice else together
    every = measure.everything.label
    yield from told_of((SENTENCE, "total"), total, everywhere, periods, every, measure)


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    is_told = numbers["total"] == result.numbers["total"]
    return result.finding if is_told else guarded.NOT_TOLD


def in_declared_words(result: Result, measure: Measure) -> Result:
    return replace(result, rows=merged(result, measure, ("count",), lambda _row: {}))


def main_number(_result: Result, measure: Measure) -> tuple[str, str, str]:
    return measure.everything.label, "count", "total"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    totals: dict[str, int | None] = {}
    for row in result.rows:
        name, count = str(row[measure.category]), as_number(row["count"])
        so_far = totals.get(name, 0)
        # A sum over a count held back would give the count away.
        totals[name] = None if count is None or so_far is None else so_far + int(count)
    ordered = sorted(totals.items(), key=lambda pair: (-(pair[1] or 0), pair[0]))
    categories = tuple(name for name, _ in ordered)
    series = (Series("Count", tuple(count for _, count in ordered)),)
    what = f"recorded {measure.unit} by type, {result.area_name}, {picturing.from_to(result)}"
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=with_capital(what),
        x_label=f"Recorded {measure.unit}",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, what, categories, series),
    )


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Counts by month and type",
    described=("Every count by period and type, as a table to look things up in."),
    not_for=(
        "For a reader who wants to know what it means: it tells nothing.",
        "For small areas in a published document: most of it would have to be held back.",
    ),
    place=40,
    is_standard=False,
    needs=(Service.AREAS,),
    uses=(),
    options=(AREA, *ALL_PERIODS),
    answer=answer,
    counts_told=counts_told,
    denominators=(),
    follows={},
    gone_with=guarded.nothing_more,
    made_anew=guarded.with_rows,
    numbers_without=guarded.of_the_sentence,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
