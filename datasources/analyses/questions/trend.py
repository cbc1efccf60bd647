"""Trend: the total of each period, each beside the same period a year earlier.

A period that is not held stands in the table without a number, so that a line breaks there.
"""

from __future__ import annotations

from collections.abc import Iterator

from datasources.analyses import guarded, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, doubt_of, unplaced, when_column
from datasources.analyses.cells import SENTENCE, Hidden, Places, Told, told_of
from datasources.analyses.change_point import change_point
from datasources.analyses.history import History
from datasources.analyses.judgement import (
    CANNOT_TELL,
    FELL,
    NO_CLEAR_CHANGE,
    NOT_KNOWN_TO_SWING,
    ROSE,
    SMALLEST_BASE,
    TOO_FEW,
    Verdict,
)
from datasources.analyses.options import ALL_PERIODS, AREA
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
from datasources.analyses.tally import Counts, total
from datasources.analyses.window import Window, everything, in_a_year
from datasources.analyses.wording import SHARED_IN_DOUBT
from datasources.kinds import Measure, Service
from datasources.periods import Period
from datasources.pictures import LINE, Chart, Series, describe

NAME = "trend"
TOLD, MOVED = "change told", "level changed (%)"
WAYS = {ROSE: 1, FELL: -1, NO_CLEAR_CHANGE: 0}
"""How the number of that name says what is told of the last year beside the one before."""
VERSION = 4


def columns_of(measure: Measure, when: Column) -> tuple[Column, ...]:
    return (
        Column("area_code", "Area code", "code"),
        Column("area_name", "Area", "text"),
        when,
        *(Column(one.slug, one.heading, "count") for one in measure.headlines),
        *(
            Column(f"{one.slug}_year_before", f"{one.heading}, year before", "count")
            for one in measure.headlines
        ),
    )


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure, held = inputs.measure, frozenset(inputs.periods_held)
    window = everything(parameters, tuple(sorted(held)))
    before = window.year_before
    area = asked(inputs, parameters, window, before)
    when = Column(*when_column(window.last.key))
    rows = tuple(
        {"area_code": area.code, "area_name": area.name, when.name: period}
        | _measured(measure, area.counts, held, period, "")
        | _measured(measure, area.counts, held, earlier, "_year_before")
        for period, earlier in zip(window.periods, before.periods, strict=True)
    )
    year = last_of(window)
    history = History.of(inputs, area)
    verdicts = {
        one.slug: history.judged(year, year.year_before, one.label)
        if not (year.missing(held) or year.year_before.missing(held))
        else None
        for one in measure.headlines[: measure.told]
    }
    doubt = doubt_of(inputs, area, year, year.year_before) or next(
        (SHARED_IN_DOUBT for one in verdicts.values() if one and one.reason == SHARED_IN_DOUBT), ""
    )
    first = measure.headlines[0]
    point = None if doubt else change_point(history.within(window, first.label))
    numbers = numbers_of(rows, measure, window) | {
        f"{slug}: {TOLD}": WAYS.get(one.verdict) if one and not doubt else None
        for slug, one in verdicts.items()
    }
    numbers[f"{first.slug}: {MOVED}"] = round(100 * (point.ratio - 1), 1) if point else None
    told = finding(numbers, window, measure, doubt) or not_comparable(window)
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=columns_of(measure, when),
        rows=rows,
        finding=f"{told} {wording.about_level(first.label, point)}" if point else told,
        caveats=(
            *([doubt] if doubt else ()),
            *wording.about_missing(window.missing(held), measure),
            *unplaced(inputs, window),
            *area.caveats,
            wording.about_chance(year),
            *([wording.LEVEL_OR_RECORDING] if point else ()),
            *measure.caveats,
            *measure.caveats_in_time,
        ),
        numbers=numbers,
        period_from=str(window.first),
        period_to=str(window.last),
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
        doubt=doubt,
    )


def _measured(
    measure: Measure, counts: Counts, held: frozenset[str], period: str, ending: str
) -> dict[str, Value]:
    return {
        f"{one.slug}{ending}": total(counts, (period,), one.label, measure)
        if period in held
        else None
        for one in measure.headlines
    }


def _last_year(rows: tuple[dict[str, Value], ...], column: str, window: Window) -> int | None:
    """The sum of the last year's periods, or None when one of them is missing."""
    needed = in_a_year(window.last.grain)
    values = [row[column] for row in rows[-needed:]]
    if len(values) < needed or any(value is None for value in values):
        return None
    return sum(int(value) for value in values if value is not None)


def last_year_of(window: Window) -> str:
    """What the numbers of the last year are called."""
    count, grain = in_a_year(window.last.grain), window.last.grain
    return f"last {count} {grain.label}s" if count > 1 else f"last {grain.label}"


def numbers_of(
    rows: tuple[dict[str, Value], ...], measure: Measure, window: Window
) -> dict[str, float | int | None]:
    last = last_year_of(window)
    return {
        f"{one.slug}: {last}{words}": _last_year(rows, f"{one.slug}{ending}", window)
        for one in measure.headlines
        for ending, words in (("", ""), ("_year_before", " a year before"))
    }


