"""Consulting residents: the process the partnership agrees, what was found, what it bears on."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessment.models import (
    Assessment,
    Consultation,
    ConsultationAnswer,
    ConsultationFinding,
    Issue,
)
from assessment.operations.assessments import locked
from assessment.rules import consultation as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission

# What the partnership agrees; the rest is filled in as it happens.
PROCESS = {"title", "whom", "how", "starts_on", "ends_on"}


@dataclass(frozen=True)
class ConsultationDetails(Details):
    """Whom the partnership asks, how and when; the public meeting once it is known."""

    title: str
    whom: str
    how: str
    starts_on: datetime.date
    ends_on: datetime.date
    meeting_on: datetime.date | None = None
    meeting_place: str = ""
    meeting_discussed: str = ""


def record(*, assessment: Assessment, details: ConsultationDetails, by: User) -> Consultation:
    """Write down how residents will be asked, for the partnership to agree."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.MANAGE_CONSULTATION)
        _refuse_dates(details)
        consultation = Consultation.objects.create(
            assessment=assessment, recorded_by=by, **details.values
        )
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="consultation.recorded",
            target=consultation,
            after=details.values,
        )
    return consultation


def change(*, consultation: Consultation, details: ConsultationDetails, by: User) -> Consultation:
    """Change it. Whoever changes the process itself takes the agreement back with it."""
    with transaction.atomic():
        consultation = _held(consultation)
        _check(by, consultation)
        _refuse_dates(details)
        after = changes.make(
            thing=consultation,
            values=details.values,
            partnership=consultation.assessment.partnership,
            verb="consultation.changed",
            by=by,
        )
        if PROCESS & set(after):
            changes.apply(consultation, agreed_at=None, agreed_by=None)
    return consultation


def _refuse_dates(details: ConsultationDetails) -> None:
    reasons = rules.reasons_against_dates(details.starts_on, details.ends_on)
    if reasons:
        raise RuleBroken(reasons)


def agree(*, consultation: Consultation, by: User) -> Consultation:
    """Record that the partnership agreed to ask in this way."""
    with transaction.atomic():
        consultation = _held(consultation)
        _check(by, consultation)
        reasons = rules.reasons_against_agreeing(consultation)
        if reasons:
            raise RuleBroken(reasons)
        consultation.agreed_at, consultation.agreed_by = timezone.now(), by
        consultation.save(update_fields=["agreed_at", "agreed_by"])
        trail.record(
            partnership=consultation.assessment.partnership,
            by=by,
            verb="consultation.agreed",
            target=consultation,
        )
    return consultation


def add_finding(
    *,
    consultation: Consultation,
    question: str,
    came_from: str,
    respondents: int,
    answers: list[tuple[str, str, int]],
    by: User,
) -> ConsultationFinding:
    """Keep one question with its answers counted by choice, and by ward where it is known."""
    with transaction.atomic():
        consultation = _held(consultation)
        _check(by, consultation)
        reasons = rules.reasons_against_finding(
            question=question, respondents=respondents, answers=answers
        )
        if reasons:
            raise RuleBroken(reasons)
        finding = ConsultationFinding.objects.create(
            consultation=consultation,
            question=question.strip(),
            came_from=came_from,
            respondents=respondents,
            recorded_by=by,
        )
        ConsultationAnswer.objects.bulk_create(
            ConsultationAnswer(
                finding=finding, choice=choice.strip(), ward=ward.strip(), count=count
            )
            for choice, ward, count in answers
        )
        trail.record(
            partnership=consultation.assessment.partnership,
            by=by,
            verb="consultation_finding.added",
            target=finding,
            after={"respondents": respondents, "answers": len(answers), "from": came_from},
        )
    return finding


def link(*, finding: ConsultationFinding, issues: Iterable[Issue], by: User) -> ConsultationFinding:
    """Say which issues a finding bears on; none takes every link away."""
    with transaction.atomic():
        consultation = _held(finding.consultation)
        _check(by, consultation)
        issues = list(issues)
        if any(issue.assessment_id != consultation.assessment_id for issue in issues):
            raise RuleBroken("Choose issues of the same assessment.")
        before = [issue.title for issue in finding.issues.all()]
        finding.issues.set(issues)
        trail.record(
            partnership=consultation.assessment.partnership,
            by=by,
            verb="consultation_finding.linked",
            target=finding,
            before={"issues": before},
            after={"issues": [issue.title for issue in issues]},
        )
    return finding


def _held(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",))
    return rows.select_related("assessment__partnership").get(pk=consultation.pk)


def _check(by: User, consultation: Consultation) -> None:
    permissions.check(by, consultation.assessment.partnership, Permission.MANAGE_CONSULTATION)
