"""How a column of dates settles what its texts leave open: by all its cells, else by asking.

Which of day and month stands first, months or financial years, from where days and quarters are
counted, and whether a spreadsheet has taken months for days.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from datasources.values.decisions import (
    SO_MANY_BY_NO_CHANCE,
    Decision,
    Pending,
    Question,
    Reading,
    State,
    Told,
    evidence_of,
    proved,
    told,
)
from datasources.values.spellings import (
    ORDER,
    QUARTERS,
    SERIALS,
    YEARS,
    Moment,
    Read,
    Span,
    When,
    on_day,
)
from partnerships.words import said_day

SWAPPED = Question(
    "swapped",
    Reading("as-written", "every date is meant as it is written"),
    Reading("swapped", "a spreadsheet took the month for the day where it could"),
)
QUESTIONS = (ORDER, YEARS, SERIALS, QUARTERS, SWAPPED)
LAST_THAT_IS_A_MONTH = 12
# Of any six days all are of the 12th or before once in 250 times.
TOO_MANY_BY_CHANCE = 6


class Column(NamedTuple):
    """What waits for a decision, and what bears on it."""

    pending: Mapping[str, Pending[When]]
    cells: Mapping[str, int]
    timed: Collection[str]
    """The days that stand with a time other than midnight."""
    given: Told

    def decided(self, question: Question) -> Decision | None:
        """None where the column holds nothing that the question could change."""
        own = {day: read for day, read in self.pending.items() if read.question is question}
        evidence = evidence_of(own, self.cells)
        if not own or (known := told(question, self.given)):
            return known if own else None
        if question is SERIALS:
            return _serials(own)
        if question is SWAPPED:
            return _perhaps(own, sum(_is_of(ORDER, read) for read in self.pending.values()))
        if question is YEARS and not evidence.differing:
            return None
        if decision := proved(question, evidence):
            return decision
        if not evidence.differing:
            return None
        if question is ORDER and (decision := _by_firsts(own, self.timed)):
            return decision
        if question is YEARS and (decision := _by_years(own)):
            return decision
        one = own[evidence.differing_example]
        shown = evidence.differing_example
        if question is QUARTERS:
            shown = shown.replace("q", "Q")
        return Decision(
            question.about,
            State.ASKED,
            None,
            f"{shown} may be {said(one.first)} or {said(one.second)}, and no"
            " other cell of the column says which.",
        )


def _by_firsts(own: Mapping[str, Pending[When]], timed: Collection[str]) -> Decision | None:
    """Months are often written as their first days: never so where a time of day is told."""
    if timed & own.keys():
        return None
    question = ORDER
    first = all(_is_first(read.first) for read in own.values())
    second = all(_is_first(read.second) for read in own.values())
    if first == second:
        return None
    chosen = question.first if first else question.second
    why = f"Every date is the first of a month if {chosen.words}, and not otherwise."
    return Decision(question.about, State.LIKELY, chosen.key, why)


def _by_years(own: Mapping[str, Pending[When]]) -> Decision | None:
    """Months that all fall so that their number follows their year: three never do by chance."""
    question = YEARS
    written = {text for text, read in own.items() if read.first != read.second}
    if len(written) >= SO_MANY_BY_NO_CHANCE:
        why = f"All {len(written)} name a year and the number after it, as financial years do."
    elif all("/" in text for text in written):
        why = "A stroke stands between the years, as in the name of a financial year."
    else:
        return None
    return Decision(question.about, State.LIKELY, question.second.key, why)


def _is_first(when: When | None) -> bool:
    return isinstance(when, Moment) and when.day is not None and when.day.day == 1


def _serials(own: Mapping[str, Pending[When]]) -> Decision:
    """Counted from 1900 as Excel does, unless only from 1904 every one would begin a month."""
    question = SERIALS
    first = all(_is_first(read.first) for read in own.values())
    second = all(_is_first(read.second) for read in own.values())
    if second and not first and len(own) >= SO_MANY_BY_NO_CHANCE:
        why = f"Every number is the first of a month if {question.second.words}, and not otherwise."
        return Decision(question.about, State.PROVED, question.second.key, why)
    why = "Numbers of days are counted from 1900, as Excel does; nothing says otherwise."
    return Decision(question.about, State.LIKELY, question.first.key, why)


def perhaps_swapped(reads: Mapping[str, Read]) -> Mapping[str, Read]:
    """Dates that a spreadsheet may have read in the wrong order wait for an answer.

    Opened where the other order is usual, 05/01/2024 becomes a date (of the wrong month) and
    13/01/2024 stays the text it was: then no text has a day of the 12th or before, and no date one
    after it.
    """
    texts = {text for text, read in reads.items() if _is_of(ORDER, read)}
    dates = {text: when for text, read in reads.items() if (when := _as_held(text, read))}
    days = [when.day for when in dates.values() if when.day]
    is_so = (
        len(texts) >= TOO_MANY_BY_CHANCE
        and len(dates) >= TOO_MANY_BY_CHANCE
        and all(_fits_one_way(reads[text]) for text in texts)
        and all(day.day <= LAST_THAT_IS_A_MONTH for day in days)
    )
    if not is_so:
        return reads
    swapped: dict[str, Read] = {
        text: Pending(SWAPPED, when, on_day(when.day.year, when.day.day, when.day.month))
        for text, when in dates.items()
        if when.day
    }
    return {**reads, **swapped}


def _is_of(question: Question, read: Read) -> bool:
    return isinstance(read, Pending) and read.question is question


def _fits_one_way(read: Read) -> bool:
    return isinstance(read, Pending) and (read.first is None or read.second is None)


def _as_held(text: str, read: Read) -> Moment | None:
    """A day as a spreadsheet holds it: by its number, or year first in figures."""
    when = read.first if isinstance(read, Pending) and read.question is SERIALS else read
    if not isinstance(when, Moment) or when.day is None or any(map(str.isalpha, text)):
        return None
    return when


def _perhaps(own: Mapping[str, Pending[When]], texts: int) -> Decision:
    why = (
        f"All {texts} dates written as text have a day after the 12th, and all {len(own)} others"
        " one of the 12th or before: a spreadsheet may have taken the month for the day in those."
    )
    return Decision(SWAPPED.about, State.ASKED, None, why)


def said(when: When | Pending[When] | None) -> str:
    """1 February 2024; January to March 2024; October 2017 to November 2018."""
    if isinstance(when, Moment):
        return said_day(when.day) if when.day else when.period.words
    if isinstance(when, Span):
        return f"{when.first.words} to {when.last.words}"
    return ""
