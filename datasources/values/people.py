"""What a column says of people: ages and bands of them, sex, ethnic group.

Ethnic groups are those of the census (self-defined, 18+1 with "not stated") under their five broad
groups, and the codes by which officers describe a person (6+1, IC codes). What someone says of
themselves and what another saw are never taken for each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from datasources.values.decisions import (
    NOTHING_TOLD,
    Decision,
    Question,
    Reading,
    State,
    Told,
    told,
)
from datasources.values.markers import cleaned, is_not_known
from datasources.values.spellings import number_of_month
from datasources.values.words import Words, plain, read_words

OLDEST = 120


class AgeBand(NamedTuple):
    """From one age to another, both counted; no last age where the band is open."""

    first: int
    last: int | None

    def holds(self, age: int) -> bool:
        return self.first <= age and (self.last is None or age <= self.last)

    @property
    def words(self) -> str:
        if self.last is None:
            return f"{self.first} and over"
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True)
class Ages:
    """Each text's band (a plain age is a band of one year), None where it has none.

    `mended` are bands that a spreadsheet had made dates of (10-17 as Oct-17), read back where they
    overlap no other band of the column. `overlapping` are bands that share ages: together they
    count people twice.
    """

    meanings: Mapping[str, AgeBand | None]
    mended: Mapping[str, AgeBand]
    overlapping: tuple[tuple[AgeBand, AgeBand], ...]
    unreadable: Mapping[str, int]


BAND = re.compile(r"(\d{1,3}) ?(?:-|to) ?(\d{1,3})", re.ASCII)
OPEN = re.compile(r"(\d{1,3}) ?(?:\+|(?:(?:and|or|&) )?(?:over|above|older|plus|more))", re.ASCII)
OVER = re.compile(r"(?:over|above|older than|>) ?(\d{1,3})", re.ASCII)
FROM = re.compile(r"(?:>=|≥|at least|from) ?(\d{1,3})", re.ASCII)
UNDER = re.compile(r"(?:under|below|younger than|less than|<) ?(\d{1,3})", re.ASCII)
UP_TO = re.compile(
    r"(?:up to|<=|≤) ?(\d{1,3})|(\d{1,3}) ?(?:and|or|&) (?:under|below|younger)", re.ASCII
)
AGE = re.compile(r"(\d{1,3})(?:\.0+)?", re.ASCII)
AROUND = re.compile(
    r"^(?:aged?s?|ages) |(?: ?(?:years?|yrs?|y/o|yo))(?: olds?| of age)?\b|\bolds?$"
)
AS_A_DATE = re.compile(r"(?:([a-z]{3,4})-(\d{2})|(\d{1,2})-([a-z]{3,4}))", re.ASCII)


def read_ages(texts: Mapping[str, int]) -> Ages:
    """The ages that each distinct text means, given with how many cells hold it.

    18-24, 25 to 34, under 10, 65+, over 34 (35 and over), 10 - 17 years, 23.
    """
    meanings = {text: _band(_without_words(text)) for text in texts}
    plainly = {band for band in meanings.values() if band}
    mended = {
        text: band
        for text, found in meanings.items()
        if found is None and plainly and (band := _mended(text, plainly))
    }
    meanings |= mended
    bands = sorted({band for band in meanings.values() if band and band.first != band.last})
    unreadable = {
        text: count
        for text, count in texts.items()
        if meanings[text] is None and not is_not_known(text)
    }
    return Ages(meanings, mended, _overlapping(bands), unreadable)


def in_band(age: int, bands: Sequence[AgeBand]) -> AgeBand | None:
    """The one band that holds the age; None where none does, or several do."""
    found = [band for band in bands if band.holds(age)]
    return found[0] if len(found) == 1 else None


def _without_words(text: str) -> str:
    return " ".join(AROUND.sub("", cleaned(text)).split())


def _band(text: str) -> AgeBand | None:
    if match := AGE.fullmatch(text):
        return _possible(int(match[1]), int(match[1]))
    if match := BAND.fullmatch(text):
        return _possible(int(match[1]), int(match[2]))
    if match := OPEN.fullmatch(text) or FROM.fullmatch(text):
        return _possible(int(match[1]), None)
    if match := OVER.fullmatch(text):
        return _possible(int(match[1]) + 1, None)
    if match := UNDER.fullmatch(text):
        return _possible(0, int(match[1]) - 1)
    if match := UP_TO.fullmatch(text):
        return _possible(0, int(match[1] or match[2]))
    return None


def _possible(first: int, last: int | None) -> AgeBand | None:
    is_so = first <= OLDEST if last is None else first <= last <= OLDEST
    return AgeBand(first, last) if is_so else None


def _mended(text: str, plainly: set[AgeBand]) -> AgeBand | None:
    """10-17 of Oct-17, 5-9 of 05-Sep or 9-May: the way round that runs upwards."""
    match = AS_A_DATE.fullmatch(cleaned(text))
    if match is None:
        return None
    month = number_of_month(match[1] or match[4])
    if month is None:
        return None
    band = AgeBand(*sorted((month, int(match[2] or match[3]))))
    overlaps = any(_overlap(band, other) for other in plainly if other != band)
    return None if overlaps or band.first == band.last else band


def _overlap(one: AgeBand, other: AgeBand) -> bool:
    return one.holds(other.first) or other.holds(one.first)


def _overlapping(bands: Sequence[AgeBand]) -> tuple[tuple[AgeBand, AgeBand], ...]:
    return tuple(
        (one, other)
        for at, one in enumerate(bands)
        for other in bands[at + 1 :]
        if _overlap(one, other)
    )


FEMALE, MALE, OTHER, NOT_STATED = "Female", "Male", "Other", "Not stated"
SEXES = {
    FEMALE: ("f", "woman", "women", "girl", "lady"),
    MALE: ("m", "man", "men", "boy", "gentleman"),
    OTHER: ("non-binary", "intersex", "other gender"),
    NOT_STATED: (
        "u", "unknown", "not known", "not specified", "not recorded", "prefer not to say",
        "refused", "declined",
    ),
}  # fmt: skip
SEX_FIGURES = Question(
    "sexes",
    Reading("male-1", "1 is male and 2 female"),
    Reading("female-1", "1 is female and 2 male"),
)
FIGURES = {"0": NOT_STATED, "1": MALE, "2": FEMALE}


@dataclass(frozen=True)
class Sexes:
    """Each text's sex as recorded, None where it has none; what was decided of figures."""

    meanings: Mapping[str, str | None]
    decisions: tuple[Decision, ...]
    unsure: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, int]


