"""A partner's words beside those of a kind; ages as published groups; years in names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from datasources.intake import privacy
from datasources.kinds.headings import plain
from datasources.kinds.measure import Vocabulary
from datasources.values.markers import cleaned, is_not_known
from datasources.values.people import AgeBand, in_band
from datasources.values.words import read_words

MOST_ASKED, LONGEST_ASKED = 60, 80
AGE_GROUPS = (
    AgeBand(0, 9), AgeBand(10, 17), AgeBand(18, 24), AgeBand(25, 34), AgeBand(35, 44),
    AgeBand(45, 54), AgeBand(55, 64), AgeBand(65, 74), AgeBand(75, None),
)  # fmt: skip
OLDEST = 120
VINTAGE = re.compile(
    r"(?:oa|lsoa|msoa|wd|ward|lad|ltla|utla|la|csp|pfa|fra|cty|rgn) ?(?:20)?(\d\d) ?"
    r"(?:code|cd|name|nm)"
)
BELOW_NOUGHT = re.compile(r"-\d+(?:\.0+)?", re.ASCII)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True)
class Named:
    """Each text as a declared word, else as it stands; blank where nothing is known.

    `unknown` are texts that are no declared word, with their cells; `perhaps` says of some of them
    which words they may be.
    """

    words: Mapping[str, str]
    unknown: Mapping[str, int]
    perhaps: Mapping[str, tuple[str, ...]]


def named(texts: Mapping[str, int], words: Vocabulary, said: Mapping[str, str]) -> Named:
    """By the words of the kind and those that partners are known to use; first by what was said."""
    others: dict[str, list[str]] = {word: [] for word in words.words}
    for theirs, ours in words.also.items():
        others[ours].append(theirs)
    read = read_words(texts, others)
    told = {plain(theirs): ours for theirs, ours in said.items()}
    meant = {
        text: said.get(text, "")
        if _says_nothing(text)
        else told.get(plain(text)) or read.meanings[text] or ("" if is_not_known(text) else text)
        for text in texts
    }
    unknown = {
        text: count
        for text, count in texts.items()
        if meant[text] and meant[text] not in words.words
    }
    return Named(
        meant, unknown, {text: read.unsure[text] for text in unknown if text in read.unsure}
    )


def _says_nothing(text: str) -> bool:
    """Whether it is a code below nought: by such (-1, -9) surveys and registers say that nothing is
    known, and compared without its sign it would be the code of something else."""
    return BELOW_NOUGHT.fullmatch(cleaned(text)) is not None


def one_spelling(texts: Mapping[str, int]) -> dict[str, str]:
    """Of texts that differ in capitals and hyphens alone, the one that stands in most cells; blank
    where nothing is known."""
    most: dict[str, str] = {}
    for text, _ in sorted(texts.items(), key=lambda one: (-one[1], one[0])):
        most.setdefault(plain(text), text)
    return {text: "" if is_not_known(text) else most[plain(text)] for text in texts}


def askable(unknown: Mapping[str, int]) -> tuple[str, ...]:
    """The words of a column that a person may be asked about, the most frequent first.

    None that may be a person's, and no account of what happened. Of more different words than a
    column of types has, those alone that come again: anything may stand in the others.
    """
    least = 1 if len(unknown) <= MOST_ASKED else 2
    words = [
        word
        for word, count in sorted(unknown.items(), key=lambda one: (-one[1], one[0]))
        if count >= least and len(word) <= LONGEST_ASKED and plain(word)
    ]
    personal = privacy.personal_values(words)
    return tuple(word for word in words if word not in personal)[:MOST_ASKED]


def age_group(band: AgeBand | None) -> str:
    """The published group that holds an age or a band; a band that none holds, in its own words."""
    if band is None or band.first > OLDEST:
        return ""
    group = in_band(band.first, AGE_GROUPS)
    if group is None or not (group.last is None or (band.last or OLDEST + 1) <= group.last):
        return band.words
    return f"under {group.last + 1}" if group.first == 0 and group.last else group.words


def vintages_in(headings: Iterable[str]) -> set[str]:
    """The years of the geographies that headings name: 2021 of lsoa21_code, 2016 of LAD16CD."""
    found = (VINTAGE.fullmatch(plain(heading)) for heading in headings)
    return {f"20{match[1]}" for match in found if match}


def years_in(name: str) -> set[str]:
    """The years that a file is named for."""
    return set(YEAR.findall(name))
