"""Finding sentences and caveats in plain words, shared by the analyses."""

from __future__ import annotations

from collections.abc import Iterable

from datasources.analyses.judgement import FELL, ROSE, SMALLEST_BASE, TOO_FEW, judge
from datasources.analyses.rounding import whole_percent
from datasources.analyses.window import Window
from datasources.kinds import police_street as street
from partnerships.words import listed, said_month

MAP_POINTS = (
    "Places are map points near each crime, so a street or an address cannot be told, and a crime"
    " near a boundary may count on the other side."
)
NO_PLACE = " of the whole file in these months have no place and are in no area's count."
MONTH_ONLY = "The police publish the month of a crime, not its day or hour."


def compared(what: str, before: int, now: int, window: Window) -> str:
    """'Shoplifting fell by 7% in the year to December 2025: 2,632 against 2,838 ...'"""
    when = "the year before" if window.is_a_year else "in the same months a year before"
    figures = f"{now:,} against {before:,} {when}"
    verdict = judge(before, now).verdict
    if verdict == TOO_FEW:
        return f"{what}: too few to say in {window.in_words}, {figures}."
    if verdict not in (ROSE, FELL):
        return f"{what} showed no clear change in {window.in_words}: {figures}."
    if before < SMALLEST_BASE:
        return f"{what} {verdict} in {window.in_words}: {figures}."
    percent = whole_percent(before, now)
    amount = "less than 1%" if percent == 0 else f"{percent:,}%"
    return f"{what} {verdict} by {amount} in {window.in_words}: {figures}."


def about_missing(missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    names = [said_month(month) for month in missing]
    shown = listed(names, 6)
    return (f"No data are held for {shown}. This is not nought crime.",)


def about_rest(crimes: Iterable[str]) -> tuple[str, ...]:
    """Told where rows have a type that the kind does not declare."""
    rest = street.CRIME_TYPE_WORDS.rest
    if rest not in crimes:
        return ()
    return (f"“{rest}” are rows whose crime type the list of the police does not have.",)


def about_place(without_place: int) -> tuple[str, ...]:
    if not without_place:
        return ()
    return (f"{without_place:,} {'row' if without_place == 1 else 'rows'}{NO_PLACE}",)


def without_number(caveat: str) -> str:
    """Of rows without a place only that there are some: how many is a count like any other."""
    if caveat.endswith(NO_PLACE):
        return f"Some rows{NO_PLACE}"
    return caveat
