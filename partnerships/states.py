"""What every workflow table is made of; the tables stand in the room whose things they move."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """One state: its words, who owns it (whose turn it is), and where it may go."""

    slug: str
    label: str
    owner: str
    meaning: str
    moves: tuple[str, ...]
