"""The areas inside the area asked about, side by side: which have more than others, beyond chance.

Each has its count, its rate with how far chance alone reaches, and in words where it stands beside
the whole that they make up. By name, never by rate: a rank says more than such numbers can.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from datasources.analyses import families, funnel, guarded, intervals, options, picturing, wording
from datasources.analyses.analysis import Analysis
from datasources.analyses.asked import asked, unplaced
from datasources.analyses.cells import SENTENCE, Hidden, Places, Told, told_of
from datasources.analyses.parts import (
    BY_DEPTH,
    Level,
    Parts,
    People,
    are_shared,
    parts_of,
    placed_larger,
    residents_of,
    totals_of,
)
from datasources.analyses.residents import (
    BY_LARGER,
    OF_LARGER,
    about_part_of_a_year,
    denominator,
    per_1000,
)
from datasources.analyses.result import (
    Column,
    Inputs,
    Numbers,
    Parameters,
    Result,
    Row,
    as_number,
)
from datasources.analyses.strangers import added_up, whole_number
from datasources.analyses.window import Window, last_year
from datasources.kinds import Measure, Service
from datasources.pictures import BAR, DOT, Chart, Series, describe, describe_dots
from partnerships.words import all_of, listed, with_capital

NAME = "league"
VERSION = 1

BESIDE = "beside_whole"
NAMED = 3
FEW_LIVE = 1000
MANY_TIMES = 5
FEW_AREAS = 10
DRAWN = 60
UNSAID = "not compared"
SHAPES = (funnel.HIGHER, funnel.LIKE, funnel.LOWER, funnel.TOO_FEW, UNSAID)
SHARED = (
    "Some small areas ended and were split between these {}. Their rows are shared by population:"
    " of such {} the count is in part an estimate, and so is where it stands."
)

Whole = tuple[int, int]
"""What was counted in all the areas together, and their residents."""


def answer(inputs: Inputs, parameters: Parameters) -> Result:
    measure, held = inputs.measure, frozenset(inputs.periods_held)
    now = last_year(parameters, inputs.periods_held)
    area = asked(inputs, parameters, now)
    parts = parts_of(inputs, parameters, area.name)
    people = residents_of(inputs, parts)
    missing = now.missing(held)
    counts = {} if missing else totals_of(inputs, parts, now.periods, measure.main.label)
    rows = [
        _row(code, name, counts.get(code), people.of[code]) for code, name in parts.names.items()
    ]
    together = _together(rows)
    rows = judged(rows, _whole(together))
    numbers = numbers_of(rows, together)
    is_estimated = are_shared(inputs, parts, now.periods)
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=columns(parts.level, measure),
        rows=tuple(rows),
        finding=(
            _alone(parts, area.name, now)
            if parts.is_alone
            else finding(rows, numbers, parts.level, area.name, now, measure)
        ),
        caveats=(
            *about_comparing(rows, _whole(together), parts.level),
            *wording.about_missing(missing, measure),
            *_about_residents(people, inputs, parts),
            *about_part_of_a_year(now),
            *([SHARED.format(parts.level.many, parts.level.many)] if is_estimated else ()),
            *_about_larger(inputs, parameters, parts, now),
            *unplaced(inputs, now),
            *area.caveats,
            *measure.caveats,
        ),
        numbers=numbers,
        period_from=str(now.first),
        period_to=str(now.last),
        area_code=area.code,
        area_name=area.name,
        measure=measure.slug,
        denominator=denominator(together[1], inputs.population_vintage or ""),
    )


def columns(level: Level, measure: Measure) -> tuple[Column, ...]:
    return (
        Column("area_code", "Area code", "code"),
        Column("area_name", with_capital(level.one), "text"),
        Column("count", measure.main.label, "count"),
        Column("population", "Residents", "count"),
        Column("rate_per_1000", "Per 1,000 residents", "rate"),
        Column("low", "95% interval from", "rate"),
        Column("high", "95% interval to", "rate"),
        Column(BESIDE, "Beside the whole", "text"),
    )


def _row(code: str, name: str, count: int | None, residents: int | None) -> Row:
    low, high = intervals.of_rate(count, residents)
    return {
        "area_code": code,
        "area_name": name,
        "count": count,
        "population": residents,
        "rate_per_1000": per_1000(count, residents),
        "low": low,
        "high": high,
        BESIDE: None,
    }


def _together(rows: Sequence[Row]) -> tuple[int | None, int | None]:
    """All areas as one; None where it is not known of every one of them."""
    counted, people = (
        added_up([row[column] for row in rows]) for column in ("count", "population")
    )
    return counted, people


def _whole(together: tuple[int | None, int | None]) -> Whole | None:
    counted, people = together
    return (counted, people) if counted is not None and people else None


def _funnel(rows: Sequence[Row], whole: Whole) -> funnel.Funnel:
    pairs = [(whole_number(row["count"]), whole_number(row["population"])) for row in rows]
    return funnel.of(pairs, whole)


def judged(rows: Sequence[Row], whole: Whole | None) -> list[Row]:
    """The rows with what is said of each beside the whole. One alone is the whole."""
    if whole is None or len(rows) < 2:
        return [row | {BESIDE: None} for row in rows]
    words = _funnel(rows, whole).words
    return [row | {BESIDE: word} for row, word in zip(rows, words, strict=True)]


def numbers_of(rows: Sequence[Row], together: tuple[int | None, int | None]) -> Numbers:
    words = [row[BESIDE] for row in rows]
    told = len(words) - words.count(None)
    return {
        "areas": len(rows),
        "compared": told - words.count(funnel.TOO_FEW) if told else None,
        "higher": words.count(funnel.HIGHER) if told else None,
        "lower": words.count(funnel.LOWER) if told else None,
        "count": together[0],
        "population": together[1],
        "rate_per_1000": per_1000(*together),
    }


def finding(
    rows: Sequence[Row], numbers: Numbers, level: Level, name: str, window: Window, measure: Measure
) -> str:
    """How many have more and fewer than the whole, and of those with more a few by name."""
    many, when = f"{numbers['areas']:,} {level.many}", window.in_words
    note = f" ({measure.main_note})" if measure.main_note else ""
    if numbers["compared"] is None:
        return (
            f"Which of the {many} of {name} have more {measure.main_unit} for their residents than"
            f" others in {when} cannot be said{note}."
        )
    if not numbers["compared"]:
        return (
            f"Of {many}, not one can be set beside the whole of {name} in {when}{note}: fewer than"
            f" {funnel.FEWEST} {measure.main_unit} were counted or expected in each."
        )
    higher, lower = int(numbers["higher"] or 0), int(numbers["lower"] or 0)
    beside = f"{measure.main_unit} for {{}} residents than the whole of {name} in {when}{note}"
    if not higher and not lower and _is_wide(_judged_as(rows, numbers)):
        return (
            f"Of {many}, none has more or fewer {beside.format('its')} by more than all of them"
            " differ among themselves."
        )
    if not higher and not lower:
        return f"Of {many}, none has clearly more or fewer {beside.format('its')}."
    if not higher:
        return f"Of {many}, {lower:,} {_have(lower)} fewer {beside.format(_their(lower))}."
    fewer = f" and {lower:,} fewer" if lower else ""
    return (
        f"Of {many}, {higher:,} {_have(higher)} more {beside.format(_their(higher))}{fewer}:"
        f" {_named(rows, higher)}."
    )


def _judged_as(rows: Sequence[Row], numbers: Numbers) -> funnel.Funnel:
    return _funnel(rows, (int(numbers["count"] or 0), int(numbers["population"] or 0)))


def _is_wide(found: funnel.Funnel) -> bool:
    """Whether areas differ among themselves by more than chance, as far as it is said."""
    return _times(found) != "1.0"


def _times(found: funnel.Funnel) -> str:
    return f"{math.sqrt(found.overdispersion):.1f}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _their(count: int) -> str:
    return "its" if count == 1 else "their"


def _named(rows: Sequence[Row], higher: int) -> str:
    """Those furthest above by their rate, told by name: in which order they are is not said."""
    above = [row for row in rows if row[BESIDE] == funnel.HIGHER]
    highest = sorted(above, key=lambda row: -(as_number(row["rate_per_1000"]) or 0))[:NAMED]
    names = all_of(str(row["area_name"]) for row in above if row in highest)
    return f"more in {names}" if higher <= NAMED else f"more in {names} among others"


def _alone(parts: Parts, name: str, window: Window) -> str:
    """Where there are no smaller areas, or nothing is known by such."""
    below = BY_DEPTH[parts.level.depth + 1 :]
    if not below:
        return (
            f"{name} is one {parts.level.one}, and nothing in it can be set side by side in"
            f" {window.in_words}. Ask about the ward or the council that it lies in."
        )
    return (
        f"The {below[0].many} of {name} cannot be set side by side in {window.in_words}: nothing is"
        " known by areas so small. Ask the sender for rows with smaller areas."
    )


def about_comparing(rows: Sequence[Row], whole: Whole | None, level: Level) -> tuple[str, ...]:
    """How the areas were compared, and where residents are not who is there."""
    centres = _about_centres(rows, whole)
    if whole is None or all(row[BESIDE] is None for row in rows):
        return centres
    found = _funnel(rows, whole)
    return (*_about_family(found, len(rows), level), *_about_spread(found, level), *centres)


def _about_family(found: funnel.Funnel, areas: int, level: Level) -> tuple[str, ...]:
    compared = f"{found.compared:,} of {areas:,} {level.many} were compared"
    if found.compared < areas:
        compared += f", those with {funnel.FEWEST} and more both counted and expected"
    by_chance = families.LEVEL * found.compared
    about = f"about {by_chance:.0f}" if by_chance >= 1 else "fewer than one"
    return (
        f"{compared}. Were each judged by itself, {about} would look different by chance alone."
        " They are judged together: of those that are said to be higher or lower, no more than 1 in"
        f" {1 / families.LEVEL:.0f} is expected to be so by chance.",
    )


def _about_spread(found: funnel.Funnel, level: Level) -> tuple[str, ...]:
    if not _is_wide(found):
        return ()
    few = " Of so few, only one far from all others can stand out."
    return (
        f"These {level.many} differ among themselves {_times(found)} times as widely as chance"
        f" alone would make them, and are judged by that: “{funnel.LIKE}” is no further from it"
        f" than is usual here, which may be far.{few if found.compared < FEW_AREAS else ''}",
    )


def _about_centres(rows: Sequence[Row], whole: Whole | None) -> tuple[str, ...]:
    """Where fewer than 1,000 live, or the rate is more than five times that of the whole."""
    names = [str(row["area_name"]) for row in rows if _may_be_a_centre(row, whole)]
    if not names:
        return ()
    return (
        "Residents are not who is there. Where few live and many come, for the shops or a night"
        f" out, a rate by residents misleads: so it may be of {listed(names)}.",
    )


def _may_be_a_centre(row: Row, whole: Whole | None) -> bool:
    count, people = whole_number(row["count"]), whole_number(row["population"])
    if people is None:
        return False
    if people < FEW_LIVE:
        return True
    # In whole numbers, so that five times is not more than five times.
    return (
        whole is not None
        and count is not None
        and (count * whole[1] > MANY_TIMES * whole[0] * people)
    )


def _about_residents(people: People, inputs: Inputs, parts: Parts) -> tuple[str, ...]:
    """Why there is no rate or no comparison, and whose residents these are."""
    lacking = sum(one is None for one in people.of.values())
    if inputs.population is None:
        return (
            "No population is in use, so the counts stand alone: without residents no area can be"
            " set beside the whole. Take a population of small areas into use.",
        )
    if lacking:
        areas = parts.level.one if lacking == 1 else parts.level.many
        has = "has" if lacking == 1 else "have"
        return (
            *((OF_LARGER,) if people.is_of_larger else ()),
            f"{lacking:,} {areas} {has} no population, so the whole has no rate, and no area is set"
            " beside it.",
        )
    if not any(people.of.values()):
        return ("Nobody lives in this area, so no rate can be given.",)
    return (BY_LARGER,) if people.is_of_larger else ()


def _about_larger(
    inputs: Inputs, parameters: Parameters, parts: Parts, window: Window
) -> tuple[str, ...]:
    larger, every = placed_larger(inputs, parameters.area_codes, parts, window.periods)
    if not larger:
        return ()
    unit, ending = inputs.measure.unit, wording.COARSER_THAN_EACH
    return (wording.about_coarser(larger, every, unit, ending),)


def counts_told(result: Result, places: Places, measure: Measure) -> Iterator[Told]:
    """Each area's, and that of all of them together."""
    name, periods = measure.main.label, Window.of(result).periods
    each = [places[str(row["area_code"])] for row in result.rows]
    for at, (row, where) in enumerate(zip(result.rows, each, strict=True)):
        yield from told_of((at, "count"), row["count"], where, periods, name, measure)
    together = frozenset[str]().union(*each)
    is_twice = len(together) < sum(map(len, each))
    whole = result.numbers["count"]
    where = frozenset[str]() if is_twice else together
    yield from told_of((SENTENCE, "count"), whole, where, periods, name, measure)


