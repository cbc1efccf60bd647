"""Per day: how many of each category on an average day of the newest period. One file as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from datasources.analyses import guarded, picturing
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked
from datasources.analyses.by_type import about_area, names_told
from datasources.analyses.cells import Hidden, Places, Told, told_of
from datasources.analyses.options import AREA, TO
from datasources.analyses.result import (
    Column,
    Inputs,
    Numbers,
    Parameters,
    Result,
    Row,
    as_number,
)
from datasources.analyses.rounding import rounded
from datasources.analyses.strangers import merged, whole_number
from datasources.analyses.tally import total
from datasources.analyses.window import Window, everything
from datasources.kinds import Measure, Service
from datasources.pictures import BAR, Chart, Series, describe

NAME = "per-day"
VERSION = 1


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure = inputs.measure
    last = everything(parameters, inputs.periods_held).last
    now = Window(last, last)
    area = asked(inputs, parameters, now)
    rows = tuple(
        {"area_code": area.code, "area_name": area.name, measure.category: name}
        | with_rate(total(area.counts, now.periods, name, measure), now)
        for name in names_told(area.counts, measure)
    )
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=(
            *about_area(measure),
            Column("count", "Count", "count"),
            Column("per_day", "Each day", "rate"),
        ),
        rows=rows,
        finding=finding(rows, area.name, now),
        caveats=measure.caveats,
        numbers=numbers_of(rows, measure),
        period_from=last.key,
        period_to=last.key,
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
    )


def with_rate(count: int | None, window: Window) -> Row:
    days = (window.last.later(1).first_day - window.last.first_day).days
    return {"count": count, "per_day": None if count is None else rounded(count, days, 2)}


def finding(rows: tuple[Row, ...], name: str, window: Window) -> str:
    everything_of_it = rows[0]["per_day"]
    if everything_of_it is None:
        return f"How many there were each day in {name} is not known."
    return f"There were {everything_of_it} each day in {name}, {window.in_words}."


def numbers_of(rows: tuple[Row, ...], measure: Measure) -> Numbers:
    return {str(row[measure.category]): as_number(row["per_day"]) for row in rows}


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        where = places[str(row["area_code"])]
        name = str(row[measure.category])
        yield from told_of((at, "count"), row["count"], where, [result.period_to], name, measure)


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    return numbers_of(rows, measure)


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    return result.finding if rows[0] == result.rows[0] else guarded.NOT_TOLD


def in_declared_words(result: Result, measure: Measure) -> Result:
    window = Window.of(result)
    rows = merged(
        result, measure, ("count",), lambda row: with_rate(whole_number(row["count"]), window)
    )
    return replace(result, rows=rows, numbers=numbers_of(rows, measure))


def main_number(_result: Result, measure: Measure) -> tuple[str, str, str]:
    label = measure.everything.label
    return f"{label}, each day", "rate", label


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    rows = picturing.by_type(result, "per_day", measure)
    categories = tuple(str(row[measure.category]) for row in rows)
    series = (Series("Each day", tuple(as_number(row["per_day"]) for row in rows)),)
    what = f"{measure.unit} each day, {result.area_name}, {picturing.span(result)}"
    return Chart(
        kind=BAR,
        headline=result.finding,
        subtitle=f"{what[0].upper()}{what[1:]}",
        x_label="Each day",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(BAR, what, categories, series),
    )


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="How many each day",
    described="How many kites were lost on a day, of those that were flown.",
    not_for=("For days without wind: nobody flew one.",),
    place=25,
    is_standard=True,
    needs=(Service.AREAS,),
    uses=(),
    options=(AREA, TO),
    answer=answer,
    counts_told=counts_told,
    denominators=(),
    follows={"count": ("per_day",)},
    gone_with=guarded.nothing_more,
    made_anew=guarded.with_rows,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
