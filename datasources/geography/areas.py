"""Which areas an area is made of. Codes alone decide; names and maps never do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

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
FORMER = "is_former"
"""Whether a small area is one of an earlier year, which others have replaced."""

NUMBERED = re.compile("[EW]01[0-9]{6}")
LAST_BY_COUNCIL = {"E01": "E01032482", "W01": "W01001896"}
"""Those of 2001; what was added later is numbered behind them, in no order of councils."""
MOST_ENDED = 10
"""So many neighbours ended together, in 2011 or in 2021; a small council has more than that."""
ACROSS_COUNCILS = frozenset({"E01008187", "E01023508", "E01023964", "E01027305"})
"""The exceptions: those of 2011 that became areas of two councils, and one that changed council."""


class UnknownAreaError(LookupError):
    """An area code that the look-up does not hold: nothing can be counted, not even nought."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The area look-up does not hold {code}. Check the code and the year of the look-up."
        )
        self.code = code


def small_areas_in(lookup: pd.DataFrame, area_codes: Sequence[str]) -> frozenset[str]:
    """All small areas of the given local authorities, wards and LSOAs, each once."""
    return _within(without_former(lookup), area_codes, (LSOA_CODE,))


def without_former(lookup: pd.DataFrame) -> pd.DataFrame:
    """The areas of the look-up's own year alone."""
    return lookup[~lookup[FORMER]] if FORMER in lookup else lookup


def former_in(lookup: pd.DataFrame) -> frozenset[str]:
    """The small areas of earlier years, which have ended."""
    if FORMER not in lookup:
        return frozenset()
    return frozenset(lookup.loc[lookup[FORMER], LSOA_CODE].astype("str"))


def nowhere_in(lookup: pd.DataFrame) -> frozenset[str]:
    """The small areas of earlier years that were split between councils: they lie in none."""
    if FORMER not in lookup:
        return frozenset()
    is_nowhere = lookup[FORMER] & (lookup[LAD_CODE] == "")
    return frozenset(lookup.loc[is_nowhere, LSOA_CODE].astype("str"))


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


def whole_of(
    lookup: pd.DataFrame, area_codes: Sequence[str], held: frozenset[str]
) -> frozenset[str] | None:
    """Those of the codes held that are all of these areas, each place once: the small areas in
    them, else the areas themselves, else those between. None where that cannot be had."""
    small = small_areas_in(lookup, area_codes)
    if small <= held:
        return small
    now = without_former(lookup)
    if sum(len(small_areas_in(lookup, [code])) for code in area_codes) != len(small):
        return None  # One of the areas holds another.
    found: set[str] = set()
    for code in area_codes:
        *larger, smallest = layers_in(now, code)
        whole = next((layer for layer in (smallest, *larger) if layer <= held), None)
        if whole is None:
            return None
        found |= whole
    return frozenset(found)


def every_code(lookup: pd.DataFrame) -> frozenset[str]:
    """The codes of all its areas, of every level."""
    return frozenset().union(*(lookup[level].astype("str").unique() for level, _ in LEVELS)) - {""}


def larger_in(lookup: pd.DataFrame) -> frozenset[str]:
    """The codes of all its areas but the small ones."""
    levels = [level for level, _ in LEVELS if level != LSOA_CODE]
    return frozenset().union(*(lookup[level].astype("str").unique() for level in levels)) - {""}


