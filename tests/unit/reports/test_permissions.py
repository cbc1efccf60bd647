"""Which editions a person may read."""

from partnerships.models import Membership
from reports import permissions
from reports.models import Edition
from tests.factories.people import make_world
from tests.factories.years import make_assessment


def make_edition(assessment, audience: str, number: int) -> Edition:
    return Edition.objects.create(
        assessment=assessment, number=number, audience=audience, state="queued", outline={}
    )


def test_the_board_s_edition_is_for_whoever_may_see_the_board_s_room(world):
    assert [
        permissions.readable_audiences(user, world.partnership)
        for user in (world.member, world.viewer, world.stranger)
    ] == [("board", "partnership", "public"), ("partnership", "public"), ()]


def test_the_editions_read_are_those_of_the_partnership_for_one_s_audiences(world):
    elsewhere = make_world("eastmere", area="X07000002")
    Membership.objects.create(partnership=elsewhere.partnership, user=world.viewer, role="viewer")
    editions = {
        (each.partnership.slug, audience): make_edition(
            make_assessment(each.partnership, by=each.analyst), audience, 1
        )
        for each, audience in ((world, "board"), (elsewhere, "public"))
    }
    mine = make_edition(editions["wexmere", "board"].assessment, "public", 2)

    assert [
        set(permissions.readable(user, world.partnership))
        for user in (world.viewer, world.member, world.stranger)
    ] == [{mine}, {mine, editions["wexmere", "board"]}, set()]
