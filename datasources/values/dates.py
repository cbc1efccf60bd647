"""What the cells of one column say in time, decided by the whole column.

Callers give each distinct text with how many cells hold it, and get back each text's meaning, what
was decided and why, and what a person must be asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from datasources.periods import Grain, Period
from datasources.values import spellings
from datasources.values.clocks import MINUTES_IN_A_DAY, Clock, read_clock
from datasources.values.decisions import (
    NOTHING_TOLD,
    Decision,
    Pending,
    Told,
)
from datasources.values.markers import is_not_known
from datasources.values.settling import QUESTIONS, Column, perhaps_swapped, said
from datasources.values.spellings import (
    Moment,
    Read,
    Span,
    When,
    as_written,
    can_be_of_time,
    read_when,
)

BRITISH_TIME = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Dates:
    """Each text's meaning, None where it has none; what was decided, and what waits for a person.

    `waiting` are texts that mean something once a question is answered, `unreadable` those that
    mean nothing (each with its cells); a cell that says nothing is known is neither.
    """

    meanings: Mapping[str, When | None]
    decisions: tuple[Decision, ...]
    waiting: Mapping[str, int]
    unreadable: Mapping[str, int]
    notes: tuple[str, ...]
    """What else a person should know of how it was read, each one sentence."""

    @property
    def asked(self) -> tuple[Decision, ...]:
        """What a person must say before the waiting texts mean anything."""
        return tuple(one for one in self.decisions if one.is_open)


Parts: TypeAlias = tuple[str, Clock | None]
"""A text divided: its day as written, and its time of day."""


def read_dates(
    texts: Mapping[str, int], *, given: Told = NOTHING_TOLD, grains: Collection[Grain] = ()
) -> Dates:
    """What each distinct text of a column means, the texts given with how many cells hold them.

    `given` answers questions beforehand, as a person did or a layout remembers: order (day-first,
    month-first), years (months, financial-years), serials (1900, 1904), quarters (calendar,
    financial), swapped (as-written, swapped). `grains` are those that the kind of table can have:
    where months are among them and financial years are not, 2011-12 is a month. A date stands for
    itself and its month.
    """
    parts, plainly = _divided(texts)
    reads = perhaps_swapped(plainly)
    cells: Counter[str] = Counter()
    for text, (day, _) in parts.items():
        cells[day] += texts[text]
    pending = {day: read for day, read in reads.items() if isinstance(read, Pending)}
    timed = {day for day, clock in parts.values() if clock and not clock.is_midnight}
    column = Column(pending, cells, timed, _known(given, grains))
    decisions = tuple(
        decision for question in QUESTIONS if (decision := column.decided(question)) is not None
    )
    chosen = {one.about: one.chosen for one in decisions}
    days = {day: _settled(read, chosen) for day, read in reads.items()}
    waits = {day for day in pending if days[day] is None and _is_open(pending[day], chosen)}
    meanings, notes = _with_clocks(texts, parts, days)
    meaningless = {text: count for text, count in texts.items() if meanings[text] is None}
    waiting = {text: count for text, count in meaningless.items() if parts[text][0] in waits}
    unreadable = {
        text: count
        for text, count in meaningless.items()
        if text not in waiting and not is_not_known(text)
    }
    return Dates(meanings, decisions, waiting, unreadable, (*_financial(reads), *notes))


def _known(given: Told, grains: Collection[Grain]) -> Told:
    if Grain.MONTH in grains and Grain.FINANCIAL_YEAR not in grains:
        return {spellings.YEARS.about: spellings.YEARS.first.key, **given}
    return given


def _divided(texts: Mapping[str, int]) -> tuple[dict[str, Parts], dict[str, Read]]:
    """Each text's day and time, and what each distinct day may mean: most days stand many times."""
    reads: dict[str, Read] = {}
    clocks: dict[str, Clock | None] = {}
    days: dict[str, str] = {}
    parts: dict[str, Parts] = {}
    for text in texts:
        colon = text.find(":")
        cut = max(text.rfind(" ", 0, colon), text.rfind("T", 0, colon)) if colon > 0 else -1
        if cut > 0:
            raw, time = text[:cut], text[cut + 1 :]
            if time not in clocks:
                clocks[time] = read_clock(as_written(time))
            if raw not in days:
                day = days[raw] = as_written(raw).removesuffix(" at").rstrip(",")
                reads[day] = read_when(day)
            if clocks[time] is not None and reads[days[raw]] is not None:
                parts[text] = days[raw], clocks[time]
                continue
        parts[text] = day, _ = _otherwise_divided(as_written(text))
        if day not in reads:
            reads[day] = read_when(day)
    return parts, reads


