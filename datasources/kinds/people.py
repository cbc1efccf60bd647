"""What files say of people, in the few words that may be kept: sex, broad ethnicity, age group."""

from __future__ import annotations

from datasources.kinds.columns import about, age
from datasources.kinds.kind import Column
from datasources.kinds.measure import Vocabulary, vocabulary

SEXES = {
    "Female": ("F", "Woman", "Girl", "Females", "Women"),
    "Male": ("M", "Man", "Boy", "Males", "Men"),
    "Not stated": ("Unknown", "U", "Not known", "Not specified", "Prefer not to say"),
}
ETHNIC_GROUPS = {
    "Asian": (
        "Asian or Asian British",
        "Asian/Asian British - Indian",
        "Asian/Asian British - Pakistani",
        "Asian/Asian British - Bangladeshi",
        "Asian/Asian British - Chinese",
        "Asian/Asian British - Any other Asian background",
    ),
    "Black": (
        "Black or Black British",
        "Black, Black British, Caribbean or African",
        "Black/African/Caribbean/Black British - African",
        "Black/African/Caribbean/Black British - Caribbean",
        "Black/African/Caribbean/Black British - Any other Black/African/Caribbean background",
    ),
    "Mixed": (
        "Mixed or multiple ethnic groups",
        "Mixed/Multiple ethnic groups - White and Asian",
        "Mixed/Multiple ethnic groups - White and Black African",
        "Mixed/Multiple ethnic groups - White and Black Caribbean",
        "Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background",
    ),
    "White": (
        "White - English/Welsh/Scottish/Northern Irish/British",
        "White - Irish",
        "White - Gypsy or Irish Traveller",
        "White - Any other White background",
        "White - North European",
        "White - South European",
    ),
    "Other ethnic group": (
        "Other",
        "Arab",
        "Other ethnic group - Arab",
        "Other ethnic group - Any other ethnic group",
    ),
    "Not stated": (
        "Other ethnic group - Not stated",
        "Unknown",
        "Not known",
        "Refused",
        "Prefer not to say",
    ),
}


def sexes(column: str) -> Vocabulary:
    return vocabulary(column, SEXES, "Other or not known")


def ethnic_groups(column: str) -> Vocabulary:
    return vocabulary(column, ETHNIC_GROUPS, "Others (not in the list)")


def sex(part: str, heading: str, *also: str) -> Column:
    """The sex of one of those concerned: victim, suspect, patient."""
    words = sexes(f"{part}_sex")
    return about(words.column, heading, f"the sex of the {part}", *also, words=words)


def ethnicity(part: str, heading: str, *also: str) -> Column:
    words = ethnic_groups(f"{part}_ethnicity")
    meaning = f"the broad ethnic group of the {part}"
    return about(words.column, heading, meaning, *also, words=words)


def age_of(part: str, heading: str, *also: str) -> Column:
    return age(f"{part}_age", heading, f"the age or age group of the {part}", *also)
