"""Seasons: which part of the year has more of something than others, and whether that is chance.

Pure numbers: values at even distances, so many to a year, none (nan) where one is left out. The
first stands at the beginning of a year of its own, and years are whole.

The index is that of the classical decomposition by the ratio to a moving average (F. R. Macaulay,
"The Smoothing of Time Series", 1931; Hyndman and Athanasopoulos, "Forecasting: Principles and
Practice", 3rd edition, section 3.4): each value beside the mean of the year around it, averaged
over the years and scaled to 100.

Whether it is chance is asked of the same ratios in other orders: those of each year are shuffled,
and an index is made of each order. A part of the year stands out where few orders have any index as
far from 100, so that twelve looks are one look (P. H. Westfall and S. S. Young, "Resampling-Based
Multiple Testing", 1993). Ratios and not the values are shuffled, so that a rise over the years is
not taken for chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from random import Random

import numpy as np
import numpy.typing as npt

from datasources.analyses import stl
from datasources.analyses.families import LEVEL

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

FEWEST_YEARS = 2
YEARS_FOR_A_TREND = 3
"""From so many whole years on there is a year around each of enough values to have an index."""
FEWEST_VALUES = 2
"""So many values a part of the year has for an index: of one, season and chance are the same."""
ORDERS = 999
SEED = 1
SAME = 1e-9
"""Sums of the same values in another order differ by less."""


@dataclass(frozen=True)
class Season:
    """By part of the year, in the order of the values; nan where there is no index."""

    index: Floats
    lowest: Floats
    """Of each part, the least of its values beside their years, on the scale of the index."""
    highest: Floats
    chance: float
    """How often chance alone gives indices as far apart."""
    stands_out: Bools
    """Of each part, whether chance rarely gives any index so far from 100; none where all of them
    together are no further apart than chance has them."""
    strength: float | None
    """Of what is left beside the trend, the share that comes again each year. None where fewer than
    three years in a row are whole."""


def season_of(values: Floats, a_year: int) -> Season | None:
    """None where fewer than two parts of the year have an index."""
    whole = values[longest_run(np.isfinite(values))]
    is_around = has_years_around(len(whole), a_year)
    ratios = _ratios(values, a_year, is_around=is_around)
    index, scale = _index(ratios, a_year)
    if np.isfinite(index).sum() < FEWEST_VALUES:
        return None
    others, _ = _index(_orders(ratios, a_year), a_year)
    chance = _share(_spread(others) >= _spread(index) - SAME)
    furthest = np.nanmax(np.abs(others - 100), axis=-1)
    by_part = np.array([_share(furthest >= abs(one - 100) - SAME) for one in index])
    scaled = np.where(np.isfinite(index), scale * _by_year(ratios, a_year), np.nan)
    return Season(
        index=index,
        lowest=_lowest(scaled),
        highest=-_lowest(-scaled),
        chance=chance,
        stands_out=(by_part < LEVEL) & np.isfinite(index) & (chance < LEVEL),
        strength=_strength(whole, a_year) if is_around else None,
    )


def longest_run(is_there: Bools) -> slice:
    """Where the most in a row are; of equal runs the newest."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], is_there, [False]])))
    runs = [slice(*ends[at : at + 2]) for at in range(0, len(ends), 2)]
    return max(reversed(runs), key=lambda run: run.stop - run.start, default=slice(0, 0))


def has_years_around(in_a_row: int, a_year: int) -> bool:
    """Whether so many values in a row have years around enough of them."""
    return in_a_row >= YEARS_FOR_A_TREND * a_year


def years_to_tell(a_year: int) -> int:
    """From how many years on a single part of the year can be told from chance at all: in two, the
    same month is the highest of each by chance one time in twelve."""
    return next(years for years in count(2) if a_year ** (years - 1) * LEVEL > 1)


def _by_year(values: Floats, a_year: int) -> Floats:
    return values.reshape(*values.shape[:-1], -1, a_year)


