"""The board and the plan: who may open what."""

from tests.access import EVERYONE, INSIDERS, Access, roles
from tests.factories import board

RECORDERS = roles("officer chair")
PROPOSERS = roles("analyst officer lead chair")
PLANNERS = roles("analyst officer contributor lead")


def _slug(world) -> list:
    return [world.things["assessment"].slug]


def _of(name: str):
    return lambda world: [world.things[name].pk]


ACCESS: dict[str, Access] = {
    "board": Access(_slug, get=INSIDERS),
    "meeting-create": Access(_slug, get=RECORDERS, post=RECORDERS),
    "meeting-detail": Access(_of("meeting"), get=INSIDERS),
    "meeting-edit": Access(_of("meeting"), get=RECORDERS, post=RECORDERS),
    "meeting-seats": Access(_of("meeting"), get=RECORDERS, post=RECORDERS),
    "attendance-create": Access(_of("meeting"), get=RECORDERS, post=RECORDERS),
    "attendance-remove": Access(_of("attendance"), post=RECORDERS),
    "priority-create": Access(_slug, get=PROPOSERS, post=PROPOSERS),
    "priority-edit": Access(_of("priority"), get=PROPOSERS, post=PROPOSERS),
    "priority-decide": Access(_of("priority"), get=roles("chair"), post=roles("chair")),
    "plan": Access(_slug, get=EVERYONE),
    "recommendation-create": Access(_slug, get=PLANNERS, post=PLANNERS),
    "recommendation-edit": Access(_of("recommendation"), get=PLANNERS, post=PLANNERS),
    "action-create": Access(_slug, get=PLANNERS, post=PLANNERS),
    "action-detail": Access(_of("action"), get=EVERYONE),
    "action-edit": Access(_of("action"), get=PLANNERS, post=PLANNERS),
    "progress-create": Access(_of("action"), get=INSIDERS, post=INSIDERS),
    "verdict-create": Access(_of("action"), get=PLANNERS, post=PLANNERS),
    "lesson-list": Access(_slug, get=EVERYONE),
    "lesson-create": Access(_slug, get=INSIDERS, post=INSIDERS),
    "lesson-change": Access(_of("lesson"), get=INSIDERS, post=INSIDERS),
}


def furnish(world) -> None:
    """Put one of each of these things into the world."""
    assessment = world.things["assessment"]
    officer = world.people["officer"]
    police = world.organisations["police"]
    meeting = board.make_meeting(assessment, by=officer, present=(police,))
    world.things["meeting"] = meeting
    world.things["attendance"] = meeting.attendances.get()
    world.things["priority"] = board.make_priority(assessment, by=officer)
    world.things["recommendation"] = board.make_recommendation(assessment, by=officer)
    world.things["action"] = board.make_action(assessment, owner=police, by=officer)
    world.things["lesson"] = board.make_lesson(assessment, by=officer)