def made_anew(result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure) -> Result:
    """What is said of each area rests on all of them: it is judged anew by those that are left.

    Without the whole nothing is said of any.
    """
    level = level_of(result)
    was, left = _whole_told(result, frozenset()), _whole_told(result, held_back)
    is_compared = result.numbers["compared"] is not None
    words = judged(rows, left if is_compared else None)
    gone = {
        (at, BESIDE)
        for at, (old, new) in enumerate(zip(result.rows, words, strict=True))
        if new[BESIDE] != old[BESIDE] and new[BESIDE] is None
    }
    said = about_comparing(result.rows, was, level)
    others = (one for one in result.caveats if one not in said)
    return replace(
        result,
        rows=tuple(words),
        caveats=(*about_comparing(words, left, level), *others),
        suppressed=tuple(sorted({*result.suppressed, *gone})),
    )


def _whole_told(result: Result, held_back: Hidden) -> Whole | None:
    if (SENTENCE, "count") in held_back:
        return None
    return _whole((_number(result, "count"), _number(result, "population")))


def _number(result: Result, name: str) -> int | None:
    return whole_number(result.numbers[name])


def level_of(result: Result) -> Level:
    """Of which level its areas are: their column is called by it."""
    label = next(one.label for one in result.columns if one.name == "area_name")
    return next(one for one in BY_DEPTH if with_capital(one.one) == label)