def read_sexes(texts: Mapping[str, int], *, given: Told = NOTHING_TOLD) -> Sexes:
    """The sex that each distinct text means, given with how many cells hold it.

    Figures are those of ISO/IEC 5218, which the NHS and the road casualty statistics use too: 1
    male, 2 female, 0 not known; unless `given` says otherwise: sexes (male-1, female-1).
    """
    words = read_words(texts, SEXES)
    meanings = dict(words.meanings)
    figures = {text: one for text in texts if (one := cleaned(text).removesuffix(".0")) in FIGURES}
    decision = _of_figures(set(figures.values()), given)
    for text, figure in figures.items():
        meanings[text] = FIGURES[figure]
        if decision and decision.chosen == SEX_FIGURES.second.key and figure in "12":
            meanings[text] = MALE if figure == "2" else FEMALE
    unknown = {text: count for text, count in words.unknown.items() if text not in figures}
    return Sexes(meanings, (decision,) if decision else (), words.unsure, unknown)


def _of_figures(figures: set[str], given: Told) -> Decision | None:
    if not figures & {"1", "2"}:
        return None
    why = "1 is male and 2 female in ISO/IEC 5218; no word of the column says otherwise."
    return told(SEX_FIGURES, given) or Decision(
        SEX_FIGURES.about, State.LIKELY, SEX_FIGURES.first.key, why
    )


WHITE, MIXED, ASIAN, BLACK = "White", "Mixed or multiple", "Asian", "Black"
OTHER_GROUP = "Other ethnic group"
SELF_DEFINED = "self-defined"
OBSERVED = "observed"
BROAD_GROUPS = {
    WHITE: ("white ethnic group",),
    MIXED: (
        "mixed", "mixed multiple ethnic groups", "mixed or multiple ethnic groups",
        "dual heritage",
    ),
    ASIAN: (
        "asian or asian british", "asian asian british", "asian british",
        "asian british or asian welsh", "asian asian british or asian welsh",
    ),
    BLACK: (
        "black or black british", "black african caribbean black british", "black british",
        "black black british caribbean or african",
        "black black british black welsh caribbean or african",
    ),
    OTHER_GROUP: ("other", "chinese or other", "any other ethnic group", "other ethnic groups"),
    NOT_STATED: ("not known", "unknown", "refused", "prefer not to say", "declined"),
}  # fmt: skip


class Group(NamedTuple):
    """An ethnic group: the broad one, the narrower where it is told, and who said it."""

    broad: str
    narrow: str
    said_by: str


