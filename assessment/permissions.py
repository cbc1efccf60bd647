"""May this person, where the role alone does not say: one's own steps, one's own issues."""

from django.core.exceptions import PermissionDenied

from assessment.models import Issue, Step
from partnerships import permissions
from partnerships.models import User
from partnerships.roles import Permission


def reason_against_finishing(user: User, step: Step) -> str:
    """A step is done when its owner says so, or whoever runs the timetable."""
    if step.owner_id == user.pk:
        return ""
    return permissions.reason_against(
        user, step.assessment.partnership, Permission.MANAGE_ASSESSMENT
    )


def check_finishing(user: User, step: Step) -> None:
    _raise(reason_against_finishing(user, step))


def reason_against_changing(user: User, issue: Issue) -> str:
    """An issue is changed or taken back by who raised it, or by who agrees the key lines."""
    partnership = issue.assessment.partnership
    if permissions.allows(user, partnership, Permission.AGREE_KEY_LINES):
        return ""
    reason = permissions.reason_against(user, partnership, Permission.ADD_ISSUES)
    if not reason and issue.raised_by_id != user.pk:
        reason = f"You may not change this issue: {issue.raised_by} raised it."
    return reason


def check_changing(user: User, issue: Issue) -> None:
    _raise(reason_against_changing(user, issue))


def _raise(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)
