"""What organisations share, by which right, and what they committed themselves to."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships import permissions, rules
from partnerships.errors import RuleBroken
from partnerships.models import Commitment, Organisation, Partnership, SharingAgreement, User
from partnerships.operations import changes, partnerships, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class AgreementDetails(Details):
    """What an organisation shares, by which power, who answers for it, and for how long."""

    organisation: Organisation
    purpose: str
    legal_gateway: str
    liaison_officer: str
    starts_on: date
    review_on: date
    ends_on: date
    liaison_email: str = ""


def record(
    *, partnership: Partnership, details: AgreementDetails, by: User | None
) -> SharingAgreement:
    """Write down a sharing agreement that the partnership has with one of its organisations."""
    with transaction.atomic():
        if by is not None:
            permissions.check(by, partnership, Permission.MANAGE_AGREEMENTS)
        _refuse_unfit(partnership, details)
        agreement = SharingAgreement.objects.create(
            partnership=partnership, recorded_by=by, **details.values
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="agreement.recorded",
            target=agreement,
            after=details.values,
        )
    return agreement


def change(
    *, agreement: SharingAgreement, details: AgreementDetails, by: User | None
) -> SharingAgreement:
    """Correct or renew a sharing agreement; the trail keeps what it said before."""
    with transaction.atomic():
        agreement = (
            SharingAgreement.objects.select_for_update(of=("self",))
            .select_related("partnership", "organisation")
            .get(pk=agreement.pk)
        )
        if by is not None:
            permissions.check(by, agreement.partnership, Permission.MANAGE_AGREEMENTS)
        _refuse_unfit(agreement.partnership, details)
        changes.make(
            thing=agreement,
            values=details.values,
            partnership=agreement.partnership,
            verb="agreement.changed",
            by=by,
        )
    return agreement


def _refuse_unfit(partnership: Partnership, details: AgreementDetails) -> None:
    reasons = rules.reasons_against_agreement(
        partnership,
        details.organisation,
        starts_on=details.starts_on,
        review_on=details.review_on,
        ends_on=details.ends_on,
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
        partnership = partnerships.held(
            pk=partnership.pk, whoever_may=Permission.MANAGE_AGREEMENTS, by=by
        )
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
