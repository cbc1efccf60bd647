"""STL: a series as trend, season and remainder, smoothed by loess in turns.

After Cleveland, Cleveland, McRae and Terpenning, "STL: A Seasonal-Trend Decomposition Procedure
Based on Loess", Journal of Official Statistics 6 (1990), 3-73, without their weights against
outliers. What is asked for a season lies elsewhere (`seasons`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
TURNS = 5
"""Season and trend are each smoothed of what the other leaves; after so many turns both stay."""
FLAT, LINE = 0, 1
"""The degree of the curve that is laid through the neighbours of a point."""


@dataclass(frozen=True)
class Parts:
    """What a series is the sum of."""

    trend: Floats
    season: Floats
    remainder: Floats


def decompose(values: Floats, period: int, *, seasonal: int, degree: int = LINE) -> Parts:
    """`values` at even distances, two periods at the least; `seasonal` (odd) is over how many
    periods the season is smoothed: of many more than there are, with the degree FLAT, it is the
    same in each. How far trend and rest reach follows from both, as the authors advise."""
    count = len(values)
    low_pass = _odd(period + 1)
    reach = _odd(math.ceil(1.5 * period / (1 - 1.5 / seasonal)))
    every = np.arange(1, count + 1)
    trend = np.zeros(count)
    for _ in range(TURNS):
        longer = _by_place(values - trend, period, seasonal, degree)
        slow = _smoothed(_thrice_averaged(longer, period), low_pass, LINE, every)
        season = longer[period : period + count] - slow
        trend = _smoothed(values - season, reach, LINE, every)
    return Parts(trend, season, values - trend - season)


def _odd(number: int) -> int:
    return number + (number % 2 == 0)


def _by_place(values: Floats, period: int, length: int, degree: int) -> Floats:
    """Every first, every second ... value of a period smoothed by itself, and told for one period
    before and one after."""
    longer = np.empty(len(values) + 2 * period)
    for place in range(period):
        own = values[place::period]
        longer[place::period] = _smoothed(own, length, degree, np.arange(len(own) + 2))
    return longer


def _thrice_averaged(values: Floats, period: int) -> Floats:
    """What moves more slowly than the season; one period shorter at either end."""
    for length in (period, period, 3):
        values = np.convolve(values, np.full(length, 1 / length), mode="valid")
    return values


def _smoothed(
    values: Floats, length: int, degree: int, places: npt.NDArray[np.signedinteger]
) -> Floats:
    """Loess at these places, where the first value stands at 1: of each the `length` nearest
    values, weighted by their distance. Of a series shorter than that the weights fall off later.
    """
    count = len(values)
    where = np.arange(1, count + 1)
    first = np.clip(places - (length + 1) // 2 + 1, 1, max(1, count - length + 1))
    last = np.minimum(first + length - 1, count)
    width = np.maximum(places - first, last - places) + max(0, (length - count) // 2)
    distance = np.abs(where - places[:, None])
    width = np.maximum(width, 1e-9)[:, None]
    is_near = (where >= first[:, None]) & (where <= last[:, None])
    weights = np.where(is_near, (1 - np.minimum(distance / width, 1) ** 3) ** 3, 0)
    weights /= weights.sum(axis=1, keepdims=True)
    if degree == LINE:
        weights *= _tilted(weights, where, places, count)
    smoothed: Floats = weights @ values
    return smoothed


def _tilted(
    weights: Floats,
    where: npt.NDArray[np.signedinteger],
    places: npt.NDArray[np.signedinteger],
    count: int,
) -> Floats:
    """What makes of a weighted mean the height of a weighted line at each place; where the values
    stand too close together for a line, the mean is left."""
    middle = weights @ where
    from_middle = where - middle[:, None]
    spread = (weights * from_middle**2).sum(axis=1)
    has_line = np.sqrt(spread) > 0.001 * (count - 1)
    slope = np.divide(places - middle, spread, out=np.zeros(len(places)), where=has_line)
    tilted: Floats = 1 + slope[:, None] * from_middle
    return tilted
