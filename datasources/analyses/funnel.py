"""Areas beside the whole that they make up: which of them differ from it by more than chance.

A funnel, after Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
Medicine 24 (2005): what is expected of an area comes from the rate of the whole and the area's
residents, and areas differ among themselves by more than chance alone would make them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import ndtr

from datasources.analyses import families

HIGHER = "higher than the whole"
LIKE = "like the whole"
LOWER = "lower than the whole"
TOO_FEW = "too few to say"
FEWEST = 20
"""With fewer counted or expected nothing is said of an area."""
CUT = 0.1
"""The share of areas at either end whose distance is brought in to the next, so that those that
stand out do not hide themselves by making the funnel wide."""

Pair = tuple[int | None, int | None]
"""What was counted in an area, and its residents."""


@dataclass(frozen=True)
class Funnel:
    """What is said of each area, of how many it could be said, how wide chance had to be made."""

    words: tuple[str | None, ...]
    """None where the count or the residents are not known."""
    compared: int
    overdispersion: float
    """The factor phi by which areas vary more than chance alone; never below 1."""


def of(areas: Sequence[Pair], whole: tuple[int, int]) -> Funnel:
    """Each area beside the whole, all of them judged as one family."""
    distances = [_distance(*one, whole) for one in areas]
    known = [one for one in distances if one is not None]
    phi = overdispersion(known)
    chances = [
        None if one is None else float(2 * ndtr(-abs(one) / math.sqrt(phi))) for one in distances
    ]
    differs = families.rejected(chances)
    words = (_word(*each) for each in zip(areas, distances, differs, strict=True))
    return Funnel(tuple(words), len(known), phi)


def distance(count: int, residents: int, whole: tuple[int, int]) -> float:
    """By how many standard deviations of chance alone an area lies above what is expected."""
    counted, people = whole
    expected = counted * residents / people if people else 0.0
    return (count - expected) / math.sqrt(expected) if expected else 0.0


def overdispersion(distances: Sequence[float]) -> float:
    """The mean of the squares, once a tenth at either end is brought in; 1 where it is less."""
    if not distances:
        return 1.0
    ordered = sorted(distances)
    cut = int(CUT * len(ordered))
    low, high = ordered[cut], ordered[len(ordered) - 1 - cut]
    return max(1.0, sum(min(max(one, low), high) ** 2 for one in ordered) / len(ordered))


def _distance(count: int | None, residents: int | None, whole: tuple[int, int]) -> float | None:
    if count is None or residents is None:
        return None
    counted, people = whole
    # In whole numbers: 20 expected are enough, however they are divided.
    if count < FEWEST or counted * residents < FEWEST * people:
        return None
    return distance(count, residents, whole)


def _word(area: Pair, distance: float | None, differs: bool) -> str | None:
    if None in area:
        return None
    if distance is None:
        return TOO_FEW
    if not differs:
        return LIKE
    return HIGHER if distance > 0 else LOWER
