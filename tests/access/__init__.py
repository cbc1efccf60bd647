"""Who may open what: one module a room, each a table from URL name to the roles let in.

A row says, for each method, the roles that get a page or a redirect; every other insider gets
403, a stranger from another partnership 404, and somebody not signed in the sign-in page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

EVERYONE = frozenset(
    ["analyst", "officer", "contributor", "lead", "member", "chair", "viewer", "steward"]
)
# Whoever sees what belongs to their own organisation, and finds nothing else.
BOUND = frozenset(["provider"])
INSIDERS = EVERYONE - {"viewer"}
NOBODY = frozenset()


def roles(words: str) -> frozenset[str]:
    named = frozenset(words.split())
    assert named <= EVERYONE | BOUND, named - EVERYONE
    return named


@dataclass(frozen=True)
class Access:
    """One address: how to build its path in the test's world, and who gets in by which method."""

    # From the world (tests.access.world.AccessWorld) to the arguments of reverse().
    args: Callable[[object], list] = field(default=lambda world: [])
    get: frozenset[str] | None = None  # None: the method is not allowed (405)
    post: frozenset[str] | None = None
    # What a POST sends; an empty form is enough to pass the walls and be told what is missing.
    data: Callable[[object], dict] = field(default=lambda world: {})
    # True: what one person began, who stands in the row: for everybody else it is not there.
    is_one_persons: bool = False
    # True: pages that anybody may open, or whose walls are not roles (sign-in, invitations).
    is_open: bool = False
    # True: a page of one's own, the same for every person signed in; strangers see theirs.
    is_own: bool = False
