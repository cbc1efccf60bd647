"""What people write for a period: in cells, headings and the names of files."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from datasources.periods.period import (
    MONTHS_IN_A_YEAR,
    Grain,
    Period,
    financial_year,
    mid_year,
    month,
    quarter,
    year,
)
from partnerships.words import MONTHS, SHORT_MONTHS


def read(text: str) -> Period | None:
    """The period that a cell or a name means; None where it means none, or may mean several.

    2024-01, Jan-24, January 2024, 2024-01-31, 31/01/2024; Q3 2024, 2024 Q3, Jul-Sep 2024,
    Q2 2024/25; 2024; 2024/25, 2024-25, FY 2024/25; mid-2024. A day stands for its month, unless
    it may be another month's: 02/03/2024 is decided by its whole column, never by itself.
    """
    said_so = " ".join(text.replace("–", "-").split()).lower()
    found = (
        made(match)
        for pattern, made in SPELLINGS
        if (match := pattern.fullmatch(said_so)) is not None
    )
    return next((period for period in found if period is not None), None)


def _number_of(name: str) -> int | None:
    """1 for Jan, january; None for what is no month's name."""
    short = [one.lower() for one in SHORT_MONTHS]
    whole = [one.lower() for one in MONTHS]
    name = name.rstrip(".")
    if name == "sept":
        return 9
    if name in short:
        return short.index(name) + 1
    return whole.index(name) + 1 if name in whole else None


def _year_of(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _named_month(match: re.Match[str]) -> Period | None:
    number = _number_of(match["name"])
    return month(_year_of(match["year"]), number) if number else None


def _month_of_numbers(match: re.Match[str]) -> Period | None:
    number = int(match["month"])
    is_month = len(match["month"]) == 2 and 1 <= number <= MONTHS_IN_A_YEAR
    return month(_year_of(match["year"]), number) if is_month else None


def _month_of_day(match: re.Match[str]) -> Period | None:
    try:
        day = date(_year_of(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Period.month_of(day)


def _month_of_slashed(match: re.Match[str]) -> Period | None:
    first, second, whole_year = int(match["first"]), int(match["second"]), _year_of(match["year"])
    if first <= MONTHS_IN_A_YEAR and second <= MONTHS_IN_A_YEAR and first != second:
        return None
    day, number = (first, second) if first >= second else (second, first)
    try:
        return Period.month_of(date(whole_year, number, day))
    except ValueError:
        return None


def _numbered_quarter(match: re.Match[str]) -> Period | None:
    return quarter(_year_of(match["year"]), int(match["number"]))


def _named_quarter(match: re.Match[str]) -> Period | None:
    first, last = _number_of(match["first"]), _number_of(match["last"])
    if first is None or last is None or (first - 1) % 3 or last != first + 2:
        return None
    return quarter(_year_of(match["year"]), (first + 2) // 3)


def _financial(match: re.Match[str]) -> Period | None:
    begins = _year_of(match["year"])
    return financial_year(begins) if (begins + 1) % 100 == int(match["next"][-2:]) else None


def _quarter_of_a_financial_year(match: re.Match[str]) -> Period | None:
    whole = _financial(match)
    if whole is None:
        return None
    return Period(Grain.QUARTER, whole.start + (int(match["number"]) - 1) * 3)


# The parts of a spelling, and the spellings made of them.
PARTS = {
    "YEARS": r"(?P<year>(?:19|20)[0-9]{2}) ?[/-] ?(?P<next>(?:(?:19|20)[0-9]{2})|[0-9]{2})",
    "YEAR": r"(?P<year>(?:19|20)[0-9]{2})",
    "YY": r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})",
    "NAME": r"(?P<name>[a-z.]+)",
    "QUARTER": r"(?:q|quarter )(?P<number>[1-4])",
    "MM": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{1,2})",
}


def _spelling(text: str) -> re.Pattern[str]:
    for name, pattern in PARTS.items():
        text = text.replace(name, pattern)
    return re.compile(text)


SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = tuple(
    (_spelling(text), made)
    for text, made in (
        ("YEAR-MM", _month_of_numbers),
        ("NAME[ -]?YY", _named_month),
        ("YEAR-MM-DD(?:[t ].*)?", _month_of_day),
        ("(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-]YY(?: .*)?", _month_of_slashed),
        ("QUARTER[ -]?YEAR", _numbered_quarter),
        ("YEAR[ -]?QUARTER", _numbered_quarter),
        ("(?P<first>[a-z.]+) ?(?:-|to) ?(?P<last>[a-z.]+) YEAR", _named_quarter),
        ("QUARTER (?:fy ?)?YEARS", _quarter_of_a_financial_year),
        ("(?:fy ?)?YEARS QUARTER", _quarter_of_a_financial_year),
        ("YEAR", lambda match: year(_year_of(match["year"]))),
        ("(?:fy ?|financial year )?YEARS", _financial),
        ("mid[ -]?(?:year[ -])?YEAR", lambda match: mid_year(_year_of(match["year"]))),
    )
)
