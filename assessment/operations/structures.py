"""The sections that a year has: laid when it is opened, and brought up to date while it runs."""

from collections.abc import Iterable

from django.db import transaction

from assessment.models import Assessment, Section
from assessment.structure import SECTIONS, SectionPlan, version_of
from partnerships import permissions
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission

Plans = tuple[SectionPlan, ...]


def lay(assessment: Assessment, sections: Plans = SECTIONS) -> None:
    """The empty sections of a year that is being opened."""
    Section.objects.bulk_create(
        Section(assessment=assessment, order=place, document={}, **_named(plan))
        for place, plan in enumerate(sections)
    )
    assessment.structure_version = version_of(sections)
    assessment.save(update_fields=["structure_version"])


def bring_up_to_date(
    *, assessment: Assessment, sections: Plans = SECTIONS, by: User | None
) -> list[str]:
    """Lay what the structure has gained since, and tidy away what it has lost; gives the new keys.

    A section that the structure has lost goes only where nothing was ever done to it; otherwise it
    stays, behind the section that it stood behind, under the name it had. Run twice, it does
    nothing the second time.
    """
    with transaction.atomic():
        rows = Assessment.objects.select_for_update(of=("self",)).select_related("partnership")
        locked = rows.get(pk=assessment.pk)
        if by is not None:
            permissions.check(by, locked.partnership, Permission.MANAGE_ASSESSMENT)
        before, after = locked.structure_version, version_of(sections)
        if before == after:
            return []
        known = {plan.key: plan for plan in sections}
        held = {row.key: row for row in locked.sections.all()}
        gone = [row for row in held.values() if row.key not in known and _is_untouched(row)]
        for row in gone:
            row.delete()
            del held[row.key]
        added = [key for key in known if key not in held]
        held |= {
            key: Section(assessment=locked, document={}, order=0, **_named(known[key]))
            for key in added
        }
        for place, key in enumerate(_in_order(list(known), list(held))):
            row = held[key]
            row.order = place
            for name, value in (_named(known[key]) if key in known else {}).items():
                setattr(row, name, value)
            row.save()
        locked.structure_version = after
        locked.save(update_fields=["structure_version"])
        trail.record(
            partnership=locked.partnership,
            by=by,
            verb="assessment.structure_changed",
            target=locked,
            before={"structure": before, "sections": [str(row) for row in gone]},
            after={"structure": after, "sections": [str(held[key]) for key in added]},
        )
    return added


def bring_all_up_to_date() -> int:
    """Every running year: one that no later year follows. Earlier ones stay as they were."""
    now = version_of(SECTIONS)
    running = Assessment.objects.filter(next=None).exclude(structure_version=now)
    for assessment in running:
        bring_up_to_date(assessment=assessment, by=None)
    return len(running)


def _named(plan: SectionPlan) -> dict[str, str | int]:
    return {
        "key": plan.key, "number": plan.number, "title": plan.full_title, "level": plan.level
    }  # fmt: skip


def _is_untouched(row: Section) -> bool:
    """Nobody wrote in it, owns it or points at it."""
    if row.version or row.owner_id:
        return False
    pointing = (relation for relation in Section._meta.related_objects)
    return not any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in pointing
    )


def _in_order(known: list[str], held: Iterable[str]) -> list[str]:
    """The structure's order; what it has no more stands behind what it stood behind."""
    order, last = list(known), ""
    for key in held:
        if key not in known:
            order.insert(order.index(last) + 1 if last else 0, key)
        last = key
    return order
