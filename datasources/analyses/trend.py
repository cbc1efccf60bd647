"""Trend: the total of each period, each beside the same period a year earlier.

A period that is not held stands in the table without a number, so that a line breaks there.
"""

from __future__ import annotations

from datasources.analyses import wording
from datasources.analyses.asked import asked, unplaced, when_column
from datasources.analyses.result import Column, Inputs, Parameters, Result, Value
from datasources.analyses.tally import Counts, total
from datasources.analyses.window import Window, everything, in_a_year
from datasources.kinds import Measure

NAME = "trend"
VERSION = 1
LABEL = "Monthly trend"


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
    numbers = numbers_of(rows, measure, window)
    return Result(
        analysis=NAME,
        version=VERSION,
        columns=columns_of(measure, when),
        rows=rows,
        finding=finding(numbers, window, measure) or not_comparable(window),
        caveats=(
            *wording.about_missing(window.missing(held), measure),
            *unplaced(inputs, window),
            *area.caveats,
            wording.about_chance(measure),
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


def finding(numbers: dict[str, float | int | None], window: Window, measure: Measure) -> str:
    """Empty when no headline that is told has both its years."""
    year = Window(window.last.later(1 - in_a_year(window.last.grain)), window.last)
    last = last_year_of(window)
    said = []
    for one in measure.headlines[: measure.told]:
        now = numbers[f"{one.slug}: {last}"]
        before = numbers[f"{one.slug}: {last} a year before"]
        if now is not None and before is not None:
            said.append(wording.compared(one.label, int(before), int(now), year))
    return " ".join(said)
