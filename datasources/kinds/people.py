"""What files say of people, in the few words that may be kept: sex, broad ethnicity, age group."""

from __future__ import annotations

from datasources.kinds.columns import age
from datasources.kinds.kind import Column
from datasources.kinds.measure import Vocabulary
from datasources.kinds.shape import Role
from datasources.values.people import (
    ASIAN,
    BLACK,
    FEMALE,
    MALE,
    MIXED,
    NOT_STATED,
    OTHER_GROUP,
    WHITE,
)


def sexes(column: str) -> Vocabulary:
    return Vocabulary(column, (FEMALE, MALE, NOT_STATED), "Other or not known")


def ethnic_groups(column: str) -> Vocabulary:
    broad = (ASIAN, BLACK, MIXED, WHITE, OTHER_GROUP, NOT_STATED)
    return Vocabulary(column, broad, "Others (not in the list)")


def sex(part: str, heading: str, *also: str) -> Column:
    """The sex of one of those concerned: victim, suspect, patient."""
    words = sexes(f"{part}_sex")
    meaning = f"the sex of the {part}"
    return Column(heading, meaning, Role.SEX, words.column, False, also, words)


def ethnicity(part: str, heading: str, *also: str) -> Column:
    words = ethnic_groups(f"{part}_ethnicity")
    meaning = f"the broad ethnic group of the {part}"
    return Column(heading, meaning, Role.ETHNICITY, words.column, False, also, words)


def age_of(part: str, heading: str, *also: str) -> Column:
    return age(f"{part}_age", heading, f"the age or age group of the {part}", *also)
