"""Priorities: put to the board, and decided once."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessment.models import Assessment, Issue, Meeting, Priority
from assessment.operations import changes
from assessment.rules import priorities as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


def propose(
    *,
    assessment: Assessment,
    title: str,
    statement: str,
    theme: str,
    key_line: Issue | None,
    by: User,
) -> Priority:
    """Put a priority to the board, after those already proposed."""
    partnership = assessment.partnership
    with transaction.atomic():
        Assessment.objects.select_for_update().get(pk=assessment.pk)
        permissions.check(by, partnership, Permission.PROPOSE_PRIORITIES)
        _refuse_foreign(key_line, assessment.pk)
        last = assessment.priorities.aggregate(last=Max("order"))["last"] or 0
        priority = Priority.objects.create(
            assessment=assessment,
            order=last + 1,
            title=title,
            statement=statement,
            theme=theme,
            key_line=key_line,
            proposed_by=by,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="priority.proposed",
            target=priority,
            after={"title": title, "theme": theme, "key_line": key_line},
        )
    return priority


def change(
    *,
    priority: Priority,
    title: str,
    statement: str,
    theme: str,
    key_line: Issue | None,
    by: User,
) -> Priority:
    """Word it differently while it is still only proposed."""
    with transaction.atomic():
        priority = Priority.objects.select_for_update().get(pk=priority.pk)
        partnership = priority.assessment.partnership
        permissions.check(by, partnership, Permission.PROPOSE_PRIORITIES)
        reasons = rules.reasons_against_changing(priority)
        if reasons:
            raise RuleBroken(reasons)
        _refuse_foreign(key_line, priority.assessment_id)
        before, after = changes.apply(
            priority, title=title, statement=statement, theme=theme, key_line=key_line
        )
        if after:
            trail.record(
                partnership=partnership,
                by=by,
                verb="priority.changed",
                target=priority,
                before=before,
                after=after,
            )
    return priority


def decide(
    *, priority: Priority, meeting: Meeting, agreed: bool, reason: str, by: User
) -> Priority:
    """Record what a quorate meeting decided. Final: it cites the board edition it rested on."""
    with transaction.atomic():
        # The meeting first, as removing an attendance does: nobody can leave the count meanwhile.
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        priority = Priority.objects.select_for_update().get(pk=priority.pk)
        assessment = priority.assessment
        permissions.check(by, assessment.partnership, Permission.DECIDE_PRIORITIES)
        reasons = rules.reasons_against_deciding_at(priority, meeting, timezone.localdate())
        if not reason.strip():
            reasons.append("Give the reason: a decision without one cannot be explained later.")
        if reasons:
            raise RuleBroken(reasons)
        priority.state = "agreed" if agreed else "not_agreed"
        priority.reason = reason
        priority.meeting = meeting
        priority.edition_digest = _edition_read(assessment)
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
                "reason": reason,
                "meeting": meeting,
                "edition_digest": priority.edition_digest,
            },
        )
    return priority


def _edition_read(assessment: Assessment) -> str:
    """The hash of the newest finished board edition; empty when the board had none before it."""
    edition = assessment.editions.filter(audience="board", state="done").order_by("-number").first()
    return edition.digest if edition else ""


def _refuse_foreign(key_line: Issue | None, assessment_id: int) -> None:
    if key_line and key_line.assessment_id != assessment_id:
        raise RuleBroken("That key line belongs to another year's assessment.")
