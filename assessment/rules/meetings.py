"""When a meeting of the board may decide, and what of its record may still change."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats

from assessment.models import Attendance, Meeting
from partnerships.models import Organisation


@dataclass(frozen=True)
class Quorum:
    """How many responsible authorities were there, of how many, and how many are needed."""

    present: int
    members: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


def quorum_of(meeting: Meeting, *, members: int | None = None) -> Quorum:
    """Authorities are counted once, however many of their people came.

    Co-operating bodies are welcome but do not count. `members` spares a page with many meetings
    the same count again.
    """
    present = {
        attendance.organisation_id
        for attendance in meeting.attendances.all()
        if attendance.organisation.is_responsible_authority
    }
    if members is None:
        members = members_of(meeting.assessment.partnership_id)
    return Quorum(len(present), members, meeting.quorum)


def members_of(partnership_id: int) -> int:
    """How many responsible authorities a partnership has."""
    return Organisation.objects.filter(
        partnership_id=partnership_id, is_responsible_authority=True
    ).count()


def quorum_sentence(quorum: Quorum, *, is_ahead: bool = False) -> str:
    """The quorum as a sentence; for a meeting still ahead, of those who are expected."""
    many = "authority" if quorum.members == 1 else "authorities"
    there, enough, short = (
        ("expected", "enough for a quorum", "not enough yet")
        if is_ahead
        else ("present", "quorate", "not quorate")
    )
    return (
        f"{quorum.present} of {quorum.members} responsible {many} {there}; "
        f"{quorum.needed} needed: {enough if quorum.is_met else short}"
    )


def reasons_against_deciding_at(meeting: Meeting, today: date) -> list[str]:
    """Why this meeting cannot decide anything."""
    if meeting.held_on > today:
        return [
            f"{meeting.title} is on {_day(meeting.held_on)}: "
            "a decision cannot be recorded before the meeting."
        ]
    quorum = quorum_of(meeting)
    if not quorum.is_met:
        return [f"{meeting.title} cannot decide: {quorum_sentence(quorum)}."]
    return []


def reasons_against_removing(attendance: Attendance) -> list[str]:
    """Why somebody cannot be taken off the list of those who were there."""
    return _reasons_once_decided(
        attendance.meeting, "the record of who was there is part of that decision."
    )


def reasons_against_moving(meeting: Meeting) -> list[str]:
    """Why the date of a meeting cannot change."""
    return _reasons_once_decided(meeting, "its date is part of that decision.")


def _reasons_once_decided(meeting: Meeting, because: str) -> list[str]:
    # All of them, not a filtered query: a page may have fetched them already.
    decided = [priority.title for priority in meeting.priorities.all()]
    if not decided:
        return []
    return [f"This meeting decided on {decided[0]}: {because}"]


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