def _otherwise_divided(text: str) -> Parts:
    """Without a time, or with one that has no colon or stands before its day or joined to it."""
    if not can_be_of_time(text) or read_when(text) is not None:
        return text, None
    words = text.split(" ")
    for at in (-1, -2, 1, 2):
        first, last = " ".join(words[:at]), " ".join(words[at:])
        day, time = (first, last) if at < 0 else (last, first)
        day = day.removesuffix(" at").rstrip(",")
        if (clock := read_clock(time)) and read_when(day) is not None:
            return day, clock
    day, _, time = text.partition(":")
    clock = read_clock(time)
    return (day, clock) if clock and read_when(day) is not None else (text, None)


def _settled(read: Read, chosen: Mapping[str, str | None]) -> When | None:
    if not isinstance(read, Pending):
        return read
    question, first, second = read
    if first == second:
        return first
    if question is spellings.YEARS and (first is None or second is None):
        return first or second
    key = chosen.get(question.about)
    if key is None:
        return None
    return first if key == question.first.key else second


def _is_open(read: Pending[When], chosen: Mapping[str, str | None]) -> bool:
    return chosen.get(read.question.about) is None


def _with_clocks(
    texts: Mapping[str, int], parts: Mapping[str, Parts], days: Mapping[str, When | None]
) -> tuple[dict[str, When | None], tuple[str, ...]]:
    """The meaning of each text with its time of day; midnight in every cell is no time at all."""
    no_times = all(
        clock is None or clock.is_midnight for day, clock in parts.values() if days[day] is not None
    )
    meanings: dict[str, When | None] = {}
    later = zoned = 0
    for text, (day, clock) in parts.items():
        when = days[day]
        if clock is None or when is None:
            meanings[text] = when
        elif isinstance(when, Span) or when.day is None:
            meanings[text] = None
        elif no_times:
            meanings[text] = Moment(when.period, when.day)
        elif clock.days_later or clock.ahead is not None:
            meanings[text] = told_on(when, when.day, clock)
            later += texts[text] if clock.days_later else 0
            zoned += texts[text] if clock.ahead is not None else 0
        else:
            meanings[text] = Moment(when.period, when.day, clock.minute)
    if not later and not any(_minute(when) for when in meanings.values()):
        meanings = {text: _without_time(when) for text, when in meanings.items()}
    return meanings, _notes(later, zoned)


def _minute(when: When | None) -> int | None:
    return when.minute if isinstance(when, Moment) else None


def _without_time(when: When | None) -> When | None:
    return Moment(when.period, when.day) if isinstance(when, Moment) else when


def _notes(later: int, zoned: int) -> tuple[str, ...]:
    notes = []
    if later:
        notes.append(f"{_times(later)} of 24:00 or after, read as of the next day.")
    if zoned:
        notes.append(f"{_times(zoned)} that names its zone, read as British time.")
    return tuple(notes)


def _times(count: int) -> str:
    return "1 cell has a time" if count == 1 else f"{count:,} cells have a time"


def told_on(when: Moment, day: date, clock: Clock) -> Moment:
    """The day and minute meant by a time after midnight, or of a zone: as clocks here show it."""
    minute = clock.minute + clock.days_later * MINUTES_IN_A_DAY
    if clock.ahead is not None:
        at, within = divmod(minute - clock.ahead, MINUTES_IN_A_DAY)
        greenwich = day + timedelta(days=at) if at else day
        minute = minute - clock.ahead + _summer_time(greenwich, within // 60)
    if 0 <= minute < MINUTES_IN_A_DAY:
        return Moment(when.period, day, minute)
    later, minute = divmod(minute, MINUTES_IN_A_DAY)
    day += timedelta(days=later)
    return Moment(Period.month_of(day), day, minute)


@lru_cache(maxsize=100_000)
def _summer_time(day: date, hour: int) -> int:
    """How many minutes clocks here are ahead of Greenwich at that hour of Greenwich."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC).astimezone(BRITISH_TIME)
    return int((at.utcoffset() or timedelta()).total_seconds()) // 60


def _financial(reads: Mapping[str, Read]) -> tuple[str, ...]:
    """Of quarters within a financial year it is said once which months they are."""
    named = sorted(day for day in reads if "q" in day and not isinstance(reads[day], Pending))
    return tuple(
        f"{day.upper()} was read as {said(when)}: its quarters are counted from April."
        for day in named[:1]
        if isinstance(when := reads[day], Moment)
    )
