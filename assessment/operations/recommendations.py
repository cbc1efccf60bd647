"""Recommendations: what the partnership should do, tied to a box of the document."""

from dataclasses import dataclass

from django.db import transaction

from assessment.models import Assessment, Recommendation, Section
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class RecommendationDetails(Details):
    """What should be done, the gap it closes, in which box it stands, and for whom it is."""

    section: Section
    text: str
    gap: str = ""
    intervention: str = ""
    owner: Organisation | None = None


def add(*, assessment: Assessment, details: RecommendationDetails, by: User) -> Recommendation:
    """Put a recommendation into its box."""
    partnership = assessment.partnership
    with transaction.atomic():
        permissions.check(by, partnership, Permission.MANAGE_PLAN)
        _refuse_foreign(assessment, details)
        recommendation = Recommendation.objects.create(
            assessment=assessment, made_by=by, **details.values
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="recommendation.added",
            target=recommendation,
            after={
                "section": recommendation.section,
                "text": recommendation.text,
                "owner": recommendation.owner,
            },
        )
    return recommendation


def change(
    *, recommendation: Recommendation, details: RecommendationDetails, by: User
) -> Recommendation:
    """Word or place it differently."""
    with transaction.atomic():
        recommendation = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
        assessment = recommendation.assessment
        permissions.check(by, assessment.partnership, Permission.MANAGE_PLAN)
        _refuse_foreign(assessment, details)
        changes.make(
            thing=recommendation,
            values=details.values,
            partnership=assessment.partnership,
            verb="recommendation.changed",
            by=by,
        )
    return recommendation


def _refuse_foreign(assessment: Assessment, details: RecommendationDetails) -> None:
    section, owner = details.section, details.owner
    if section.assessment_id != assessment.pk:
        raise RuleBroken("That box belongs to another year's assessment.")
    if not section.plan.box:
        raise RuleBroken("A recommendation belongs to one of the fifteen boxes.")
    if owner and owner.partnership_id != assessment.partnership_id:
        raise RuleBroken(f"{owner} does not belong to {assessment.partnership}.")
