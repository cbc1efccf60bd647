"""What a column looks like, in shares that a person can read: judged, and nothing chosen.

Each look is judged by itself, and one column may have several: 201401 is a month and a number. Who
recognises columns weighs them beside the headings, and asks where two are as good.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from datasources.values.dates import read_dates
from datasources.values.markers import cleaned, held_back, is_not_known
from datasources.values.numbers import Number, read_numbers
from datasources.values.spellings import BARE_NUMBER, as_written
from datasources.values.times import read_times
from datasources.values.words import plain, read_flags, without_code
from partnerships.area_codes import as_code, can_exist

LOOKED_AT = 5_000
# Places of England and Wales on the National Grid, in metres, and in degrees.
EASTINGS, NORTHINGS = (80_000, 656_000), (5_000, 658_000)
LONGITUDES, LATITUDES = (-6.5, 1.8), (49.8, 55.9)
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}", re.IGNORECASE)
AREAS = {
    "output areas": ("E00", "W00"),
    "LSOAs": ("E01", "W01"),
    "MSOAs": ("E02", "W02"),
    "wards": ("E05", "W05"),
    "local authorities": ("E06", "E07", "E08", "E09", "W06"),
}
LONG_WORDS = 5
FEW_WORDS = 50
OFTEN = 3


@dataclass(frozen=True)
class Look:
    """One thing that a column may be: how many of its filled cells look so, and one that does."""

    name: str
    cells: int
    share: float
    example: str

    @property
    def words(self) -> str:
        """98% look like dates, such as 31/01/2024."""
        return f"{_percent(self.share)} look like {self.name}, such as {self.example}"


@dataclass(frozen=True)
class Looks:
    """How a column looks: the cells looked at, those of them that are filled, and every look.

    `looks` are those that at least one cell has, the largest share first, and of equal ones the
    name that comes first: an order for reading, not a choice. `whole` is whether every distinct
    text was looked at, or only the commonest.
    """

    cells: int
    filled: int
    distinct: int
    whole: bool
    looks: tuple[Look, ...]

    def share(self, name: str) -> float:
        """The share of filled cells with this look; 0 where none has it."""
        return next((look.share for look in self.looks if look.name == name), 0.0)


def look(
    texts: Mapping[str, int],
    *,
    name: str = "",
    vocabularies: Mapping[str, Collection[str]] | None = None,
) -> Looks:
    """The looks of a column whose distinct texts are given with how many cells hold them.

    `name` is the column's heading, for flags that repeat it. Of each of the `vocabularies` (names
    of places of a look-up, words of a category) the share is told of cells that are one of its
    words but for case, punctuation and plurals.
    """
    seen = texts
    if len(texts) > LOOKED_AT:
        seen = dict(nlargest(LOOKED_AT, texts.items(), key=lambda item: (item[1], item[0])))
    filled = {text: count for text, count in seen.items() if not is_not_known(text)}
    total = sum(filled.values())
    known = {
        vocabulary: {plain(word) for word in words}
        for vocabulary, words in (vocabularies or {}).items()
    }
    read = {judged: list(those) for judged, those in (*_read(filled, name), *_by_number(filled))}
    meaning = set().union(*read.values())
    found = [
        *read.items(),
        *((judged, filter(holds, filled)) for judged, holds in BY_CELL.items()),
        ("references", (text for text in filled if text not in meaning and _is_reference(text))),
        *_in_vocabularies(filled, known),
        *_by_column(filled),
    ]
    looks = [one for judged, those in found if (one := _look(judged, those, filled, total))]
    looks.sort(key=lambda one: (-one.share, one.name))
    return Looks(sum(seen.values()), total, len(filled), len(seen) == len(texts), tuple(looks))


def _look(name: str, those: Iterable[str], filled: Mapping[str, int], total: int) -> Look | None:
    texts = set(those)
    cells = sum(filled[text] for text in texts)
    if not cells:
        return None
    example = min(texts, key=lambda text: (-filled[text], text))
    return Look(name, cells, cells / total, example)


def _read(filled: Mapping[str, int], name: str) -> Iterable[tuple[str, Iterable[str]]]:
    """What the readers of this package can read, or could once a question is answered."""
    dates, times, flags = read_dates(filled), read_times(filled), read_flags(filled, name=name)
    readable = [text for text in filled if text not in dates.unreadable]
    bare = [text for text in readable if BARE_NUMBER.fullmatch(as_written(text))]
    yield "dates", sorted(set(readable) - set(bare))
    yield "dates written as numbers", bare
    in_time = [text for text in filled if text not in times.unreadable]
    yield "times", [text for text in in_time if not BARE_NUMBER.fullmatch(as_written(text))]
    yield (
        "times written as numbers",
        [text for text in in_time if BARE_NUMBER.fullmatch(as_written(text))],
    )
    yield "yes or no", [text for text, flag in flags.meanings.items() if flag is not None]


def _is_area(starts: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda text: can_exist(code := as_code(text)) and code.startswith(starts)


def _is_other_area(text: str) -> bool:
    known = tuple(start for starts in AREAS.values() for start in starts)
    return can_exist(code := as_code(text)) and not code.startswith(known)


def _is_reference(text: str) -> bool:
    """Letters or dashes among many figures, and no blank: the reference of a record, a hash."""
    written = text.strip()
    figures = sum(sign.isdigit() for sign in written)
    return (
        len(written) >= 6
        and figures >= 3
        and " " not in written
        and not can_exist(as_code(written))
        and not POSTCODE.fullmatch(written)
        and held_back(written) is None
    )


def _is_words(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


BY_CELL: Mapping[str, Callable[[str], bool]] = {
    **{f"codes of {level}": _is_area(starts) for level, starts in AREAS.items()},
    "codes of other areas": _is_other_area,
    "postcodes": lambda text: POSTCODE.fullmatch(" ".join(text.split())) is not None,
    "markers in place of numbers": lambda text: held_back(text) is not None,
    "words": lambda text: _is_words(text) and len(cleaned(text).split()) <= LONG_WORDS,
    "free text": lambda text: len(cleaned(text).split()) > LONG_WORDS,
}


def _by_number(filled: Mapping[str, int]) -> Iterable[tuple[str, Iterable[str]]]:
    """Numbers, and those of the size of places in metres or degrees."""
    numbers = read_numbers(filled)
    values = {text: one for text, one in numbers.meanings.items() if isinstance(one, Number)}
    yield "numbers", [*values, *numbers.waiting]
    for name, (least, most) in (
        ("eastings", EASTINGS),
        ("northings", NORTHINGS),
        ("longitudes", LONGITUDES),
        ("latitudes", LATITUDES),
    ):
        is_degrees = most < 360
        yield (
            name,
            [
                text
                for text, one in values.items()
                if least <= one.value <= most and not one.unit and ("." in text or not is_degrees)
            ],
        )


def _in_vocabularies(
    filled: Mapping[str, int], known: Mapping[str, set[str]]
) -> Iterable[tuple[str, Iterable[str]]]:
    for name, words in known.items():
        yield (
            name,
            [text for text in filled if plain(text) in words or plain(without_code(text)) in words],
        )


def _by_column(filled: Mapping[str, int]) -> Iterable[tuple[str, Iterable[str]]]:
    """What only all cells together show: a few words said often, or each said once."""
    worded = {text: n for text, n in filled.items() if any(map(str.isalpha, text))}
    if len(filled) <= FEW_WORDS and sum(worded.values()) >= OFTEN * max(len(worded), 1):
        yield "a few words said often", worded
    if len(filled) > 1 and all(count == 1 for count in filled.values()):
        yield "values that never repeat", filled


def _percent(share: float) -> str:
    """Never all where it is not all, and never none where there are some."""
    if share == 1:
        return "All"
    return f"{min(max(round(share * 100), 1), 99)}%"
