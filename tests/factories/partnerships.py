"""Letters, agreements and entries of the record. Plain rows, no operation."""

from datetime import date, timedelta

from django.utils import timezone

from partnerships.models import (
    Deputy,
    Invitation,
    Membership,
    Organisation,
    Partnership,
    SharingAgreement,
    TrailEntry,
    User,
)
from tests.factories.people import make_user


def make_invitation(
    partnership: Partnership,
    *,
    by: User,
    email: str = "new.person@wexmere.example",
    role: str = "contributor",
    **fields: object,
) -> Invitation:
    return Invitation.objects.create(
        partnership=partnership, email=email, role=role, invited_by=by, **fields
    )


def make_expired_invitation(partnership: Partnership, *, by: User) -> Invitation:
    return make_invitation(partnership, by=by, expires_at=timezone.now() - timedelta(minutes=1))


def make_deputy(
    organisation: Organisation,
    *,
    by: User,
    name: str = "Dana Standin",
    email: str = "dana@wexmere.example",
    named_on: date = date(2026, 1, 5),
    **fields: object,
) -> Deputy:
    return Deputy.objects.create(
        organisation=organisation,
        name=name,
        email=email,
        named_on=named_on,
        named_by=by,
        **fields,
    )


def make_agreement(
    partnership: Partnership,
    organisation: Organisation,
    *,
    starts_on: date = date(2026, 4, 1),
    review_on: date = date(2027, 1, 15),
    ends_on: date = date(2027, 3, 31),
) -> SharingAgreement:
    return SharingAgreement.objects.create(
        partnership=partnership,
        organisation=organisation,
        purpose="Recorded crime by month and small area.",
        legal_gateway="Crime and Disorder Act 1998, section 115",
        liaison_officer="Inspector J. Hale",
        starts_on=starts_on,
        review_on=review_on,
        ends_on=ends_on,
    )


def make_members(partnership: Partnership, count: int, *, role: str = "contributor") -> None:
    for place in range(count):
        user = make_user(f"member{place}@{partnership.slug}.example", f"Member {place}")
        Membership.objects.create(partnership=partnership, user=user, role=role)


def make_entry(
    partnership: Partnership,
    *,
    by: User,
    verb: str = "delivery.accepted",
    label: str = "Street crime, May 2026",
    target_type: str = "datasources.delivery",
    before: dict | None = None,
    after: dict | None = None,
) -> TrailEntry:
    return TrailEntry.objects.create(
        partnership_pk=partnership.pk,
        partnership_name=partnership.name,
        actor_pk=by.pk,
        actor_name=str(by),
        verb=verb,
        target_type=target_type,
        target_pk="1",
        target_label=label,
        before=before or {},
        after=after or {},
    )
