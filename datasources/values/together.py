"""Days, months and quarters whose parts stand in several columns: a year and a quarter of it.

Of a quarter beside one year, such as 1 beside 2024, the whole table says whether it is counted from
January or from April, or a person does. Beside a financial year it is counted from April.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from datasources.periods import Grain, Period, quarter
from datasources.values.dates import Dates
from datasources.values.decisions import NOTHING_TOLD, Pending, Told
from datasources.values.markers import is_not_known
from datasources.values.settling import Column, said
from datasources.values.spellings import (
    QUARTERS,
    YEARS,
    Moment,
    Read,
    When,
    as_written,
    either,
    financial_quarter,
    number_of_month,
    read_when,
    year_of,
)
from datasources.values.times import day_of

YEAR, FINANCIAL_YEAR, QUARTER, MONTH, DAY = "year", "financial year", "quarter", "month", "day"
"""The parts of a date, from the longest."""
PARTED = "\x1f"
"""Between the cells of one row whose columns are read together."""
MONTHS = r"(?P<first>[a-z]{3,9})\.? ?(?:-|to|/) ?(?P<last>[a-z]{3,9})\.?"
NUMBER = (
    r"(?:(?:q|qtr|quarter)\.? ?(?P<after>[1-4])|(?P<alone>[1-4])(?:\.0+)?"
    r"|(?P<before>[1-4])(?:st|nd|rd|th) (?:q|qtr|quarter))"
)
BETWEEN = r" ?[(:,-]? ?"
QUARTER_SAID = tuple(
    re.compile(spelling, re.ASCII)
    for spelling in (
        NUMBER,
        MONTHS,
        rf"{NUMBER}{BETWEEN}{MONTHS}\)?",
        rf"{MONTHS}{BETWEEN}{NUMBER}\)?",
    )
)


def read_together(
    parts: Sequence[str],
    texts: Mapping[str, int],
    *,
    given: Told = NOTHING_TOLD,
    from_january: bool = False,
) -> Dates:
    """What rows say whose cells, in the order of `parts`, are joined by PARTED into one text.

    `given` answers beforehand whether quarters are counted from January or from April;
    `from_january` is whether their heading says it.
    """
    rows = {text: dict(zip(parts, text.split(PARTED), strict=True)) for text in texts}
    if from_january:
        given = {QUARTERS.about: QUARTERS.first.key, **given}
    reads = {text: _read(cells, from_january=from_january) for text, cells in rows.items()}
    shown = {text: _shown(cells) for text, cells in rows.items()}
    pending = {shown[text]: read for text, read in reads.items() if isinstance(read, Pending)}
    counts: Counter[str] = Counter()
    for text, count in texts.items():
        counts[shown[text]] += count
    decision = Column(pending, counts, (), given).decided(QUARTERS)
    chosen = decision.chosen if decision else None
    meanings = {text: _settled(read, chosen) for text, read in reads.items()}
    waiting = {
        text: texts[text]
        for text, read in reads.items()
        if isinstance(read, Pending) and meanings[text] is None and chosen is None
    }
    unreadable = {
        text: count
        for text, count in texts.items()
        if meanings[text] is None
        and text not in waiting
        and not all(is_not_known(cell) for cell in rows[text].values())
    }
    decisions = (decision,) if decision else ()
    return Dates(meanings, decisions, waiting, unreadable, _notes(rows, reads))


def _read(cells: Mapping[str, str], *, from_january: bool) -> Read:
    if MONTH in cells:
        year_said = cells.get(YEAR) or cells.get(FINANCIAL_YEAR, "")
        return day_of(year_said, cells[MONTH], cells.get(DAY, ""))
    years = [_year(cells[one]) for one in (YEAR, FINANCIAL_YEAR) if one in cells]
    found = _quarter_said(as_written(cells[QUARTER]))
    if found is None or any(year is None for year in years):
        return None
    number, month = found
    whole = {year.grain: year for year in years if year is not None}
    year, financial = whole.get(Grain.YEAR), whole.get(Grain.FINANCIAL_YEAR)
    if financial is None:
        assert year is not None
        return _of_a_year(year, number, month)
    if month is not None:
        return Moment(_beginning(financial, month))
    if year is None:
        first = (number - 1) * 3 + 1
        return Moment(
            _beginning(financial, first)
            if from_january
            else financial_quarter(financial.first_day.year, number)
        )
    return _of_both(year, financial, number)


def _of_a_year(year: Period, number: int, month: int | None) -> Read:
    """Of one year alone: counted from January, or from the April in it."""
    begins = year.first_day.year
    from_april = Moment(financial_quarter(begins, number))
    if month is None:
        return either(QUARTERS, Moment(quarter(begins, number)), from_april)
    as_named = Moment(_beginning(year, month))
    is_from_april = from_april.period.first_day.month == month
    return either(QUARTERS, as_named, from_april if is_from_april else as_named)


def _of_both(year: Period, financial: Period, number: int) -> Read:
    """Of a calendar and a financial year beside each other: the quarter that lies in both."""
    first = quarter(year.first_day.year, number)
    second = financial_quarter(financial.first_day.year, number)
    return either(
        QUARTERS,
        Moment(first) if financial.holds(first) else None,
        Moment(second) if year.holds(second) else None,
    )


def _beginning(whole: Period, month: int) -> Period:
    """The quarter of a year that begins with a month."""
    start = next(one.start for one in whole.months if one.first_day.month == month)
    return Period(Grain.QUARTER, start)


def _year(text: str) -> Period | None:
    """The calendar or financial year that a cell says."""
    written = as_written(text).removesuffix(".0")
    if len(written) == 2 and written.isdecimal() and written.isascii():
        written = str(year_of(written))
    read = read_when(written)
    if isinstance(read, Pending) and read.question is YEARS:
        read = read.second
    if not isinstance(read, Moment) or read.period.grain not in (Grain.YEAR, Grain.FINANCIAL_YEAR):
        return None
    return read.period


def _quarter_said(text: str) -> tuple[int, int | None] | None:
    """The number of a quarter, and the month it begins with where that is named: Q1 (Apr-Jun).

    Where months alone stand there, the number is that of the calendar.
    """
    match = next((found for one in QUARTER_SAID if (found := one.fullmatch(text))), None)
    if match is None:
        return None
    named = match.groupdict()
    month = _first_month(named) if named.get("first") else None
    if named.get("first") and month is None:
        return None
    numbers = [named[one] for one in ("after", "alone", "before") if named.get(one)]
    in_year = (month + 2) // 3 if month else None
    if not numbers:
        return (in_year, month) if in_year else None
    number = int(numbers[0] or 0)
    # From April the second quarter of the calendar is the first.
    if in_year and number not in (in_year, (in_year + 2) % 4 + 1):
        return None
    return number, month


def _first_month(named: Mapping[str, str | None]) -> int | None:
    first, last = number_of_month(named["first"] or ""), number_of_month(named["last"] or "")
    return first if first in (1, 4, 7, 10) and last == first + 2 else None


def _settled(read: Read, chosen: str | None) -> When | None:
    if not isinstance(read, Pending):
        return read
    if read.first == read.second:
        return read.first
    if chosen is None:
        return None
    return read.first if chosen == QUARTERS.first.key else read.second


def _shown(cells: Mapping[str, str]) -> str:
    return ", ".join(cell.strip() for cell in cells.values() if cell.strip())


def _notes(rows: Mapping[str, Mapping[str, str]], reads: Mapping[str, Read]) -> tuple[str, ...]:
    """It is said once which months the quarters of a financial year are, by the first of them."""
    plainly = [
        (_shown(rows[text]), read)
        for text, read in reads.items()
        if QUARTER in rows[text] and isinstance(read, Moment)
    ]
    return tuple(
        f"{shown} was read as {said(read)}: a year and its quarter stand in columns of their own."
        for shown, read in sorted(plainly, key=lambda one: one[0])[:1]
    )
