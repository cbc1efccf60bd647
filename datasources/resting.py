"""What rests on answers, in the words of the rooms above, which say it here when they start.

This room gives answers and does not know who decides on them; before data are replaced a person
must.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """How much has been made of an answer: what was decided comes first."""

    DECIDED = 1
    PUBLISHED = 2
    APPROVED = 3
    SCORED = 4
    DRAFT = 5


@dataclass(frozen=True)
class Resting:
    """One thing that rests on answers: "Priority 2, Burglary" "was agreed on" them."""

    weight: Weight
    what: str
    deed: str
    """Between the thing and the number: was agreed on, was published with, shows."""
    evidence: tuple[int, ...]
    """The numbers of the answers."""
    href: str
    stays: bool = False
    """It keeps the number it has, whatever the data say later: an edition, a past year."""


Ask = Callable[[int], list[Resting]]
"""Told the number of a partnership, everything there that rests on any answer."""

_ASKED: dict[str, Ask] = {}


def register(name: str, ask: Ask) -> None:
    """Have a room asked; the same name twice counts once."""
    _ASKED[name] = ask


def on_answers(partnership: int) -> list[Resting]:
    """Everything that rests on answers of a partnership, what was decided first."""
    found = [one for ask in _ASKED.values() for one in ask(partnership)]
    return sorted(found, key=lambda one: one.weight)
