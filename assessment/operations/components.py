"""Where the statutory components are answered: pointing at sections, and taking it back."""

from django.db import transaction

from assessment.models import Assessment, ComponentAnswer, Section
from assessment.rules import components as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


@transaction.atomic
def point(
    *, assessment: Assessment, component: str, section: Section, note: str = "", by: User
) -> ComponentAnswer:
    """Say that a component is answered in a section, and how."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check(by, assessment.partnership, Permission.EDIT_SECTIONS)
    if section.assessment_id != assessment.pk:
        raise RuleBroken("That section belongs to another assessment.")
    is_pointed = assessment.component_answers.filter(component=component, section=section).exists()
    reasons = rules.reasons_against_pointing(component, section, is_pointed=is_pointed)
    if reasons:
        raise RuleBroken(reasons)
    answer = ComponentAnswer.objects.create(
        assessment=assessment,
        component=component,
        section=section,
        note=note.strip(),
        pointed_by=by,
    )
    trail.record(
        partnership=assessment.partnership,
        by=by,
        verb="component.pointed",
        target=answer,
        after={"component": component, "section": str(section), "note": answer.note},
    )
    return answer


@transaction.atomic
def remove(*, answer: ComponentAnswer, by: User) -> None:
    """The section no longer counts as an answer; its text stays as it is."""
    partnership = answer.assessment.partnership
    permissions.check(by, partnership, Permission.EDIT_SECTIONS)
    trail.record(
        partnership=partnership,
        by=by,
        verb="component.removed",
        target=answer,
        before={
            "component": answer.component,
            "section": str(answer.section),
            "note": answer.note,
        },
    )
    answer.delete()
