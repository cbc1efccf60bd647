"""When a priority may still change, and what the board must have before a decision is final.

The law makes the responsible authorities decide together and asks the assessment to say what the
priorities rest on; how a board votes is its own affair. So a decision needs a quorate meeting, two
people of different authorities who moved and seconded it (the chair alone is nobody's board), the
edition that lay before the board, and the case: what the evidence says, and why this and not that.
"""

from dataclasses import dataclass
from datetime import date

from assessment.models import Attendance, Meeting, Priority
from assessment.rules import meetings
from assessment.states import PRIORITY_BY_SLUG
from assessment.text.passages import FEWEST_WORDS, says_something

NO_CASE = (
    "It rests on no key line of enquiry: name one, or say on the priority why it is put to the "
    "board all the same."
)
NO_EDITION = (
    "No board edition of the assessment has been published: a decision names the edition that lay "
    "before the board."
)


@dataclass(frozen=True)
class Resolution:
    """What the minutes say of one priority: what was decided, where, by whom, and the case."""

    meeting: Meeting
    agreed: bool
    evidence_says: str
    reason: str
    moved_by: Attendance
    seconded_by: Attendance


def reasons_against_changing(priority: Priority) -> list[str]:
    """Only what has not been decided can be worded differently."""
    if PRIORITY_BY_SLUG[priority.state].moves:
        return []
    decided = PRIORITY_BY_SLUG[priority.state].label.lower()
    return [
        f"The board has decided on this priority ({decided}): its words are final. "
        "Propose another one if the board is to think again."
    ]


def reasons_against_resting_on(priority: Priority) -> list[str]:
    """A priority rests on a key line of its year, or says why on none."""
    reasons = []
    line = priority.key_line
    if line is not None and line.assessment_id != priority.assessment_id:
        reasons.append("That key line belongs to another year's assessment.")
    elif line is not None and line.state != "key_line":
        reasons.append(f"{line} is no key line of enquiry of this year: choose one that is.")
    if priority.exception.strip() and not says_something(priority.exception):
        reasons.append(_too_short("Why it rests on no key line"))
    return reasons


def reasons_against_deciding(priority: Priority, today: date) -> list[str]:
    """Why no meeting at all can decide on it now, one way or the other."""
    if not PRIORITY_BY_SLUG[priority.state].moves:
        return ["The board has already decided on this priority, and a decision is final."]
    return reasons_against_any_decision(
        priority.assessment.meetings.prefetch_related(*meetings.WITH_SEATS),
        today,
        has_edition=bool(edition_before_the_board(priority)),
    )


def reasons_of_the_case(priority: Priority) -> list[str]:
    """What the priority itself lacks before it can be agreed."""
    if priority.key_line_id is None and not says_something(priority.exception):
        return [NO_CASE]
    return reasons_against_resting_on(priority)


def edition_before_the_board(priority: Priority) -> object | None:
    """The newest finished board edition of the year; None when the board has none to rest on."""
    editions = priority.assessment.editions.filter(audience="board", state="done")
    return editions.order_by("-number").first()


def reasons_against_any_decision(
    every_meeting: list[Meeting], today: date, *, has_edition: bool
) -> list[str]:
    """Without a quorate meeting that has taken place, and a paper before it, nothing is decided."""
    paper = [] if has_edition else [NO_EDITION]
    held = [meeting for meeting in every_meeting if meeting.held_on <= today]
    if not held:
        return [
            "No meeting has been held yet: record the meeting and who attended it first.",
            *paper,
        ]
    if all(meetings.reasons_against_deciding_at(meeting, today) for meeting in held):
        if len(held) == 1:
            return meetings.reasons_against_deciding_at(held[0], today) + paper
        return [
            "No meeting so far was quorate: record who sat for each responsible authority.",
            *paper,
        ]
    return paper


def reasons_against(priority: Priority, resolution: Resolution, today: date) -> list[str]:
    """Why this decision cannot be recorded. The case of a refusal need not rest on a key line."""
    if not PRIORITY_BY_SLUG[priority.state].moves:
        return ["The board has already decided on this priority, and a decision is final."]
    meeting = resolution.meeting
    if meeting.assessment_id != priority.assessment_id:
        return ["That meeting belongs to another year's assessment."]
    reasons = meetings.reasons_against_deciding_at(meeting, today)
    if reasons:
        return reasons
    if resolution.agreed:
        reasons += reasons_of_the_case(priority)
    if edition_before_the_board(priority) is None:
        reasons.append(NO_EDITION)
    return reasons + _reasons_of_words(resolution) + _reasons_of_movers(resolution)


def _reasons_of_words(resolution: Resolution) -> list[str]:
    reasons = []
    if not says_something(resolution.evidence_says):
        reasons.append(_too_short("What the evidence says"))
    if not says_something(resolution.reason):
        reasons.append(_too_short("Why this and not something else"))
    elif resolution.reason.split() == resolution.evidence_says.split():
        reasons.append(
            "The reason only repeats what the evidence says: say why this and not something else."
        )
    return reasons


def _too_short(what: str) -> str:
    return (
        f"{what}: say it in a sentence of at least {FEWEST_WORDS} different words. "
        "A decision that is not explained now cannot be explained later."
    )


def _reasons_of_movers(resolution: Resolution) -> list[str]:
    sat = {each.pk: each for each in meetings.seats_of(resolution.meeting)}
    moved, seconded = resolution.moved_by, resolution.seconded_by
    if moved.pk not in sat or seconded.pk not in sat:
        return [
            "Choose who moved and who seconded among those who sat for an authority at "
            f"{resolution.meeting.title}."
        ]
    if moved.organisation_id == seconded.organisation_id:
        return ["Somebody of another authority has to second what was moved."]
    return []
