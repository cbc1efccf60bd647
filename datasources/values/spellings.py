"""What one text may mean in time: a day, a month, a longer period or span, or one of two of them.

Nothing is decided here: 01/02/2024 means one day or another, and its whole column says which.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from datasources.periods import (
    MONTHS_IN_A_YEAR,
    Grain,
    Period,
    financial_year,
    mid_year,
    month,
    quarter,
    year,
)
from datasources.values.clocks import MINUTES_IN_A_DAY
from datasources.values.decisions import Pending, Question, Reading
from datasources.values.markers import DASHES
from partnerships.words import MONTHS, SHORT_MONTHS


class Moment(NamedTuple):
    """When: the shortest whole period that is known, and the day and its minute where they are."""

    period: Period
    day: date | None = None
    minute: int | None = None


class Span(NamedTuple):
    """From one month to another, both counted, where that is no quarter and no year."""

    first: Period
    last: Period


When: TypeAlias = Moment | Span
Read: TypeAlias = When | Pending[When] | None

ORDER = Question(
    "order",
    Reading("day-first", "the day stands before the month"),
    Reading("month-first", "the month stands before the day"),
)
YEARS = Question(
    "years",
    Reading("months", "months are written with their year"),
    Reading("financial-years", "financial years are written with both years"),
)
SERIALS = Question(
    "serials",
    Reading("1900", "days are counted from 1900"),
    Reading("1904", "days are counted from 1904"),
)
QUARTERS = Question(
    "quarters",
    Reading("calendar", "quarters are counted from January"),
    Reading("financial", "quarters are counted from April"),
)

# Days as a spreadsheet counts them, from 1980 to 2050: other numbers of five figures are no dates.
SERIAL_DAYS = range(29_221, 55_154)
FIRST_OF_1900, FIRST_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
# The years of two figures up to this one are of this century.
LAST_SHORT_YEAR = 68
LONGEST = 80
# Most texts that are no dates hold some other word: they are passed over before any spelling.
OF_TIME = re.compile(
    r"(?:[0-9 .,:/'+-]|st|nd|rd|th|of|at|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?|q(?:tr|uarter)?|f/?y|financial|fiscal|year|y/?e|mid|twelve|months|"
    r"end(?:ing|ed)?|in|from|to|until|[ap]\.?m\.?|[tzhm]|hrs|hours|utc|gmt|bst)+"
)
# 2024, 45292, 202401 and 20240131: what is written in figures alone.
FIGURES_OF_A_DATE = (4, 5, 6, 8)
BARE_NUMBER = re.compile(r"([0-9]+)(?:\.[0-9]+)?")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = re.compile(r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?P<rest>.+)")
NUMBER_OF_MONTH = {
    **{name.lower(): at for at, name in enumerate(MONTHS, start=1)},
    **{name.lower(): at for at, name in enumerate(SHORT_MONTHS, start=1)},
    "sept": 9,
}


def as_written(text: str) -> str:
    """In small letters, with plain dashes and single blanks, without a mark that makes it text."""
    return " ".join(text.translate(DASHES).split()).lower().strip("'\"` ,")


def can_be_of_time(text: str) -> bool:
    """Whether it is short and made of nothing but figures and words of time."""
    if number := BARE_NUMBER.fullmatch(text):
        return len(number[1]) in FIGURES_OF_A_DATE
    return len(text) <= LONGEST and OF_TIME.fullmatch(text) is not None


def read_when(text: str) -> Read:
    """What a text that `as_written` gave may mean; None where it means nothing in time.

    2024-01, Jan-24, January 2024, 2024-01-31, 31/01/2024, 31 Jan 2024, 20240131, 45322; Q3 2024,
    Jul-Sep 2024, Q2 2024/25; 2024; 2024/25, FY 2024/25; year ending June 2025; mid-2024; spans of
    them such as 2017-10 to 2018-11.
    """
    if not can_be_of_time(text):
        return None
    if match := WEEKDAY.fullmatch(text):
        return _on(WEEKDAYS.index(match["weekday"][:3]), read_when(match["rest"]))
    for pattern, made in SPELLINGS:
        if (found := pattern.fullmatch(text)) and (read := made(found)) is not None:
            return read
    return None


def number_of_month(name: str) -> int | None:
    """1 for Jan or january; None for what is no month's name."""
    return NUMBER_OF_MONTH.get(name.rstrip(".").lower())


