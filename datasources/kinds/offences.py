"""The offence groups of the Home Office, and the words that files have for them and within them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from datasources.kinds.headings import plain
from datasources.kinds.measure import Vocabulary, vocabulary
from datasources.kinds.police_street import CRIME_TYPES

GROUPS = {
    "Violence against the person": ("Violence", "Violent crime", "VAP", "Assault"),
    "Sexual offences": ("Sexual", "Sexual crime", "Sexual offence"),
    "Robbery": ("Robbery offences",),
    "Theft offences": ("Theft", "Theft and handling", "Acquisitive crime"),
    "Criminal damage and arson": (
        "Arson and criminal damage",
        "Criminal damage & arson",
        "Arson & criminal damage",
    ),
    "Drug offences": ("Drugs", "Drug offence", "Drug crime"),
    "Possession of weapons offences": ("Possession of weapons", "Weapons", "Weapon offences"),
    "Public order offences": ("Public order", "Public disorder"),
    "Miscellaneous crimes against society": (
        "Misc crimes against society",
        "Miscellaneous crimes",
        "Other offences",
    ),
    "Fraud offences": ("Fraud", "Fraud and forgery", "Historical fraud and forgery"),
}
SUBGROUPS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "Violence against the person": {
        "Homicide": ("Murder", "Manslaughter"),
        "Violence with injury": ("GBH", "ABH", "Assault with injury", "Wounding"),
        "Violence without injury": ("Assault without injury", "Common assault"),
        "Stalking and harassment": ("Harassment", "Stalking"),
        "Death or serious injury - unlawful driving": (
            "Death or serious injury caused by illegal driving",
        ),
    },
    "Sexual offences": {
        "Rape": ("Rape offences",),
        "Other sexual offences": ("Sexual assault",),
    },
    "Robbery": {
        "Robbery of business property": ("Business robbery",),
        "Robbery of personal property": ("Personal robbery",),
    },
    "Theft offences": {
        "Residential burglary": (
            "Domestic burglary",
            "Burglary - residential",
            "Burglary dwelling",
            "Burglary in a dwelling",
            "Residential burglary of a home",
            "Dwelling burglary",
        ),
        "Non-residential burglary": (
            "Non-domestic burglary",
            "Burglary - business and community",
            "Burglary - non-residential",
            "Burglary non dwelling",
            "Burglary other",
        ),
        "Vehicle offences": (
            "Vehicle crime",
            "Theft from a motor vehicle",
            "Theft from motor vehicle",
            "Theft of motor vehicle",
            "Theft or taking of a motor vehicle",
            "Theft or unauthorised taking of a motor vehicle",
            "Interfering with a motor vehicle",
            "Aggravated vehicle taking",
            "Vehicle interference",
        ),
        "Bicycle theft": ("Cycle theft", "Theft of pedal cycle"),
        "Shoplifting": ("Retail theft", "Shop theft"),
        "Theft from the person": ("Theft from person",),
        "Other theft offences": ("All other theft offences", "Other theft", "Making off"),
    },
    "Criminal damage and arson": {
        "Criminal damage": ("Vandalism",),
        "Arson": ("Arson endangering life", "Arson not endangering life"),
    },
    "Drug offences": {
        "Possession of drugs": ("Drug possession",),
        "Trafficking of drugs": ("Drug trafficking", "Drug supply"),
    },
    "Possession of weapons offences": {
        "Possession of article with blade or point": ("Knife possession", "Other knife offences"),
        "Other weapon offences": ("Possession of other weapon", "Possession of firearms offences"),
    },
    "Public order offences": {
        "Public fear, alarm or distress": ("Affray", "Section 4A public order"),
        "Other public order offences": ("Violent disorder", "Other offences public order"),
    },
}
BURGLARY = "Burglary"
"""A group of its own in the tables of some forces, and theft in those of the Home Office."""
REST = "Other offences (not in the list)"


def _within(group: str) -> tuple[str, ...]:
    """Words of the subgroups of a group: in a column of groups they stand for the group."""
    return tuple(
        word for name, others in SUBGROUPS.get(group, {}).items() for word in (name, *others)
    )


def groups(column: str) -> Vocabulary:
    """The groups, for rows that are crimes: one with a finer word is of the group that holds it."""
    words = {
        group: (*others, *_within(group), *((BURGLARY,) if group == "Theft offences" else ()))
        for group, others in GROUPS.items()
    }
    return vocabulary(column, words, REST)


def subgroups(column: str) -> Vocabulary:
    words = {word: others for each in SUBGROUPS.values() for word, others in each.items()}
    return vocabulary(column, words, REST)


def every(column: str) -> Vocabulary:
    """Groups, subgroups and the types of data.police.uk side by side, for numbers of crimes.

    None is taken for another: a number of a finer type is a part of that of its group, which may
    stand beside it.
    """
    finer = {word: others for each in SUBGROUPS.values() for word, others in each.items()}
    known = {plain(word) for word, others in finer.items() for word in (word, *others)}
    groups = {
        group: tuple(one for one in others if plain(one) not in known)
        for group, others in GROUPS.items()
        if plain(group) not in known
    }
    known |= {plain(word) for group, others in groups.items() for word in (group, *others)}
    types = {word: () for word in CRIME_TYPES if plain(word) not in known}
    return vocabulary(column, {**groups, **finer, **types}, REST)
