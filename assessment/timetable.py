"""The year's timetable as the process memo suggests it, to be shifted to any year. Pure."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class StepPlan:
    """One line of the timetable; days are (month, day, years after the assessment's year)."""

    stage: str
    title: str
    role: str
    begins: tuple[int, int, int]
    ends: tuple[int, int, int]

    def starts_on(self, year: int) -> datetime.date:
        return _day(year, self.begins)

    def ends_on(self, year: int) -> datetime.date:
        return _day(year, self.ends)


def _day(year: int, place: tuple[int, int, int]) -> datetime.date:
    month, day, later = place
    return datetime.date(year + later, month, day)


# Scan to respond are the memo's "suggested timescale"; it asks for the assess stage without dates.
STEPS: tuple[StepPlan, ...] = (
    StepPlan("scan", "Review the data sources", "analyst", (7, 14, 0), (8, 4, 0)),
    StepPlan("scan", "Gather issues with officers and partners", "officer", (7, 14, 0), (8, 4, 0)),
    StepPlan("scan", "Agree how residents are consulted", "officer", (8, 1, 0), (8, 14, 0)),
    StepPlan("scan", "Score the issues and agree key lines", "analyst", (8, 1, 0), (8, 14, 0)),
    StepPlan(
        "analyse", "Write introduction and scanning sections", "officer", (8, 15, 0), (8, 31, 0)
    ),
    StepPlan("analyse", "Analyse and write the main section", "analyst", (9, 1, 0), (9, 30, 0)),
    StepPlan("respond", "Edit with partners", "officer", (10, 1, 0), (10, 19, 0)),
    StepPlan("respond", "Agree draft recommendations", "officer", (10, 1, 0), (10, 19, 0)),
    StepPlan(
        "respond", "Present to the partnership, agree priorities", "chair", (10, 20, 0), (11, 30, 0)
    ),
    StepPlan("respond", "Complete the documents", "analyst", (12, 1, 0), (1, 31, 1)),
    StepPlan("assess", "Carry out the plan and report progress", "officer", (2, 1, 1), (6, 30, 1)),
    StepPlan("assess", "Give every action a verdict", "officer", (6, 1, 1), (6, 30, 1)),
    StepPlan("assess", "Record lessons about the process", "analyst", (6, 1, 1), (6, 30, 1)),
    StepPlan("assess", "Open next year's assessment", "analyst", (7, 1, 1), (7, 13, 1)),
)