def year_of(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return (2000 if int(text) <= LAST_SHORT_YEAR else 1900) + int(text)


def on_day(year: int, month: int, day: int) -> Moment | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Moment(Period.month_of(found), found)


def _on(weekday: int, read: Read) -> Read:
    """A day that is said to be a Monday, where it is one: else the text contradicts itself."""
    if isinstance(read, Pending):
        return either(
            read.question, _when(_on(weekday, read.first)), _when(_on(weekday, read.second))
        )
    is_so = isinstance(read, Moment) and read.day is not None and read.day.weekday() == weekday
    return read if is_so else None


def _when(read: Read) -> When | None:
    return None if isinstance(read, Pending) else read


def either(question: Question, first: When | None, second: When | None) -> Read:
    """A text that waits for its column; nothing where it means nothing either way."""
    return Pending(question, first, second) if first or second else None


def _day(match: re.Match[str]) -> Read:
    return on_day(year_of(match["year"]), int(match["month"]), int(match["day"]))


def _day_of_name(match: re.Match[str]) -> Read:
    number = number_of_month(match["name"])
    return on_day(year_of(match["year"]), number, int(match["day"])) if number else None


def _either_order(match: re.Match[str]) -> Read:
    whole_year, one, other = year_of(match["year"]), int(match["one"]), int(match["other"])
    return either(ORDER, on_day(whole_year, other, one), on_day(whole_year, one, other))


def _month(number: int | None, whole_year: int) -> Moment | None:
    if number is None or not 1 <= number <= MONTHS_IN_A_YEAR:
        return None
    return Moment(month(whole_year, number))


def _named_month(match: re.Match[str]) -> Read:
    return _month(number_of_month(match["name"]), year_of(match["year"]))


def _numbered_month(match: re.Match[str]) -> Read:
    return _month(int(match["month"]), year_of(match["year"]))


def _month_or_years(match: re.Match[str]) -> Read:
    """2011-12 is December 2011 or the financial year 2011/12."""
    begins, figures = year_of(match["year"]), match["month"]
    years = _years(begins, figures) if len(figures) == 2 else None
    return either(YEARS, _month(int(figures), begins), years)


def _years(begins: int, ends: str) -> Moment | None:
    return Moment(financial_year(begins)) if (begins + 1) % 100 == int(ends[-2:]) else None


def _financial_year(match: re.Match[str]) -> Read:
    begins, ends = year_of(match["year"]), match["next"]
    if len(ends) == 4 and int(ends) != begins + 1:
        return None
    return _years(begins, ends)


def _quarter(match: re.Match[str]) -> Read:
    whole_year, number = year_of(match["year"]), int(match["number"])
    return either(
        QUARTERS,
        Moment(quarter(whole_year, number)),
        Moment(financial_quarter(whole_year, number)),
    )


def financial_quarter(begins: int, number: int) -> Period:
    return Period(Grain.QUARTER, financial_year(begins).start + (number - 1) * 3)


def _quarter_of_a_financial_year(match: re.Match[str]) -> Read:
    if _financial_year(match) is None:
        return None
    return Moment(financial_quarter(year_of(match["year"]), int(match["number"])))


def _serial(match: re.Match[str]) -> Read:
    days, part = int(match["days"]), float(f"0{match['part'] or ''}")
    if days not in SERIAL_DAYS:
        return None
    later, minute = divmod(round(part * MINUTES_IN_A_DAY), MINUTES_IN_A_DAY)
    first, second = (
        start + timedelta(days=days + later) for start in (FIRST_OF_1900, FIRST_OF_1904)
    )
    return either(
        SERIALS,
        Moment(Period.month_of(first), first, minute),
        Moment(Period.month_of(second), second, minute),
    )


def _named_span(match: re.Match[str]) -> Read:
    """Apr-Jun 2024; with a year of its own on either side it is a span of two texts."""
    first, last = number_of_month(match["first"]), number_of_month(match["last"])
    if first is None or last is None or last <= first:
        return None
    whole_year = year_of(match["year"])
    return from_to(month(whole_year, first), month(whole_year, last))


def _span(match: re.Match[str]) -> Read:
    first, last = read_when(match["first"].strip(" ,")), read_when(match["last"].strip(" ,"))
    if isinstance(first, Pending) and isinstance(last, Pending):
        if first.question is not last.question:
            return None
        return either(
            first.question, _joined(first.first, last.first), _joined(first.second, last.second)
        )
    if isinstance(first, Pending):
        return either(
            first.question, _joined(first.first, _when(last)), _joined(first.second, _when(last))
        )
    if isinstance(last, Pending):
        return either(last.question, _joined(first, last.first), _joined(first, last.second))
    return _joined(first, last)


def _joined(first: When | None, last: When | None) -> When | None:
    """Whole months from one to the other; days must begin and end a month."""
    if not isinstance(first, Moment) or not isinstance(last, Moment):
        return None
    if first.day and first.day != first.period.first_day:
        return None
    if last.day and last.day != last.period.last_day:
        return None
    return from_to(first.period.months[0], last.period.months[-1])


def from_to(first: Period, last: Period) -> When | None:
    """The period that is just these months, else the span of them; None where it runs backwards."""
    if last < first:
        return None
    for whole in (
        first,
        Period(Grain.QUARTER, first.start),
        first.calendar_year,
        Period(Grain.FINANCIAL_YEAR, first.start),
    ):
        if whole.months == tuple(_months(first, last)) and _exists(whole):
            return Moment(whole)
    return Span(first, last)


def _months(first: Period, last: Period) -> list[Period]:
    return [Period(Grain.MONTH, at) for at in range(first.start, last.start + 1)]


def _exists(period: Period) -> bool:
    """A quarter begins in January, April, July or October, a financial year in April."""
    return Period.of(period.key) == period


def _year_ending(match: re.Match[str]) -> Read:
    ends = read_when(match["ends"])
    if isinstance(ends, Pending):
        return either(ends.question, _twelve_months(ends.first), _twelve_months(ends.second))
    return _twelve_months(ends)


def _twelve_months(ends: When | None) -> When | None:
    if not isinstance(ends, Moment) or ends.period.grain is not Grain.MONTH:
        return None
    if ends.day and ends.day != ends.period.last_day:
        return None
    return from_to(ends.period.later(1 - MONTHS_IN_A_YEAR), ends.period)


# The parts of a spelling, and the spellings made of them.
PARTS = {
    "YEARS": r"(?P<year>(?:19|20)[0-9]{2}) ?[/-] ?(?P<next>(?:(?:19|20)[0-9]{2})|[0-9]{2})",
    "YYYY": r"(?P<year>(?:19|20)[0-9]{2})",
    "YY": r"'?(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})",
    "NAME": r"(?P<name>[a-z]+)\.?",
    "QUARTER": r"(?:q|qtr ?|quarter )(?P<number>[1-4])",
    "MM": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{1,2})",
    "DTH": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?",
    "FY": r"(?:fy ?|f/y ?|financial year |financial |fiscal year )",
}


