"""Roles as code, and the question of who may."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from partnerships import permissions
from partnerships.models import Membership
from partnerships.roles import ROLES, Permission, holders


def test_every_permission_is_held_by_somebody():
    assert [each for each in Permission if not holders(each)] == []


def test_every_role_says_what_it_is_in_a_sentence():
    assert [role.slug for role in ROLES if not role.description.endswith(".")] == []


def test_whoever_enters_the_data_room_may_see_every_count():
    """The room shows answers whole; who may not see small counts must find no way into it."""
    room = {Permission.SEE_DATA, Permission.ASK_QUESTIONS, Permission.EDIT_SECTIONS}

    inside = [role for role in ROLES if role.permissions & room]

    assert inside
    assert [role.slug for role in inside if Permission.SEE_BOARD not in role.permissions] == []


@pytest.mark.parametrize("role", [role.slug for role in ROLES])
def test_a_person_may_what_their_role_says_and_nothing_else(world, role):
    expected = next(each.permissions for each in ROLES if each.slug == role)

    assert permissions.granted(world.people[role], world.partnership) == expected


def test_a_role_no_longer_given_keeps_its_name_and_allows_nothing(world, sign_in):
    Membership.objects.filter(user=world.viewer).update(role="town-crier")
    membership = Membership.objects.get(user=world.viewer)

    assert permissions.granted(world.viewer, world.partnership) == frozenset()
    assert str(membership) == f"{world.viewer}, Town crier"
    page = sign_in(world.steward).get(f"/partnerships/{world.partnership.slug}/about/")
    assert (page.status_code, "Town crier" in page.content.decode()) == (200, True)


def test_two_roles_add_up(world):
    Membership.objects.create(partnership=world.partnership, user=world.viewer, role="chair")

    assert permissions.allows(world.viewer, world.partnership, Permission.DECIDE_PRIORITIES)


def test_a_stranger_and_a_visitor_may_nothing(world):
    assert permissions.granted(world.stranger, world.partnership) == frozenset()
    assert permissions.roles_of(AnonymousUser(), world.partnership) == frozenset()


def test_a_refusal_says_what_and_for_whom(world):
    with pytest.raises(PermissionDenied) as refusal:
        permissions.check(world.viewer, world.partnership, Permission.READ_TRAIL)

    assert str(refusal.value) == (
        "You may not read the record of who did what: "
        "that is for the analyst or steward of Wexmere."
    )
