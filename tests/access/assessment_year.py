"""The year and its stages: who may open what."""

import datetime

from assessment.models import Step
from tests.access import EVERYONE, Access, roles

MANAGES = roles("analyst")


def _partnership(world) -> list:
    return [world.partnership.slug]


def _assessment(world) -> list:
    return [world.things["assessment"].slug]


def _step(world) -> list:
    return [world.things["step"].pk]


ACCESS: dict[str, Access] = {
    "partnership-home": Access(_partnership, get=EVERYONE),
    "assessment-create": Access(_partnership, get=MANAGES, post=MANAGES),
    "assessment-detail": Access(_assessment, get=EVERYONE),
    "stage-move": Access(_assessment, post=MANAGES),
    "step-edit": Access(_step, get=MANAGES, post=MANAGES),
    # The step's owner, the officer, and whoever runs the timetable.
    "step-done": Access(_step, post=roles("analyst officer")),
}


def furnish(world) -> None:
    """Put one of each of these things into the world."""
    world.things["step"] = Step.objects.create(
        assessment=world.things["assessment"],
        stage="scan",
        order=1,
        title="Gather issues",
        owner=world.officer,
        starts_on=datetime.date(2026, 7, 14),
        ends_on=datetime.date(2026, 8, 4),
    )
