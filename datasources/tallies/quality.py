"""What tallies say of the data themselves: how many have a place, which types began and ceased."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from datasources.tallies import AREA, CATEGORY, COUNT

FEWEST = 10
"""Fewer of a type may begin or cease by chance."""


@dataclass(frozen=True)
class Placed:
    """How many there are, how many have a place, and how many one that the look-up knows."""

    count: int
    located: int
    known: int


def placed(tally: pd.DataFrame, known_areas: Collection[str] | None) -> Placed:
    """Of a tally (`area_code`, `count`); no look-up means that no place is known."""
    located = tally[tally[AREA].notna()]
    known = located[located[AREA].isin(list(known_areas or ()))]
    return Placed(int(tally[COUNT].sum()), int(located[COUNT].sum()), int(known[COUNT].sum()))


@dataclass(frozen=True)
class Changed:
    """A type that is counted only since, or no more after, a period of a series."""

    category: str
    at: int
    """The place in the series of the first period that has it, or of the last."""
    began: bool


def changed(tallies: Sequence[pd.DataFrame]) -> tuple[Changed, ...]:
    """Types that began or ceased within a series, in order of time.

    One that the first half never had and of which the second has ten or more, and the other way
    round. Fewer than four periods say nothing.
    """
    if len(tallies) < 4:
        return ()
    counts = [one.groupby(CATEGORY, observed=True)[COUNT].sum() for one in tallies]
    per_type = pd.DataFrame(counts).fillna(0)
    half = len(tallies) // 2
    found = []
    for category in per_type.columns:
        series = per_type[category].to_numpy()
        early, late = series[:half].sum(), series[half:].sum()
        there = series.nonzero()[0]
        if early == 0 and late >= FEWEST:
            found.append(Changed(str(category), int(there[0]), True))
        elif late == 0 and early >= FEWEST:
            found.append(Changed(str(category), int(there[-1]), False))
    return tuple(sorted(found, key=lambda one: (one.at, one.category)))
