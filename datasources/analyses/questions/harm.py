"""Harm: each type's share of the number beside its share of the harm, with the year before.

The weights are those of one version for both years, so that only what is counted differs between
them. A type without a weight is listed with its number and without harm: that it does none is never
said. No rise or fall is told: whether a change in harm is more than chance takes the spread of
harm within a type, which a weight does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from datasources.analyses import guarded, harm_table, harm_wording, options, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, unplaced
from datasources.analyses.by_type import about_area, names_told
from datasources.analyses.cells import Hidden, Places, Told, Where, in_two_years
from datasources.analyses.harm_table import (
    ALL,
    COLUMNS,
    COUNT,
    COUNT_BEFORE,
    HARM,
    HARM_BEFORE,
    OF_A_WHOLE,
    SHARE_OF_COUNT,
    SHARE_OF_HARM,
    WEIGHT,
    Line,
)
from datasources.analyses.judgement import SMALLEST_BASE
from datasources.analyses.result import Inputs, Numbers, Parameters, Result, Row, as_number
from datasources.analyses.strangers import merged
from datasources.analyses.tally import total
from datasources.analyses.weights import Weights, weighed
from datasources.analyses.window import Window, last_year
from datasources.kinds import Measure, Service
from datasources.pictures import BAR, GROUPED_BAR, Chart, Series, describe
from partnerships.words import listed, with_capital

NAME = "harm"
VERSION = 1

IN_SHARES = {SHARE_OF_COUNT: "Share of the number (%)", SHARE_OF_HARM: "Share of the harm (%)"}
BY_NUMBER = {COUNT: "Number"}
BESIDE_COUNTS = (
    "Harm is shown beside the number and never alone: each says what the other hides, and neither"
    " says what matters most to people here."
)
UNWEIGHED = " no weight: listed by number alone, which is not to say that there is no harm."
NO_VERDICT = (
    "Whether a change in harm is more than chance is not said: a few grave crimes move it by much."
)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure, held = inputs.measure, frozenset(inputs.periods_held)
    now = last_year(parameters, inputs.periods_held)
    before = now.year_before
    area = asked(inputs, parameters, now, before)
    missing_now, missing_before = now.missing(held), before.missing(held)
    names = [one for one in names_told(area.counts, measure) if not measure.is_total(one)]
    words = weighed(names, measure, inputs.weights)
    days = inputs.weights.days if inputs.weights else {}
    lines = [
        Line.of(
            name,
            None if missing_now else total(area.counts, now.periods, name, measure),
            None if missing_before else total(area.counts, before.periods, name, measure),
            days[words[name]] if name in words else None,
        )
        for name in names
    ]
    # Of numbers, a type that the files never name is not known, and in no total of theirs.
    counted = {category for _, category in area.counts}
    of_all = frozenset(one for one in words if measure.counts_rows or one in counted)
    rows = harm_table.rows_of(
        {"area_code": area.code, "area_name": area.name}, measure.category, lines, of_all
    )
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=(*about_area(measure), *COLUMNS),
        rows=rows,
        finding=harm_wording.finding(lines, of_all, now, measure),
        caveats=(
            *wording.about_missing(missing_before + missing_now, measure),
            *_about_weights(inputs.weights),
            *_about_unweighed([one for one in names if one not in words]),
            BESIDE_COUNTS,
            f"Shares are not shown where fewer than {SMALLEST_BASE} have a weight.",
            NO_VERDICT,
            *(inputs.weights.traps if inputs.weights else ()),
            *unplaced(inputs, now, before),
            *area.caveats,
            *wording.about_rest((name for _period, name in area.counts), measure),
            *measure.caveats,
        ),
        numbers=numbers_of(rows, measure),
        period_from=str(now.first),
        period_to=str(now.last),
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
        totals=harm_table.own_totals(of_all),
    )


def _about_weights(weights: Weights | None) -> tuple[str, ...]:
    if weights is None:
        return ()
    anothers = (
        f"What is counted was recorded by {weights.another}, and the weights are those of"
        f" {weights.force}. Send a table of the force's own, or one of no force in particular."
    )
    unclear = (
        f"The table of weights says several weights of {listed(weights.unclear, 6)}, or one that"
        " cannot be: none of them is taken. Send a table with one weight for each type."
    )
    return (
        f"Harm is the number of each type times its weight in days: {weights.in_words}. Both years"
        " are weighed alike, so that a change in harm is one in what was recorded.",
        *([anothers] if weights.another else []),
        *([unclear] if weights.unclear else []),
    )


def _about_unweighed(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    named = listed([f"“{one}”" for one in names], 6)
    return (f"{named} {'has' if len(names) == 1 else 'have'}{UNWEIGHED}",)


def numbers_of(rows: Sequence[Row], measure: Measure) -> Numbers:
    """Every number a sentence may quote, under the category's name and the column's."""
    return {
        f"{row[measure.category]}: {column.name}": as_number(row[column.name])
        for row in rows
        for column in COLUMNS
        if column.kind != "text"
    }


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    return in_two_years(result, places, measure, now=COUNT, before=COUNT_BEFORE)


def gone_with(result: Result, held_back: Hidden, measure: Measure) -> Hidden:
    """Harm of all types together, and every share, say a count that is held back of a type with a
    weight: beside the harm of the others they leave its harm alone."""
    own = {one.label for one in result.totals}
    sums = {at for at, row in enumerate(result.rows) if row[measure.category] in own}
    mine = sums | {at for at, row in enumerate(result.rows) if row[WEIGHT] is not None}
    gone = frozenset[Where]()
    if any((at, COUNT) in held_back for at in mine):
        gone |= {(at, column) for at in mine for column in OF_A_WHOLE}
        gone |= {(at, HARM) for at in sums}
    if any((at, COUNT_BEFORE) in held_back for at in mine):
        gone |= {(at, HARM_BEFORE) for at in sums}
    return gone


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    return numbers_of(rows, measure)


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    """Every type bears on who is first and on how many have a weight."""
    are_told = [row[COUNT] for row in rows] == [row[COUNT] for row in result.rows]
    return result.finding if are_told else guarded.NOT_TOLD


def in_declared_words(result: Result, measure: Measure) -> Result:
    """A type that is not declared is counted as the rest, which has no weight."""
    rows = merged(result, measure, (COUNT, COUNT_BEFORE), lambda _row: {WEIGHT: None})
    lines = harm_table.lines_in(rows, measure.category)
    named = {name for one in result.totals for name in one.only}
    of_all = frozenset(one.name for one in lines if one.name in named and one.weight is not None)
    about = {name: result.rows[0][name] for name in ("area_code", "area_name")}
    remade = harm_table.rows_of(about, measure.category, lines, of_all)
    return replace(
        result,
        rows=remade,
        finding=harm_wording.finding(lines, of_all, Window.of(result), measure),
        caveats=(
            *(one for one in result.caveats if not one.endswith(UNWEIGHED)),
            *_about_unweighed([one.name for one in lines if one.weight is None]),
        ),
        numbers=numbers_of(remade, measure),
        totals=harm_table.own_totals(of_all),
    )


def main_number(_result: Result, _measure: Measure) -> tuple[str, str, str]:
    return f"{ALL}, harm in days", "amount", f"{ALL}: {HARM}"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    """The shares of the types with a weight; where no share can be shown, every type by number."""
    rows = picturing.by_type(result, COUNT, measure)
    have_shares = any(row[SHARE_OF_HARM] is not None for row in rows)
    if have_shares:
        rows = [row for row in rows if row[WEIGHT] is not None]
    kind, columns = (GROUPED_BAR, IN_SHARES) if have_shares else (BAR, BY_NUMBER)
    categories = tuple(str(row[measure.category]) for row in rows)
    series = tuple(
        Series(name, tuple(as_number(row[column]) for row in rows))
        for column, name in columns.items()
    )
    of = f"of recorded {measure.unit} by type, {result.area_name}, {picturing.span(result)}"
    what = f"{'shares of the number and of the harm' if have_shares else 'number'} {of}"
    return Chart(
        kind=kind,
        headline=result.finding,
        subtitle=with_capital(what),
        x_label="Per cent of all with a weight" if have_shares else f"Recorded {measure.unit}",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(kind, what, categories, series),
    )


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Number beside harm, by type",
    described=(
        "Which problems are larger by the harm that each crime does than by their number, with the"
        " harm weights in use: this year and the one before."
    ),
    not_for=(
        "For harm alone: a few grave crimes decide it, so it stands beside the number.",
        "For anti-social behaviour, which has no weight: that it does no harm is never said.",
        "To set years under different weights beside each other: one version weighs both.",
        "For a single case: a weight is of a type, and its crimes differ greatly.",
    ),
    place=50,
    is_standard=False,
    needs=(Service.AREAS, Service.HARM_WEIGHTS),
    uses=(),
    options=(options.AREA, *options.A_YEAR),
    answer=answer,
    counts_told=counts_told,
    denominators=(),
    follows={COUNT: (HARM,), COUNT_BEFORE: (HARM_BEFORE,)},
    gone_with=gone_with,
    made_anew=guarded.with_rows,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
