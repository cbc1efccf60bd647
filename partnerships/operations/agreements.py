"""What organisations share, by which right, and what they committed themselves to."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships import permissions, rules
from partnerships.errors import RuleBroken
from partnerships.models import Commitment, Organisation, Partnership, SharingAgreement, User
from partnerships.operations import trail
from partnerships.roles import Permission


def record(
    *,
    partnership: Partnership,
    organisation: Organisation,
    purpose: str,
    legal_gateway: str,
    liaison_officer: str,
    liaison_email: str,
    starts_on: date,
    review_on: date,
    ends_on: date,
    by: User | None,
) -> SharingAgreement:
    """Write down a sharing agreement that the partnership has with one of its organisations."""
    values = {
        "organisation": organisation,
        "purpose": purpose.strip(),
        "legal_gateway": legal_gateway.strip(),
        "liaison_officer": liaison_officer.strip(),
        "liaison_email": liaison_email.strip(),
        "starts_on": starts_on,
        "review_on": review_on,
        "ends_on": ends_on,
    }
    with transaction.atomic():
        if by is not None:
            permissions.check(by, partnership, Permission.MANAGE_AGREEMENTS)
        _refuse_unfit(partnership, values)
        agreement = SharingAgreement.objects.create(
            partnership=partnership, recorded_by=by, **values
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="agreement.recorded",
            target=agreement,
            after=values,
        )
    return agreement


def change(
    *,
    agreement: SharingAgreement,
    organisation: Organisation,
    purpose: str,
    legal_gateway: str,
    liaison_officer: str,
    liaison_email: str,
    starts_on: date,
    review_on: date,
    ends_on: date,
    by: User | None,
) -> SharingAgreement:
    """Correct or renew a sharing agreement; the trail keeps what it said before."""
    values = {
        "organisation": organisation,
        "purpose": purpose.strip(),
        "legal_gateway": legal_gateway.strip(),
        "liaison_officer": liaison_officer.strip(),
        "liaison_email": liaison_email.strip(),
        "starts_on": starts_on,
        "review_on": review_on,
        "ends_on": ends_on,
    }
    with transaction.atomic():
        agreement = (
            SharingAgreement.objects.select_for_update(of=("self",))
            .select_related("partnership", "organisation")
            .get(pk=agreement.pk)
        )
        if by is not None:
            permissions.check(by, agreement.partnership, Permission.MANAGE_AGREEMENTS)
        _refuse_unfit(agreement.partnership, values)
        before = {key: getattr(agreement, key) for key in values}
        changed = [key for key in values if before[key] != values[key]]
        if changed:
            for key in changed:
                setattr(agreement, key, values[key])
            agreement.save(update_fields=changed)
            trail.record(
                partnership=agreement.partnership,
                by=by,
                verb="agreement.changed",
                target=agreement,
                before={key: before[key] for key in changed},
                after={key: values[key] for key in changed},
            )
    return agreement


def _refuse_unfit(partnership: Partnership, values: dict) -> None:
    reasons = rules.reasons_against_agreement(
        partnership,
        values["organisation"],
        starts_on=values["starts_on"],
        review_on=values["review_on"],
        ends_on=values["ends_on"],
    )
    if reasons:
        raise RuleBroken(reasons)


def commit(
    *,
    partnership: Partnership,
    organisation: Organisation,
    kind: str,
    given_by: str,
    given_on: date,
    by: User | None,
) -> Commitment:
    """Record what an organisation gave its word on: the process, sharing, or its officers' time."""
    with transaction.atomic():
        partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
        if by is not None:
            permissions.check(by, partnership, Permission.MANAGE_AGREEMENTS)
        reasons = rules.reasons_against_commitment(
            organisation, partnership, kind, given_on, timezone.localdate()
        )
        if reasons:
            raise RuleBroken(reasons)
        commitment = Commitment.objects.create(
            partnership=partnership,
            organisation=organisation,
            kind=kind,
            given_by=given_by.strip(),
            given_on=given_on,
            recorded_by=by,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="commitment.recorded",
            target=commitment,
            after={"given_by": commitment.given_by, "given_on": given_on},
        )
    return commitment
