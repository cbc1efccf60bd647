"""Counting in tallies: what an area has of each category in each period."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from datasources.kinds import Measure
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD

Counts = Mapping[tuple[str, str], int]
"""(period, category) -> count. What is not in it is nought, if the period is held."""


def counts_in(
    tally: pd.DataFrame, places: frozenset[str], periods: tuple[str, ...]
) -> dict[tuple[str, str], int]:
    """What these places have in these periods, by period and category."""
    within = tally[tally[AREA].isin(places) & tally[PERIOD].isin(periods)]
    sums = within.groupby([PERIOD, CATEGORY], observed=True, sort=False)[COUNT].sum()
    return {
        (str(period), str(category)): int(count)
        for (period, category), count in zip(sums.index.to_flat_index(), sums, strict=True)
    }


def categories_in(counts: Counts, measure: Measure) -> tuple[str, ...]:
    """All that the measure declares, and others under which something was counted."""
    return tuple(sorted({*measure.categories, *(category for _, category in counts)}))


def total(counts: Counts, periods: tuple[str, ...], name: str, measure: Measure) -> int:
    """The count of a category, or of a total of the measure, in these periods together."""
    wanted = set(periods)
    return sum(
        count
        for (period, category), count in counts.items()
        if period in wanted and measure.holds(name, category)
    )


def without_place(tally: pd.DataFrame, periods: tuple[str, ...]) -> int:
    nowhere = tally[PERIOD].isin(periods) & tally[AREA].isna()
    return int(tally.loc[nowhere, COUNT].sum())