def unknown_in(lookup: pd.DataFrame, codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that no area of it has. A few codes are asked of a whole country: that
    costs less than to gather all of the country's."""
    unknown = frozenset(codes)
    for level, _ in LEVELS:
        if unknown:
            unknown -= frozenset(lookup.loc[lookup[level].isin(unknown), level].astype("str"))
    return unknown


def countries_in(lookup: pd.DataFrame) -> tuple[str, ...]:
    """The first letters of its codes, by which countries are told apart: E and W."""
    letters = (lookup[level].astype("str").str[:1].unique() for level, _ in LEVELS)
    return tuple(sorted(frozenset().union(*letters) - {""}))


def with_former(lookup: pd.DataFrame, before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """The areas, and with them the small areas that they were before, where those are others.

    A former area lies in a ward or a council where all that became of it does; where it was split
    between two, it is in neither, and blank. It has no residents of its own.
    """
    pairs = pd.DataFrame({LSOA_CODE: after.astype("str"), FORMER: before.astype("str")})
    pairs = pairs[~pairs[FORMER].isin(lookup[LSOA_CODE])].merge(lookup, on=LSOA_CODE)
    if pairs.empty:
        return lookup
    groups = pairs.groupby(FORMER, sort=True)
    rows = pd.DataFrame({LSOA_CODE: list(groups.groups), LSOA_NAME: list(groups.groups)})
    for code, name in LEVELS[:-1]:
        one = (groups[code].nunique() == 1).to_numpy()
        rows[code] = groups[code].first().where(one, "").to_numpy()
        rows[name] = groups[name].first().where(one, "").to_numpy()
    return _and_former(lookup, rows)


def with_ended(lookup: pd.DataFrame) -> pd.DataFrame:
    """The areas, and with them small areas of 2001 and 2011 that ended between two of one council.

    Small areas were numbered council by council, so what stands between two neighbours of one
    council lay in it; of its ward nothing is known. Where what became of an area is held
    (`with_former`), that is exact and comes first.
    """
    known = sorted(
        (code, council, name)
        for code, council, name in zip(
            *(lookup[name].astype("str") for name in (LSOA_CODE, LAD_CODE, LAD_NAME)), strict=True
        )
        if NUMBERED.fullmatch(code) and code <= LAST_BY_COUNCIL[code[:3]]
    )
    nowhere = dict.fromkeys(NAMED_COLUMNS, "")
    rows = [
        nowhere | {LSOA_CODE: code, LSOA_NAME: code, LAD_CODE: council, LAD_NAME: name}
        for (first, council, name), (last, other, _) in pairwise(known)
        if council and council == other and first[:3] == last[:3]
        for code in _codes_between(first, last)
        if code not in ACROSS_COUNCILS
    ]
    if not rows:
        return lookup
    return _and_former(lookup, pd.DataFrame(rows, columns=list(NAMED_COLUMNS)))


def _and_former(lookup: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    now = lookup if FORMER in lookup else lookup.assign(**{FORMER: False})
    whole = pd.concat([now, rows.assign(**{FORMER: True})])
    return whole.astype({FORMER: "bool"}).reset_index(drop=True)


def _codes_between(first: str, last: str) -> list[str]:
    numbers = range(int(first[3:]) + 1, int(last[3:]))
    return [f"{first[:3]}{one:06}" for one in numbers] if len(numbers) <= MOST_ENDED else []


def coarser_than(lookup: pd.DataFrame, area_codes: Sequence[str]) -> frozenset[str]:
    """The larger areas that hold these: a row that stands under one cannot be placed in them."""
    found: set[str] = set()
    levels = [level for level, _ in LEVELS]
    for code in area_codes:
        level, _ = _level_of(lookup, code)
        rows = lookup[lookup[level] == code]
        above = levels[: levels.index(level)]
        for larger in above:
            found.update(rows[larger].astype("str"))
        if FORMER in lookup:
            found |= _split(lookup, rows, level, above)
    return frozenset(found) - frozenset(area_codes) - {""}


def _split(lookup: pd.DataFrame, rows: pd.DataFrame, level: str, above: list[str]) -> set[str]:
    """Former small areas of the same council that lie in no one area of this level, or of which it
    is not known; for a small area, those that may be it under another code."""
    if not above:
        return set()
    council, ward = LAD_CODE, WARD_CODE
    is_split = lookup[FORMER] & lookup[council].isin(rows[council])
    if level == LSOA_CODE:
        is_split &= lookup[ward].isin([*rows[ward], ""])
        is_split &= ~lookup[LSOA_CODE].isin(rows[LSOA_CODE])
    else:
        is_split &= lookup[level] == ""
    return set(lookup.loc[is_split, LSOA_CODE].astype("str"))


def made_of(lookup: pd.DataFrame, code: str) -> frozenset[str]:
    """The places behind the code that an answer carries, which may join several."""
    return places_in(lookup, code.split(JOINED))


def name_of(lookup: pd.DataFrame, code: str) -> str:
    """Its name, as it is told from those of its level that have the same; see `told_apart`."""
    level, name = _level_of(lookup, code)
    row = lookup.loc[lookup[level] == code].iloc[0]
    return told_apart(lookup[lookup[name] == str(row[name])], level)[code]


def told_apart(lookup: pd.DataFrame, level: str) -> dict[str, str]:
    """The name of each area of a level, by its code; with its council where another of the rows
    given has the name too: Abbey (Leicester). Where the council has two, with the code as well."""
    name = dict(LEVELS)[level]
    areas = lookup.drop_duplicates(level)
    codes, names = areas[level].astype("str"), areas[name].astype("str")
    if level == LAD_CODE:
        return dict(zip(codes, names, strict=True))
    councils = areas[LAD_NAME].astype("str")
    is_shared = names.duplicated(keep=False)
    of_one_council = (names + "\n" + councils).duplicated(keep=False)
    beside = councils.where(~of_one_council, councils + ", " + codes)
    return dict(zip(codes, names.where(~is_shared, names + " (" + beside + ")"), strict=True))


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
