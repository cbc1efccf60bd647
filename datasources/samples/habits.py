"""How the senders of some kinds write their tables, where it is not as most partners do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from datasources import geography

DAY_FIRST = "%d/%m/%Y"


@dataclass(frozen=True)
class Habit:
    """What is particular in the sample of one kind."""

    days: str = DAY_FIRST
    """How a day is written."""
    apart: bool = False
    """Whether day, month and year have columns of their own."""
    without: tuple[str, ...] = ()
    """Headings that the publisher's own files do not have."""
    partners_words: bool = False
    """Whether words are written as partners do, and not as they are counted."""
    shares: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Of a column, how often each of its words comes, in their order."""
    years_run_together: bool = False
    """Whether a year that begins in one and ends in another is written without a stroke: 202425."""
    named_for: str = ""
    """The level whose names it gives, where that is not the level of its codes."""
    ages: tuple[str, ...] = ("0-17", "18-24", "25-34", "35-49", "50-64", "65+")


HABITS: Mapping[str, Habit] = {
    "police-outcomes": Habit(days="%Y-%m"),
    "police-stop-and-search": Habit(
        days="%Y-%m-%dT%H:%M:%S+00:00",
        without=("Time", "LSOA code"),
        ages=("under 10", "10-17", "18-24", "25-34", "over 34"),
    ),
    "fire-incidents": Habit(
        apart=True,
        shares={"incident_group": (0.3, 0, 0, 0, 0, 0, 0, 0.25, 0.16, 0.02, 0.2, 0.06, 0.01)},
    ),
    "road-collisions": Habit(partners_words=True, shares={"severity": (0.02, 0.2, 0.78)}),
    "road-casualties": Habit(
        days="%Y",
        without=("Time",),
        partners_words=True,
        shares={
            "casualty_severity": (0.02, 0.2, 0.78),
            "casualty_type": (0.15, 0.12, 0.13, 0.01, 0.5, 0.03, 0.005, 0.04, 0.005, 0.01),
        },
    ),
    "school-absence": Habit(years_run_together=True),
    "own-areas": Habit(named_for=geography.WARD_CODE),
    "area-change": Habit(partners_words=True, shares={"change": (0.94, 0.04, 0.015, 0.005)}),
    "school-exclusions": Habit(ages=("5-10", "11-15", "16-18")),
    "crime-extract": Habit(
        shares={"offence_group": (0.35, 0.04, 0.01, 0.33, 0.09, 0.03, 0.02, 0.09, 0.03, 0.01)}
    ),
}
USUAL_HABIT = Habit()
