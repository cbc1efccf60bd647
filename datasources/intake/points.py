"""Map points that are no places in this country, and what most likely went wrong with them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from datasources.geography.coordinates import (
    DEGREES,
    EASTERN,
    EASTINGS,
    METRES,
    NORTHERN,
    NORTHINGS,
    PAIRS,
)
from datasources.intake import findings
from datasources.intake.findings import Finding, finding
from datasources.intake.words import counted

Note = Callable[[Finding], None]
# Numbers of a column are of one kind, but for a few that were mistyped.
NEARLY_ALL = 0.95
NOT_KNOWN = -1
"""What stands for a number that is not known, in both columns of the police's form."""
ABOUT = {
    findings.COORDINATES_NOUGHT: (
        "a map point at 0, 0, which is in the sea off Africa",
        "Ask the sender to leave unknown map points empty.",
    ),
    findings.COORDINATES_SWAPPED: (
        "the latitude as longitude and the longitude as latitude",
        "Ask the sender to put the two columns under the right headings and send the file again.",
    ),
    findings.COORDINATES_IN_METRES: (
        "a map point in metres of the National Grid where degrees are meant",
        "Ask the sender for longitude and latitude in degrees and send the file again.",
    ),
    findings.COORDINATES_IN_DEGREES: (
        "a map point in degrees where metres of the National Grid are meant",
        "Ask the sender for eastings and northings in metres and send the file again.",
    ),
    findings.COORDINATES_ELSEWHERE: (
        "a map point outside the British Isles",
        "Ask the sender for the right map points and send the file again.",
    ),
}
LIMITS = {DEGREES: (EASTERN, NORTHERN), METRES: (EASTINGS, NORTHINGS)}
OTHER = {DEGREES: METRES, METRES: DEGREES}
IN_THE_OTHER = {
    DEGREES: findings.COORDINATES_IN_METRES,
    METRES: findings.COORDINATES_IN_DEGREES,
}
HEADED = {DEGREES: "longitude and latitude", METRES: "easting and northing"}
MEANT = {DEGREES: "degrees of longitude and latitude", METRES: "metres of the National Grid"}


def misplaced(
    east: pd.Series, north: pd.Series, numbers: pd.Series, frame: str = DEGREES
) -> tuple[dict[str, list[int]], pd.Series]:
    """The row numbers of map points that cannot be, by what is wrong; and which rows these are.

    A point of which one number is missing says nothing either way.
    """
    is_wrong = east.notna() & north.notna() & ~_within(east, north, frame)
    if not is_wrong.any():
        return {}, is_wrong
    east, north, numbers = east[is_wrong], north[is_wrong], numbers[is_wrong]
    code = pd.Series(findings.COORDINATES_ELSEWHERE, index=numbers.index)
    code[_within(east, north, OTHER[frame])] = IN_THE_OTHER[frame]
    if frame == DEGREES:
        # Eastings and northings share most of their numbers: a swap of these cannot be told.
        code[_within(north, east, DEGREES)] = findings.COORDINATES_SWAPPED
    code[(east == 0) & (north == 0)] = findings.COORDINATES_NOUGHT
    return {str(name): rows.tolist() for name, rows in numbers.groupby(code)}, is_wrong


def _within(east: pd.Series, north: pd.Series, frame: str) -> pd.Series:
    easts, norths = LIMITS[frame]
    return east.between(*easts) & north.between(*norths)


def checked(clean: pd.DataFrame, numbers: pd.Series, name: str, note: Note) -> pd.DataFrame:
    """Clean rows of any kind with the points that can be; what others were is told and left blank.

    Where nearly all numbers of a pair are of the other sort than its headings say, they are read
    as what they are.
    """
    clean = _read_as_they_are(clean, name, note)
    for frame, (east, north) in PAIRS.items():
        if east not in clean or north not in clean:
            continue
        is_unknown = (clean[east] == NOT_KNOWN) & (clean[north] == NOT_KNOWN)
        if is_unknown.any():
            clean = _without(clean, frame, is_unknown)
        found, is_wrong = misplaced(clean[east], clean[north], numbers, frame)
        for code in ABOUT:
            if code in found:
                note(_about(code, found[code], name))
        if is_wrong.any():
            clean = _without(clean, frame, is_wrong)
    return clean


def _without(clean: pd.DataFrame, frame: str, rows: pd.Series) -> pd.DataFrame:
    return clean.assign(**{one: clean[one].mask(rows) for one in PAIRS[frame]})


def _about(code: str, rows: list[int], name: str) -> Finding:
    what, advice = ABOUT[code]
    return finding(
        code,
        f"{counted(len(rows), 'row', 'has')} {what}. The map point was left blank, and places the"
        " row in no area.",
        advice,
        count=len(rows),
        file=name,
        examples=tuple(f"row {at}" for at in rows[:5]),
    )


def _read_as_they_are(clean: pd.DataFrame, name: str, note: Note) -> pd.DataFrame:
    for frame, (east, north) in PAIRS.items():
        other = OTHER[frame]
        if east not in clean or north not in clean or set(PAIRS[other]) & set(clean):
            continue
        has = clean[east].notna() & clean[north].notna() & (clean[[east, north]] != 0).any(axis=1)
        is_other = has & _within(clean[east], clean[north], other)
        if not has.any() or is_other.sum() < NEARLY_ALL * has.sum():
            continue
        moved = {
            theirs: clean[ours].where(is_other)
            for ours, theirs in zip(PAIRS[frame], PAIRS[other], strict=True)
        }
        left = {ours: clean[ours].mask(is_other) for ours in PAIRS[frame]}
        note(
            finding(
                findings.POINTS_READ_AS,
                f"Under {HEADED[frame]} stand {MEANT[other]} in"
                f" {counted(int(is_other.sum()), 'row')}; they were read as that.",
                "Look at a few rows whether the points are where they should be.",
                count=int(is_other.sum()),
                file=name,
            )
        )
        return clean.assign(**left, **moved)
    return clean


def have_points(clean: pd.DataFrame) -> np.ndarray:
    """Which rows have a point on the map, of either sort."""
    found = np.zeros(len(clean), dtype=bool)
    for east, north in PAIRS.values():
        if east in clean and north in clean:
            found |= (clean[east].notna() & clean[north].notna()).to_numpy()
    return found
