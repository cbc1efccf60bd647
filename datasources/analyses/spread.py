"""How much the counts of a series swing by themselves: their dispersion.

Crimes are not independent of each other: one offender, one event, one drive by the police brings
many. Periods that follow each other show by how much they differ when nothing has changed: each
pair is taken against the share of its days, as the chi-square of a binomial count. Its mean over
the pairs is 1 where each crime comes by itself, and more where they come together (the dispersion
of a quasi-Poisson count; McCullagh and Nelder, Generalized Linear Models, 1989, section 4.5).
Season and slow drift make it larger, never smaller: what is told from it errs towards no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from datasources.periods import Period

LEAST_PAIRS = 6
"""Of fewer pairs the mean says little: then like series are looked at too."""


@dataclass(frozen=True)
class Spread:
    """By how much the variance of a count is larger than its mean, and how many pairs say so."""

    dispersion: float
    """Never under 1: counts that swing less than chance do so by chance."""
    pairs: int


@dataclass(frozen=True)
class Pair:
    """Two periods that follow each other: their counts, and the share of days of the first."""

    first: int
    second: int
    share: float

    @property
    def both(self) -> int:
        return self.first + self.second

    @property
    def chi_square(self) -> float:
        expected = self.both * self.share
        return float((self.first - expected) ** 2 / (expected * (1 - self.share)))


def share_of_days(before: Iterable[Period], now: Iterable[Period]) -> float:
    """Of the days of two stretches, the share of the first."""
    first, second = (sum(one.days for one in each) for each in (before, now))
    return first / (first + second)


def pairs_of(counts: Mapping[Period, int | None], begin: Period) -> list[Pair]:
    """Neighbours, by twos from `begin` on and back: none lies across it, and none twice.

    A pair without a count on either side, or with nothing on both, says nothing.
    """
    found = []
    for period, count in sorted(counts.items()):
        after = period.later()
        other = counts.get(after)
        is_first = (period.start - begin.start) // period.grain.step % 2 == 0
        if is_first and count is not None and other is not None and count + other:
            share = share_of_days([period], [after])
            found.append(Pair(count, other, share))
    return found


def spread_of(own: Sequence[Pair], like: Sequence[Pair] = (), size: float = 0.0) -> Spread | None:
    """The dispersion of a series; None where too few pairs say it.

    Where it has few, like series make them up to as many as are needed by how much these swing
    beyond chance, relative to their size; `size` is its own, in a period, on the mean.
    """
    if len(own) >= LEAST_PAIRS:
        return Spread(max(1.0, fmean(one.chi_square for one in own)), len(own))
    every = [*own, *like]
    if len(every) < LEAST_PAIRS:
        return None
    beyond = sum(one.chi_square - 1 for one in every) / sum(one.both / 2 for one in every)
    usual = 1 + max(0.0, beyond) * size
    chi_squares = [*(one.chi_square for one in own), *[usual] * (LEAST_PAIRS - len(own))]
    return Spread(max(1.0, fmean(chi_squares)), LEAST_PAIRS)
