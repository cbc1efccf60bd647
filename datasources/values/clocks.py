"""The time of day as people write it after a date: 07:25, 7.25pm, 24:00, 23:15Z."""

from __future__ import annotations

import re
from typing import NamedTuple

MINUTES_IN_A_DAY = 24 * 60
# A control room's night runs on: 25:10 is ten past one on the next day. None runs past six.
HOURS_OF_A_NIGHT = 30
ZONES = {"z": 0, "utc": 0, "gmt": 0, "bst": 60}

CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?)"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<zone>z|utc|gmt|bst|[+-]\d{2}(?::?\d{2})?))?",
    re.ASCII,
)
WITHOUT_COLON = re.compile(
    r"(?P<hour>\d{1,2})(?:\.(?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\.?", re.ASCII
)
FOUR_FIGURES = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?: ?(?:h|hrs|hours))?", re.ASCII)


class Clock(NamedTuple):
    """The minute of the day, how many days later, and minutes ahead of Greenwich where it says."""

    minute: int
    days_later: int = 0
    ahead: int | None = None

    @property
    def is_midnight(self) -> bool:
        """What a spreadsheet writes where it knows a day and no time."""
        return not self.minute and not self.days_later


def read_clock(text: str) -> Clock | None:
    """The time that a text in small letters means; None where it means none."""
    for pattern in (CLOCK, WITHOUT_COLON, FOUR_FIGURES):
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            return _clock(
                int(parts["hour"]), int(parts["minute"] or 0), parts.get("half"), parts.get("zone")
            )
    return None


def _clock(hour: int, minute: int, half: str | None, zone: str | None) -> Clock | None:
    if minute > 59 or (half and not 1 <= hour <= 12) or hour >= HOURS_OF_A_NIGHT:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    days_later, minute = divmod(hour * 60 + minute, MINUTES_IN_A_DAY)
    return Clock(minute, days_later, _ahead(zone) if zone else None)


def _ahead(zone: str) -> int:
    if zone in ZONES:
        return ZONES[zone]
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes
