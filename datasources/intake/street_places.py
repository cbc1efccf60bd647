"""Map points that are no places in this country, and what most likely went wrong with them."""

from __future__ import annotations

import pandas as pd

from datasources.intake import findings

# Degrees that hold the British Isles; the two ranges share no number, so a swap is certain.
EASTERN = (-9.0, 2.5)
NORTHERN = (49.0, 61.5)
# Metres of the British National Grid, beyond what degrees can be.
EASTINGS = (0, 700_000)
NORTHINGS = (91, 1_300_000)


def misplaced(
    longitude: pd.Series, latitude: pd.Series, numbers: pd.Series
) -> tuple[dict[str, list[int]], pd.Series]:
    """The row numbers of map points that cannot be, by what is wrong; and which rows these are.

    A point of which one number is missing says nothing either way.
    """
    is_wrong = longitude.notna() & latitude.notna()
    is_wrong &= ~(longitude.between(*EASTERN) & latitude.between(*NORTHERN))
    if not is_wrong.any():
        return {}, is_wrong
    east, north, numbers = longitude[is_wrong], latitude[is_wrong], numbers[is_wrong]
    code = pd.Series(findings.COORDINATES_ELSEWHERE, index=numbers.index)
    code[east.between(*EASTINGS) & north.between(*NORTHINGS)] = findings.COORDINATES_IN_METRES
    code[east.between(*NORTHERN) & north.between(*EASTERN)] = findings.COORDINATES_SWAPPED
    code[(east == 0) & (north == 0)] = findings.COORDINATES_NOUGHT
    return {str(name): rows.tolist() for name, rows in numbers.groupby(code)}, is_wrong
