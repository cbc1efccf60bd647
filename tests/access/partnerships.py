"""Who may open what in this room."""

from tests.access import Access

ACCESS: dict[str, Access] = {}


def furnish(world) -> None:
    """Put one of each of this room's things into the world."""