def numbers_without(
    result: Result, rows: tuple[Row, ...], held_back: Hidden, measure: Measure
) -> Numbers:
    counted = None if (SENTENCE, "count") in held_back else _number(result, "count")
    return numbers_of(rows, (counted, _number(result, "population")))


def finding_without(
    result: Result, rows: tuple[Row, ...], numbers: Numbers, measure: Measure
) -> str:
    if result.numbers["compared"] is None:
        return result.finding  # It says nothing of how many there were.
    if numbers["compared"] is None:
        return guarded.NOT_TOLD
    window = Window.of(result)
    return finding(rows, numbers, level_of(result), result.area_name, window, measure)


def in_declared_words(result: Result, measure: Measure) -> Result:
    """It names a total alone, and that is declared."""
    return result


def main_number(_result: Result, _measure: Measure) -> tuple[str, str, str]:
    return "Areas with more than the whole", "count", "higher"


def drawn(result: Result, source_line: str, measure: Measure) -> Chart:
    whole = _whole_told(result, frozenset())
    rows = _to_draw(result.rows, whole)
    names = tuple(str(row["area_name"]) for row in rows)
    where = f"by {level_of(result).one}, {result.area_name}, {picturing.span(result)}"
    if all(row["rate_per_1000"] is None for row in rows):
        what, label = f"recorded {measure.main_unit} {where}", f"Recorded {measure.main_unit}"
        bars = (Series("Count", tuple(as_number(row["count"]) for row in rows)),)
        description = describe(BAR, what, names, bars)
        chart = Chart(BAR, "", "", label, "", names, bars, source_line, description)
    else:
        what, label = f"{measure.main_unit} per 1,000 residents {where}", "Per 1,000 residents"
        dots, line = _dots(rows, label), _line(result)
        chart = Chart(DOT, "", "", label, "", names, (dots,), source_line,
                      describe_dots(what, names, dots, line, SHAPES), line, SHAPES)  # fmt: skip
        what = f"{what}, with 95% intervals"
    subtitle = f"{with_capital(what)}{_left_out(result, len(rows), whole)}"
    return replace(chart, headline=result.finding, subtitle=subtitle)


