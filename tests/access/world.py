"""The world that the access table is tried on: one of everything that an address can name."""

from dataclasses import dataclass, field

from tests.factories.people import World, make_world
from tests.factories.years import make_assessment


@dataclass
class AccessWorld(World):
    """A partnership with one of each thing; rooms put theirs in `things` by name."""

    things: dict[str, object] = field(default_factory=dict)


def make_access_world(slug: str = "walls") -> AccessWorld:
    base = make_world(slug)
    world = AccessWorld(base.partnership, base.people, base.stranger, base.organisations)
    world.things["assessment"] = make_assessment(base.partnership, by=base.people["analyst"])
    for furnish in FURNISHERS:
        furnish(world)
    return world


# Each room adds a function here that puts its things into the world.
from tests.access import assessment, datasources, partnerships, reports  # noqa: E402

FURNISHERS = [module.furnish for module in (partnerships, datasources, assessment, reports)]
