"""Ending a membership: confirmed, at once, never the last steward."""

from partnerships.models import Membership, TrailEntry, User
from tests.factories.partnerships import make_members
from tests.integration.reading import controls, queries_of, said, words


def membership_of(user: User) -> Membership:
    return user.memberships.get(partnership__slug="wexmere")


def test_the_page_says_what_follows_before_anything_is_done(world, sign_in):
    membership = membership_of(world.officer)

    page = sign_in(world.steward).get(f"/memberships/{membership.pk}/end/")

    assert "They lose this role at once. What they wrote and decided stays under their name." in (
        words(page)
    )
    assert controls(page) == ["End the membership", "Cancel"]
    membership.refresh_from_db()
    assert membership.ended_at is None


def test_somebody_whose_membership_ended_is_out_at_once(world, sign_in):
    officer = sign_in(world.officer)
    assert officer.get("/partnerships/wexmere/about/").status_code == 200

    page = sign_in(world.steward).post(
        f"/memberships/{membership_of(world.officer).pk}/end/", follow=True
    )

    assert said(page) == [
        "Community safety officer is no longer community safety officer of Wexmere."
    ]
    assert officer.get("/partnerships/wexmere/about/").status_code == 404
    assert list(User.objects.visible_to(world.officer)) == [world.officer]
    assert TrailEntry.objects.get().verb == "membership.ended"


def test_the_last_steward_stays_and_the_button_says_why(world, sign_in):
    client = sign_in(world.steward)
    address = f"/memberships/{membership_of(world.steward).pk}/end/"
    reason = "A partnership keeps at least one steward: invite another one first."

    before, after = client.get(address), client.post(address)

    assert (before.status_code, after.status_code) == (200, 422)
    assert reason in words(before)
    assert 'aria-disabled="true"' in before.content.decode()
    assert reason in words(after)
    assert membership_of(world.steward).ended_at is None


def test_of_two_stewards_one_may_leave_and_is_shown_the_front_door(world, sign_in):
    make_members(world.partnership, 1, role="steward")

    response = sign_in(world.steward).post(f"/memberships/{membership_of(world.steward).pk}/end/")

    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_membership_ends_once(world, sign_in):
    client = sign_in(world.steward)
    address = f"/memberships/{membership_of(world.viewer).pk}/end/"
    client.post(address)

    page = client.post(address)

    assert page.status_code == 422
    assert "This membership has already ended." in words(page)


def test_the_list_of_people_asks_as_much_for_thirty_more(world, sign_in):
    client = sign_in(world.steward)
    few = queries_of(client, "/partnerships/wexmere/about/")
    make_members(world.partnership, 30)

    assert queries_of(client, "/partnerships/wexmere/about/") == few
