"""A partnership, its authorities, and one person for each role."""

from dataclasses import dataclass, field

from partnerships.models import Membership, Organisation, Partnership, PartnershipArea, User
from partnerships.roles import ROLES

PASSWORD = "a-long-test-password"


@dataclass
class World:
    """A partnership with a person per role, and somebody who belongs elsewhere."""

    partnership: Partnership
    people: dict[str, User]
    stranger: User
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def __getattr__(self, role: str) -> User:
        try:
            return self.__dict__["people"][role]
        except KeyError:
            raise AttributeError(role) from None


def make_user(email: str, name: str, **fields: object) -> User:
    user = User(email=email, name=name, **fields)
    # The cheapest hash that the sign-in accepts; tests of passwords make their own.
    user.set_password(PASSWORD)
    user.save()
    return user


def make_partnership(slug: str, name: str, *, areas: tuple[str, ...]) -> Partnership:
    partnership = Partnership.objects.create(slug=slug, name=name, quorum=2)
    for code in areas:
        PartnershipArea.objects.create(partnership=partnership, code=code)
    return partnership


def make_world(slug: str = "wexmere", *, area: str = "X07000001") -> World:
    partnership = make_partnership(slug, slug.title(), areas=(area,))
    organisations = {
        kind: Organisation.objects.create(partnership=partnership, name=name, kind=kind)
        for kind, name in [
            ("police", "Wexshire Constabulary"),
            ("district", "Wexmere District Council"),
            ("fire", "Wexshire Fire and Rescue"),
        ]
    }
    people = {}
    for place, role in enumerate(ROLES):
        user = make_user(f"{role.slug}@{slug}.example", role.label)
        Membership.objects.create(
            partnership=partnership,
            user=user,
            role=role.slug,
            organisation=list(organisations.values())[place % 3],
        )
        people[role.slug] = user
    people["steward"].may_create_partnerships = True
    people["steward"].save()
    elsewhere = make_partnership(f"{slug}-elsewhere", "Elsewhere", areas=("X07000009",))
    stranger = make_user(f"stranger@{slug}.example", "A stranger")
    Membership.objects.create(partnership=elsewhere, user=stranger, role="analyst")
    Membership.objects.create(partnership=elsewhere, user=stranger, role="steward")
    return World(partnership, people, stranger, organisations)
