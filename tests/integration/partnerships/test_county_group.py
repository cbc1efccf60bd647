"""A county group: a partnership of partnerships, whose members read its districts."""

import pytest

from partnerships import permissions
from partnerships.models import Membership, User
from partnerships.roles import READER
from tests.factories.people import make_partnership, make_user
from tests.integration.reading import controls, rows, words


@pytest.fixture
def county_analyst(world) -> User:
    county = make_partnership("wexshire", "Wexshire", areas=())
    world.partnership.county_group = county
    world.partnership.save()
    user = make_user("analyst@wexshire.example", "County analyst")
    Membership.objects.create(partnership=county, user=user, role="analyst")
    return user


def test_a_member_of_the_county_reads_a_district_and_changes_nothing(
    world, sign_in, county_analyst
):
    client = sign_in(county_analyst)

    page = client.get("/partnerships/wexmere/about/")

    assert permissions.granted(county_analyst, world.partnership) == READER
    assert "County group Wexshire" in words(page)
    assert controls(page) == []
    refused = client.get("/partnerships/wexmere/trail/")
    assert refused.status_code == 403
    assert "that is for the analyst or steward of Wexmere." in words(refused)


def test_the_district_stands_on_the_county_members_list(sign_in, county_analyst):
    page = sign_in(county_analyst).get("/")

    assert [row[:2] for row in rows(page, "Your partnerships")] == [
        ["Wexmere", "Reader, through the county group"],
        ["Wexshire", "Analyst"],
    ]


def test_the_county_sees_the_districts_people_and_no_others(world, county_analyst):
    seen = set(User.objects.visible_to(county_analyst))

    assert seen == {*world.people.values(), county_analyst}


def test_a_district_sees_nothing_of_its_county(world, sign_in, county_analyst):
    assert sign_in(world.steward).get("/partnerships/wexshire/about/").status_code == 404
    assert county_analyst not in User.objects.visible_to(world.steward)


def test_whoever_left_the_county_leaves_its_districts_too(world, sign_in, county_analyst):
    membership = county_analyst.memberships.get()
    membership.ended_at, membership.ended_by = membership.joined_at, world.steward
    membership.save()

    assert sign_in(county_analyst).get("/partnerships/wexmere/about/").status_code == 404
