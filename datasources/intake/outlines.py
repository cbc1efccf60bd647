"""The outlines of a map as polygons in one frame, and what is wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from datasources.geography.coordinates import (
    DEGREES,
    EASTERN,
    EASTINGS,
    METRES,
    NORTHERN,
    NORTHINGS,
)
from datasources.intake import findings
from datasources.intake.findings import Refused

POLYGONS = (3, 6)
"""What Shapely calls polygons and multipolygons."""
# Two outlines of one code are parts of it where they share no more than rounding leaves.
NOTHING_SHARED = 1e-6
# A border that is drawn twice leaves slivers; of areas that overlap this share of the smaller is
# in both.
OVERLAPS = 0.01

SAYS_DEGREES = ("CRS84", "4326", "WGS84", "4258")
SAYS_METRES = ("27700",)
IN_WORDS = {
    DEGREES: "longitude and latitude",
    METRES: "eastings and northings of the British National Grid",
}


@dataclass(frozen=True)
class Outlines:
    """Of each row of a map: its polygons, and why it has none (blank where it has)."""

    shapes: np.ndarray
    codes: pd.Series
    """The code of a finding for a row that cannot be used."""
    mended: pd.Series
    """Whether its rings crossed themselves and were put right."""
    frame: str


def read(cells: pd.Series) -> Outlines:
    """The outlines of GeoJSON geometries. Refused where none is an area of this country."""
    geometry = shapely.force_2d(shapely.from_geojson(cells.to_numpy(), on_invalid="ignore"))
    codes = pd.Series("", index=cells.index)
    is_blank = (cells == "").to_numpy()
    is_broken = shapely.is_missing(geometry) & ~is_blank
    is_area = np.isin(shapely.get_type_id(geometry), POLYGONS) & ~shapely.is_empty(geometry)
    codes[~is_area] = findings.NO_OUTLINE
    codes[is_broken] = findings.BROKEN_OUTLINES
    if not (is_area | is_broken).any():
        raise _no_areas(cells)
    shapes, mended = _mended(geometry, is_area)
    lost = is_area & shapely.is_empty(shapes)
    codes[lost] = findings.BROKEN_OUTLINES
    usable = is_area & ~lost
    frame, fits = _frame(shapes, usable)
    codes[usable & ~fits] = findings.COORDINATES_ELSEWHERE
    return Outlines(shapes, codes, pd.Series(mended, index=cells.index), frame)


def _mended(geometry: np.ndarray, is_area: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rings that cross themselves, made into what they enclose."""
    shapes = geometry.copy()
    shapes[~is_area] = None
    mended = is_area & ~shapely.is_valid(shapes)
    for at in np.flatnonzero(mended):
        made = shapely.make_valid(shapes[at], method="structure")
        parts = [one for one in shapely.get_parts(made) if shapely.get_type_id(one) in POLYGONS]
        shapes[at] = shapely.union_all(parts) if parts else shapely.Polygon()
    return shapes, mended


def _frame(shapes: np.ndarray, usable: np.ndarray) -> tuple[str, np.ndarray]:
    """The frame that most of the outlines are in, and which are."""
    left, bottom, right, top = shapely.bounds(shapes).T
    fits = {
        DEGREES: _between(left, right, EASTERN) & _between(bottom, top, NORTHERN),
        METRES: _between(left, right, EASTINGS) & _between(bottom, top, NORTHINGS),
    }
    frame = max(fits, key=lambda one: int(fits[one].sum()))
    if usable.any() and not fits[frame].any():
        is_swapped = _between(left, right, NORTHERN) & _between(bottom, top, EASTERN)
        first = np.flatnonzero(usable)[0]
        raise _elsewhere(left[first], bottom[first], is_swapped=bool(is_swapped.any()))
    return frame, fits[frame]


def _between(least: np.ndarray, most: np.ndarray, ends: tuple[float, float]) -> np.ndarray:
    found: np.ndarray = (least >= ends[0]) & (most <= ends[1])
    return found


def _no_areas(cells: pd.Series) -> Refused:
    found = shapely.from_geojson(cells.to_numpy(), on_invalid="ignore")
    kinds = {shapely.GeometryType(one).name.lower() for one in shapely.get_type_id(found)}
    kinds -= {"missing"}
    seen = f" It has {', '.join(sorted(kinds))}." if kinds else ""
    return Refused(
        findings.NO_OUTLINE,
        f"The map has no area: no feature of it is a polygon.{seen}",
        "Send the boundaries of the areas and not their centres: they are published as polygons.",
    )


def _elsewhere(east: float, north: float, *, is_swapped: bool) -> Refused:
    numbers = f"such as {east:,.4f}, {north:,.4f}"
    if is_swapped:
        return Refused(
            findings.COORDINATES_SWAPPED,
            f"The outlines give the latitude first ({numbers}), and GeoJSON the longitude.",
            "Export the map again with the longitude first, as the standard of GeoJSON says.",
        )
    return Refused(
        findings.COORDINATES_ELSEWHERE,
        f"The outlines ({numbers}) are neither {IN_WORDS[DEGREES]} nor {IN_WORDS[METRES]} within"
        " the British Isles.",
        "Download or export the map in longitude and latitude (EPSG:4326) or on the British"
        " National Grid (EPSG:27700).",
    )


def frame_said(system: str) -> str | None:
    """The frame that the map itself names; blank where it names none, None where another."""
    named = system.upper().replace(" ", "")
    if not named:
        return ""
    if named.endswith(SAYS_METRES):
        return METRES
    return DEGREES if named.endswith(SAYS_DEGREES) else None


def are_parts(shapes: np.ndarray) -> bool:
    """Whether none of them shares ground with another."""
    together = shapely.union_all(shapes)
    areas = shapely.area(shapes)
    return bool(areas.sum() - shapely.area(together) <= NOTHING_SHARED * areas.min())


def overlapping(shapes: np.ndarray) -> list[tuple[int, int]]:
    """Pairs that share more than slivers."""
    if shapely.coverage_is_valid(shapes):
        return []
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    areas = shapely.area(shapes)
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    much = shared > OVERLAPS * np.minimum(areas[first], areas[second])
    return list(zip(first[much].tolist(), second[much].tolist(), strict=True))
