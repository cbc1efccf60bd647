"""May an issue be added, scored, chosen, the matrix changed? Reasons in words."""

from assessment.models import Assessment, Issue

FEWEST_SHEETS = 2


def weighable(assessment: Assessment) -> list[Issue]:
    """The issues that take part in scoring: everything that nobody took back."""
    return list(assessment.issues.exclude(state="withdrawn"))


def reasons_against_gathering(assessment: Assessment) -> list[str]:
    """Issues are gathered, changed and taken back until the key lines are agreed."""
    if assessment.key_lines_agreed_at:
        return ["The key lines are agreed: reopen them first, with a reason."]
    return []


def reasons_against_title(
    assessment: Assessment, title: str, *, but: int | None = None
) -> list[str]:
    if not title.strip():
        return ["Give the issue a short title."]
    same = assessment.issues.filter(title__iexact=title.strip()).exclude(pk=but)
    if same.exists():
        return [f"There is already an issue called {title.strip()}: open that one."]
    return []


def reasons_against_defining(assessment: Assessment) -> list[str]:
    """A scale that somebody has used already may not change under their hand."""
    if assessment.score_sheets.exists():
        return ["Somebody has begun to score: the matrix stays as it is this year."]
    return []


def reasons_against_scoring(assessment: Assessment) -> list[str]:
    if assessment.scoring_closed_at:
        return ["Scoring is closed."]
    reasons = []
    if not assessment.issues.exclude(state="withdrawn").exists():
        reasons.append("There is no issue to score yet.")
    if not assessment.factors.exists():
        reasons.append("The matrix has no factor yet.")
    return reasons


def reasons_against_submitting(assessment: Assessment, *, missing: int) -> list[str]:
    reasons = reasons_against_scoring(assessment)
    if missing:
        said = "One score is" if missing == 1 else f"{missing} scores are"
        reasons.append(f"{said} still missing: score every issue by every factor.")
    return reasons


def reasons_against_closing(assessment: Assessment, *, submitted: int, reason: str) -> list[str]:
    """One person's judgement is not the partnership's, unless somebody says why it must do."""
    reasons = reasons_against_scoring(assessment)
    if reasons:
        return reasons
    if not submitted:
        return ["Nobody has submitted their scores yet."]
    if submitted < FEWEST_SHEETS and not reason.strip():
        return [
            "Only one person has submitted their scores: wait for another, "
            "or say why one is enough."
        ]
    return []


def reasons_against_number_of_key_lines(chosen: int, cap: int) -> list[str]:
    if not chosen:
        return ["Choose at least one key line of enquiry."]
    if chosen > cap:
        return [f"{chosen} key lines are more than the {cap} agreed: few on purpose."]
    return []


def reasons_against_opening_key_lines(assessment: Assessment) -> list[str]:
    """Why the choice may not be made now."""
    if not assessment.scoring_closed_at:
        return ["Scoring is still open: close it first."]
    if assessment.key_lines_agreed_at:
        return ["The key lines are agreed: reopen them first, with a reason."]
    return []


def reasons_against_agreeing(
    assessment: Assessment, *, issues: list[Issue], chosen: set[int], reasons: dict[int, str]
) -> list[str]:
    """The choice is within the cap, and whoever raised an issue not taken is told why."""
    against = reasons_against_opening_key_lines(assessment)
    if against:
        return against
    if chosen - {issue.pk for issue in issues}:
        return ["Choose among the issues of this assessment that nobody took back."]
    against = reasons_against_number_of_key_lines(len(chosen), assessment.key_line_cap)
    return against + [
        f"Say why {issue.title} is not taken."
        for issue in issues
        if issue.pk not in chosen and not reasons.get(issue.pk, "").strip()
    ]


def reasons_against_reopening(assessment: Assessment, reason: str) -> list[str]:
    if not assessment.key_lines_agreed_at:
        return ["The key lines are not agreed yet."]
    if assessment.stage != "scan":
        return ["The assessment has left the scan: take it back to that stage first."]
    if not reason.strip():
        return ["Say why the key lines are reopened."]
    return []


def asks_reason_to_close(assessment: Assessment, *, submitted: int) -> bool:
    """Closing is possible now, but only with a reason."""
    return not assessment.scoring_closed_at and 0 < submitted < FEWEST_SHEETS