def _to_draw(rows: Sequence[Row], whole: Whole | None) -> list[Row]:
    """As many as can be read: those furthest from the whole, else the first by name."""
    if whole is None or len(rows) <= DRAWN:
        return list(rows[:DRAWN])

    def away(row: Row) -> float:
        count, people = whole_number(row["count"]), whole_number(row["population"])
        if count is None or people is None:
            return -1.0
        return abs(funnel.distance(count, people, whole))

    furthest = sorted(range(len(rows)), key=lambda at: -away(rows[at]))[:DRAWN]
    return [rows[at] for at in sorted(furthest)]


def _left_out(result: Result, drawn: int, whole: Whole | None) -> str:
    every = len(result.rows)
    if drawn == every:
        return ""
    which = "furthest from the whole" if whole else "first by name"
    return f"; of {every:,} {level_of(result).many}, the {drawn} {which} are drawn"


def _dots(rows: Sequence[Row], label: str) -> Series:
    rates, low, high = (
        tuple(as_number(row[column]) for row in rows) for column in ("rate_per_1000", "low", "high")
    )
    return Series(label, rates, low, high, tuple(str(row[BESIDE] or UNSAID) for row in rows))


def _line(result: Result) -> Series | None:
    rate = as_number(result.numbers["rate_per_1000"])
    return None if rate is None else Series(f"The whole of {result.area_name}", (rate,))


ANALYSIS = Analysis(
    name=NAME,
    version=VERSION,
    label="Areas side by side",
    described=(
        "Which wards, districts or small areas have more or less for their residents than the whole"
        " of the area, beyond chance and beyond how widely all of them differ."
    ),
    not_for=(
        "For a rank: the order of areas that do not differ is chance.",
        "For town centres: residents are not who is there, and their rate misleads.",
        "For fewer than about ten areas: how widely they differ by themselves is hardly known.",
    ),
    place=60,
    is_standard=False,
    needs=(Service.AREAS,),
    uses=(Service.RESIDENTS,),
    options=(options.AREA, options.LEVEL, *options.A_YEAR),
    answer=answer,
    counts_told=counts_told,
    denominators=("population",),
    follows={"count": ("rate_per_1000", "low", "high", BESIDE)},
    gone_with=guarded.nothing_more,
    made_anew=made_anew,
    numbers_without=numbers_without,
    finding_without=finding_without,
    in_declared_words=in_declared_words,
    main_number=main_number,
    drawn=drawn,
)
