"""What every workflow table is made of, and the table of this room; others stand in theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """One state: its words, who owns it (whose turn it is), and where it may go."""

    slug: str
    label: str
    owner: str
    meaning: str
    moves: tuple[str, ...]


LETTER: tuple[State, ...] = (
    State(
        "waiting",
        "Waiting to be sent",
        "worker",
        "To be sent, at once or at its next try; ended with its invitation.",
        ("sending", "ended"),
    ),
    State(
        "sending",
        "Being sent",
        "worker",
        "Handed to the mail server.",
        ("sent", "waiting", "refused", "sending"),
    ),
    State("sent", "Sent", "nobody", "The mail server took it.", ("waiting",)),
    State(
        "refused",
        "Refused",
        "person",
        "The mail server refuses the address; it can be sent again, or the invitation withdrawn.",
        ("waiting", "ended"),
    ),
    State("ended", "Not sent", "nobody", "The invitation ended before the letter could go.", ()),
)
LETTER_CHOICES = [(state.slug, state.label) for state in LETTER]
