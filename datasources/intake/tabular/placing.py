"""Which area the cells of a table mean: by code, or by a name that only one area here has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from datasources import geography
from datasources.intake.reading import Context
from datasources.kinds.headings import plain
from partnerships import area_codes

# Words around a name that tell of its level alone: "Eastgate Ward", "London Borough of Hackney".
LEVEL_WORDS = (
    " ward", " district", " borough", " council", " city", " la", " ua",
)  # fmt: skip


@dataclass
class Placed:
    """What the texts of a column mean: a code each, blank where nothing is meant or known."""

    codes: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    impossible: set[str] = field(default_factory=set)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """A name, and the areas that have it."""


class Gazetteer:
    """Names of the partnership's areas and, beyond it, of local authorities."""

    def __init__(self, context: Context) -> None:
        self.codes: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, str] = {}
        self.level: dict[str, int] = {}
        lookup = context.lookup
        if lookup is None or lookup.empty:
            return
        own = lookup[lookup[geography.LAD_CODE].astype("str").isin(context.partnership_areas)]
        for at, (code, name) in enumerate(geography.LEVELS):
            rows = lookup if code == geography.LAD_CODE else own
            for each, called in _pairs(rows, code, name):
                self.codes[plain(called)].add(each)
                self.words[each] = called
            if code == geography.WARD_CODE:
                self._with_council(own)
            self.level.update(dict.fromkeys(lookup[code].astype("str").unique(), at))

    def _with_council(self, own: pd.DataFrame) -> None:
        """A ward with its council beside it, as we ask for it where two have one name."""
        columns = [geography.WARD_CODE, geography.WARD_NAME, geography.LAD_NAME]
        for each, called, council in (
            own[columns].astype("str").drop_duplicates().itertuples(index=False, name=None)
        ):
            self.codes[plain(f"{called} {council}")].add(each)

    def place(self, texts: Iterable[str]) -> Placed:
        placed = Placed()
        for text in texts:
            self._place(text, placed)
        return placed

    def _place(self, text: str, placed: Placed) -> None:
        code = area_codes.as_code(text)
        if not code:
            placed.codes[text] = ""
        elif area_codes.can_exist(code):
            placed.codes[text] = code
        else:
            self._by_name(text, placed)

    def _by_name(self, text: str, placed: Placed) -> None:
        found = self.named(text)
        if len(found) == 1:
            placed.codes[text] = found[0]
            return
        placed.codes[text] = ""
        if found:
            placed.ambiguous[text] = tuple(found)
        elif _looks_like_a_code(text):
            placed.impossible.add(text)
        else:
            placed.unknown.add(text)

    def named(self, text: str) -> list[str]:
        """The codes of the areas of that name; "E01004646 : Westminster 002A" names its code."""
        first = area_codes.as_code(text.split(":")[0].split(" - ")[0])
        if area_codes.can_exist(first):
            return [first]
        name = plain(text)
        for wanted in (name, *(name.removesuffix(word) for word in LEVEL_WORDS)):
            if wanted in self.codes:
                return sorted(self.codes[wanted])
        return []

    def depth(self, code: str) -> int:
        """How small an area is: larger numbers are smaller areas; -1 where it is not known."""
        return self.level.get(code, -1)


def _pairs(rows: pd.DataFrame, code: str, name: str) -> Sequence[tuple[str, str]]:
    pairs = rows[[code, name]].astype("str").drop_duplicates()
    return list(pairs.itertuples(index=False, name=None))


def _looks_like_a_code(text: str) -> bool:
    """A letter with figures alone: E0100493 or 01004934 are meant as codes and are none."""
    stripped = area_codes.as_code(text)
    return 6 <= len(stripped) <= 12 and stripped[1:].isdigit() and stripped[:1].isalnum()
