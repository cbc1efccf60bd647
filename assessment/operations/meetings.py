"""The board's meetings: their record, and who attended for whom."""

from datetime import date

from django.db import transaction

from assessment.models import Assessment, Attendance, Meeting
from assessment.operations import changes
from assessment.rules import meetings as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, User
from partnerships.operations import trail
from partnerships.roles import Permission


def record(
    *,
    assessment: Assessment,
    title: str,
    held_on: date,
    place: str,
    agenda: str,
    notes: str,
    by: User,
) -> Meeting:
    """Put a meeting on record; the quorum in force today stays with it."""
    partnership = assessment.partnership
    with transaction.atomic():
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        meeting = Meeting.objects.create(
            assessment=assessment,
            title=title,
            held_on=held_on,
            place=place,
            agenda=agenda,
            notes=notes,
            quorum=partnership.quorum,
            recorded_by=by,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="meeting.recorded",
            target=meeting,
            after={"title": title, "held_on": held_on, "quorum": meeting.quorum},
        )
    return meeting


def change(
    *,
    meeting: Meeting,
    title: str,
    held_on: date,
    place: str,
    agenda: str,
    notes: str,
    by: User,
) -> Meeting:
    """Correct the record; the date is fixed once something was decided."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        partnership = meeting.assessment.partnership
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        if held_on != meeting.held_on:
            _refuse(rules.reasons_against_moving(meeting))
        before, after = changes.apply(
            meeting, title=title, held_on=held_on, place=place, agenda=agenda, notes=notes
        )
        if after:
            trail.record(
                partnership=partnership,
                by=by,
                verb="meeting.changed",
                target=meeting,
                before=before,
                after=after,
            )
    return meeting


def attend(
    *, meeting: Meeting, organisation: Organisation, person: str, office: str, by: User
) -> Attendance:
    """Record that somebody was there for an organisation of the partnership."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        partnership = meeting.assessment.partnership
        permissions.check(by, partnership, Permission.MANAGE_MEETINGS)
        if organisation.partnership_id != partnership.pk:
            raise RuleBroken(f"{organisation} does not belong to {partnership}.")
        if meeting.attendances.filter(organisation=organisation, person=person).exists():
            raise RuleBroken(f"{person} is already recorded for {organisation}.")
        attendance = Attendance.objects.create(
            meeting=meeting, organisation=organisation, person=person, office=office
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
