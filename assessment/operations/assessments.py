"""Opening a year's assessment, and moving it from stage to stage."""

from django.db import transaction
from django.utils import timezone

from assessment.matrix import FACTORS
from assessment.models import Assessment, Factor, StageMove, Step
from assessment.operations import structures
from assessment.rules import gates
from assessment.rules import year as rules
from assessment.timetable import STEPS
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import Membership, Partnership, User
from partnerships.operations import trail
from partnerships.roles import Permission


def open_year(*, partnership: Partnership, year: int, by: User | None) -> Assessment:
    """Begin a year: its timetable, its empty sections and its matrix, tied to the year before.

    Last year's issues, recommendations, actions and verdicts stay where they are: pages read them
    through `previous`. Issues are offered again on the scanning page, never added silently.
    """
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        if by is not None:
            permissions.check(by, partnership, Permission.MANAGE_ASSESSMENT)
        reasons = rules.reasons_against_opening(partnership, year, timezone.localdate())
        if reasons:
            raise RuleBroken(reasons)
        assessment = Assessment.objects.create(
            partnership=partnership,
            year=year,
            slug=f"{partnership.slug}-{year}",
            title=f"{partnership.name} strategic assessment {year}",
            previous=_last_before(partnership, year),
            opened_by=by,
        )
        if assessment.previous:
            assessment.key_line_cap = assessment.previous.key_line_cap
            assessment.save(update_fields=["key_line_cap"])
        _lay_steps(assessment)
        structures.lay(assessment)
        _lay_factors(assessment)
        trail.record(
            partnership=partnership,
            by=by,
            verb="assessment.opened",
            target=assessment,
            after={"year": year, "previous": assessment.previous},
        )
    return assessment


def _last_before(partnership: Partnership, year: int) -> Assessment | None:
    """The newest earlier assessment, unless another year already follows it."""
    earlier = Assessment.objects.filter(partnership=partnership, year__lt=year)
    newest = earlier.order_by("-year").first()
    is_free = newest and not Assessment.objects.filter(previous=newest).exists()
    return newest if is_free else None


def _lay_steps(assessment: Assessment) -> None:
    owners = _single_holders(assessment.partnership)
    Step.objects.bulk_create(
        Step(
            assessment=assessment,
            stage=plan.stage,
            order=place,
            title=plan.title,
            owner_id=owners.get(plan.role),
            starts_on=plan.starts_on(assessment.year),
            ends_on=plan.ends_on(assessment.year),
        )
        for place, plan in enumerate(STEPS, start=1)
    )


def _single_holders(partnership: Partnership) -> dict[str, int]:
    """Role to person, where one person alone holds it: with two, people must say who."""
    held: dict[str, set[int]] = {}
    current = Membership.objects.current().filter(partnership=partnership)
    for role, user in current.values_list("role", "user_id"):
        held.setdefault(role, set()).add(user)
    return {role: users.pop() for role, users in held.items() if len(users) == 1}


def _lay_factors(assessment: Assessment) -> None:
    """Last year's matrix when there was one, so that years can be compared; else the generic."""
    before = list(assessment.previous.factors.all()) if assessment.previous else []
    plans = before or FACTORS
    Factor.objects.bulk_create(
        Factor(
            assessment=assessment,
            order=place,
            name=plan.name,
            asks=plan.asks,
            weight=0 if plan.is_confidence else plan.weight,
            is_confidence=plan.is_confidence,
            scale=plan.scale,
        )
        for place, plan in enumerate(plans, start=1)
    )


def move_stage(*, assessment: Assessment, to: str, reason: str = "", by: User) -> Assessment:
    """Go on through the gate, or back a stage with a reason."""
    with transaction.atomic():
        assessment = locked(assessment)
        permissions.check(by, assessment.partnership, Permission.MANAGE_ASSESSMENT)
        reasons = gates.reasons_against_moving(assessment, to, reason=reason)
        if reasons:
            raise RuleBroken(reasons)
        before, assessment.stage = assessment.stage, to
        assessment.save(update_fields=["stage"])
        StageMove.objects.create(
            assessment=assessment, before=before, after=to, reason=reason.strip(), moved_by=by
        )
        trail.record(
            partnership=assessment.partnership,
            by=by,
            verb="assessment.moved",
            target=assessment,
            before={"stage": before},
            after={"stage": to, "reason": reason.strip()},
        )
    return assessment


def locked(assessment: Assessment) -> Assessment:
    """The row to be changed, held until the transaction ends."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("partnership")
    return rows.get(pk=assessment.pk)
