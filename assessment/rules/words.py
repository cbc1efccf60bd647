"""Saying names and days in sentences that rules and presenters build."""

import datetime
from collections.abc import Sequence


def listed(names: Sequence[str], most: int = 4) -> str:
    """A few names in a row; a long list is cut with its number."""
    names = list(names)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return "".join(names)


def said_day(day: datetime.date) -> str:
    """4 August 2026."""
    return f"{day.day} {day:%B %Y}"


def counted(number: int, one: str, many: str) -> str:
    """One issue, 3 issues."""
    return f"{number:,} {one if number == 1 else many}"
