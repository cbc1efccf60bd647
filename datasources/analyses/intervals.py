"""How far a count, or a rate of it, could lie from what it was by chance alone."""

from __future__ import annotations

import math

from datasources.analyses.residents import PER

Z = 1.959963984540054
"""Two-sided, 95%."""


def of_count(count: int) -> tuple[float, float]:
    """The 95% interval of a Poisson count by Byar's approximation.

    Breslow and Day, Statistical Methods in Cancer Research, volume II (1987), page 69; it is what
    public health in England gives with rates. Of 10 and more it is within 0.2% of the exact limits;
    of fewer the lower one is lower than it should be, of 1 by half, and of nought it is nought.
    """
    return _limit(count, -Z) if count else 0.0, _limit(count + 1, Z)


def of_rate(count: int | None, residents: int | None) -> tuple[float, float] | tuple[None, None]:
    """The same per 1,000 residents; none where either is not known, or nobody lives there."""
    if count is None or not residents:
        return None, None
    low, high = (round(PER * limit / residents, 2) for limit in of_count(count))
    return low, high


def _limit(count: int, z: float) -> float:
    return float(count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3)
