"""Key lines of enquiry: chosen within the cap, with a reason for every issue not taken."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from assessment.models import Assessment, Issue
from assessment.operations.assessments import locked
from assessment.rules import scan as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission

MOST_KEY_LINES = 15


def agree(
    *, assessment: Assessment, chosen: Iterable[Issue], reasons: dict[int, str], by: User
) -> Assessment:
    """Decide every issue at once; `reasons` by issue, one for each that is not taken."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.AGREE_KEY_LINES)
        issues = rules.weighable(assessment)
        taken = {issue.pk for issue in chosen}
        against = rules.reasons_against_agreeing(
            assessment, issues=issues, chosen=taken, reasons=reasons
        )
        if against:
            raise RuleBroken(against)
        now = timezone.now()
        for issue in issues:
            issue.state = "key_line" if issue.pk in taken else "not_taken"
            issue.decision_reason = reasons.get(issue.pk, "").strip()
            issue.decided_at, issue.decided_by = now, by
        decided = ["state", "decision_reason", "decided_at", "decided_by"]
        Issue.objects.bulk_update(issues, decided)
        assessment.key_lines_agreed_at, assessment.key_lines_agreed_by = now, by
        assessment.save(update_fields=["key_lines_agreed_at", "key_lines_agreed_by"])
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="key_lines.agreed",
            target=assessment,
            after={issue.title: [issue.state, issue.decision_reason] for issue in issues},
        )
    return assessment


def reopen(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """Take the choice back; the words given for each issue stay, to start from."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.AGREE_KEY_LINES)
        against = rules.reasons_against_reopening(assessment, reason)
        if against:
            raise RuleBroken(against)
        decided = assessment.issues.filter(state__in=["key_line", "not_taken"])
        before = dict(decided.values_list("title", "state"))
        decided.update(state="open", decided_at=None, decided_by=None)
        assessment.key_lines_agreed_at = assessment.key_lines_agreed_by = None
        assessment.save(update_fields=["key_lines_agreed_at", "key_lines_agreed_by"])
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="key_lines.reopened",
            target=assessment,
            before=before,
            after={"reason": reason.strip()},
        )
    return assessment


def set_cap(*, assessment: Assessment, cap: int, by: User) -> Assessment:
    """How many key lines the partnership agrees to take on at most."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.AGREE_KEY_LINES)
        if assessment.key_lines_agreed_at:
            raise RuleBroken("The key lines are agreed: reopen them first, with a reason.")
        if not 1 <= cap <= MOST_KEY_LINES:
            raise RuleBroken(f"Choose a number from 1 to {MOST_KEY_LINES}.")
        before, assessment.key_line_cap = assessment.key_line_cap, cap
        assessment.save(update_fields=["key_line_cap"])
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="key_line_cap.changed",
            target=assessment,
            before={"cap": before},
            after={"cap": cap},
        )
    return assessment
