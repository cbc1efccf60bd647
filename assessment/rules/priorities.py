"""When a priority may still change, and when the board may decide on it."""

from datetime import date

from assessment.models import Meeting, Priority
from assessment.rules import meetings
from assessment.states import PRIORITY_BY_SLUG


def reasons_against_changing(priority: Priority) -> list[str]:
    """Only what has not been decided can be worded differently."""
    if PRIORITY_BY_SLUG[priority.state].moves:
        return []
    decided = PRIORITY_BY_SLUG[priority.state].label.lower()
    return [
        f"The board has decided on this priority ({decided}): its words are final. "
        "Propose another one if the board is to think again."
    ]


def reasons_against_deciding(priority: Priority, today: date) -> list[str]:
    """Why no meeting at all can decide on it now."""
    if not PRIORITY_BY_SLUG[priority.state].moves:
        return ["The board has already decided on this priority, and a decision is final."]
    return reasons_against_any_decision(
        priority.assessment.meetings.prefetch_related("attendances__organisation"), today
    )


def reasons_against_any_decision(every_meeting: list[Meeting], today: date) -> list[str]:
    """Without one quorate meeting that has taken place, nothing can be decided."""
    held = [meeting for meeting in every_meeting if meeting.held_on <= today]
    if not held:
        return ["No meeting has been held yet: record the meeting and who attended it first."]
    if not any(meetings.quorum_of(meeting, members=0).is_met for meeting in held):
        return [
            "No meeting so far was quorate: record who attended for each responsible authority."
        ]
    return []


def reasons_against_deciding_at(priority: Priority, meeting: Meeting, today: date) -> list[str]:
    """Why this meeting cannot decide on this priority."""
    if not PRIORITY_BY_SLUG[priority.state].moves:
        return ["The board has already decided on this priority, and a decision is final."]
    if meeting.assessment_id != priority.assessment_id:
        return ["That meeting belongs to another year's assessment."]
    return meetings.reasons_against_deciding_at(meeting, today)
