"""The organisations, and who sits for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships import roles
from partnerships.models import (
    Deputy,
    Membership,
    Organisation,
    User,
)


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation with the people who may sit for it at the board."""

    organisation: Organisation
    members: tuple[str, ...]
    deputies: tuple[Deputy, ...]
    may_name: bool


def organisation_lines(
    organisations: Iterable[Organisation],
    memberships: Iterable[Membership],
    deputies: Iterable[Deputy],
    *,
    user: User,
    may_name_all: bool,
) -> list[OrganisationLine]:
    """Deputies are named by the steward, and by whoever sits for the authority."""
    sitting = roles.holders(roles.Permission.SIT_ON_BOARD)
    sits = [each for each in memberships if each.role in sitting and each.organisation_id]
    deputies = list(deputies)
    return [
        OrganisationLine(
            each,
            tuple(dict.fromkeys(str(m.user) for m in sits if m.organisation_id == each.pk)),
            tuple(deputy for deputy in deputies if deputy.organisation_id == each.pk),
            may_name_all
            or any(m.organisation_id == each.pk and m.user_id == user.pk for m in sits),
        )
        for each in organisations
    ]
