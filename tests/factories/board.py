"""Meetings, priorities, recommendations, actions and lessons, as plain rows."""

import datetime

from django.utils import timezone

from assessment.models import (
    Action,
    Assessment,
    Attendance,
    Lesson,
    Meeting,
    Priority,
    ProgressNote,
    Recommendation,
)
from assessment.rules import meetings as rules
from assessment.rules.priorities import Resolution
from partnerships.models import Organisation, User
from reports.models import Edition
from tests.factories.partnerships import make_deputy


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def make_meeting(
    assessment: Assessment,
    *,
    by: User,
    title: str = "Autumn board",
    held_on: datetime.date | None = None,
    present: tuple[Organisation, ...] = (),
    quorum: int = 2,
) -> Meeting:
    """Held a week ago unless told otherwise; one deputy sat for each organisation `present`."""
    meeting = Meeting.objects.create(
        assessment=assessment,
        title=title,
        held_on=held_on or in_days(-7),
        place="The Corn Hall",
        agenda="The draft\nPriorities",
        quorum=quorum,
        recorded_by=by,
    )
    for organisation in present:
        make_seat(meeting, organisation, by=by)
    return meeting


def make_seat(
    meeting: Meeting, organisation: Organisation, *, by: User, person: str = ""
) -> Attendance:
    """A deputy named in time sat for the organisation, unless it is no authority: then a guest."""
    person = person or f"Somebody of {organisation}"
    if not organisation.is_responsible_authority:
        return Attendance.objects.create(
            meeting=meeting, organisation=organisation, capacity="attending", person=person
        )
    email = f"seat-{organisation.pk}@wexmere.example"
    deputy = organisation.deputies.filter(email=email).first() or make_deputy(
        organisation,
        by=by,
        name=person,
        email=email,
        named_on=meeting.held_on - datetime.timedelta(days=30),
    )
    return Attendance.objects.create(
        meeting=meeting,
        organisation=organisation,
        capacity="deputy",
        deputy=deputy,
        person=person,
        email=email,
    )


def typed(meeting: Meeting, organisation: Organisation, person: str) -> Attendance:
    """As attendance was recorded before people were chosen from an authority's members."""
    return Attendance.objects.create(
        meeting=meeting, organisation=organisation, capacity="typed", person=person
    )


def make_paper(assessment: Assessment, *, number: int = 1) -> str:
    """A finished board edition; gives its digest."""
    digest = str(number) * 64
    Edition.objects.create(
        assessment=assessment,
        number=number,
        audience="board",
        state="done",
        outline={},
        digest=digest,
    )
    return digest


def resolution(meeting: Meeting, *, agreed: bool = True, **changed: object) -> Resolution:
    """What the minutes say: moved and seconded by the first two who sat."""
    moved, seconded = rules.seats_of(meeting)[:2]
    said = {
        "evidence_says": "Four in ten homes on the new estates were burgled this year.",
        "reason": "It hurts more people than anything else that was scanned.",
        "moved_by": moved,
        "seconded_by": seconded,
        **changed,
    }
    return Resolution(meeting=meeting, agreed=agreed, **said)


def make_priority(
    assessment: Assessment, *, by: User, title: str = "Burglary in new estates", **fields: object
) -> Priority:
    said = {"exception": "Residents asked for it at every meeting of the year.", **fields}
    return Priority.objects.create(
        assessment=assessment,
        title=title,
        statement="Homes sold last year are burgled most.",
        proposed_by=by,
        **said,
    )


def make_decided_priority(
    assessment: Assessment,
    *,
    meeting: Meeting,
    by: User,
    state: str = "agreed",
    title: str = "Burglary in new estates",
    **fields: object,
) -> Priority:
    return make_priority(
        assessment,
        by=by,
        title=title,
        state=state,
        reason="It hurts most people.",
        meeting=meeting,
        decided_at=timezone.now(),
        decided_by=by,
        **fields,
    )


def make_recommendation(
    assessment: Assessment,
    *,
    by: User,
    text: str = "Fit locks before families move in",
    box: str = "victims.recommendations",
    **fields: object,
) -> Recommendation:
    return Recommendation.objects.create(
        assessment=assessment,
        section=assessment.sections.get(key=box),
        text=text,
        made_by=by,
        **fields,
    )


def make_action(
    assessment: Assessment,
    *,
    owner: Organisation,
    by: User,
    title: str = "Write to the builders",
    due_on: datetime.date | None = None,
    verdict: str = "",
    verdict_reason: str = "",
    **fields: object,
) -> Action:
    """Due in ninety days unless told otherwise."""
    judged = {"verdict_at": timezone.now(), "verdict_by": by} if verdict else {}
    return Action.objects.create(
        assessment=assessment,
        title=title,
        owner=owner,
        due_on=due_on or in_days(90),
        measure="Burglaries a month, from 12 to 6",
        made_by=by,
        verdict=verdict,
        verdict_reason=verdict_reason,
        **judged,
        **fields,
    )


def make_progress_note(
    action: Action, *, by: User, text: str = "Letters sent", measured: str = ""
) -> ProgressNote:
    return ProgressNote.objects.create(action=action, text=text, measured=measured, noted_by=by)


def make_lesson(
    assessment: Assessment, *, by: User, comment: str = "The data came late", change: str = ""
) -> Lesson:
    changed = {"changed_at": timezone.now(), "changed_by": by} if change else {}
    return Lesson.objects.create(
        assessment=assessment, comment=comment, change=change, recorded_by=by, **changed
    )
