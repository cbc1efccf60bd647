"""A partner's words beside those of a kind; yes and no; ages as groups; a year in a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from datasources.kinds.headings import plain
from datasources.kinds.measure import Vocabulary
from datasources.values.markers import is_not_known

# 007 Noise nuisance; A12 - Fly-tipping: a code before the word.
CODE_BEFORE = re.compile(r"^[a-z]{0,2}\d{1,4}[a-z]?\s+(?=[a-z])")
YES = frozenset({"y", "yes", "true", "1", "t", "x"})
NO = frozenset({"n", "no", "false", "0", "f"})
AGE_GROUPS = (
    (9, "under 10"), (17, "10 to 17"), (24, "18 to 24"), (34, "25 to 34"), (44, "35 to 44"),
    (54, "45 to 54"), (64, "55 to 64"), (74, "65 to 74"), (130, "75 and over"),
)  # fmt: skip
A_GROUP = re.compile(r"^(\d{1,3}) ?(?:-|–|to) ?(\d{1,3})$")
VINTAGE = re.compile(
    r"(?:oa|lsoa|msoa|wd|ward|lad|ltla|utla|la|csp|pfa|fra|cty|rgn) ?(?:20)?(\d\d) ?"
    r"(?:code|cd|name|nm)"
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def named(texts: Iterable[str], words: Vocabulary, said: Mapping[str, str]) -> dict[str, str]:
    """Each text as a declared word where it is one in other letters, or was said to be; else as it
    stands. What says that nothing is known is blank."""
    meant = {plain(word): word for word in words.words}
    meant |= {plain(theirs): ours for theirs, ours in words.also.items()}
    meant |= {plain(theirs): ours for theirs, ours in said.items()}
    return {text: _named(text, meant) for text in texts}


def _named(text: str, meant: Mapping[str, str]) -> str:
    if is_not_known(text):
        return ""
    name = plain(text.replace("&", " and "))
    return meant.get(name) or meant.get(CODE_BEFORE.sub("", name)) or text


def flag(text: str, heading: str) -> str:
    """yes, no, or blank where it is not known. A column may be ticked with its own name."""
    name = plain(text)
    if name in YES or (name and name == plain(heading)):
        return "yes"
    return "no" if name in NO else ""


def age_group(text: str) -> str:
    """The group of an age, or of a group of ages that lies within one; else as it is written."""
    name = text.strip().lower().removesuffix(" years").removesuffix(".0")
    if name.isdigit():
        return _group_of(int(name), int(name)) or ""
    if match := A_GROUP.fullmatch(name):
        return _group_of(int(match[1]), int(match[2])) or f"{int(match[1])} to {int(match[2])}"
    return "" if is_not_known(text) or any(len(one) > 12 for one in name.split()) else name


def _group_of(first: int, last: int) -> str | None:
    least = 0
    for most, group in AGE_GROUPS:
        if least <= first and last <= most:
            return group
        least = most + 1
    return None


def vintages_in(headings: Iterable[str]) -> set[str]:
    """The years of the geographies that headings name: 2021 of lsoa21_code, 2016 of LAD16CD."""
    found = (VINTAGE.fullmatch(plain(heading)) for heading in headings)
    return {f"20{match[1]}" for match in found if match}


def years_in(name: str) -> set[str]:
    """The years that a file is named for."""
    return set(YEAR.findall(name))