def _spelling(text: str) -> re.Pattern[str]:
    return re.compile(re.sub("|".join(PARTS), lambda match: PARTS[match[0]], text), re.ASCII)


SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Read]], ...] = tuple(
    (_spelling(text), made)
    for text, made in (
        (r"YYYY(?P<gap>[-/.])MM(?P=gap)DD", _day),
        (r"(?P<one>[0-9]{1,2})(?P<gap>[-/. ])(?P<other>[0-9]{1,2})(?P=gap)YY", _either_order),
        (r"YYYY[-/]MM", _month_or_years),
        (r"NAME[ /-]?YY", _named_month),
        (r"DTH(?: of)?[ ./-]?NAME[ ,/-]{0,2}YY", _day_of_name),
        (r"NAME DTH,? YYYY", _day_of_name),
        (r"YYYY[ /-]NAME[ /-]DD", _day_of_name),
        (r"YYYY[ /-]?NAME", _named_month),
        (r"YYYY(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\.0+)?", _day),
        (r"YYYY(?P<month>[0-9]{2})(?:\.0+)?", _month_or_years),
        (r"(?P<days>[0-9]{5})(?P<part>\.[0-9]+)?", _serial),
        (r"MM[/-]YYYY", _numbered_month),
        (r"YYYYm(?P<month>[0-9]{2})", _numbered_month),
        (r"QUARTER[ ,/-]{0,2}YYYY", _quarter),
        (r"YYYY[ ,/-]{0,2}QUARTER", _quarter),
        (r"QUARTER,? (?:FY)?YEARS", _quarter_of_a_financial_year),
        (r"(?:FY)?YEARS,? QUARTER", _quarter_of_a_financial_year),
        (r"YYYY(?:\.0+)?", lambda match: Moment(year(year_of(match["year"])))),
        (r"(?:FY)?YEARS", _financial_year),
        (r"FY(?P<year>[0-9]{2})[/-](?P<next>[0-9]{2})", _financial_year),
        (
            r"mid[ -]?(?:year[ -]?)?YYYY",
            lambda match: Moment(mid_year(year_of(match["year"]))),
        ),
        (
            r"(?:(?:year|twelve months|12 months) (?:end(?:ing|ed)?|to)(?: in)?|y/?e) (?P<ends>.+)",
            _year_ending,
        ),
        (r"(?P<first>[a-z]+)\.? ?(?:-|to) ?(?P<last>[a-z]+)\.?,? YYYY", _named_span),
        (r"(?:from )?(?P<first>.+?) ?(?: to | - |until) ?(?P<last>.+)", _span),
    )
)
