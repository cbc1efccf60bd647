"""Issues: gathered, changed, taken back, and where the document covers them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assessment import permissions as own_permissions
from assessment.models import Assessment, ConsultationFinding, Issue, Section
from assessment.operations.assessments import locked
from assessment.rules import scan as rules
from datasources.models import Evidence
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class IssueDetails(Details):
    """What may need work, where it came from, and what speaks for it."""

    title: str
    description: str = ""
    origin: str = "officer"
    evidence: Iterable[Evidence] = ()
    findings: Iterable[ConsultationFinding] = ()

    @property
    def own(self) -> dict[str, str]:
        """What the issue holds itself; evidence and findings are tied to it."""
        return {"title": self.title, "description": self.description, "origin": self.origin}


def add(*, assessment: Assessment, details: IssueDetails, by: User) -> Issue:
    """Put something on the list to be weighed."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.ADD_ISSUES)
        reasons = rules.reasons_against_gathering(assessment)
        reasons += rules.reasons_against_title(assessment, details.title)
        if reasons:
            raise RuleBroken(reasons)
        issue = Issue.objects.create(assessment=assessment, raised_by=by, **details.own)
        _tie(issue, details)
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="issue.added",
            target=issue,
            after=_told(issue),
        )
    return issue


def change(*, issue: Issue, details: IssueDetails, by: User) -> Issue:
    """Word it differently, or say what else speaks for it, while issues are gathered."""
    with transaction.atomic():
        issue = _held(issue)
        own_permissions.check_changing(by, issue)
        reasons = rules.reasons_against_gathering(issue.assessment)
        reasons += rules.reasons_against_title(issue.assessment, details.title, but=issue.pk)
        if reasons:
            raise RuleBroken(reasons)
        before = _told(issue)
        changes.apply(issue, **details.own)
        _tie(issue, details)
        trail.record(
            partnership=issue.assessment.partnership,
            by=by,
            verb="issue.changed",
            target=issue,
            before=before,
            after=_told(issue),
        )
    return issue


def withdraw(*, issue: Issue, by: User) -> Issue:
    """Take an issue back; its scores stay, so that restoring it loses nothing."""
    return _set_state(issue, "withdrawn", verb="issue.withdrawn", by=by)


def restore(*, issue: Issue, by: User) -> Issue:
    return _set_state(issue, "open", verb="issue.restored", by=by)


def cover(*, issue: Issue, sections: Iterable[Section], by: User) -> Issue:
    """Name the sections that cover an issue: asked for of every key line."""
    with transaction.atomic():
        issue = _held(issue)
        permissions.check(by, issue.assessment.partnership, Permission.EDIT_SECTIONS)
        sections = list(sections)
        if any(section.assessment_id != issue.assessment_id for section in sections):
            raise RuleBroken("Choose sections of the same assessment.")
        before = [str(section) for section in issue.sections.all()]
        issue.sections.set(sections)
        trail.record(
            partnership=issue.assessment.partnership,
            by=by,
            verb="issue.covered",
            target=issue,
            before={"sections": before},
            after={"sections": [str(section) for section in sections]},
        )
    return issue


def _held(issue: Issue) -> Issue:
    """The assessment's row before the issue's, as everywhere: parent before child."""
    assessment = locked(issue.assessment)
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    issue.assessment = assessment
    return issue


def _set_state(issue: Issue, state: str, *, verb: str, by: User) -> Issue:
    with transaction.atomic():
        issue = _held(issue)
        own_permissions.check_changing(by, issue)
        reasons = rules.reasons_against_gathering(issue.assessment)
        if reasons:
            raise RuleBroken(reasons)
        if issue.state == state:
            return issue
        is_withdrawn = state == "withdrawn"
        issue.state = state
        issue.decided_at = timezone.now() if is_withdrawn else None
        issue.decided_by = by if is_withdrawn else None
        issue.save(update_fields=["state", "decided_at", "decided_by"])
        trail.record(partnership=issue.assessment.partnership, by=by, verb=verb, target=issue)
    return issue


def _tie(issue: Issue, details: IssueDetails) -> None:
    evidence, findings = list(details.evidence), list(details.findings)
    partnership = issue.assessment.partnership_id
    if any(each.question.partnership_id != partnership for each in evidence):
        raise RuleBroken("Choose evidence of this partnership.")
    if any(each.consultation.assessment_id != issue.assessment_id for each in findings):
        raise RuleBroken("Choose consultation findings of the same assessment.")
    issue.evidence.set(evidence)
    issue.consultation_findings.set(findings)


def _told(issue: Issue) -> dict:
    return {"title": issue.title, "description": issue.description, "origin": issue.origin}
