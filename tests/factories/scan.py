"""Builders for the scan: issues, and a sheet on which a person gave every cell the same value."""

from assessment.models import Assessment, Issue
from assessment.operations import scores
from partnerships.models import User


def make_issue(assessment: Assessment, title: str, *, by: User, **fields: object) -> Issue:
    return Issue.objects.create(assessment=assessment, title=title, raised_by=by, **fields)


def fill_sheet(
    assessment: Assessment, *, by: User, values: dict[str, int], submit: bool = True
) -> None:
    """`values` by the issue's title: the same for every factor."""
    factors = list(assessment.factors.all())
    cells = {
        (issue.pk, factor.pk): values[issue.title]
        for issue in assessment.issues.filter(title__in=values)
        for factor in factors
    }
    scores.save(assessment=assessment, values=cells, by=by)
    if submit:
        scores.submit(assessment=assessment, by=by)
