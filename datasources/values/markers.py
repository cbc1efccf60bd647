"""What stands in a cell in place of a value: nothing known, or a publisher's marker.

Neither is ever nought. The markers are those of the guidance "Symbols in tables" of the Government
Analysis Function (before 2022 of the Government Statistical Service): letters in square brackets,
such as [c] confidential and [z] not applicable, with figures added where there are several of one
sort ([u1], [u2]). The signs that it replaced are read too, for they stand in every older table:
* suppressed, .. and : not available, . not applicable. A dash has meant "nil" to some publishers,
"not available" to others, and in partners' exports that nothing was entered: it is not known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SHORTHAND = {
    "b": "break in the series",
    "c": "confidential",
    "e": "estimated",
    "er": "earliest revision",
    "f": "forecast",
    "k": "rounds to nought, and is not nought",
    "low": "rounds to nought, and is not nought",
    "ns": "not significant",
    "p": "provisional",
    "r": "revised",
    "u": "low reliability",
    "w": "none recorded in the survey",
    "x": "not available",
    "z": "not applicable",
}
HELD_BACK_WORDS = {
    "*": "suppressed",
    "**": "suppressed",
    "***": "suppressed",
    "c": SHORTHAND["c"],
    "x": "not shown",
    "z": SHORTHAND["z"],
    "supp": "suppressed",
    "supp.": "suppressed",
    "suppressed": "suppressed",
    "confidential": SHORTHAND["c"],
    "withheld": "withheld",
    "redacted": "redacted",
}
NOT_KNOWN = frozenset(
    {
        "", "-", "--", "---", ".", "..", "...", "…", ":", "?", "/", "#n/a", "#div/0!", "#ref!",
        "#value!", "#name?", "#null!", "#num!", "n/a", "n.a.", "na", "nan", "nat", "none", "null",
        "(null)", "<na>", "(blank)", "[blank]", "not known", "unknown", "not available",
        "not recorded", "not stated", "not applicable", "no data",
    }
)  # fmt: skip
DASHES = str.maketrans({"–": "-", "—": "-", "‒": "-", "‐": "-", "‑": "-", "−": "-"})
IN_BRACKETS = re.compile(r"\[\s*([a-z][a-z ]*?)\s*\d*\s*\]", re.IGNORECASE)


class Bounds(NamedTuple):
    """What is known of a number that is not shown: <5 is below 5, 1-4 at least 1 and at most 4."""

    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    above: float | None = None

    @property
    def words(self) -> str:
        """Below 5; 1 to 4; 5 or fewer; 5 or more; above 100."""
        if self.at_least is not None and self.at_most is not None:
            return f"{self.at_least:g} to {self.at_most:g}"
        said = (
            (self.below, "below {:g}"),
            (self.at_most, "{:g} or fewer"),
            (self.at_least, "{:g} or more"),
            (self.above, "above {:g}"),
        )
        return next((words.format(bound) for bound, words in said if bound is not None), "")


class HeldBack(NamedTuple):
    """A marker stands in place of the number. It is never nought; what is known of it is kept."""

    mark: str
    words: str
    bounds: Bounds = Bounds()


def cleaned(text: str) -> str:
    """Without blanks around and within more than one, in small letters, with plain dashes."""
    return " ".join(text.translate(DASHES).split()).lower()


def is_not_known(text: str) -> bool:
    """Whether the cell says that nothing is known: blank, NULL, N/A, a dash, dots."""
    return cleaned(text) in NOT_KNOWN


def meaning_of(shorthand: str) -> str:
    """What a marker in square brackets means, by the guidance; others are a publisher's own."""
    return SHORTHAND.get(shorthand.lower().rstrip("0123456789 "), "a marker of the publisher's own")


def held_back(text: str) -> HeldBack | None:
    """What a marker alone in its cell says: *, c, [c], suppressed, <5, 1-4, fewer than 5."""
    mark = cleaned(text)
    if mark in HELD_BACK_WORDS:
        return HeldBack(text.strip(), HELD_BACK_WORDS[mark])
    if match := IN_BRACKETS.fullmatch(mark):
        return HeldBack(text.strip(), meaning_of(match[1]))
    if match := MASKED.fullmatch(mark):
        unit = 10 ** len(match[2])
        least = int(match[1]) * unit
        return HeldBack(text.strip(), "figures masked", Bounds(least, least + unit - 1))
    bounds = _bounds(mark)
    return HeldBack(text.strip(), bounds.words, bounds) if bounds else None


NUMBER = r"(\d+(?:\.\d+)?)"
BOUNDS = tuple(
    (re.compile(pattern.replace("NUMBER", NUMBER), re.ASCII), field)
    for pattern, field in (
        ("(?:<=|=<|≤|up to|at most|no more than) ?NUMBER", "at_most"),
        ("NUMBER (?:or|and) (?:fewer|less|under|below)", "at_most"),
        ("(?:<|less than|fewer than|under|below) ?NUMBER", "below"),
        ("(?:>=|=>|≥|at least) ?NUMBER", "at_least"),
        ("NUMBER (?:or|and) (?:more|over|above)", "at_least"),
        (r"NUMBER ?\+", "at_least"),
        ("(?:>|more than|over|above) ?NUMBER", "above"),
    )
)
# Longer figures with a dash between them are references, not a range.
SMALL = r"(?:0|[1-9]\d{0,5})(?:\.\d+)?"
RANGE = re.compile(rf"(?:between )?(?P<first>{SMALL}) ?(?:-|to|and) ?(?P<last>{SMALL})", re.ASCII)
# 376*** is an easting that shows its kilometre and no more.
MASKED = re.compile(r"([1-9]\d*)(\*{2,})", re.ASCII)


def _bounds(mark: str) -> Bounds | None:
    for pattern, field in BOUNDS:
        if match := pattern.fullmatch(mark):
            return Bounds(**{field: float(match[1])})
    if (match := RANGE.fullmatch(mark)) and float(match["first"]) < float(match["last"]):
        return Bounds(at_least=float(match["first"]), at_most=float(match["last"]))
    return None
