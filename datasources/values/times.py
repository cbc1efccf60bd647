"""Times of day in a column of their own, and a day put together from several columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from datasources.periods import Grain, Period, month
from datasources.values.clocks import MINUTES_IN_A_DAY, Clock, read_clock
from datasources.values.decisions import (
    NOTHING_TOLD,
    SO_MANY_BY_NO_CHANCE,
    Decision,
    Evidence,
    Pending,
    Question,
    Reading,
    State,
    Told,
    settled,
)
from datasources.values.markers import is_not_known
from datasources.values.spellings import (
    YEARS,
    Moment,
    as_written,
    number_of_month,
    on_day,
    read_when,
    year_of,
)

HOURS = Question(
    "figures",
    Reading("clock", "figures are those of a clock, as 725 for 07:25 and 8 for 00:08"),
    Reading("hours", "figures are whole hours, as 8 for 08:00"),
)
ReadTime: TypeAlias = Clock | Pending[Clock] | None


@dataclass(frozen=True)
class Times:
    """Each text's time of day, None where it has none; the rest as of `Dates`."""

    meanings: Mapping[str, Clock | None]
    decisions: tuple[Decision, ...]
    waiting: Mapping[str, int]
    unreadable: Mapping[str, int]
    notes: tuple[str, ...]

    @property
    def asked(self) -> tuple[Decision, ...]:
        """What a person must say before the waiting texts mean anything."""
        return tuple(one for one in self.decisions if one.is_open)


def read_times(texts: Mapping[str, int], *, given: Told = NOTHING_TOLD) -> Times:
    """What each distinct text of a column of times means, given with how many cells hold them.

    07:25, 7.25pm, 725, 0.309 (the part of a day, as a spreadsheet keeps a time), 24:00, 25:10 (of
    the next day). 8 is 00:08 beside 725, and eight o'clock in a column of hours: asked where both
    fit. `given` answers it beforehand: figures (clock, hours).
    """
    reads = {text: _read(as_written(text)) for text in texts}
    pending = {text: read for text, read in reads.items() if isinstance(read, Pending)}
    decision = settled(
        HOURS, pending, texts, given, lambda evidence: _judged(pending, reads, evidence)
    )
    chosen = decision.chosen if decision else None
    meanings = {text: _settled(read, chosen) for text, read in reads.items()}
    meaningless = {text: count for text, count in texts.items() if meanings[text] is None}
    is_open = decision is not None and decision.is_open
    waiting = {text: count for text, count in meaningless.items() if is_open and text in pending}
    unreadable = {
        text: count
        for text, count in meaningless.items()
        if text not in waiting and not is_not_known(text)
    }
    later = sum(texts[text] for text, clock in meanings.items() if clock and clock.days_later)
    notes = (f"{later:,} of the times are 24:00 or after: of the next day.",) if later else ()
    return Times(meanings, (decision,) if decision else (), waiting, unreadable, notes)


def _read(text: str) -> ReadTime:
    figures = text.removesuffix(".0")
    if figures.isdecimal() and figures.isascii():
        return _figures(figures)
    if text.startswith(("0.", ".")) and text[text.index(".") + 1 :].isdecimal():
        return Clock(*reversed(divmod(round(float(text) * MINUTES_IN_A_DAY), MINUTES_IN_A_DAY)))
    return read_clock(text)


def _figures(figures: str) -> ReadTime:
    """725 is of a clock; 8 is a minute of a clock, or an hour."""
    clock = read_clock(f"{figures[:-2] or 0}:{figures[-2:]:0>2}")
    hours = read_clock(f"{figures}:00") if len(figures) <= 2 and int(figures) <= 24 else None
    return Pending(HOURS, clock, hours) if clock or hours else None


def _judged(
    pending: Mapping[str, Pending[Clock]], reads: Mapping[str, ReadTime], evidence: Evidence
) -> Decision:
    if len(pending) >= SO_MANY_BY_NO_CHANCE and not any(
        isinstance(x, Clock) for x in reads.values()
    ):
        why = (
            f"All {len(pending)} different numbers are hours of a day: as a clock's figures every"
            " one would be within half an hour after midnight."
        )
        return Decision(HOURS.about, State.LIKELY, HOURS.second.key, why)
    return Decision(
        HOURS.about,
        State.ASKED,
        None,
        f"{evidence.differing_example} may be an hour or so many minutes past midnight, and no"
        " other cell of the column says which.",
    )


def _settled(read: ReadTime, chosen: str | None) -> Clock | None:
    if not isinstance(read, Pending):
        return read
    if chosen is None:
        return read.first if read.first == read.second else None
    return read.first if chosen == HOURS.first.key else read.second


def day_of(year: str, month: str, day: str = "") -> Moment | None:
    """The day or month of three columns: the month by name or number, the year also as 2024/25.

    None where they are no day of the calendar; without a day the month.
    """
    number = _number_of_month(as_written(month))
    begins = _year_of(as_written(year), number) if number else None
    if number is None or begins is None:
        return None
    figures = as_written(day).removesuffix(".0")
    if not figures or is_not_known(figures):
        return _month(begins, number)
    return on_day(begins, number, int(figures)) if _is_short(figures) else None


def _month(year: int, number: int) -> Moment:
    return Moment(month(year, number))


def _is_short(figures: str) -> bool:
    return figures.isdecimal() and figures.isascii() and len(figures) <= 2


def _number_of_month(text: str) -> int | None:
    figures = text.removesuffix(".0")
    if _is_short(figures):
        return int(figures) if 1 <= int(figures) <= 12 else None
    return number_of_month(text)


def _year_of(text: str, month: int) -> int | None:
    """The calendar year of a month: of January 2024/25 it is 2025."""
    figures = text.removesuffix(".0")
    if _is_short(figures) and len(figures) == 2:
        return year_of(figures)
    read = read_when(text)
    if isinstance(read, Pending) and read.question is YEARS:
        read = read.second
    if not isinstance(read, Moment):
        return None
    if read.period.grain is Grain.YEAR:
        return read.period.first_day.year
    return _within(read.period, month) if read.period.grain is Grain.FINANCIAL_YEAR else None


def _within(whole: Period, month: int) -> int:
    return next(one.first_day.year for one in whole.months if one.first_day.month == month)
