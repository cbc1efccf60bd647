"""Recommendations: what the partnership should do, tied to a box of the document."""

from django.db import transaction

from assessment.models import Assessment, Recommendation, Section
from assessment.operations import changes
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, User
from partnerships.operations import trail
from partnerships.roles import Permission


def add(
    *,
    assessment: Assessment,
    section: Section,
    text: str,
    gap: str,
    intervention: str,
    owner: Organisation | None,
    by: User,
) -> Recommendation:
    partnership = assessment.partnership
    with transaction.atomic():
        permissions.check(by, partnership, Permission.MANAGE_PLAN)
        _refuse_foreign(assessment, section, owner)
        recommendation = Recommendation.objects.create(
            assessment=assessment,
            section=section,
            text=text,
            gap=gap,
            intervention=intervention,
            owner=owner,
            made_by=by,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="recommendation.added",
            target=recommendation,
            after={"section": section, "text": text, "owner": owner},
        )
    return recommendation


def change(
    *,
    recommendation: Recommendation,
    section: Section,
    text: str,
    gap: str,
    intervention: str,
    owner: Organisation | None,
    by: User,
) -> Recommendation:
    with transaction.atomic():
        recommendation = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
        assessment = recommendation.assessment
        permissions.check(by, assessment.partnership, Permission.MANAGE_PLAN)
        _refuse_foreign(assessment, section, owner)
        before, after = changes.apply(
            recommendation,
            section=section,
            text=text,
            gap=gap,
            intervention=intervention,
            owner=owner,
        )
        if after:
            trail.record(
                partnership=assessment.partnership,
                by=by,
                verb="recommendation.changed",
                target=recommendation,
                before=before,
                after=after,
            )
    return recommendation


def _refuse_foreign(assessment: Assessment, section: Section, owner: Organisation | None) -> None:
    if section.assessment_id != assessment.pk:
        raise RuleBroken("That box belongs to another year's assessment.")
    if not section.plan.box:
        raise RuleBroken("A recommendation belongs to one of the fifteen boxes.")
    if owner and owner.partnership_id != assessment.partnership_id:
        raise RuleBroken(f"{owner} does not belong to {assessment.partnership}.")
