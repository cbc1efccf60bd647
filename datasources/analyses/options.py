"""What may be said of a question beside what is counted: each option by name, typed.

The explore page, the command line and what `answer --list` prints draw theirs from these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Takes(Enum):
    """What is said where an option is given."""

    AREA = "area"
    """The code of an area of any level that the look-up holds."""
    PERIOD = "period"
    """The key of a period: 2025-12, 2025-Q4, 2025, 2025/26."""
    LEVEL = "level"
    """How large the areas are that an area is taken apart into: one of `LEVELS`."""


@dataclass(frozen=True)
class Option:
    """One thing that may be said of a question, and what is meant where it is not said."""

    name: str
    label: str
    takes: Takes
    default: str


LEVELS: Mapping[str, str] = {
    "district": "Districts",
    "ward": "Wards",
    "lsoa": "Small areas (LSOAs)",
}
"""What is said for each level of the area look-up, from the largest, and what it is called."""
AREA = Option("area", "Area", Takes.AREA, "the whole partnership")
TO = Option("to", "To", Takes.PERIOD, "the newest period held")
ALL_PERIODS = (Option("from", "From", Takes.PERIOD, "the oldest period held"), TO)
A_YEAR = (Option("from", "From", Takes.PERIOD, "a year up to the last period"), TO)
LEVEL = Option("level", "Level", Takes.LEVEL, "wards of one council, districts of several")
