"""Shapes: what one row of a dataset is, and what follows from it whatever it is about."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What a column is for. A reader looks for roles; which column has one, the kind says."""

    WHEN = "when it was"
    WHERE = "which area it belongs to"
    WHAT = "what it was"
    KEY = "what tells one row from all others"
    BY = "who recorded it"
    POINT = "a point on the map"
    OUTCOME = "what became of it"
    HOW_MANY = "how many"
    NAME = "a name of what a code says"
    OTHER = "nothing that is counted"


class Shape(Enum):
    """What one row is: its name, its meaning in a sentence, and the roles it cannot do without."""

    EVENTS = "events", "One row is one thing that happened.", (Role.WHEN, Role.WHERE, Role.WHAT)
    DENOMINATORS = "denominators", "One row is how many live, or stand, in an area.", (
        Role.WHERE, Role.HOW_MANY,
    )  # fmt: skip
    LOOK_UPS = "look-ups", "One row is an area and the larger areas that hold it.", (Role.WHERE,)

    def __init__(self, label: str, meaning: str, needs: tuple[Role, ...]) -> None:
        self.label = label
        self.meaning = meaning
        self.needs = needs


class Service(Enum):
    """What a dataset is to the others: what their areas or their rates are found by."""

    AREAS = "areas"
    RESIDENTS = "residents"
