"""Who may open what in this room."""

from partnerships.models import Membership
from tests.access import EVERYONE, Access, roles
from tests.factories.partnerships import make_agreement, make_deputy, make_invitation

STEWARD = roles("steward")
KEEPERS = roles("steward analyst")


def partnership(world) -> list:
    return [world.partnership.slug]


def thing(name: str):
    return lambda world: [world.things[name].pk]


ACCESS: dict[str, Access] = {
    "home": Access(is_own=True),
    # May be opened by people, not by roles: whoever may create partnerships anywhere.
    "partnership-create": Access(is_own=True),
    "partnership-detail": Access(partnership, get=EVERYONE),
    "partnership-settings": Access(partnership, get=STEWARD, post=STEWARD),
    "partnership-areas": Access(partnership, get=STEWARD, post=STEWARD),
    "organisation-rename": Access(
        lambda world: [world.organisations["police"].pk], get=STEWARD, post=STEWARD
    ),
    "organisation-create": Access(partnership, get=STEWARD, post=STEWARD),
    # The organisation is the board member's own.
    "deputy-create": Access(
        lambda world: [world.organisations["district"].pk],
        get=roles("steward member"),
        post=roles("steward member"),
    ),
    "deputy-end": Access(thing("deputy"), post=roles("steward member")),
    "invitation-create": Access(partnership, get=STEWARD, post=STEWARD),
    "invitation-withdraw": Access(thing("invitation"), post=STEWARD),
    "invitation-send": Access(thing("invitation"), post=STEWARD),
    "invitation-link": Access(thing("invitation"), post=STEWARD),
    "invitation-accept": Access(is_open=True),
    "membership-end": Access(thing("membership"), get=STEWARD, post=STEWARD),
    "agreement-create": Access(partnership, get=KEEPERS, post=KEEPERS),
    "agreement-edit": Access(thing("agreement"), get=KEEPERS, post=KEEPERS),
    "commitment-create": Access(partnership, get=KEEPERS, post=KEEPERS),
    "trail-list": Access(partnership, get=KEEPERS),
    # For the steward of a sample, where the site runs; see the tests of the pages themselves.
    "sent-emails": Access(is_own=True),
    "sent-email": Access(is_own=True),
}


def furnish(world) -> None:
    """Put one of each of this room's things into the world."""
    world.things["invitation"] = make_invitation(world.partnership, by=world.people["steward"])
    world.things["agreement"] = make_agreement(world.partnership, world.organisations["police"])
    world.things["deputy"] = make_deputy(
        world.organisations["district"], by=world.people["steward"]
    )
    world.things["membership"] = Membership.objects.get(
        partnership=world.partnership, user=world.people["viewer"]
    )
