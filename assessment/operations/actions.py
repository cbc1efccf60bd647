"""Actions: the lines of the plan, their progress, and the verdict at the year's end."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from assessment.models import Action, Assessment, Priority, ProgressNote, Recommendation
from assessment.rules import actions as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class ActionDetails(Details):
    """Who does what by when, how one will know that it worked, and what it serves."""

    title: str
    owner: Organisation
    due_on: date
    measure: str
    recommendation: Recommendation | None = None
    priority: Priority | None = None


def add(*, assessment: Assessment, details: ActionDetails, by: User) -> Action:
    """Put a line into the plan."""
    partnership = assessment.partnership
    with transaction.atomic():
        permissions.check(by, partnership, Permission.MANAGE_PLAN)
        _refuse(_reasons_against_ties(assessment, details))
        action = Action.objects.create(assessment=assessment, made_by=by, **details.values)
        trail.record(
            partnership=partnership,
            by=by,
            verb="action.added",
            target=action,
            after={
                "owner": action.owner,
                "due_on": action.due_on,
                "measure": action.measure,
                "priority": action.priority,
            },
        )
    return action


def change(*, action: Action, details: ActionDetails, by: User) -> Action:
    """Word or date it differently, as long as it has no verdict."""
    with transaction.atomic():
        action, assessment = _locked(action, by, Permission.MANAGE_PLAN)
        _refuse(rules.reasons_against_changing(action) + _reasons_against_ties(assessment, details))
        changes.make(
            thing=action,
            values=details.values,
            partnership=assessment.partnership,
            verb="action.changed",
            by=by,
        )
    return action


def note_progress(*, action: Action, text: str, measured: str, by: User) -> ProgressNote:
    """Tell what has been done, with the measure's value where it is known."""
    with transaction.atomic():
        action, assessment = _locked(action, by, Permission.REPORT_PROGRESS)
        note = ProgressNote.objects.create(action=action, text=text, measured=measured, noted_by=by)
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="action.progress_noted",
            target=action,
            after={"text": text, "measured": measured},
        )
    return note


def give_verdict(*, action: Action, verdict: str, reason: str, by: User) -> Action:
    """Say what came of it. A later verdict corrects an earlier one; the trail keeps both."""
    reason = reason.strip()
    with transaction.atomic():
        action, assessment = _locked(action, by, Permission.MANAGE_PLAN)
        _refuse(rules.reasons_against_verdict(action, verdict, reason))
        before = {"verdict": action.verdict, "reason": action.verdict_reason}
        action.verdict = verdict
        action.verdict_reason = reason
        action.verdict_at = timezone.now()
        action.verdict_by = by
        action.save(update_fields=["verdict", "verdict_reason", "verdict_at", "verdict_by"])
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="action.verdict_corrected" if before["verdict"] else "action.verdict_given",
            target=action,
            before=before,
            after={"verdict": verdict, "reason": reason},
        )
    return action


def _locked(action: Action, by: User, permission: Permission) -> tuple[Action, Assessment]:
    action = Action.objects.select_for_update().get(pk=action.pk)
    permissions.check(by, action.assessment.partnership, permission)
    return action, action.assessment


def _reasons_against_ties(assessment: Assessment, details: ActionDetails) -> list[str]:
    recommendation, priority = details.recommendation, details.priority
    reasons = []
    if details.owner.partnership_id != assessment.partnership_id:
        reasons.append(f"{details.owner} does not belong to {assessment.partnership}.")
    if recommendation and recommendation.assessment_id != assessment.pk:
        reasons.append("That recommendation belongs to another year's assessment.")
    if priority and priority.assessment_id != assessment.pk:
        reasons.append("That priority belongs to another year's assessment.")
    elif priority and priority.state == "not_agreed":
        reasons.append(f"The board did not agree {priority}: an action cannot serve it.")
    return reasons


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise RuleBroken(reasons)
