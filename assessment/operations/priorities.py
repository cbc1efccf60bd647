"""Priorities: put to the board, and decided once."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessment.models import Assessment, Issue, Meeting, Priority
from assessment.rules import priorities as rules
from assessment.rules.priorities import Resolution
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class PriorityDetails(Details):
    """What is put to the board; `exception` says why it rests on no key line, when it does not."""

    title: str
    statement: str
    theme: str = ""
    key_line: Issue | None = None
    exception: str = ""


def propose(*, assessment: Assessment, details: PriorityDetails, by: User) -> Priority:
    """Put a priority to the board, after those already proposed."""
    partnership = assessment.partnership
    with transaction.atomic():
        Assessment.objects.select_for_update().get(pk=assessment.pk)
        permissions.check(by, partnership, Permission.PROPOSE_PRIORITIES)
        last = assessment.priorities.aggregate(last=Max("order"))["last"] or 0
        priority = Priority(assessment=assessment, order=last + 1, proposed_by=by, **details.values)
        _refuse(rules.reasons_against_resting_on(priority))
        priority.save()
        trail.record(
            partnership=partnership,
            by=by,
            verb="priority.proposed",
            target=priority,
            after={
                "title": details.title,
                "theme": details.theme,
                "key_line": details.key_line,
                "exception": details.exception,
            },
        )
    return priority


def change(*, priority: Priority, details: PriorityDetails, by: User) -> Priority:
    """Word it differently while it is still only proposed."""
    with transaction.atomic():
        priority = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
        partnership = priority.assessment.partnership
        permissions.check(by, partnership, Permission.PROPOSE_PRIORITIES)
        _refuse(rules.reasons_against_changing(priority))
        wanted = Priority(assessment=priority.assessment, **details.values)
        _refuse(rules.reasons_against_resting_on(wanted))
        changes.make(
            thing=priority,
            values=details.values,
            partnership=partnership,
            verb="priority.changed",
            by=by,
        )
    return priority


def decide(*, priority: Priority, resolution: Resolution, by: User) -> Priority:
    """Record what a quorate meeting decided. Final: it cites the board edition it rested on."""
    with transaction.atomic():
        # The meeting first, as removing an attendance does: nobody can leave the count meanwhile.
        meeting = Meeting.objects.select_for_update().get(pk=resolution.meeting.pk)
        priority = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
        assessment = priority.assessment
        permissions.check(by, assessment.partnership, Permission.DECIDE_PRIORITIES)
        resolution = replace(resolution, meeting=meeting)
        _refuse(rules.reasons_against(priority, resolution, timezone.localdate()))
        priority.state = "agreed" if resolution.agreed else "not_agreed"
        priority.evidence_says = resolution.evidence_says.strip()
        priority.reason = resolution.reason.strip()
        priority.meeting = meeting
        priority.moved_by = resolution.moved_by
        priority.seconded_by = resolution.seconded_by
        priority.edition_digest = rules.edition_before_the_board(priority).digest
        priority.decided_at = timezone.now()
        priority.decided_by = by
        priority.save()
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="priority.decided",
            target=priority,
            before={"state": "proposed"},
            after={
                "state": priority.state,
                "evidence_says": priority.evidence_says,
                "reason": priority.reason,
                "meeting": meeting,
                "moved_by": priority.moved_by,
                "seconded_by": priority.seconded_by,
                "edition_digest": priority.edition_digest,
            },
        )
    return priority


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise RuleBroken(reasons)
