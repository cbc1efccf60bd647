"""Where the statutory components are answered: naming a passage, saying why none, taking back."""

from django.db import transaction

from assessment.models import Assessment, ComponentAnswer, Section
from assessment.rules import components as rules
from assessment.text.passages import hash_of
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


@transaction.atomic
def point(
    *,
    assessment: Assessment,
    component: str,
    section: Section,
    passage: str,
    note: str = "",
    by: User,
) -> ComponentAnswer:
    """Say that a passage of a section answers a component.

    It takes the place of what was named in that section before passages were asked for or before
    the passage changed, and of a reason why the component was not answered.
    """
    named = _named(assessment, component, by)
    if section.assessment_id != assessment.pk:
        raise RuleBroken("That section belongs to another assessment.")
    section = Section.objects.get(pk=section.pk)
    reasons = rules.reasons_against_pointing(
        component, section, passage_hash=hash_of(passage), named=named
    )
    if reasons:
        raise RuleBroken(reasons)
    for answer in named:
        if answer.section is None or (answer.section_id == section.pk and not rules.stands(answer)):
            _drop(answer, by=by)
    answer = ComponentAnswer.objects.create(
        assessment=assessment,
        component=component,
        section=section,
        passage=" ".join(passage.split()),
        passage_hash=hash_of(passage),
        note=note.strip(),
        pointed_by=by,
    )
    trail.record(
        partnership=assessment.partnership,
        by=by,
        verb="component.pointed",
        target=answer,
        after=_told(answer),
    )
    return answer


@transaction.atomic
def say_why_not(
    *, assessment: Assessment, component: str, reason: str, by: User
) -> ComponentAnswer:
    """Not answered, because ...: an honest state, printed with its reason."""
    named = _named(assessment, component, by)
    reasons = rules.reasons_against_saying_why_not(component, reason, named=named)
    if reasons:
        raise RuleBroken(reasons)
    for answer in named:
        _drop(answer, by=by)
    answer = ComponentAnswer.objects.create(
        assessment=assessment, component=component, reason=reason.strip(), pointed_by=by
    )
    trail.record(
        partnership=assessment.partnership,
        by=by,
        verb="component.not_answered",
        target=answer,
        after=_told(answer),
    )
    return answer


@transaction.atomic
def remove(*, answer: ComponentAnswer, by: User) -> None:
    """The passage no longer counts as an answer; its text stays as it is."""
    permissions.check(by, answer.assessment.partnership, Permission.EDIT_SECTIONS)
    _drop(answer, by=by)


def _named(assessment: Assessment, component: str, by: User) -> list[ComponentAnswer]:
    """What is on record of a component, held until the transaction ends."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    permissions.check(by, assessment.partnership, Permission.EDIT_SECTIONS)
    answers = assessment.component_answers.filter(component=component)
    return list(answers.select_related("section"))


def _drop(answer: ComponentAnswer, *, by: User) -> None:
    trail.record(
        partnership=answer.assessment.partnership,
        by=by,
        verb="component.removed",
        target=answer,
        before=_told(answer),
    )
    answer.delete()


def _told(answer: ComponentAnswer) -> dict:
    if answer.section is None:
        return {"component": answer.component, "reason": answer.reason}
    return {
        "component": answer.component,
        "section": str(answer.section),
        "passage": answer.passage,
        "note": answer.note,
    }
