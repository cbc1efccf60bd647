"""Change: each category in the last year against the same periods a year earlier.

Different periods are never compared. When any period of either side is not held, that side has no
count at all. Per cent change is shown only on a base of 20 or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from datasources.analyses import guarded, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, doubt_of, unplaced
from datasources.analyses.by_type import about_area, names_told
from datasources.analyses.cells import Hidden, Places, Told, in_two_years
from datasources.analyses.history import History
from datasources.analyses.judgement import (
    CANNOT_TELL,
    FELL,
    ROSE,
    SMALLEST_BASE,
    Verdict,
    by_itself,
    together,
)
from datasources.analyses.options import A_YEAR, AREA
from datasources.analyses.result import (
    Column,
    Inputs,
    Numbers,
    Parameters,
    Result,
    Row,
    Value,
    as_number,
)
from datasources.analyses.rounding import percent_change
from datasources.analyses.strangers import merged, whole_number
from datasources.analyses.tally import total
from datasources.analyses.window import Window, last_year
from datasources.kinds import Measure, Service
from datasources.pictures import GROUPED_BAR, Chart, Series, describe
from partnerships.words import within_a_sentence

NAME = "change"
VERSION = 5

COLUMNS = (
    Column("count_before", "Year before", "count"),
    Column("count_now", "This year", "count"),
    Column("difference", "Difference", "difference"),
    Column("percent_change", "Change (%)", "percent"),
    Column("verdict", "Verdict", "text"),
    Column("reason", "Why", "text"),
)
CHANCE, SWING = "chance", "swing"
"""Numbers that rest on the counts of single periods: kept for those who see these."""
NO_DATA = "no data"
NOT_KNOWN = "Some of its numbers are held back or not known."
OF_SEVERAL = (
    "Types that this measure does not declare are counted together: how they swing was not worked"
    " out."
)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure, held = inputs.measure, frozenset(inputs.periods_held)
    now = last_year(parameters, inputs.periods_held)
    before = now.year_before
    area = asked(inputs, parameters, now, before)
    missing_now, missing_before = now.missing(held), before.missing(held)
    is_held = not (missing_now or missing_before)
    lacking = NOT_KNOWN if is_held else not_held(wording.periods(now))
    doubt = doubt_of(inputs, area, now, before)
    verdicts: dict[str, Verdict | None] = dict.fromkeys(names_told(area.counts, measure))
    if is_held:
        history = History.of(inputs, area)
        verdicts = {name: history.judged(now, before, name) for name in verdicts}
    types = {
        name: one
        for name, one in verdicts.items()
        if one is not None and not measure.is_total(name)
    }
    verdicts |= dict(zip(types, together(list(types.values())), strict=True))
    about: dict[str, Value] = {"area_code": area.code, "area_name": area.name}
    rows = tuple(
        {**about, measure.category: name}
        | compared(
            None if missing_before else total(area.counts, before.periods, name, measure),
            None if missing_now else total(area.counts, now.periods, name, measure),
            Verdict(CANNOT_TELL, doubt) if doubt and one else one or Verdict(NO_DATA, lacking),
        )
        for name, one in verdicts.items()
    )
    looked_at = sum(one.chance is not None for one in types.values())
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=(*about_area(measure), *COLUMNS),
        rows=rows,
        finding=finding(rows, now, measure),
        caveats=(
            *([doubt] if doubt else ()),
            *wording.about_missing(missing_before + missing_now, measure),
            *wording.about_part_of(before, held),
            *wording.about_part_of(now, held),
            *unplaced(inputs, now, before),
            *area.caveats,
            *wording.about_rest((name for _period, name in area.counts), measure),
            f"Per cent change is not shown where the year before has fewer than {SMALLEST_BASE}.",
            *(() if doubt else wording.about_many(looked_at)),
            wording.about_chance(now),
            *measure.caveats,
        ),
        numbers=numbers_of(rows, measure) | _worked_out(verdicts),
        period_from=str(now.first),
        period_to=str(now.last),
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
        doubt=doubt,
    )


def _worked_out(verdicts: Mapping[str, Verdict | None]) -> Numbers:
    return {
        f"{name}: {what}": number
        for name, one in verdicts.items()
        if one is not None
        for what, number in ((CHANCE, one.chance), (SWING, one.swing))
        if number is not None
    }


def not_held(periods: str) -> str:
    return f"Not all {periods} of both years are held."


def compared(before: int | None, now: int | None, verdict: Verdict) -> dict[str, Value]:
    """The cells of a row that tell of two counts, and what is told between them."""
    told: dict[str, Value] = {"verdict": verdict.verdict, "reason": verdict.reason}
    if before is None or now is None:
        nothing = dict.fromkeys(("difference", "percent_change"))
        return {"count_before": before, "count_now": now, **nothing, **told}
    return {
        "count_before": before,
        "count_now": now,
        "difference": now - before,
        "percent_change": percent_change(before, now) if before >= SMALLEST_BASE else None,
        **told,
    }


def numbers_of(
    rows: tuple[dict[str, Value], ...], measure: Measure
) -> dict[str, float | int | None]:
    """Every number a sentence may quote, under the category's name and the column's."""
    return {
        f"{row[measure.category]}: {column}": as_number(row[column])
        for row in rows
        for column in ("count_before", "count_now", "difference", "percent_change")
    }


def finding(rows: tuple[dict[str, Value], ...], window: Window, measure: Measure) -> str:
    """The main total in a sentence, then the categories that clearly rose and fell by most."""
    main = next((row for row in rows if row[measure.category] == measure.main.label), None)
    if main is None or main["count_before"] is None or main["count_now"] is None:
        return (
            f"No comparison with the year before can be made for {window.in_words}: not all"
            f" {wording.periods(window)} of both years are held."
        )
    verdict = Verdict(str(main["verdict"]), str(main["reason"]))
    sentence = wording.compared(
        measure.main.label, int(main["count_before"]), int(main["count_now"]), window, verdict
    )
    types = [row for row in rows if not measure.is_total(str(row[measure.category]))]
    parts = [part for verdict in (ROSE, FELL) if (part := _most(types, verdict, measure))]
    return f"{sentence} {' '.join(parts)}".strip()


def _most(rows: list[dict[str, Value]], verdict: str, measure: Measure) -> str:
    """The category with the largest clear rise or fall; on equal differences the first by name."""
    clear = [row for row in rows if row["verdict"] == verdict and row["difference"] is not None]
    if not clear:
        return ""
    row = max(clear, key=lambda one: abs(int(one["difference"] or 0)))
    name = str(row[measure.category])
    return (
        f"The largest clear {'rise' if verdict == ROSE else 'fall'} was in"
        f" {within_a_sentence(name)}:"
        f" {row['count_now']:,} against {row['count_before']:,}."
    )


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    return in_two_years(result, places, measure, now="count_now", before="count_before")


def made_anew(
    result: Result, rows: tuple[Row, ...], _held_back: Hidden, measure: Measure
) -> Result:
    """Reasons say how the counts of single periods swing: plainer ones stand here, and the types
    that are left are looked at together."""
    plain = [_plainly(result, row, measure) for row in rows]
    types = [at for at, row in enumerate(rows) if not measure.is_total(str(row[measure.category]))]
    for at, one in zip(types, together([plain[at] for at in types]), strict=True):
        plain[at] = one
    told = (
        row | {"verdict": one.verdict, "reason": one.reason}
        for row, one in zip(rows, plain, strict=True)
    )
    return replace(result, rows=tuple(told))


def _plainly(result: Result, row: Row, measure: Measure) -> Verdict:
    chance = result.numbers.get(f"{row[measure.category]}: {CHANCE}")
    difference = as_number(row["difference"])
    if chance is None or difference is None or row["verdict"] == CANNOT_TELL:
        return Verdict(str(row["verdict"]), str(row["reason"]))
    return by_itself(chance, is_more=difference > 0)


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    return numbers_of(rows, measure)


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    if guarded.main_is_gone(result, rows, ("count_before", "count_now"), measure):
        return guarded.NOT_TOLD
    return finding(rows, Window.of(result), measure)


def in_declared_words(result: Result, measure: Measure) -> Result:
    window = Window.of(result)
    lacking = not_held(wording.periods(window))
    is_shared = wording.is_shared(result.caveats)
    doubt = result.doubt or (wording.SHARED_IN_DOUBT if is_shared else OF_SEVERAL)

    def remade(row: Row) -> Row:
        before, now = whole_number(row["count_before"]), whole_number(row["count_now"])
        is_known = before is not None and now is not None
        verdict = Verdict(CANNOT_TELL, doubt) if is_known else Verdict(NO_DATA, lacking)
        return compared(before, now, verdict)

    rows = merged(result, measure, ("count_before", "count_now"), remade)
    return replace(
        result,
        rows=rows,
        finding=finding(rows, window, measure),
        numbers=numbers_of(rows, measure) | _kept(result, rows, measure),
    )


def _kept(result: Result, rows: tuple[Row, ...], measure: Measure) -> Numbers:
    """What was worked out of the types that stand as they stood."""
    same = {str(row[measure.category]) for row in rows if row in result.rows}
    return {
        name: number
        for name, number in result.numbers.items()
        if name.endswith((f": {CHANCE}", f": {SWING}")) and name.rsplit(": ", 1)[0] in same
    }


def main_number(_result: Result, measure: Measure) -> tuple[str, str, str]:
    return f"{measure.main.label}, this year", "count", f"{measure.main.label}: count_now"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    rows = picturing.by_type(result, "count_now", measure)
    categories = tuple(str(row[measure.category]) for row in rows)
    window = Window.of(result)
    series = tuple(
        Series(picturing.span_named(each), tuple(as_number(row[column]) for row in rows))
        for each, column in ((window, "count_now"), (window.year_before, "count_before"))
    )
    what = f"{measure.recorded} by type, {result.area_name}"
    same = "year" if window.is_a_year else f"same {picturing.each(result)}s a year"
    return Chart(
        kind=GROUPED_BAR,
        headline=result.finding,
        subtitle=(
            f"Recorded {measure.unit} by type, {result.area_name}, {picturing.span(result)} and the"
            f" {same} before"
        ),
        x_label=f"Recorded {measure.unit}",
        y_label="",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(GROUPED_BAR, what, categories, series),
    )


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Change on the year before, by type",
    described=(
        "Which types make the difference between a year and the one before, and which of them"
        " differ by more than such numbers swing by themselves."
    ),
    not_for=(
        "For slow movements over several years: one year beside another misses them.",
        "For months that are not the same ones: season would be taken for change.",
        "Where part of a year is not held: there is no comparison then.",
    ),
    place=20,
    is_standard=True,
    needs=(Service.AREAS,),
    uses=(),
    options=(AREA, *A_YEAR),
    answer=answer,
    counts_told=counts_told,
    denominators=(),
    follows={
        "count_before": ("difference", "percent_change"),
        "count_now": ("difference", "percent_change"),
    },
    gone_with=guarded.nothing_more,
    made_anew=made_anew,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
