"""The year and its stages: who may open what."""

from tests.access import Access

ACCESS: dict[str, Access] = {}


def furnish(world) -> None:
    """Put one of each of these things into the world."""
