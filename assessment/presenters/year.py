"""The timetable as the pages show it: each step's state, what is late, the picture's ends."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from assessment.models import Assessment, Step
from assessment.states import STAGE_ORDER, STAGES


@dataclass(frozen=True)
class StepLine:
    """A step in the words that the picture and the table share."""

    pk: int
    words: str
    stage: str
    starts_on: datetime.date
    ends_on: datetime.date
    owner: str
    owner_pk: int | None
    state: str
    href: str
    done_at: datetime.datetime | None
    days_late: int

    @property
    def late_words(self) -> str:
        return "one day late" if self.days_late == 1 else f"{self.days_late} days late"


@dataclass(frozen=True)
class StageLine:
    """A stage with its steps."""

    slug: str
    label: str
    meaning: str
    state: str
    steps: tuple[StepLine, ...]

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)


@dataclass(frozen=True)
class Year:
    """The whole timetable with what is late and what comes next."""

    steps: tuple[StepLine, ...]
    stages: tuple[StageLine, ...]
    from_day: datetime.date
    to_day: datetime.date
    today: datetime.date

    @property
    def late(self) -> tuple[StepLine, ...]:
        return tuple(step for step in self.steps if step.state == "late")

    @property
    def running(self) -> tuple[StepLine, ...]:
        return tuple(step for step in self.steps if step.state == "running")

    @property
    def done(self) -> tuple[StepLine, ...]:
        return tuple(step for step in self.steps if step.state == "done")


def state_of(step: Step, today: datetime.date) -> str:
    """Late is what ended before today and nobody marked as done."""
    if step.done_at:
        return "done"
    if step.ends_on < today:
        return "late"
    return "running" if step.starts_on <= today else "ahead"


def step_line(step: Step, today: datetime.date, *, may_edit: bool) -> StepLine:
    state = state_of(step, today)
    return StepLine(
        pk=step.pk,
        words=step.title,
        stage=step.stage,
        starts_on=step.starts_on,
        ends_on=step.ends_on,
        owner=str(step.owner) if step.owner else "",
        owner_pk=step.owner_id,
        state=state,
        href=reverse("step-edit", args=[step.pk]) if may_edit else "",
        done_at=step.done_at,
        days_late=(today - step.ends_on).days if state == "late" else 0,
    )


def year(assessment: Assessment, today: datetime.date, *, may_edit: bool = False) -> Year:
    steps = tuple(
        step_line(step, today, may_edit=may_edit)
        for step in assessment.steps.select_related("owner")
    )
    here = STAGE_ORDER.index(assessment.stage)
    stages = tuple(
        StageLine(
            slug=stage.slug,
            label=stage.label,
            meaning=stage.meaning,
            state="done" if place < here else "current" if place == here else "ahead",
            steps=tuple(step for step in steps if step.stage == stage.slug),
        )
        for place, stage in enumerate(STAGES)
    )
    ends = [step.ends_on for step in steps] or [datetime.date(assessment.year + 1, 7, 13)]
    starts = [step.starts_on for step in steps] or [datetime.date(assessment.year, 7, 14)]
    return Year(steps, stages, min(starts).replace(day=1), max(ends), today)
