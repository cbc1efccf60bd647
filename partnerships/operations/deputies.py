"""Naming who stands in for an authority, and ending it."""

from django.db import transaction
from django.utils import timezone

from partnerships import permissions, seats
from partnerships.errors import RuleBroken
from partnerships.models import Deputy, Organisation, Partnership, User
from partnerships.operations import trail


def name(
    *, organisation: Organisation, person: str, email: str, office: str = "", by: User
) -> Deputy:
    """From today on this person may sit for the authority when its members cannot."""
    person, email = " ".join(person.split()), email.strip().lower()
    with transaction.atomic():
        # The partnership's row: the same person may be on its way to another authority.
        partnership = Partnership.objects.select_for_update().get(pk=organisation.partnership_id)
        permissions.check_naming_deputies(by, organisation)
        reasons = seats.reasons_against_naming(organisation, person, email)
        if reasons:
            raise RuleBroken(reasons)
        deputy = Deputy.objects.create(
            organisation=organisation,
            name=person,
            email=email,
            office=office.strip(),
            named_on=timezone.localdate(),
            named_by=by,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="deputy.named",
            target=deputy,
            after={"organisation": organisation, "name": person, "office": deputy.office},
        )
    return deputy


def end(*, deputy: Deputy, by: User) -> Deputy:
    """They stand in no longer; the meetings at which they sat stay as they are."""
    with transaction.atomic():
        deputy = (
            Deputy.objects.select_for_update(of=("self",))
            .select_related("organisation__partnership")
            .get(pk=deputy.pk)
        )
        permissions.check_naming_deputies(by, deputy.organisation)
        if deputy.ended_on is None:
            deputy.ended_on = timezone.localdate()
            deputy.ended_by = by
            deputy.save(update_fields=["ended_on", "ended_by"])
            trail.record(
                partnership=deputy.organisation.partnership,
                by=by,
                verb="deputy.ended",
                target=deputy,
                before={"organisation": deputy.organisation, "name": deputy.name},
            )
    return deputy
