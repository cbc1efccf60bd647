"""How often verdicts are wrong: asked of real months in which nothing can have changed.

Within one year every second month is set beside the others. Between these no crime can have risen
or fallen, yet counts differ; a verdict is then false. How the counts swing is taken from the year
beside it, which holds none of the months compared. What a verdict notices (its power) is asked in
the same way: with so many per cent more in every second month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from datasources.analyses.judgement import SMALLEST_BASE, judge
from datasources.analyses.spread import Spread, pairs_of, share_of_days, spread_of
from datasources.periods import MONTHS_IN_A_YEAR, Grain, Period

BANDS = (SMALLEST_BASE, 50, 100, 250, 1000)
"""Where each band of sizes begins: the counts of both halves of a year together."""
MORE = (10, 20, 30, 50)
"""Per cent by which every second month is made larger, to see whether it is noticed."""
BY_ITSELF = Spread(1.0, 10**9)
"""As if each crime came by itself: the verdict of a Poisson test alone."""


@dataclass(frozen=True)
class Look:
    """One year of one series, its halves set beside each other."""

    level: str
    both: int
    is_clear: bool
    is_clear_by_poisson: bool
    noticed: tuple[bool, ...]
    """Of each of MORE, whether it was told."""

    @property
    def band(self) -> int:
        """Where its band begins."""
        return max(each for each in BANDS if each <= self.both)


@dataclass(frozen=True)
class Score:
    """What came of all looks of a band, or of a level: shares from 0 to 1."""

    looks: int
    false: float
    false_by_poisson: float
    noticed: tuple[float, ...]


def looks(level: str, series: Iterable[Mapping[Period, int]]) -> Iterator[Look]:
    """Of series of monthly counts (a month without an entry is not held), every look there is."""
    for counts in series:
        years = [year for year in _years(counts) if all(one in counts for one in year)]
        for year, beside in zip(years, [*years[1:], *years[-2:-1]], strict=False):
            look = _look(level, counts, year, beside)
            if look is not None:
                yield look


def scored(found: Sequence[Look]) -> Score:
    count = len(found)
    return Score(
        count,
        sum(one.is_clear for one in found) / count,
        sum(one.is_clear_by_poisson for one in found) / count,
        tuple(sum(one.noticed[at] for one in found) / count for at in range(len(MORE))),
    )


def _years(counts: Mapping[Period, int]) -> list[list[Period]]:
    """Twelve months after twelve months, from the first that is held."""
    months = sorted(one for one in counts if one.grain is Grain.MONTH)
    if not months:
        return []
    found = []
    first = months[0]
    while first.later(MONTHS_IN_A_YEAR - 1) <= months[-1]:
        found.append([first.later(at) for at in range(MONTHS_IN_A_YEAR)])
        first = first.later(MONTHS_IN_A_YEAR)
    return found


def _look(
    level: str, counts: Mapping[Period, int], year: list[Period], beside: list[Period]
) -> Look | None:
    spread = spread_of(pairs_of({one: counts[one] for one in beside}, beside[0]))
    halves = year[::2], year[1::2]
    before, now = (sum(counts[one] for one in half) for half in halves)
    if spread is None or before + now < SMALLEST_BASE:
        return None
    share = share_of_days(*halves)
    return Look(
        level,
        before + now,
        judge(before, now, spread, share).is_clear,
        judge(before, now, BY_ITSELF, share).is_clear,
        tuple(
            judge(before, round(now * (100 + more) / 100), spread, share).is_clear for more in MORE
        ),
    )
