"""Which areas an area is made of. Codes alone decide; names and maps never do."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from partnerships.words import all_of

LSOA_CODE = "lsoa_code"
LSOA_NAME = "lsoa_name"
LSOA_VINTAGE = "lsoa_vintage"
WARD_CODE = "ward_code"
WARD_NAME = "ward_name"
WARD_VINTAGE = "ward_vintage"
LAD_CODE = "lad_code"
LAD_NAME = "lad_name"
LAD_VINTAGE = "lad_vintage"

LEVELS = ((LAD_CODE, LAD_NAME), (WARD_CODE, WARD_NAME), (LSOA_CODE, LSOA_NAME))
"""From the largest to the smallest."""
NAMED_COLUMNS = tuple(name for level in LEVELS for name in level)

JOINED = "+"


class UnknownAreaError(LookupError):
    """An area code that the look-up does not hold: nothing can be counted, not even nought."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The area look-up does not hold {code}. Check the code and the year of the look-up."
        )
        self.code = code


def small_areas_in(lookup: pd.DataFrame, area_codes: Sequence[str]) -> frozenset[str]:
    """All small areas of the given local authorities, wards and LSOAs, each once."""
    return _within(lookup, area_codes, (LSOA_CODE,))


def places_in(lookup: pd.DataFrame, area_codes: Sequence[str]) -> frozenset[str]:
    """All codes under which a row may stand that lies in one of these areas: theirs, and those of
    the smaller areas in them."""
    found: set[str] = set()
    for code in area_codes:
        levels = [level for level, _ in LEVELS]
        below = levels[levels.index(_level_of(lookup, code)[0]) :]
        found |= _within(lookup, [code], below)
    return frozenset(found)


def layers_in(lookup: pd.DataFrame, code: str) -> tuple[frozenset[str], ...]:
    """The area itself, then the areas of each smaller level in it: each layer is all of it."""
    levels = [level for level, _ in LEVELS]
    below = levels[levels.index(_level_of(lookup, code)[0]) :]
    return tuple(_within(lookup, [code], (level,)) for level in below)


def coarser_than(lookup: pd.DataFrame, area_codes: Sequence[str]) -> frozenset[str]:
    """The larger areas that hold these: a row that stands under one cannot be placed in them."""
    found: set[str] = set()
    levels = [level for level, _ in LEVELS]
    for code in area_codes:
        level, _ = _level_of(lookup, code)
        rows = lookup[lookup[level] == code]
        for above in levels[: levels.index(level)]:
            found.update(rows[above].astype("str"))
    return frozenset(found) - frozenset(area_codes)


def made_of(lookup: pd.DataFrame, code: str) -> frozenset[str]:
    """The places behind the code that an answer carries, which may join several."""
    return places_in(lookup, code.split(JOINED))


def name_of(lookup: pd.DataFrame, code: str) -> str:
    level, name = _level_of(lookup, code)
    return str(lookup.loc[lookup[level] == code, name].iloc[0])


def names_of(lookup: pd.DataFrame, area_codes: Sequence[str]) -> str:
    """'Cambridge' or 'Cambridge and South Cambridgeshire'."""
    names = [name_of(lookup, code) for code in area_codes]
    return all_of(names)


def one_code(area_codes: Sequence[str]) -> str:
    """The code an answer carries: several codes are joined, for they are one area together."""
    return JOINED.join(area_codes)


def _within(
    lookup: pd.DataFrame, area_codes: Sequence[str], levels: Sequence[str]
) -> frozenset[str]:
    found: set[str] = set()
    for code in area_codes:
        level, _ = _level_of(lookup, code)
        rows = lookup[lookup[level] == code]
        for one in levels:
            found.update(rows[one].astype("str"))
    return frozenset(found)


def _level_of(lookup: pd.DataFrame, code: str) -> tuple[str, str]:
    for level, name in LEVELS:
        if (lookup[level] == code).any():
            return level, name
    raise UnknownAreaError(code)
