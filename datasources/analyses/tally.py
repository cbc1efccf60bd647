"""Counting in tallies: what an area has of each category in each period."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from datasources.kinds import Measure
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD, UNKNOWN

Counts = Mapping[tuple[str, str], int | None]
"""(period, category) -> count; None where it is held back, or not known of every part.

Of rows that were counted, what is not in it is nought, if the period is held.
"""


def counts_in(
    tally: pd.DataFrame, places: frozenset[str], periods: tuple[str, ...]
) -> dict[tuple[str, str], int | None]:
    """What rows these places have in these periods, by period and category."""
    within = _within(tally, places, periods)
    sums = within.groupby([PERIOD, CATEGORY], observed=True, sort=False)[COUNT].sum()
    return {
        (str(period), str(category)): int(count)
        for (period, category), count in zip(sums.index.to_flat_index(), sums, strict=True)
    }


def numbers_in(
    tally: pd.DataFrame, places: frozenset[str], periods: tuple[str, ...]
) -> dict[tuple[str, str], int | None]:
    """What numbers these places were given with, added up where every one of them has one."""
    within = _within(tally, places, periods)
    groups = within.groupby([PERIOD, CATEGORY], observed=True, sort=False)
    sums = groups.agg({COUNT: "sum", UNKNOWN: "sum", AREA: "nunique"})
    is_whole = (sums[UNKNOWN] == 0) & (sums[AREA] == len(places))
    return {
        (str(period), str(category)): int(count) if whole else None
        for (period, category), count, whole in zip(
            sums.index.to_flat_index(), sums[COUNT], is_whole, strict=True
        )
    }


def _within(tally: pd.DataFrame, places: frozenset[str], periods: tuple[str, ...]) -> pd.DataFrame:
    return tally[tally[AREA].isin(places) & tally[PERIOD].isin(periods)]


def categories_in(counts: Counts, measure: Measure) -> tuple[str, ...]:
    """All that the measure declares, and others under which something was counted."""
    return tuple(sorted({*measure.categories, *(category for _, category in counts)}))


def count_of(counts: Counts, period: str, category: str, measure: Measure) -> int | None:
    """The count of one category in a period that is held."""
    return counts.get((period, category), 0 if measure.counts_rows else None)


def total(counts: Counts, periods: tuple[str, ...], name: str, measure: Measure) -> int | None:
    """The count of a category, or of a total of the measure, in these periods together.

    None where a part of it is held back or not known.
    """
    wanted = set(periods)
    parts = {
        key: count
        for key, count in counts.items()
        if key[0] in wanted and measure.holds(name, key[1])
    }
    if not measure.counts_rows:
        # What is not among numbers is not known: every category must have one in every period.
        categories = {category for _, category in counts if measure.holds(name, category)}
        if not categories or any((one, each) not in parts for one in wanted for each in categories):
            return None
    if any(count is None for count in parts.values()):
        return None
    return sum(count for count in parts.values() if count is not None)


def without_place(tally: pd.DataFrame, periods: tuple[str, ...]) -> int:
    nowhere = tally[PERIOD].isin(periods) & tally[AREA].isna()
    return int(tally.loc[nowhere, COUNT].sum())
