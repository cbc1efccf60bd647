"""Shapes: what one row of a dataset is, and what follows from it whatever it is about."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What a column is for. A reader looks for roles; which column has one, the kind says."""

    WHEN = "when it was"
    TIME = "the time of day"
    UNTIL = "until when it may have been"
    UNTIL_TIME = "the time of day until which it may have been"
    WHERE = "which area it belongs to"
    WHAT = "what it was"
    ASPECT = "what else it was"
    KEY = "what tells one row from all others"
    SAME = "what tells that it was the same crime, person or place again"
    BY = "who recorded it"
    POINT = "a point on the map"
    SHAPE = "an outline on the map"
    OUTCOME = "what became of it"
    HOW_MANY = "how many"
    PART = "what tells the parts of one number from each other"
    VALUE = "a published value"
    FLAG = "whether something was so"
    AGE = "an age, or an age group"
    SEX = "the sex of a person"
    ETHNICITY = "the ethnic group of a person"
    PERSON = "what is known of a person"
    ANSWER = "an answer to a question"
    NAME = "a name of what a code says"
    OTHER = "nothing that is counted"


class Shape(Enum):
    """What one row is: its name, its meaning in a sentence, and the roles it cannot do without."""

    EVENTS = "events", "One row is one thing that happened.", (Role.WHEN,)
    COUNTS = (
        "counts",
        "One row is a number for an area and a period.",
        (Role.WHEN, Role.WHERE, Role.HOW_MANY),
    )
    INDICATORS = (
        "indicators",
        "One row is a published value for an area and a period; values do not add up.",
        (Role.WHEN, Role.WHERE, Role.VALUE),
    )
    RESPONSES = "responses", "One row is the answers of one person.", (Role.ANSWER,)
    DENOMINATORS = (
        "denominators",
        "One row is how many live, or stand, in an area.",
        (Role.WHERE, Role.HOW_MANY),
    )
    LOOK_UPS = "look-ups", "One row is an area and the larger areas that hold it.", (Role.WHERE,)
    BOUNDARIES = (
        "boundaries",
        "One row is an area and its outline on the map.",
        (Role.WHERE, Role.SHAPE),
    )
    WEIGHTS = "weights", "One row is a number for a category.", (Role.WHAT, Role.VALUE)
    DECILES = "deciles", "One row is the rank of an area.", (Role.WHERE, Role.VALUE)
    PLAIN = "plain", "One row is what the person who sent it says it is.", ()

    def __init__(self, label: str, meaning: str, needs: tuple[Role, ...]) -> None:
        self.label = label
        self.meaning = meaning
        self.needs = needs


class Service(Enum):
    """What a dataset is to the others: what their areas, rates or harm are found by."""

    AREAS = "areas"
    RESIDENTS = "residents"
    FORMER_AREAS = "former areas"
    BOUNDARIES = "boundaries"
    OWN_AREAS = "own areas"
    HARM_WEIGHTS = "harm weights"
    FORCES = "police forces"
