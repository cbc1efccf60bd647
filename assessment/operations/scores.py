"""Scoring: each person alone on their own sheet, until somebody closes it for all."""

from django.db import transaction
from django.utils import timezone

from assessment.models import Assessment, Score, ScoreSheet
from assessment.operations.assessments import locked
from assessment.rules import scan as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Membership, User
from partnerships.operations import trail
from partnerships.roles import Permission


def save(*, assessment: Assessment, values: dict[tuple[int, int], int], by: User) -> ScoreSheet:
    """Keep scores by (issue, factor), as many as are given; the others stay as they were."""
    with transaction.atomic():
        assessment = _opened(assessment, by)
        sheet = _sheet_of(assessment, by)
        if sheet.submitted_at:
            raise RuleBroken("You have submitted your scores: reopen your sheet first.")
        _check_cells(assessment, values)
        known = {(s.issue_id, s.factor_id): s for s in sheet.scores.all()}
        changed = [cell for cell in values if cell in known and known[cell].value != values[cell]]
        for cell in changed:
            known[cell].value = values[cell]
        Score.objects.bulk_update([known[cell] for cell in changed], ["value"])
        Score.objects.bulk_create(
            Score(sheet=sheet, issue_id=issue, factor_id=factor, value=value)
            for (issue, factor), value in values.items()
            if (issue, factor) not in known
        )
        # That somebody scored is on record; what they scored is on their sheet alone.
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="scores.saved",
            target=sheet,
            after={"cells": len(values)},
        )
    return sheet


def submit(*, assessment: Assessment, by: User) -> ScoreSheet:
    """Stand by one's scores: every issue by every factor."""
    with transaction.atomic():
        assessment = _opened(assessment, by)
        sheet = _sheet_of(assessment, by)
        reasons = rules.reasons_against_submitting(assessment, missing=missing(assessment, sheet))
        if reasons:
            raise RuleBroken(reasons)
        if sheet.submitted_at is None:
            sheet.submitted_at = timezone.now()
            sheet.save(update_fields=["submitted_at"])
            trail.record(
                partnership=assessment.partnership, by=by, verb="scores.submitted", target=sheet
            )
    return sheet


def reopen(*, assessment: Assessment, by: User) -> ScoreSheet:
    """Take one's sheet back to change it, as long as scoring is open."""
    with transaction.atomic():
        assessment = _opened(assessment, by)
        sheet = _sheet_of(assessment, by)
        if sheet.submitted_at is not None:
            sheet.submitted_at = None
            sheet.save(update_fields=["submitted_at"])
            trail.record(
                partnership=assessment.partnership, by=by, verb="scores.reopened", target=sheet
            )
    return sheet


def close(*, assessment: Assessment, reason: str = "", by: User) -> Assessment:
    """End scoring for all: the submitted sheets are shown, the others do not count."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.AGREE_KEY_LINES)
        submitted = assessment.score_sheets.filter(submitted_at__isnull=False).count()
        reasons = rules.reasons_against_closing(assessment, submitted=submitted, reason=reason)
        if reasons:
            raise RuleBroken(reasons)
        assessment.scoring_closed_at = timezone.now()
        assessment.scoring_closed_by = by
        assessment.save(update_fields=["scoring_closed_at", "scoring_closed_by"])
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="scoring.closed",
            target=assessment,
            after={"sheets": submitted, "reason": reason.strip()},
        )
    return assessment


def missing(assessment: Assessment, sheet: ScoreSheet | None) -> int:
    """How many cells of a person's matrix are still empty."""
    issues = {issue.pk for issue in rules.weighable(assessment)}
    cells = len(issues) * assessment.factors.count()
    if sheet is None:
        return cells
    return cells - sheet.scores.filter(issue__in=issues).count()


def _opened(assessment: Assessment, by: User) -> Assessment:
    assessment = locked(assessment)
    permissions.check(by, assessment.partnership, Permission.SCORE_ISSUES)
    reasons = rules.reasons_against_scoring(assessment)
    if reasons:
        raise RuleBroken(reasons)
    return assessment


def _sheet_of(assessment: Assessment, by: User) -> ScoreSheet:
    """The person's sheet; it keeps the name of the organisation that they then sat for."""
    sheet = ScoreSheet.objects.filter(assessment=assessment, scorer=by).first()
    if sheet is not None:
        return sheet
    current = Membership.objects.current().filter(partnership=assessment.partnership, user=by)
    names = current.exclude(organisation=None).values_list("organisation__name", flat=True)
    return ScoreSheet.objects.create(
        assessment=assessment, scorer=by, organisation_name=names.first() or ""
    )


def _check_cells(assessment: Assessment, values: dict[tuple[int, int], int]) -> None:
    """Only cells of this matrix, only steps of its scales."""
    issues = {issue.pk for issue in rules.weighable(assessment)}
    steps = {f.pk: {step["value"] for step in f.scale} for f in assessment.factors.all()}
    for (issue, factor), value in values.items():
        if issue not in issues or factor not in steps:
            raise RuleBroken("The list of issues has changed: open your sheet again.")
        if value not in steps[factor]:
            raise RuleBroken(f"{value} is not a step of that factor's scale.")
