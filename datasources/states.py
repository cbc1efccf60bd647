"""The workflow of a delivery as a table: who may move it from where to where."""

from partnerships.states import State

DELIVERY: tuple[State, ...] = (
    State(
        "received",
        "Waiting to be read",
        "worker",
        "The files are safe; a worker will read them.",
        ("reading",),
    ),
    State(
        "reading",
        "Being read",
        "worker",
        "A worker is reading the files.",
        ("read", "refused", "failed", "reading", "received"),
    ),
    State(
        "read",
        "Waiting for a decision",
        "person",
        "Read and checked; accept or reject it.",
        ("accepted", "rejected"),
    ),
    State(
        "refused",
        "Cannot be used",
        "nobody",
        "Nothing in it could be used; the reasons are given.",
        (),
    ),
    State(
        "failed",
        "Could not be read",
        "person",
        "Reading broke off; it can be tried again.",
        ("received",),
    ),
    State(
        "accepted",
        "Accepted",
        "nobody",
        "Its slices are in use, or were until newer ones came.",
        (),
    ),
    State(
        "rejected", "Rejected", "nobody", "A person decided against it; nothing of it is used.", ()
    ),
)
DELIVERY_BY_SLUG = {state.slug: state for state in DELIVERY}
DELIVERY_CHOICES = [(state.slug, state.label) for state in DELIVERY]

WAITING_FOR_WORKER = ("received",)
