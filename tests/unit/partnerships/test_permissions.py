"""Who may: where it is not the role's table alone that answers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnerships import permissions
from partnerships.models import Membership
from partnerships.roles import READER, Permission
from tests.factories.people import make_partnership, make_user, make_world


def member_of(partnership, role: str = "viewer", **fields: object):
    user = make_user(f"{role}@other.example", "Somebody else")
    Membership.objects.create(partnership=partnership, user=user, role=role, **fields)
    return user


def ended(by) -> dict:
    return {"ended_at": timezone.now(), "ended_by": by}


def test_roles_are_those_held_now_and_here(world):
    elsewhere = make_world("eastmere", area="X07000002")
    Membership.objects.create(partnership=world.partnership, user=world.viewer, role="officer")
    left = member_of(world.partnership, "chair", **ended(world.steward))

    assert [
        permissions.roles_of(user, world.partnership)
        for user in (world.viewer, left, elsewhere.chair)
    ] == [frozenset({"viewer", "officer"}), frozenset(), frozenset()]


def test_roles_are_asked_for_once_until_they_are_forgotten(world, django_assert_num_queries):
    person = world.viewer
    with django_assert_num_queries(1):
        before = [permissions.roles_of(person, world.partnership) for _ in range(2)]
    Membership.objects.create(partnership=world.partnership, user=person, role="chair")
    kept = permissions.roles_of(person, world.partnership)

    permissions.forget_roles(person)
    permissions.forget_roles(person)

    assert (before, kept) == ([frozenset({"viewer"})] * 2, frozenset({"viewer"}))
    assert permissions.roles_of(person, world.partnership) == {"viewer", "chair"}


class TestCounty:
    @pytest.fixture
    def county(self, world):
        county = make_partnership("wexshire", "Wexshire", areas=())
        world.partnership.county_group = county
        return county

    def test_its_members_read_a_district_whatever_they_are_there(self, world, county):
        assert permissions.granted(member_of(county, "analyst"), world.partnership) == READER

    def test_who_has_left_it_reads_nothing(self, world, county):
        user = member_of(county, "analyst", **ended(world.steward))

        assert permissions.granted(user, world.partnership) == frozenset()

    def test_a_member_of_another_partnership_reads_nothing(self, world, county):
        elsewhere = make_partnership("eastmere", "Eastmere", areas=())

        assert permissions.granted(member_of(elsewhere), world.partnership) == frozenset()

    def test_that_somebody_else_is_a_member_lets_nobody_in(self, world, county):
        member_of(county)

        assert permissions.granted(world.stranger, world.partnership) == frozenset()

    def test_who_has_a_role_of_the_district_has_that(self, world, county):
        Membership.objects.create(partnership=county, user=world.analyst, role="viewer")

        assert Permission.PUBLISH in permissions.granted(world.analyst, world.partnership)

    def test_a_member_of_the_district_reads_no_other(self, world, county):
        assert permissions.granted(world.viewer, county) == frozenset()


def test_small_counts_are_shown_to_whoever_may_see_the_board_s_room(world):
    world.partnership.suppression_threshold = 7

    assert {
        role: permissions.suppress_below(world.people[role], world.partnership)
        for role in ("viewer", "member", "steward")
    } == {"viewer": 7, "member": None, "steward": None}
    assert permissions.suppress_below(world.stranger, world.partnership) == 7


def test_whoever_may_is_given_no_reason(world):
    permissions.check(world.analyst, world.partnership, Permission.PUBLISH)

    assert permissions.reason_against(world.analyst, world.partnership, Permission.PUBLISH) == ""
    assert permissions.reason_against(world.viewer, world.partnership, Permission.PUBLISH) == (
        "You may not publish an edition: that is for the analyst of Wexmere."
    )


def test_deputies_are_named_by_the_steward_or_who_sits_for_the_authority(world):
    organisation = world.member.memberships.get().organisation
    others = [each for each in world.organisations.values() if each != organisation]
    Membership.objects.filter(user=world.chair).update(organisation=others[0])
    Membership.objects.filter(user=world.officer).update(organisation=organisation)
    left = member_of(world.partnership, "chair", organisation=organisation, **ended(world.steward))
    refusal = (
        f"You may not name who stands in for {organisation}: "
        "that is for its own board members, or the steward of Wexmere."
    )

    def against(user) -> str:
        return permissions.reason_against_naming_deputies(user, organisation)

    assert [
        against(user)
        for user in (world.steward, world.member, world.chair, world.officer, left, world.stranger)
    ] == ["", "", refusal, refusal, refusal, refusal]
    permissions.check_naming_deputies(world.member, organisation)
    with pytest.raises(PermissionDenied) as refused:
        permissions.check_naming_deputies(world.chair, organisation)
    assert str(refused.value) == refusal
