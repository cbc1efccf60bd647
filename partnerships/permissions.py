"""May this person? Answered from their current memberships and nothing else."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from partnerships.models import Membership
from partnerships.roles import BOUND, READER, Permission, holders, named
from partnerships.words import all_of

if TYPE_CHECKING:
    from partnerships.models import Organisation, Partnership, User


def roles_of(user: "User", partnership: "Partnership") -> frozenset[str]:
    """The slugs of the roles that a person holds now in a partnership."""
    if not user.is_authenticated:
        return frozenset()
    # A page asks this many times; one answer a request object is enough.
    known = user.__dict__.setdefault("_roles_by_partnership", {})
    if partnership.pk not in known:
        known[partnership.pk] = frozenset(
            Membership.objects.current()
            .filter(user=user, partnership=partnership)
            .values_list("role", flat=True)
        )
    return known[partnership.pk]


def forget_roles(user: "User") -> None:
    """To be called by whatever changes a person's memberships."""
    user.__dict__.pop("_roles_by_partnership", None)


def granted(user: "User", partnership: "Partnership") -> frozenset[Permission]:
    """Everything that a person may do in a partnership."""
    held = roles_of(user, partnership)
    mine = frozenset().union(*(named(role).permissions for role in held))
    if not held and partnership.county_group_id and _belongs_to(user, partnership.county_group_id):
        return READER
    return mine


def allows(user: "User", partnership: "Partnership", permission: Permission) -> bool:
    return permission in granted(user, partnership)


def suppress_below(user: "User", partnership: "Partnership") -> int | None:
    """The number under which this person is shown no count, or None when they see every count.

    Who may not read the board's edition must not find its small counts on a page either.
    """
    if allows(user, partnership, Permission.SEE_BOARD):
        return None
    return partnership.suppression_threshold


def reason_against(user: "User", partnership: "Partnership", permission: Permission) -> str:
    """Why a person may not, in words for that person; empty when they may."""
    if allows(user, partnership, permission):
        return ""
    who = sorted(named(slug).label.lower() for slug in holders(permission))
    allowed = all_of(who, last="or")
    return f"You may not {permission.value}: that is for the {allowed} of {partnership.name}."


def check(user: "User", partnership: "Partnership", permission: Permission) -> None:
    reason = reason_against(user, partnership, permission)
    if reason:
        raise PermissionDenied(reason)


def reason_against_naming_deputies(user: "User", organisation: "Organisation") -> str:
    """An authority's deputies are named by whoever sits for it, or by the steward."""
    partnership = organisation.partnership
    if allows(user, partnership, Permission.MANAGE_PEOPLE):
        return ""
    sits = Membership.objects.current().filter(
        user=user, organisation=organisation, role__in=holders(Permission.SIT_ON_BOARD)
    )
    if sits.exists():
        return ""
    return (
        f"You may not name who stands in for {organisation}: "
        f"that is for its own board members, or the steward of {partnership.name}."
    )


def check_naming_deputies(user: "User", organisation: "Organisation") -> None:
    reason = reason_against_naming_deputies(user, organisation)
    if reason:
        raise PermissionDenied(reason)


def _belongs_to(user: "User", partnership_id: int) -> bool:
    held = Membership.objects.current().filter(user=user, partnership_id=partnership_id)
    return held.exclude(role__in=BOUND).exists()
