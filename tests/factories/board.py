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
from partnerships.models import Organisation, User


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
    """Held a week ago unless told otherwise; one person came for each organisation `present`."""
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
        Attendance.objects.create(
            meeting=meeting, organisation=organisation, person=f"Somebody of {organisation}"
        )
    return meeting


def make_priority(
    assessment: Assessment, *, by: User, title: str = "Burglary in new estates", **fields: object
) -> Priority:
    return Priority.objects.create(
        assessment=assessment,
        title=title,
        statement="Homes sold last year are burgled most.",
        proposed_by=by,
        **fields,
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
