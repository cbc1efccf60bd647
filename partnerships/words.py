"""Days, months and lists in words: one place, so that every page says them alike.

Written out, not asked of the machine, whose language must never change a document.
"""

import datetime
from collections.abc import Iterable

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)


def said_day(day: datetime.date) -> str:
    """4 August 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def said_month(month: str | datetime.date) -> str:
    """August 2026, from "2026-08" or from a day."""
    year, number = _year_and_month(month)
    return f"{MONTHS[number - 1]} {year}"


def short_month(month: str | datetime.date) -> str:
    """Aug 2026."""
    year, number = _year_and_month(month)
    return f"{SHORT_MONTHS[number - 1]} {year}"


def listed(names: Iterable[str], most: int = 4) -> str:
    """A, B and C; a list of more than `most` is cut with its number: A, B, C, D and 2 more."""
    names = list(names)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return all_of(names)


def all_of(names: Iterable[str], last: str = "and") -> str:
    """A, B and C, however many."""
    names = list(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def with_capital(words: str) -> str:
    """As a sentence begins; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def within_a_sentence(words: str) -> str:
    """As they stand within one; the rest stays as it is."""
    return words[:1].lower() + words[1:]


def _year_and_month(month: str | datetime.date) -> tuple[str, int]:
    if isinstance(month, str):
        year, number = month.split("-")
        return year, int(number)
    return str(month.year), month.month
