"""Everything that several answers of one measure tell: a grid of places, periods and types.

A region is the smallest part that they tell apart: small areas that are always counted together,
in periods that are always counted together, of one type. Each count is a block of regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasources.analyses.cells import Told
from datasources.analyses.sorts import Sorts
from datasources.tallies import AREA, CATEGORY, COUNT, PERIOD

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Sides = tuple[Bools, Bools, Bools]
"""On each of the three axes, which classes a set takes in; or for many sets, a row each."""
UNKNOWN = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Rows:
    """The tally behind an answer, without what has no place, and the periods held.

    Of answers of measures with conditions, the details.
    """

    counted: pd.DataFrame
    periods: frozenset[str]
    source: str = ""

    @cached_property
    def named(self) -> frozenset[str]:
        """The areas under which its rows stand."""
        return frozenset(self.counted[AREA].unique())

    @classmethod
    def of(cls, tally: pd.DataFrame, periods: Iterable[str], source: str = "") -> Rows:
        placed = tally[tally[AREA].notna()]
        counted = placed.astype(dict.fromkeys((AREA, PERIOD, CATEGORY), "object"))
        return cls(counted, frozenset(periods), source)


class Axis:
    """One direction of the grid: sets of things, and the classes that no set divides."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        self.sets: list[frozenset[str]] = sorted(set(sets), key=lambda one: (len(one), sorted(one)))
        self.place = {one: at for at, one in enumerate(self.sets)}
        signature: dict[str, list[int]] = {}
        for at, one in enumerate(self.sets):
            for thing in one:
                signature.setdefault(thing, []).append(at)
        alike: dict[tuple[int, ...], int] = {}
        self.class_of: dict[str, int] = {
            thing: alike.setdefault(tuple(signature[thing]), len(alike))
            for thing in sorted(signature)
        }
        self.within: Bools = np.zeros((len(self.sets), len(alike)), dtype=bool)
        for told_in, at in alike.items():
            self.within[list(told_in), at] = True


Cell = tuple[int, int, int]
"""Which set of places, of periods and of types."""


class Grid:
    """The regions with their numbers, and the cells with theirs."""

    def __init__(
        self, told: Sequence[Told], rows: Mapping[tuple[Rows, ...], frozenset[str]]
    ) -> None:
        measures = {one.measure for one in told}
        types = {
            *(name for one in measures for name in one.categories),
            *(one.name for one in told if one.name not in one.measure.by_name),
        } | {
            str(name)
            for each in {one for those in rows for one in those}
            for name in each.counted[CATEGORY].unique()
        }
        sources = sorted({*(each for one in told for each in one.sources)}) or [""]
        self.sorts = Sorts(sorted(measures, key=lambda one: one.slug), types, sources)
        self.areas = Axis(one.places for one in told)
        self.periods = Axis(one.periods for one in told)
        self.types = Axis(self._sorts_in(one) for one in told)
        self.axes = (self.areas, self.periods, self.types)
        self.within: Sides = (
            self.areas.within,
            self.periods.within,
            self.types.within,
        )
        self.regions = self._least(told, rows)

    def cell(self, one: Told) -> Cell:
        return (
            self.areas.place[one.places],
            self.periods.place[one.periods],
            self.types.place[self._sorts_in(one)],
        )

    def _sorts_in(self, one: Told) -> frozenset[str]:
        sources = one.sources or frozenset(self.sorts.sources)
        return self.sorts.in_count(one.measure, one.name, sources)

    def _least(self, told: Sequence[Told], rows: Mapping[tuple[Rows, ...], frozenset[str]]) -> Ints:
        """The count of each region; where answers rest on different rows, the least of them.

        Where rows are not to be had, what is told of a region alone; else it may be nought.
        """
        shape = tuple(axis.within.shape[1] for axis in self.axes)
        least = np.full(shape, UNKNOWN, dtype=np.int64)
        counted = {one: self._counted(one, shape) for those in rows for one in those}
        of_type: dict[int, set[str]] = {}
        for sort, at in self.types.class_of.items():
            of_type.setdefault(at, set()).add(sort)
        sources_of = {at: self.sorts.sources_of(sorts) for at, sorts in of_type.items()}
        for those, places in rows.items():
            held = frozenset[str]().union(*(one.periods for one in those))
            areas = sorted({self.areas.class_of[n] for n in places if n in self.areas.class_of})
            periods = sorted({at for name, at in self.periods.class_of.items() if name in held})
            mine = frozenset(one.source or self.sorts.sources[0] for one in those)
            types = sorted(at for at, sources in sources_of.items() if sources <= mine)
            known = np.ix_(areas, periods, types)
            together = sum((counted[one] for one in those), np.zeros(shape, dtype=np.int64))
            least[known] = np.minimum(least[known], together[known])
        alone = [np.flatnonzero(one.sum(axis=1) == 1) for one in self.within]
        for one in told:
            cell = self.cell(one)
            if all(at in within for at, within in zip(cell, alone, strict=True)):
                region = tuple(
                    int(one[at].argmax()) for one, at in zip(self.within, cell, strict=True)
                )
                least[region] = min(least[region], one.value)
        least[least == UNKNOWN] = 0
        return least

    def _counted(self, rows: Rows, shape: tuple[int, ...]) -> Ints:
        sorts = self.sorts.of_rows(rows.counted, rows.source or self.sorts.sources[0])
        columns = (rows.counted[AREA], rows.counted[PERIOD], sorts)
        at = [
            column.map(axis.class_of).fillna(-1).to_numpy(np.int64)
            for column, axis in zip(columns, self.axes, strict=True)
        ]
        inside = (at[0] >= 0) & (at[1] >= 0) & (at[2] >= 0)
        counted = np.zeros(shape, dtype=np.int64)
        np.add.at(counted, tuple(one[inside] for one in at), rows.counted[COUNT].to_numpy()[inside])
        return counted
