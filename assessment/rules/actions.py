"""How an action stands by its date, and what may still be done with it."""

from datetime import date, timedelta

from assessment.models import Action
from assessment.states import VERDICT_BY_SLUG

SOON = timedelta(days=30)


def status_of(action: Action, today: date) -> str:
    """The verdict when there is one; otherwise late, due soon or running, by the date alone."""
    if action.verdict:
        return action.verdict
    if action.due_on < today:
        return "late"
    if action.due_on <= today + SOON:
        return "due_soon"
    return "running"


def reasons_against_changing(action: Action) -> list[str]:
    """A verdict judged the action as it was worded: the words stay with it."""
    if not action.verdict:
        return []
    verdict = VERDICT_BY_SLUG[action.verdict].label.lower()
    return [
        f"This action has its verdict ({verdict}): it stays as it was judged. "
        "The verdict itself can be corrected."
    ]


def reasons_against_verdict(action: Action, verdict: str, reason: str) -> list[str]:
    """Anything short of done needs its reason; so does taking back an earlier verdict."""
    if verdict not in VERDICT_BY_SLUG[""].moves:
        return ["Choose one of the verdicts."]
    if action.verdict and not reason:
        return ["Give the reason for correcting the verdict."]
    if verdict != "done" and not reason:
        label = VERDICT_BY_SLUG[verdict].label.lower()
        return [f"Give the reason: next year's document says why the action was {label}."]
    return []
