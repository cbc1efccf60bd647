"""Outlines of made-up areas that nest and do not overlap, with borders that wind as real ones do.

A district is a pile of bands, each cut into areas from side to side and back, so that areas that
follow one another touch. A border is worked out once and is the same for both of its sides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

WIDTH, HEIGHT = 0.25, 0.2
"""Of a district, in degrees."""
STEPS = 8
"""Into so many pieces a side of an area is bent at the least."""
BENT = 0.1
"""How far a border strays, as a share of an area."""
INSIDE = 0.28
"""So far from its middle a point is still within its area, whatever its borders do."""


@dataclass(frozen=True)
class Cell:
    """An area before its borders are bent: where it stands, its middle and its size."""

    band: int
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def room(self) -> tuple[float, float]:
        """How far from its middle a point may be."""
        return INSIDE * (self.right - self.left), INSIDE * (self.top - self.bottom)


def cells(left: float, bottom: float, jitter: np.ndarray) -> list[Cell]:
    """As many areas as there are numbers from 0 to 1, which shift the cuts between them."""
    count = len(jitter)
    bands = max(1, round(np.sqrt(count * HEIGHT / WIDTH)))
    levels = bottom + HEIGHT * np.arange(bands + 1) / bands
    found: list[Cell] = []
    for band, numbers in enumerate(np.array_split(jitter, bands)):
        across = len(numbers)
        shift = (numbers[1:] - 0.5) * 0.4
        cuts = left + WIDTH * np.concatenate([[0], np.arange(1, across) + shift, [across]]) / across
        row = [
            Cell(band, *map(float, (cuts[at], cuts[at + 1], levels[band], levels[band + 1])))
            for at in range(across)
        ]
        found += row if band % 2 == 0 else row[::-1]
    return found


def outlines_of(areas: list[Cell]) -> list[shapely.Polygon]:
    """Their polygons, rounded as publishers do to six decimals."""
    corners: dict[int, set[float]] = {}
    for one in areas:
        fine = np.linspace(one.left, one.right, STEPS, endpoint=False).tolist()
        corners.setdefault(one.band, set()).update(fine, (one.left, one.right))
    # A border has the corners of the areas on both of its sides.
    borders = {
        level: np.array(sorted(corners.get(level - 1, set()) | corners.get(level, set())))
        for level in range(len(corners) + 1)
    }
    return [_outline(one, borders[one.band], borders[one.band + 1]) for one in areas]


def _outline(cell: Cell, south: np.ndarray, north: np.ndarray) -> shapely.Polygon:
    below, above = _level(cell.bottom, cell, south), _level(cell.top, cell, north)
    right = _upright(cell.right, below[-1], above[-1])
    left = _upright(cell.left, below[0], above[0])
    ring = np.concatenate([below, right, above[::-1], left[::-1]])
    return shapely.Polygon(np.round(ring, 6))


def _level(at: float, cell: Cell, corners: np.ndarray) -> np.ndarray:
    """The border along a band, from end to end of an area."""
    east = corners[(corners >= cell.left) & (corners <= cell.right)]
    height = cell.top - cell.bottom
    return np.column_stack([east, at + BENT * height * _wave(east * 90 + at * 700)])


def _upright(at: float, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The border between two areas of a band, without its ends."""
    share = np.arange(1, STEPS) / STEPS
    height = high[1] - low[1]
    bend = BENT * height * _wave(share * 9 + at * 700) * np.sin(np.pi * share)
    return np.column_stack([low[0] + bend, low[1] + height * share])


def _wave(x: np.ndarray) -> np.ndarray:
    """Between -1 and 1, and never quite the same twice."""
    wave: np.ndarray = 0.6 * np.sin(x) + 0.25 * np.sin(2.7 * x + 1) + 0.15 * np.sin(6.1 * x + 2)
    return wave
