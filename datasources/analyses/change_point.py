"""Whether the level of a series changed once, and about when.

Every place of the series is tried: what came after it is set beside what the same months of the
other years would lead to expect, so that a season is no change. How large the largest difference
is when there is none is found by exchanging the years of each month at random (a permutation test
of the scan statistic): however much the counts swing, and over all places tried, one in twenty
series without a change is called changed. A slow drift looks alike, and so does a new way of
recording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datasources.analyses.families import LEVEL
from datasources.analyses.spread import pairs_of, spread_of
from datasources.analyses.window import in_a_year
from datasources.periods import MONTHS_IN_A_YEAR, Period

DRAWS = 999
SEED = 20261129
LEAST_YEARS = 2
LEAST_COUNT = 100
"""Of fewer in all nothing can be said of when."""
AT_EITHER_END = 3
"""So many periods at least lie before a change, and so many after it."""
LIKELIHOOD = 3.84
"""By so much the statistic of a place may be less than the largest and still be as likely (the
95% point of chi-square with one degree of freedom), times the dispersion."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ChangePoint:
    """One change of level: the first period of the new one, and between which it may lie."""

    at: Period
    earliest: Period
    latest: Period
    ratio: float
    """Counts after it for one before, in the same months."""
    chance: float
    """How often a series without a change shows one as large."""


def change_point(counts: Mapping[Period, int | None]) -> ChangePoint | None:
    """The one change of a series, where there is one beyond chance.

    None too where it is shorter than two years, or of too few counts, and where it cannot be told
    within a year when it was. Periods without a count are passed over.
    """
    known = {period: count for period, count in sorted(counts.items()) if count is not None}
    periods = list(known)
    if not periods or len(periods) < LEAST_YEARS * in_a_year(periods[0].grain):
        return None
    values = np.array(list(known.values()), dtype="float64")
    if values.sum() < LEAST_COUNT:
        return None
    scan = _Scan(values, np.array([one.days for one in periods]), _months(periods))
    statistic = scan.statistic(values[None, :])[0]
    at = int(statistic.argmax())
    largest = scan.statistic(scan.drawn(DRAWS)).max(axis=1)
    # Sums of the same numbers in another order may differ in their last digit.
    as_large = int((largest >= statistic[at] * (1 - 1e-9)).sum())
    chance = (1 + as_large) / (1 + DRAWS)
    if chance >= LEVEL:
        return None
    spread = spread_of(pairs_of(known, periods[at]))
    least = statistic[at] - LIKELIHOOD * (spread.dispersion if spread else 1.0)
    (likely,) = np.nonzero(statistic >= least)
    earliest, latest = periods[likely.min()], periods[likely.max()]
    if latest.start - earliest.start >= MONTHS_IN_A_YEAR:
        return None
    return ChangePoint(periods[at], earliest, latest, scan.ratio(at), chance)


def _months(periods: list[Period]) -> npt.NDArray[np.int64]:
    """Of each period which one of its year it is."""
    return np.array([one.start % MONTHS_IN_A_YEAR for one in periods])


class _Scan:
    """All places at which a series may change, each a row of what lies after it."""

    def __init__(
        self, values: Floats, length: npt.NDArray[np.int64], months: npt.NDArray[np.int64]
    ) -> None:
        self.values, self.length = values, length
        self.same = [np.flatnonzero(months == month) for month in np.unique(months)]
        places = np.arange(len(values))
        self.after = places[:, None] <= places[None, :]
        self.is_place = (places >= AT_EITHER_END) & (places <= len(values) - AT_EITHER_END)
        self.expected, self.variance = np.zeros(len(values)), np.zeros(len(values))
        for same in self.same:
            share = self._share_after(same)
            self.expected += values[same].sum() * share
            self.variance += values[same].sum() * share * (1 - share)

    def statistic(self, series: Floats) -> Floats:
        """Of each series (a row) and place, how far what lies after is from what is expected."""
        observed = series @ self.after.T.astype("float64")
        away = (observed - self.expected) ** 2
        can_be = self.is_place & (self.variance > 0)
        found: Floats = np.where(can_be, away / np.where(can_be, self.variance, 1.0), 0.0)
        return found

    def drawn(self, draws: int) -> Floats:
        """So many series in which the years of each month are exchanged at random."""
        chance = np.random.default_rng(SEED)
        series = np.repeat(self.values[None, :], draws, axis=0)
        for same in self.same:
            series[:, same] = chance.permuted(series[:, same], axis=1)
        return series

    def ratio(self, place: int) -> float:
        """Of the months that lie on both sides, what came after for one before, a day (the
        estimate of Mantel and Haenszel, 1959)."""
        above = below = 0.0
        for same in self.same:
            share = self._share_after(same)[place]
            is_after = self.after[place, same]
            above += self.values[same][is_after].sum() * (1 - share)
            below += self.values[same][~is_after].sum() * share
        return float(above / below) if below else float("inf")

    def _share_after(self, same: npt.NDArray[np.intp]) -> Floats:
        """Of the days of a month in all years, at each place the share that lies after it."""
        length = self.length[same]
        share: Floats = self.after[:, same] @ length / length.sum()
        return share