# The codes of the police's self-defined classification (16+1, and what 18+1 added), with words.
SELF_DEFINED_GROUPS: Mapping[Group, tuple[str, ...]] = {
    Group(broad, narrow, SELF_DEFINED): (codes, *words)
    for codes, broad, narrow, words in (
        ("W1", WHITE, "British", (
            "English, Welsh, Scottish, Northern Irish or British",
            "English/Welsh/Scottish/Northern Irish/British",
        )),
        ("W2", WHITE, "Irish", ()),
        ("W3", WHITE, "Gypsy or Irish Traveller", ("Gypsy/Irish Traveller",)),
        ("W4", WHITE, "Roma", ()),
        ("W9", WHITE, "Any other White", ("Any other White background", "Other White")),
        ("M1", MIXED, "White and Black Caribbean", ()),
        ("M2", MIXED, "White and Black African", ()),
        ("M3", MIXED, "White and Asian", ()),
        ("M9", MIXED, "Any other Mixed", (
            "Any other Mixed or multiple ethnic background", "Any other Mixed background",
            "Any other Mixed/Multiple ethnic background", "Other Mixed",
        )),
        ("A1", ASIAN, "Indian", ()),
        ("A2", ASIAN, "Pakistani", ()),
        ("A3", ASIAN, "Bangladeshi", ()),
        ("A4", ASIAN, "Chinese", ()),
        ("A9", ASIAN, "Any other Asian", ("Any other Asian background", "Other Asian")),
        ("B1", BLACK, "Caribbean", ("Black Caribbean",)),
        ("B2", BLACK, "African", ("Black African",)),
        ("B9", BLACK, "Any other Black", (
            "Any other Black/African/Caribbean background", "Any other Black background",
            "Any other Black, Black British or Caribbean background", "Other Black",
        )),
        ("O2", OTHER_GROUP, "Arab", ()),
        ("O9", OTHER_GROUP, "Any other ethnic group", ("Any other", "Any other group")),
        ("NS", NOT_STATED, "Not stated", ("Other ethnic group - Not stated",)),
    )
}  # fmt: skip
# How officers describe whom they saw.
OBSERVED_GROUPS: Mapping[Group, tuple[str, ...]] = {
    Group(broad, narrow, OBSERVED): (codes, *words)
    for codes, broad, narrow, words in (
        ("IC1", WHITE, "White - North European", ("White North European", "Northern European")),
        ("IC2", WHITE, "White - South European", ("Dark European", "Southern European")),
        ("IC3", BLACK, "Black", ("Afro-Caribbean",)),
        ("IC4", ASIAN, "Asian", ("Indian subcontinent",)),
        ("IC5", OTHER_GROUP, "Chinese, Japanese or South East Asian", (
            "Chinese, Japanese or any other South East Asian", "Oriental",
        )),
        ("IC6", OTHER_GROUP, "Middle Eastern", (
            "Arabic or North African", "Arab or North African",
        )),
        ("IC9 IC0", NOT_STATED, "Not known", ("Unknown",)),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Groups:
    """Each text's ethnic group, None where it has none for sure; the rest as of `Words`."""

    meanings: Mapping[str, Group | None]
    unsure: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, int]


def read_ethnic_groups(texts: Mapping[str, int], *, said_by: str = SELF_DEFINED) -> Groups:
    """The ethnic group that each distinct text means, given with how many cells hold it.

    Codes (W1, IC3) say by themselves who said it; of words alone `said_by` tells it, as the
    column's heading does. A broad group alone has no narrower one.
    """
    known = _by_plain_words(said_by)
    meanings = {text: known.get(plain(text)) for text in texts}
    rest = {text: count for text, count in texts.items() if meanings[text] is None}
    words: Words = read_words(rest, {_named(group): () for group in known.values()})
    return Groups(meanings, words.unsure, words.unknown)


def _named(group: Group) -> str:
    return f"{group.broad} - {group.narrow}" if group.narrow else group.broad


def _by_plain_words(said_by: str) -> dict[str, Group]:
    """Every spelling of every group: its code, its own words, and these after the broad group's."""
    known: dict[str, Group] = {}
    own = SELF_DEFINED_GROUPS if said_by == SELF_DEFINED else OBSERVED_GROUPS
    for group, (codes, *words) in (*SELF_DEFINED_GROUPS.items(), *OBSERVED_GROUPS.items()):
        narrower = (group.narrow, *words)
        broader = ("", group.broad, *BROAD_GROUPS[group.broad])
        spelt = [f"{broad} {narrow}" for broad in broader for narrow in narrower]
        for code in codes.split():
            known |= {plain(f"{code} {words}"): group for words in ("", *spelt)}
        if group in own:
            known |= {plain(words): group for words in spelt}
    for broad, others in BROAD_GROUPS.items():
        for word in (broad, *others):
            known.setdefault(plain(word), Group(broad, "", said_by))
    return known