def not_comparable(window: Window) -> str:
    count, label = in_a_year(window.last.grain), window.last.grain.label
    if count == 1:
        return f"The last {label} cannot be compared with the one before: they are not both held."
    return (
        f"The last {count} {label}s cannot be compared with the {count} before: not all of these"
        f" {label}s are held."
    )


def last_of(window: Window) -> Window:
    """Its last year."""
    return Window(window.last.later(1 - in_a_year(window.last.grain)), window.last)


def finding(
    numbers: dict[str, float | int | None], window: Window, measure: Measure, doubt: str = ""
) -> str:
    """Empty when no headline that is told has both its years."""
    year = last_of(window)
    last = last_year_of(window)
    said = []
    for one in measure.headlines[: measure.told]:
        now = numbers[f"{one.slug}: {last}"]
        before = numbers[f"{one.slug}: {last} a year before"]
        if now is None or before is None:
            continue
        way = numbers.get(f"{one.slug}: {TOLD}")
        verdict = Verdict(CANNOT_TELL, doubt) if doubt else _told(way, int(before + now))
        said.append(wording.compared(one.label, int(before), int(now), year, verdict))
    return " ".join(said)


def _told(way: float | None, both: int) -> Verdict:
    if both < SMALLEST_BASE:
        return Verdict(TOO_FEW, "")
    words = next((word for word, each in WAYS.items() if each == way), CANNOT_TELL)
    return Verdict(words, NOT_KNOWN_TO_SWING if words == CANNOT_TELL else "")


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    for at, row in enumerate(result.rows):
        period = str(row[result.when])
        for ending, when in (("", period), ("_year_before", _year_before(period))):
            for one in measure.headlines:
                name = f"{one.slug}{ending}"
                yield from told_of(
                    (at, name),
                    row[name],
                    places[str(row["area_code"])],
                    [when],
                    one.label,
                    measure,
                )
    window = Window.of(result)
    needed = in_a_year(window.last.grain)
    last = [str(row[result.when]) for row in result.rows[-needed:]]
    before = [_year_before(period) for period in last]
    for one in measure.headlines:
        for those, ending in ((last, ""), (before, " a year before")):
            name = f"{one.slug}: {last_year_of(window)}{ending}"
            yield from told_of(
                (SENTENCE, name),
                result.numbers.get(name),
                places[result.area_code],
                those,
                one.label,
                measure,
            )


def _year_before(period: str) -> str:
    return Period.of(period).year_before.key


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    """Of a headline of which one year is held back it is not told how it moved either."""
    numbers = guarded.of_the_sentence(result, rows, held_back, measure)
    touched = {name.split(": ")[0] for where, name in held_back if where == SENTENCE}
    gone = {f"{slug}: {TOLD}" for slug in touched}
    if held_back:
        # It rests on every period: with one held back nothing of it is told.
        gone |= {f"{one.slug}: {MOVED}" for one in measure.headlines}
    return numbers | dict.fromkeys(gone & numbers.keys())


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    if numbers == result.numbers:
        return result.finding
    told = finding(numbers, Window.of(result), measure, result.doubt)
    return told or guarded.NOT_TOLD


def in_declared_words(result: Result, measure: Measure) -> Result:
    """It names totals alone, and those are declared."""
    return result


def main_number(result: Result, measure: Measure) -> tuple[str, str, str]:
    first, last = measure.headlines[0], last_year_of(Window.of(result))
    return f"{first.label}, {last}", "count", f"{first.slug}: {last}"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    categories = tuple(picturing.tick(str(row[result.when])) for row in result.rows)
    series = tuple(
        Series(one.heading, tuple(as_number(row[one.slug]) for row in result.rows))
        for one in measure.headlines[: measure.told]
    )
    each = picturing.each(result)
    what = f"{measure.recorded} by {each}, {result.area_name}"
    return Chart(
        kind=LINE,
        headline=result.finding,
        subtitle=(
            f"{measure.each_month} recorded each {each}, {result.area_name},"
            f" {picturing.from_to(result)}"
        ),
        x_label="",
        y_label=f"Recorded each {each}",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(LINE, what, categories, series),
    )


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Monthly trend",
    described=(
        "How what is counted has gone, period by period, each beside the same period a year"
        " before; and whether the last year is more or less than the one before."
    ),
    not_for=(
        "For why it moved: ask for the change by type.",
        "Where recording changed on the way: a step of the line may be no more than that.",
        "For what comes fewer than about five times a month: single months say nothing then.",
    ),
    place=10,
    is_standard=True,
    needs=(Service.AREAS,),
    uses=(),
    options=(AREA, *ALL_PERIODS),
    answer=answer,
    counts_told=counts_told,
    denominators=(),
    follows={},
    gone_with=guarded.nothing_more,
    made_anew=guarded.with_rows,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
