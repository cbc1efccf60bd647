"""The workflow of an edition as a table."""

from dataclasses import dataclass

from partnerships.roles import Permission
from partnerships.states import State

EDITION: tuple[State, ...] = (
    State(
        "queued", "Waiting to be made", "worker", "Frozen; a worker will render it.", ("rendering",)
    ),
    State(
        "rendering",
        "Being made",
        "worker",
        "A worker renders the document.",
        ("done", "failed", "rendering", "queued"),
    ),
    State(
        "done",
        "Published",
        "nobody",
        "Frozen, numbered and hashed; lost files are made anew from what was frozen.",
        ("queued",),
    ),
    State(
        "failed",
        "Could not be made",
        "person",
        "Rendering broke off; it can be tried again.",
        ("queued",),
    ),
)
EDITION_BY_SLUG = {state.slug: state for state in EDITION}
EDITION_CHOICES = [(state.slug, state.label) for state in EDITION]


@dataclass(frozen=True)
class Audience:
    """Whom an edition is for, and what that means: everything in which editions differ."""

    slug: str
    label: str
    hint: str
    """For whoever publishes."""
    told: str
    """For the reader, in the edition itself: who is shown what."""
    reads: Permission
    marking: str
    """The partnership's field that holds its marking."""
    is_suppressed: bool = True
    """Counts under the threshold are left out, and others that would give them away."""
    is_settled: bool = False
    """Only approved text and decided priorities; what is not there is left out, and said."""
    names_people: bool = True


AUDIENCES = (
    Audience(
        "board",
        "The board",
        "Restricted: every count is shown. For members of the board.",
        "This edition shows every count, however small. It is for the board alone.",
        Permission.SEE_BOARD,
        "marking_board",
        is_suppressed=False,
    ),
    Audience(
        "partnership",
        "The partnership",
        "Small counts are left out. For everybody in the partnership.",
        "This edition is for the members of the partnership. It may hold text that nobody has "
        "approved and proposals that the board has not decided.",
        Permission.SEE_EDITIONS,
        "marking",
    ),
    Audience(
        "public",
        "The public",
        "Small counts, text that nobody has approved, undecided proposals, comments and names of "
        "people are left out. For publication.",
        "This edition is for the public. It holds approved text and decided priorities.",
        Permission.SEE_EDITIONS,
        "marking_public",
        is_settled=True,
        names_people=False,
    ),
)
AUDIENCE_BY_SLUG = {audience.slug: audience for audience in AUDIENCES}
AUDIENCE_CHOICES = [(audience.slug, audience.label) for audience in AUDIENCES]
