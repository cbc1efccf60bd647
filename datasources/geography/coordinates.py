"""Points on the map: in degrees, or in metres of the British National Grid.

The conversion is the one that Ordnance Survey gives for the whole country with seven parameters
("A guide to coordinate systems in Great Britain"): right to five metres. It is written out here,
so that every machine converts alike, whatever finer grids it may hold.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyproj

LONGITUDE, LATITUDE = "longitude", "latitude"
EASTING, NORTHING = "easting", "northing"
DEGREES, METRES = "degrees", "metres"
"""Longitude and latitude of WGS 84, or eastings and northings of the British National Grid."""
PAIRS = {DEGREES: (LONGITUDE, LATITUDE), METRES: (EASTING, NORTHING)}
"""What the clean rows call the two numbers of a point."""

# Degrees that hold the British Isles; the two ranges share no number, so a swap is certain.
EASTERN = (-9.0, 2.5)
NORTHERN = (49.0, 61.5)
# Metres of the British National Grid, beyond what degrees can be.
EASTINGS = (0, 700_000)
NORTHINGS = (91, 1_300_000)

_STEPS = (
    "+proj=unitconvert +xy_in=deg +xy_out=rad",
    "+proj=cart +ellps=WGS84",
    "+inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.1502 +ry=0.247 +rz=0.8421"
    " +s=-20.4894 +convention=position_vector",
    "+inv +proj=cart +ellps=airy",
    "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy",
)


@cache
def _grid() -> pyproj.Transformer:
    return pyproj.Transformer.from_pipeline(" +step ".join(("+proj=pipeline", *_STEPS)))


def to_metres(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eastings and northings of points in degrees."""
    east, north = _grid().transform(longitude, latitude)
    return np.asarray(east), np.asarray(north)


def to_degrees(easting: np.ndarray, northing: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes of points on the National Grid."""
    east, north = _grid().transform(easting, northing, direction="INVERSE")
    return np.asarray(east), np.asarray(north)


def frame_of(east: np.ndarray, north: np.ndarray) -> str:
    """In which of the two all points are; blank where they are in neither, or in both."""
    if not len(east):
        return ""
    if _all_between(east, EASTERN) and _all_between(north, NORTHERN):
        return DEGREES
    if _all_between(east, EASTINGS) and _all_between(north, NORTHINGS):
        return METRES
    return ""


def _all_between(numbers: np.ndarray, ends: tuple[float, float]) -> bool:
    return bool(numbers.min() >= ends[0] and numbers.max() <= ends[1])