def _ratios(values: Floats, a_year: int, *, is_around: bool) -> Floats:
    """Each value beside the mean of the year around it; of fewer years beside the mean of its own
    year, of those values that are there."""
    if is_around:
        usual = _carried_on(_around(values, a_year), a_year)
    else:
        usual = np.repeat(_mean(_by_year(values, a_year)), a_year, axis=-1)
    ratios: Floats = np.divide(values, usual, out=np.full(values.shape, np.nan), where=usual > 0)
    return ratios


def _around(values: Floats, a_year: int) -> Floats:
    """The centred moving mean: of a year around each value, its first and last part counted half.
    None within half a year of either end, or of a value that is left out."""
    half = a_year // 2
    weights = np.full(a_year + 1, 1 / a_year)
    weights[[0, -1]] /= 2
    around = np.full(len(values), np.nan)
    around[half:-half] = np.convolve(values, weights, mode="valid")
    return around


def _carried_on(around: Floats, a_year: int) -> Floats:
    """The same with half a year more at either end, on the line that fits its outermost year.

    Without these an index of three years would rest on two values of each month alone, and no
    month is told from chance by two (`years_to_tell`).
    """
    half = a_year // 2
    known = np.flatnonzero(np.isfinite(around))
    carried = around.copy()
    for outermost, beyond in (
        (known[:a_year], np.arange(known[0] - half, known[0])),
        (known[-a_year:], np.arange(known[-1] + 1, known[-1] + half + 1)),
    ):
        carried[beyond] = np.polyval(np.polyfit(outermost, around[outermost], 1), beyond)
    return carried


def _index(ratios: Floats, a_year: int) -> tuple[Floats, Floats]:
    """The mean of each part of the year, so that those with enough values average 100; and what
    a ratio is multiplied by to stand on that scale."""
    by_part = np.moveaxis(_by_year(ratios, a_year), -2, -1)
    has_enough = np.isfinite(by_part).sum(axis=-1) >= FEWEST_VALUES
    means = np.where(has_enough, _mean(by_part), np.nan)
    scale = 100 / _mean(means)[..., None]
    return means * scale, scale


def _mean(values: Floats) -> Floats:
    """Along the last axis, of the values that are there; nan where none is."""
    is_there = np.isfinite(values)
    many = is_there.sum(axis=-1)
    total = np.where(is_there, values, 0).sum(axis=-1)
    mean: Floats = np.divide(total, many, out=np.full(total.shape, np.nan), where=many > 0)
    return mean


def _lowest(by_year: Floats) -> Floats:
    """Of each part of the year the least value; nan where it has no index."""
    least = np.where(np.isfinite(by_year), by_year, np.inf).min(axis=0)
    return np.where(np.isfinite(least), least, np.nan)


def _spread(index: Floats) -> Floats:
    """How far apart the indices are: their mean squared distance from 100."""
    return _mean((index - 100) ** 2)


def _orders(values: Floats, a_year: int) -> Floats:
    """The values in as many other orders: each year's by random keys; what is left out stays so.

    By Python's own generator, whose numbers are the same in every version.
    """
    there = np.flatnonzero(np.isfinite(values))
    dice = Random(SEED)  # noqa: S311 - a shuffle, no secret
    keys = np.array([dice.random() for _ in range(ORDERS * len(there))])
    # The year before the comma, the key behind it: all years are put in order at once.
    order = np.argsort(there // a_year + keys.reshape(ORDERS, len(there)), axis=-1)
    orders = np.tile(values, (ORDERS, 1))
    orders[:, there] = values[there][order]
    return orders


def _share(is_so: Bools) -> float:
    """Of all orders, the one that came with them."""
    return float(is_so.sum() + 1) / (len(is_so) + 1)


def _strength(values: Floats, a_year: int) -> float | None:
    """One less the share of the remainder in the variance of season and remainder together, of a
    season that is the same each year (X. Wang, K. Smith and R. Hyndman, "Characteristic-Based
    Clustering for Time Series Data", 2006). None where nothing moves beside the trend."""
    many = 10 * len(values) + 1
    parts = stl.decompose(values, a_year, seasonal=many, degree=stl.FLAT)
    moved = float(np.var(parts.season + parts.remainder))
    if moved <= SAME * float(np.mean(values)) ** 2:
        return None
    return max(0.0, 1 - float(np.var(parts.remainder)) / moved)
