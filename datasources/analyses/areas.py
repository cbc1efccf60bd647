"""Which small areas an area is made of. The LSOA code alone decides; names and maps never do."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from datasources.kinds import area_lookup
from partnerships.words import all_of

LEVELS = (
    (area_lookup.LAD_CODE, area_lookup.LAD_NAME),
    (area_lookup.WARD_CODE, area_lookup.WARD_NAME),
    (area_lookup.LSOA_CODE, area_lookup.LSOA_NAME),
)


JOINED = "+"


class UnknownAreaError(LookupError):
    """An area code that the look-up does not hold: nothing can be counted, not even nought."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The area look-up does not hold {code}. Check the code and the year of the look-up."
        )
        self.code = code


def lsoas_in(lookup: pd.DataFrame, area_codes: Sequence[str]) -> frozenset[str]:
    """All small areas of the given local authorities, wards and LSOAs, each once."""
    found: set[str] = set()
    for code in area_codes:
        level, _ = _level_of(lookup, code)
        found.update(lookup.loc[lookup[level] == code, area_lookup.LSOA_CODE].astype("str"))
    return frozenset(found)


def made_of(lookup: pd.DataFrame, code: str) -> frozenset[str]:
    """The small areas behind the code that an answer carries, which may join several."""
    return lsoas_in(lookup, code.split(JOINED))


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


def _level_of(lookup: pd.DataFrame, code: str) -> tuple[str, str]:
    for level, name in LEVELS:
        if (lookup[level] == code).any():
            return level, name
    raise UnknownAreaError(code)
