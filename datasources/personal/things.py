"""The things that are looked for: each with its headings, its marks, and what is usually done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from datasources.kinds.headings import plain
from datasources.personal import marks
from datasources.values.markers import is_not_known
from datasources.values.persons import Named, names_a_person


def _never(_cell: str) -> bool:
    return False


@dataclass(frozen=True)
class Thing:
    """One sort of personal data.

    `holds` tells it in any text. `perhaps` is true of cells that other things look like too: most
    of a column must be so. `heading` are the headings that tell it, `plausible` the cells that can
    stand below them.
    """

    slug: str
    label: str
    """What a column of it holds: names, NHS numbers."""
    heading: re.Pattern[str]
    plausible: Callable[[str], bool]
    holds: Callable[[str], bool]
    perhaps: Callable[[str], bool] = _never
    why: str = ""
    """Why it is personal, for whoever decides."""


def _letters(cell: str) -> int:
    return sum(map(str.isalpha, cell))


def _figures(cell: str) -> int:
    return sum(map(str.isdigit, cell))


def _can_be_a_name(cell: str) -> bool:
    return _letters(cell) > 1 and not _figures(cell) and cell.strip().lower() not in ANSWERS


ANSWERS = frozenset({"yes", "no", "male", "female", "adult", "child", "business", "other", "none"})


def _can_be_a_day(cell: str) -> bool:
    """Day, month and year: of years, months and ages alone there are too few figures."""
    return _figures(cell) >= FIGURES_OF_A_DAY or (_letters(cell) > 2 and _figures(cell) > 2)


FIGURES_OF_A_DAY = 5


def _can_be_a_number_to_ring(cell: str) -> bool:
    return 9 <= _figures(cell) <= 14 and _letters(cell) < 4


def _can_be_an_address(cell: str) -> bool:
    return _letters(cell) > 4 and (" " in cell.strip() or _figures(cell) > 0)


def _can_be_a_mark(cell: str) -> bool:
    text = cell.strip()
    return 2 <= len(text) <= 9 and bool(_figures(text)) and bool(_letters(text))


def _can_be_an_nhs_number(cell: str) -> bool:
    return _figures(cell) == 10 and not _letters(cell)


def _can_be_an_ni_number(cell: str) -> bool:
    return _figures(cell) == 6 and 2 <= _letters(cell) <= 3


def _can_be_a_document(cell: str) -> bool:
    return _figures(cell) >= 5


def _names(cell: str) -> bool:
    return names_a_person(cell) is Named.SURELY


def _perhaps_names(cell: str) -> bool:
    return names_a_person(cell) is not Named.NO


PERSON = (
    "victim|vic|offender|suspect|susp|caller|complainant|complainer|aggrieved|injured party|ip"
    "|reporter|reporting person|reportee|customer|client|person|tenant|resident|applicant|claimant"
    "|pupil|patient|child|parent|guardian|carer|mother|father|next of kin|witness|informant|nominal"
    "|defendant|accused|perpetrator|driver|occupier|householder|licensee|holder|keeper|owner"
    "|contact|officer|oic|worker|social worker|case worker|keyworker|referrer|subject"
)
NAMES = Thing(
    "names",
    "names of persons",
    re.compile(
        r"^(?:name|full name|names)$"
        r"|\b(?:first|fore|sur|last|full|middle|maiden|given|family|christian|birth|nick) ?names?\b"
        r"|\b(?:initials?|alias|aliases|aka|known as)\b"
        rf"|\b(?:{PERSON})s? (?:full |first |last |fore|sur)?names?\b"
        rf"|\bnames? of (?:the )?(?:{PERSON})\b|\b(?:officer|oic) in (?:the )?case\b"
        r"|\b(?:reported|recorded|completed|entered|attended|referred) by name\b"
    ),
    _can_be_a_name,
    _names,
    _perhaps_names,
    why="A name says who it was. Counts need none.",
)
BIRTH_DATES = Thing(
    "birth-dates",
    "dates of birth",
    re.compile(r"\b(?:dob|d o b|date of birth|birth ?date|birthday|birth day|born(?: on)?)\b"),
    _can_be_a_day,
    marks.birth_date,
    why="A date of birth with a place or a day is mostly one person. An age does for counting.",
)
PHONES = Thing(
    "phones",
    "telephone numbers",
    re.compile(
        r"\b(?:phone|telephone|tel|mobile|mob|landline|phone number|contact (?:number|no|details)"
        r"|call(?:er|ing) (?:number|no|line))\b"
    ),
    _can_be_a_number_to_ring,
    marks.phone,
    _can_be_a_number_to_ring,
    why="A telephone number reaches one person or household.",
)
EMAILS = Thing(
    "emails",
    "e-mail addresses",
    re.compile(r"\be ?mails?\b"),
    lambda cell: "@" in cell,
    marks.email,
    why="An e-mail address reaches one person and often holds a name.",
)
ADDRESSES = Thing(
    "addresses",
    "addresses",
    re.compile(
        r"\b(?:address(?:es)?|address ?\d|address line ?\d?|addr ?\d?|home address|house (?:name|no"
        r"|number)|flat (?:no|number)|door number)\b"
    ),
    _can_be_an_address,
    marks.address,
    why="A whole address is where somebody lives. A ward or a small area does for counting.",
)
POSTCODES = Thing(
    "postcodes",
    "whole postcodes",
    re.compile(r"\b(?:post ?codes?|pcds?|pcd\d|zip(?: code)?)\b"),
    marks.postcode,
    marks.postcode,
    why="A whole postcode is some fifteen homes. The law asks for its outward half alone.",
)
NHS = Thing(
    "nhs-numbers",
    "NHS numbers",
    re.compile(r"\bnhs(?: (?:number|no|num|id))?$|\bnhs (?:number|no|num|id)\b"),
    _can_be_an_nhs_number,
    marks.nhs_number,
    why="An NHS number is one patient, and opens their records to whoever may search there.",
)
NI = Thing(
    "ni-numbers",
    "National Insurance numbers",
    re.compile(r"\b(?:ni (?:number|no)|nino|national insurance(?: (?:number|no))?)\b"),
    _can_be_an_ni_number,
    marks.ni_number,
    why="A National Insurance number is one person.",
)
VEHICLES = Thing(
    "vehicle-marks",
    "registration marks of vehicles",
    re.compile(
        r"\b(?:vrm|vrn|vrms?|number ?plates?|reg(?:istration)? (?:mark|number|no|plate)"
        r"|(?:vehicle|car|veh) (?:reg(?:istration)?|mark|index|vrm)|index (?:mark|number|no)"
        r"|registration|reg)\b"
    ),
    _can_be_a_mark,
    marks.vehicle_mark,
    marks.is_old_mark,
    why="A registration mark leads to the vehicle's keeper.",
)
DOCUMENTS = Thing(
    "documents",
    "numbers of identity papers",
    re.compile(r"\b(?:passport|driving licen[cs]e|driver number|licen[cs]e holder)\b"),
    _can_be_a_document,
    marks.licence,
    why="It is the number of one person's papers.",
)

THINGS: tuple[Thing, ...] = (
    NAMES, BIRTH_DATES, PHONES, EMAILS, ADDRESSES, POSTCODES, NHS, NI, VEHICLES, DOCUMENTS,
)  # fmt: skip
BY_SLUG = {one.slug: one for one in THINGS}

# Names of places and offices, not of people, and what is told of a thing and is not the thing.
NOT_A_PERSON = re.compile(
    r"\b(?:lsoa|oa|ward|wd|lad|ltla|utla|area|district|authority|borough|council|force|station|file"
    r"|sheet|site|school|msoa|region|county|country|csp|pfa|fra|icb|parish|neighbourhood|beat"
    r"|division|sector|team|street name|road name|street type|town|village|place|premises|venue"
    r"|business|company|organisation|agency|service|scheme|project|drug|offence|crime|event"
    r"|indicator|measure|category|type|age|year of birth|month of birth|count|number of|has|flag"
    r"|stolen|property|method|source|status|recorded|known|given|quality|match(?:ed)?)\d*\b"
)


def by_heading(heading: str) -> tuple[Thing, ...]:
    """What a heading alone says that its column holds."""
    name = plain(heading)
    if NOT_A_PERSON.search(name):
        return ()
    return tuple(one for one in THINGS if one.heading.search(name))


# Of what bears the names of people: wards, schools, streets, firms.
BEARS_NAMES = re.compile(
    r"\b(?:lsoa|oa|ward|wd|lad|ltla|utla|msoa|area|district|authority|borough|council|force|station"
    r"|site|school|region|county|csp|pfa|fra|icb|parish|neighbourhood|beat|division|sector|team"
    r"|street|road|town|village|place|premises|venue|business|company|organisation|agency|hospital"
    r"|service|scheme|project)\d*\b"
)


def is_of_places(heading: str) -> bool:
    """Whether a heading says that what stands below it may be named after people, as wards are."""
    return BEARS_NAMES.search(plain(heading)) is not None


def is_blank(cell: str) -> bool:
    return not cell.strip() or is_not_known(cell)
