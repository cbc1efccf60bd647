"""The workflow of an edition as a table."""

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

AUDIENCES = (
    ("board", "The board"),
    ("partnership", "The partnership"),
    ("public", "The public"),
)
# Counts under the threshold are shown to the board alone (product rule 3).
UNSUPPRESSED = ("board",)
