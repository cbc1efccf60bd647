"""The board's meetings: their record, who sat for which authority, and who else was there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from assessment.models import Assessment, Attendance, Meeting
from assessment.operations import seating
from assessment.rules import meetings as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class MeetingDetails(Details):
    """What is on record of a meeting besides its people and its decisions."""

    title: str
    held_on: date
    place: str = ""
    agenda: str = ""
    notes: str = ""


def record(
    *,
    assessment: Assessment,
    details: MeetingDetails,
    seated: Mapping[int, str] | None = None,
    by: User,
) -> Meeting:
    """Put a meeting on record; the quorum in force today stays with it.

    `seated` says for each authority who sat for it, as `seat` takes it.
    """
    partnership = assessment.partnership
    with transaction.atomic():
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        meeting = Meeting.objects.create(
            assessment=assessment, quorum=partnership.quorum, recorded_by=by, **details.values
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="meeting.recorded",
            target=meeting,
            after={
                "title": details.title,
                "held_on": details.held_on,
                "quorum": meeting.quorum,
            },
        )
        if seated:
            seating.seat(meeting=meeting, seated=seated, by=by)
    return meeting


def change(*, meeting: Meeting, details: MeetingDetails, by: User) -> Meeting:
    """Correct the record; the date is fixed once something was decided."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        partnership = meeting.assessment.partnership
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        if details.held_on != meeting.held_on:
            _refuse(rules.reasons_against_moving(meeting, details.held_on))
        changes.make(
            thing=meeting,
            values=details.values,
            partnership=partnership,
            verb="meeting.changed",
            by=by,
        )
    return meeting


def seat(*, meeting: Meeting, seated: Mapping[int, str], by: User) -> Meeting:
    """Say for each authority who sat for it: a candidate's key, apologies, or nobody.

    Authorities that are not named stay as they are. People are chosen from an authority's board
    members and the deputies named by the day of the meeting, never typed.
    """
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        permissions.check(by, meeting.assessment.partnership, Permission.MANAGE_MEETINGS)
        _refuse(rules.reasons_against_seating(meeting))
        seating.seat(meeting=meeting, seated=seated, by=by)
    return meeting


def attend(
    *,
    meeting: Meeting,
    person: str,
    organisation: Organisation | None = None,
    office: str = "",
    by: User,
) -> Attendance:
    """Somebody else was there: a guest, a co-operating body. They never count for the quorum."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        partnership = meeting.assessment.partnership
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        person = " ".join(person.split())
        if not person:
            raise RuleBroken("Enter the person's name.")
        if organisation is not None and organisation.partnership_id != partnership.pk:
            raise RuleBroken(f"{organisation} does not belong to {partnership}.")
        if meeting.attendances.filter(organisation=organisation, person=person).exists():
            where = f" for {organisation}" if organisation else ""
            raise RuleBroken(f"{person} is already recorded{where}.")
        attendance = Attendance.objects.create(
            meeting=meeting,
            organisation=organisation,
            capacity="attending",
            person=person,
            office=office,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="meeting.attended",
            target=meeting,
            after={"organisation": organisation, "person": person, "office": office},
        )
    return attendance


def leave(*, attendance: Attendance, by: User) -> None:
    """Take a person off the list again, as long as the meeting has decided nothing."""
    with transaction.atomic():
        # The meeting is locked, not the row: a decision may be on its way that counts this person.
        meeting = Meeting.objects.select_for_update().get(pk=attendance.meeting_id)
        partnership = meeting.assessment.partnership
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        _refuse(rules.reasons_against_removing(attendance))
        trail.record(
            partnership=partnership,
            by=by,
            verb="meeting.left",
            target=meeting,
            before={
                "organisation": attendance.organisation,
                "person": attendance.person,
                "office": attendance.office,
            },
        )
        attendance.delete()


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise RuleBroken(reasons)
