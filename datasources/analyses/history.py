"""The counts of an area in every whole period that is held: how they swing by themselves, and what
is told between two windows beside that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from datasources import geography
from datasources.analyses import wording
from datasources.analyses.asked import Asked
from datasources.analyses.judgement import CANNOT_TELL, Verdict, judge
from datasources.analyses.result import Inputs
from datasources.analyses.spread import LEAST_PAIRS, Spread, pairs_of, share_of_days, spread_of
from datasources.analyses.tally import Counts, counts_in, numbers_in, total
from datasources.analyses.window import Window
from datasources.kinds import Measure
from datasources.periods import Period
from datasources.tallies import AREA

InTime = Mapping[Period, Counts]
"""The counts of each period, by themselves."""


@dataclass(frozen=True)
class History:
    """What was counted of a measure in an area, period by period."""

    area: Asked
    measure: Measure
    own: InTime
    elsewhere: tuple[InTime, ...]
    """The same of each other council, where these periods are too few to say how counts swing."""

    @classmethod
    def of(cls, inputs: Inputs, area: Asked) -> History:
        """Of the periods that are held, and of which no part seems to be missing."""
        whole = tuple(sorted({*inputs.periods_held} - {*inputs.in_part}))
        return cls(
            area,
            inputs.measure,
            _in_time(inputs, area.places, whole),
            tuple(_in_time(inputs, one, whole) for one in _elsewhere(inputs, area, whole)),
        )

    def within(self, window: Window, name: str) -> dict[Period, int | None]:
        """The counts of a category, or of a total, in the whole periods of a window."""
        counts = self._counts(self.own, name)
        return {one: count for one, count in counts.items() if window.first <= one <= window.last}

    def judged(self, now: Window, before: Window, name: str) -> Verdict | None:
        """What is told of a category, or of a total, between two windows; None where there is no
        count.

        Of a count of which a part is an estimate, only what is told wherever the rows that are
        shared may lie.
        """
        first, second = (
            total(self.area.counts, window.periods, name, self.measure) for window in (before, now)
        )
        if first is None or second is None:
            return None
        spread = self.swings(now, name)
        share = share_of_days(map(Period.of, before.periods), map(Period.of, now.periods))
        told = judge(first, second, spread, share)
        if not self.area.to_share:
            return told
        # What is told moves one way with either count: the ends say all between them.
        ends = [judge(*each, spread, share) for each in self._ends(now, before, name)]
        if len({one.verdict for one in ends}) > 1:
            return Verdict(CANNOT_TELL, wording.SHARED_IN_DOUBT)
        chances = [one.chance for one in (told, *ends) if one.chance is not None]
        return replace(told, chance=max(chances, default=None))

    def swings(self, now: Window, name: str) -> Spread | None:
        """How much the counts of a category, or of a total, swing by themselves in the area."""
        counts = self._counts(self.own, name)
        like = [
            pair
            for each in self.elsewhere
            for pair in pairs_of(self._counts(each, name), now.first)
        ]
        known = [count for count in counts.values() if count is not None]
        size = sum(known) / len(known) if known else 0.0
        return spread_of(pairs_of(counts, now.first), like, size)

    def _counts(self, in_time: InTime, name: str) -> dict[Period, int | None]:
        return {
            period: total(counts, (period.key,), name, self.measure)
            for period, counts in in_time.items()
        }

    def _ends(self, now: Window, before: Window, name: str) -> list[tuple[int, int]]:
        """The least and the most that may lie in the area, of both windows."""
        ends = []
        for window in (before, now):
            count, shared, every = (
                total(counts, window.periods, name, self.measure) or 0
                for counts in (self.area.counts, self.area.shared, self.area.to_share)
            )
            ends.append((count - shared, count - shared + every))
        return [(first, second) for first in ends[0] for second in ends[1]]


def _in_time(inputs: Inputs, places: frozenset[str], periods: tuple[str, ...]) -> InTime:
    counted = counts_in if inputs.measure.counts_rows else numbers_in
    counts = counted(inputs.tally, places, periods)
    by_period: dict[str, dict[tuple[str, str], int | None]] = {one: {} for one in periods}
    if not inputs.measure.counts_rows:
        # A number that is lacking in one period alone is not known, and no nought.
        categories = {category for _, category in counts}
        by_period = {one: {(one, each): None for each in categories} for one in periods}
    for (period, category), count in counts.items():
        by_period[period][(period, category)] = count
    return {Period.of(period): those for period, those in by_period.items()}


def _elsewhere(inputs: Inputs, area: Asked, periods: tuple[str, ...]) -> list[frozenset[str]]:
    """Of each council none of whose areas is asked about its places, where the periods make too few
    pairs."""
    if not inputs.measure.counts_rows or len(periods) > 2 * LEAST_PAIRS:
        return []
    lookup = inputs.lookup
    codes = frozenset(inputs.tally[AREA].dropna().astype("str")) - area.places
    levels = [code for code, _ in geography.LEVELS]
    is_there = pd.concat([lookup[level].isin(codes) for level in levels], axis=1).any(axis=1)
    councils = sorted(set(lookup.loc[is_there, geography.LAD_CODE].dropna().astype("str")))
    within = [geography.places_in(lookup, (council,)) for council in councils]
    return [each for each in within if each.isdisjoint(area.places)]
