"""Season: which months of the year, or quarters, have more or less of something than others.

Each month's count per day stands beside the mean of the year around it, averaged over the years
and scaled so that the twelve average 100: the classical decomposition by the ratio to a moving
average, and the test whether that is chance (`seasons`). Days are those of each month itself, so
that February and leap years are alike. Fewer than three whole years in a row have no year around
enough of their months: there each stands beside the mean of its own. How strong the season is comes
from a decomposition by loess (`stl`), of three years or more.

Two years that are held are the least. What is not held, not known, or was taken in part is left out
and said: it is never nought.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from datasources.analyses import guarded, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, unplaced
from datasources.analyses.by_type import about_area
from datasources.analyses.cells import SENTENCE, Hidden, Places, Told, told_of
from datasources.analyses.families import LEVEL
from datasources.analyses.judgement import SMALLEST_BASE
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
from datasources.analyses.rounding import rounded
from datasources.analyses.seasons import (
    FEWEST_YEARS,
    ORDERS,
    YEARS_FOR_A_TREND,
    Season,
    has_years_around,
    longest_run,
    season_of,
    years_to_tell,
)
from datasources.analyses.strangers import whole_number
from datasources.analyses.tally import total
from datasources.analyses.window import Window, everything, in_a_year
from datasources.kinds import Measure, Service
from datasources.kinds.measure import Total
from datasources.periods import MONTHS_IN_A_YEAR, Grain, Period, said
from datasources.pictures import LINE, Chart, Series, describe
from partnerships.words import listed, with_capital

NAME = "season"
VERSION = 1

FEWEST_A_MONTH = 5
"""Under this on average an index would be made of chance."""
HIGHER, LOWER, AS_USUAL = "higher than usual", "lower than usual", "as usual"
NO_INDEX = "no index"
OF_THE_SEASON = ("index", "lowest", "highest")
"""Columns that follow from every period of every year."""
PART = "part_of_year"
WHOLE_YEAR = "Whole year"


COLUMNS = (
    Column("count", "Counted in all", "count"),
    Column("periods", "How many were counted", "count"),
    Column("per_day", "Each day", "rate"),
    Column("index", "Index (average 100)", "rate"),
    Column("lowest", "Lowest year", "rate"),
    Column("highest", "Highest year", "rate"),
    Column("verdict", "Verdict", "text"),
)


@dataclass(frozen=True)
class _Years:
    """What is asked of: whole years up to the last period, where there are two or more."""

    window: Window
    left_over: int
    """How many periods before it make no whole year."""
    in_a_row: int
    """Of all that were asked of, how many are held in a row at the most."""
    held: int

    @classmethod
    def of(cls, asked_of: Window, held: frozenset[str]) -> _Years:
        periods, a_year = asked_of.periods, in_a_year(asked_of.last.grain)
        left_over = len(periods) % a_year if len(periods) >= FEWEST_YEARS * a_year else 0
        return cls(
            window=Window(asked_of.first.later(left_over), asked_of.last),
            left_over=left_over,
            in_a_row=_in_a_row(periods, held),
            held=len(held.intersection(periods)),
        )

    @property
    def a_year(self) -> int:
        return in_a_year(self.window.last.grain)

    @property
    def are_enough(self) -> bool:
        return self.a_year > 1 and self.in_a_row >= FEWEST_YEARS * self.a_year


def _in_a_row(periods: tuple[str, ...], held: Container[str]) -> int:
    run = longest_run(np.array([one in held for one in periods]))
    return int(run.stop - run.start)


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure, held = inputs.measure, frozenset(inputs.periods_held)
    years = _Years.of(everything(parameters, tuple(sorted(held))), held)
    window = years.window
    area = asked(inputs, parameters, window)
    in_part = [one for one in window.periods if one in inputs.in_part]
    whole = tuple(one for one in window.periods if one in held and one not in in_part)
    counts = {
        one: {key: total(area.counts, (key,), one.label, measure) for key in whole}
        for one in told(measure)
    }
    unknown = [key for key in whole if any(of[key] is None for of in counts.values())]
    rows: list[Row] = []
    numbers: Numbers = {"periods in a row": years.in_a_row, "periods held": years.held}
    for one, of in counts.items():
        known = {key: count for key, count in of.items() if count is not None}
        season = _season(known, years)
        own = _rows(known, years, season)
        about: Row = {
            "area_code": area.code,
            "area_name": area.name,
            measure.category: one.label,
        }
        rows += [about | row for row in own]
        numbers |= _numbers(one, own, known, season)
    counted = frozenset(whole).difference(unknown)
    found = tuple(rows)
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=(*about_area(measure), _when(years), *COLUMNS),
        rows=found,
        finding=finding(found, numbers, window, measure),
        caveats=(
            *_about_years(years, _in_a_row(window.periods, counted)),
            *wording.about_missing(window.missing(held), measure),
            *_about_left_out(in_part, unknown),
            *unplaced(inputs, window),
            *area.caveats,
            *measure.caveats,
            *measure.caveats_in_time,
        ),
        numbers=numbers,
        period_from=str(window.first),
        period_to=str(window.last),
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
    )


def told(measure: Measure) -> tuple[Total, ...]:
    return measure.headlines[: measure.told]


def _when(years: _Years) -> Column:
    label = "Month" if years.a_year == MONTHS_IN_A_YEAR else "Part of the year"
    return Column(PART, label, "period")


def _season(counts: dict[str, int], years: _Years) -> Season | None:
    """None where there are too few years, or too few of what is counted."""
    if not years.are_enough or _are_too_few(sum(counts.values()), len(counts)):
        return None
    per_day = [
        counts[key] / _days([key]) if key in counts else np.nan for key in years.window.periods
    ]
    return season_of(np.array(per_day), years.a_year)


def _are_too_few(count: int, periods: int) -> bool:
    return count < FEWEST_A_MONTH * periods


def _days(keys: Iterable[str]) -> int:
    return sum(Period.of(key).days for key in keys)


def _place(period: Period) -> int:
    """Which month or quarter of the calendar year it is, from 0."""
    return period.start % MONTHS_IN_A_YEAR // period.grain.step


def name_of(period: Period) -> str:
    """July; July to September; of periods as long as a year there is but one."""
    if period.grain.step == MONTHS_IN_A_YEAR:
        return WHOLE_YEAR
    return period.words.rsplit(" ", 1)[0]


def _rows(counts: dict[str, int], years: _Years, season: Season | None) -> list[Row]:
    """One for each month of the calendar year, January first."""
    first = years.window.first
    of_year = sorted((first.later(at) for at in range(years.a_year)), key=_place)
    rows: list[Row] = []
    for one in of_year:
        own = [key for key in counts if _place(Period.of(key)) == _place(one)]
        at = (_place(one) - _place(first)) % years.a_year
        count = sum(counts[key] for key in own)
        rows.append(
            {
                PART: name_of(one),
                "count": count if own else None,
                "periods": len(own),
                "per_day": rounded(count, _days(own), 2),
                **_of_season(season, at),
            }
        )
    return rows


def _of_season(season: Season | None, at: int) -> Row:
    if season is None or np.isnan(season.index[at]):
        return {**dict.fromkeys(OF_THE_SEASON), "verdict": NO_INDEX}
    index = float(season.index[at])
    verdict = (HIGHER if index > 100 else LOWER) if season.stands_out[at] else AS_USUAL
    return {
        "index": round(index, 1),
        "lowest": round(float(season.lowest[at]), 1),
        "highest": round(float(season.highest[at]), 1),
        "verdict": verdict,
    }


def _numbers(one: Total, rows: list[Row], counts: dict[str, int], season: Season | None) -> Numbers:
    """What a sentence may quote, and the count of each period, from which the index is made."""
    indices = [index for row in rows if (index := as_number(row["index"])) is not None]
    strength = season.strength if season else None
    return {
        f"{one.slug}: highest index": max(indices, default=None),
        f"{one.slug}: lowest index": min(indices, default=None),
        f"{one.slug}: chance": season.chance if season else None,
        f"{one.slug}: strength": None if strength is None else round(strength, 2),
        **{f"{one.slug}: index of {row[PART]}": as_number(row["index"]) for row in rows},
        **{f"{one.slug}: {key}": count for key, count in counts.items()},
    }


def _about_years(years: _Years, in_a_row: int) -> tuple[str, ...]:
    """How the index is made, where so many periods that are counted stand in a row."""
    if not years.are_enough:
        return ()
    window, label = years.window, years.window.last.grain.label
    parts = wording.periods(window)
    beside = (
        f"the mean of the {years.a_year} {parts} around it (carried on by a line for half a year at"
        " either end), so that a rise or fall over the years is taken out"
        if has_years_around(in_a_row, years.a_year)
        else f"the mean of its own {years.a_year} {parts}, for a year around it needs"
        f" {YEARS_FOR_A_TREND} whole years in a row: a rise or fall within the years is not taken"
        " out"
    )
    return (
        f"The index sets the count each day of a {label} beside {beside}. It is averaged over the"
        f" years, and 100 is the average {label}. A {label} with fewer than two values has none.",
        f"Whether a {label} is higher or lower is told from chance by putting the {parts} of each"
        f" year in {ORDERS} other orders: what comes by chance {LEVEL:.0%} of the time or more is"
        " as usual.",
        *_about_left_over(years),
    )


def _about_left_over(years: _Years) -> tuple[str, ...]:
    if not years.left_over:
        return ()
    before, last = years.window.first.later(-1), years.window.last
    those = f"the {_so_many(years.left_over, last.grain)} to {before.words}"
    are = "is" if years.left_over == 1 else "are"
    return (f"Whole years are counted, back from {last.words}: {those} {are} left out.",)


def _about_left_out(in_part: list[str], unknown: list[str]) -> tuple[str, ...]:
    return tuple(
        f"{listed(map(said, keys), 6)} {'is' if len(keys) == 1 else 'are'} left out: {why}."
        for keys, why in (
            (in_part, "what was taken in part is not set beside what is whole"),
            (unknown, "a number is held back or not known"),
        )
        if keys
    )


def _so_many(count: int, grain: Grain) -> str:
    return f"{count} {grain.label}" if count == 1 else f"{count} {grain.label}s"


def finding(
    rows: tuple[Row, ...],
    numbers: Numbers,
    window: Window,
    measure: Measure,
    untold: Collection[Total] = (),
) -> str:
    """A sentence of each headline that is told; of too few periods one alone, without a count."""
    if reason := _against(numbers, window):
        return reason
    return " ".join(
        _of_headline(one, _of(one, rows, measure), numbers, window)
        for one in told(measure)
        if one not in untold
    )


def _of(one: Total, rows: tuple[Row, ...], measure: Measure) -> list[Row]:
    return [row for row in rows if row[measure.category] == one.label]


def _against(numbers: Numbers, window: Window) -> str:
    """Why no season can be told of so few periods; blank where one can."""
    grain, a_year = window.last.grain, in_a_year(window.last.grain)
    if a_year == 1:
        return (
            "Which months have more than others cannot be told: the counts are of whole years. Ask"
            " the sender for counts by month or by quarter."
        )
    in_a_row, held = (int(numbers[f"periods {one}"] or 0) for one in ("in a row", "held"))
    if in_a_row >= FEWEST_YEARS * a_year:
        return ""
    those = f"{_so_many(in_a_row, grain)} in a row {'is' if in_a_row == 1 else 'are'} held"
    beside = f", {held} in all" if held > in_a_row else ""
    return (
        f"Which {grain.label}s of the year have more than others cannot be told yet:"
        f" {those if held else f'no {grain.label} is held'}{beside}. Two years in a row"
        f" ({FEWEST_YEARS * a_year} {grain.label}s) are the least, three or more are better: ask"
        " the sender for what is missing."
    )


def _of_headline(one: Total, rows: list[Row], numbers: Numbers, window: Window) -> str:
    count, periods = (
        sum(whole_number(row[column]) or 0 for row in rows) for column in ("count", "periods")
    )
    label, chance = window.last.grain.label, numbers[f"{one.slug}: chance"]
    if _are_too_few(count, periods):
        return (
            f"{one.label}: fewer than {FEWEST_A_MONTH} a {label} on average are too few for an"
            " index, so the counts stand alone."
        )
    if chance is None:
        return f"{one.label}: too many {label}s are left out for an index."
    if chance >= LEVEL:
        return f"{one.label}: no {label} stands out beyond how its numbers swing{_of_few(window)}."
    stand = _standing(rows, label, has_percent=count >= SMALLEST_BASE * periods)
    if not stand:
        return f"{one.label}: there is a season, and {_none_alone(window)}."
    return f"{one.label} stood {stand}.{_strength(numbers[f'{one.slug}: strength'], label)}"


def _of_few(window: Window) -> str:
    """That no month could have stood out, where that is so; else blank."""
    few = _too_few_years(window)
    return f"; of fewer than {few} years none can" if few else ""


def _none_alone(window: Window) -> str:
    label = window.last.grain.label
    if few := _too_few_years(window):
        return f"which {label}s stand out can be told from {few} years on"
    return f"no single {label} stands out beyond how its numbers swing"


def _too_few_years(window: Window) -> int:
    """How many years are needed for one month to stand out; 0 where they are there."""
    a_year = in_a_year(window.last.grain)
    needed = years_to_tell(a_year)
    return needed if len(window.periods) < needed * a_year else 0


def _standing(rows: list[Row], label: str, *, has_percent: bool) -> str:
    """The highest and the lowest, where they stand out."""
    average, parts = f"the average {label}", []
    for word, verdict, side, sign in (
        ("highest", HIGHER, "above", 1),
        ("lowest", LOWER, "below", -1),
    ):
        clear = [
            (sign * (index - 100), str(row[PART]))
            for row in rows
            if row["verdict"] == verdict and (index := as_number(row["index"])) is not None
        ]
        if clear:
            # Of equal ones the first of the year.
            by, name = max(clear, key=lambda one: one[0])
            parts.append(
                f"{word} in {name}" + (f", {by:.0f}% {side} {average}" if has_percent else "")
            )
            average = "it"
    return (", and " if has_percent else " and ").join(parts)


def _strength(strength: float | int | None, label: str) -> str:
    if strength is None:
        return ""
    share = f"{100 * strength:.0f}%" if strength < 1 else "more than 99%"
    return f" The {label}s of the year make {share} of the swing around the trend."


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    """Those of the table, and that of each period: from the least and the highest year, and from
    an index of two years, single periods can be worked out."""
    for one in told(measure):
        keys = _counted(result, one)
        for at, row in enumerate(result.rows):
            if row[measure.category] == one.label:
                own = [key for key in keys if name_of(Period.of(key)) == row[PART]]
                where = places[str(row["area_code"])]
                yield from told_of((at, "count"), row["count"], where, own, one.label, measure)
        for key in keys:
            name = f"{one.slug}: {key}"
            yield from told_of((SENTENCE, name), result.numbers[name], places[result.area_code],
                               [key], one.label, measure)  # fmt: skip


def _counted(result: Result, one: Total) -> list[str]:
    """The periods that were counted, also where their counts are held back."""
    return [key for key in Window.of(result).periods if f"{one.slug}: {key}" in result.numbers]


def _touched(result: Result, held_back: Hidden, measure: Measure) -> tuple[Total, ...]:
    """The headlines of which a count is held back."""
    return tuple(
        one
        for one in told(measure)
        if any(
            column.startswith(f"{one.slug}: ")
            if at == SENTENCE
            else result.rows[at][measure.category] == one.label
            for at, column in held_back
        )
    )


def gone_with(result: Result, held_back: Hidden, measure: Measure) -> Hidden:
    """An index is made of the counts of all periods: where one is held back, none is left."""
    touched = {one.label for one in _touched(result, held_back, measure)}
    return frozenset(
        (at, column)
        for at, row in enumerate(result.rows)
        if row[measure.category] in touched
        for column in OF_THE_SEASON
    )


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    left = guarded.of_the_sentence(result, rows, held_back, measure)
    for one in _touched(result, held_back, measure):
        counts = {f"{one.slug}: {key}" for key in _counted(result, one)}
        left |= dict.fromkeys(_own(one, left).keys() - counts)
    return left


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    untold = [
        one for one in told(measure) if _of(one, rows, measure) != _of(one, result.rows, measure)
    ]
    return finding(rows, numbers, Window.of(result), measure, untold) or guarded.NOT_TOLD


def _own(one: Total, numbers: Numbers) -> Numbers:
    return {name: value for name, value in numbers.items() if name.startswith(f"{one.slug}: ")}


def in_declared_words(result: Result, measure: Measure) -> Result:
    """Headlines stand apart: none of them is added to another."""
    return replace(
        result,
        rows=tuple(
            row | {measure.category: measure.published(str(row[measure.category]))}
            for row in result.rows
        ),
    )


def main_number(_result: Result, measure: Measure) -> tuple[str, str, str]:
    return f"{measure.main.label}, highest index", "rate", f"{measure.main.slug}: highest index"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    """The index beside its average; where there is none, how many each day."""
    has_index = any(row["index"] is not None for row in result.rows)
    of_what = "index" if has_index else "per_day"
    headlines = [(one, _of(one, result.rows, measure)) for one in told(measure)]
    names = list(dict.fromkeys(str(row[PART]) for row in result.rows))
    average = Series(f"Average {picturing.each(result)} (100)", (100,) * len(names))
    series = (
        *(
            Series(one.heading, tuple(as_number(row[of_what]) for row in rows))
            for one, rows in headlines
            # Of too few there is no line: not because no data are held.
            if rows and (not has_index or any(row["index"] is not None for row in rows))
        ),
        *((average,) if has_index else ()),
    )
    categories = tuple(map(_short, names))
    each = "part of the year" if picturing.each(result) != "month" else "month of the year"
    what = f"{measure.recorded} by {each}, {result.area_name}, {picturing.from_to(result)}"
    return Chart(
        kind=LINE,
        headline=result.finding,
        subtitle=with_capital(f"{what}{', index' if has_index else ', each day'}"),
        x_label="",
        y_label="Index (100 is average)" if has_index else "Each day",
        categories=categories,
        series=series,
        source_line=source_line,
        description=describe(LINE, what, categories, series),
    )


def _short(name: str) -> str:
    """Jul; Jul to Sep."""
    return name if name == WHOLE_YEAR else " ".join(word[:3] for word in name.split())


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Season: months with more or less",
    described=(
        "Which months of the year have more or less than their average month, year after year, and"
        " which of them stand out beyond how such numbers swing."
    ),
    not_for=(
        "With fewer than two whole years: a season is what comes again.",
        "To compare two different months of one year: that is season and change in one.",
        "For what comes fewer than about five times a month: an index of so few is chance.",
    ),
    place=70,
    is_standard=False,
    needs=(Service.AREAS,),
    uses=(),
    options=(AREA, *ALL_PERIODS),
    answer=answer,
    counts_told=counts_told,
    denominators=("periods",),
    follows={"count": ("per_day",)},
    gone_with=gone_with,
    made_anew=guarded.with_rows,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
