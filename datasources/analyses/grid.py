"""Everything that several answers of one measure tell, on one grid of places, months and types.

A region is the smallest part that they tell apart: small areas that are always counted together,
in months that are always counted together, of one type. Each count is a block of regions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasources.analyses.cells import Told, types_in
from datasources.analyses.tally import ALL, ALL_CRIME
from datasources.kinds import police_street as street

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Sides = tuple[Bools, Bools, Bools]
"""On each of the three axes, which classes a set takes in; or for many sets, a row each."""
COUNT = "count"
UNKNOWN = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows behind an answer, counted by small area, month and type, and the months held."""

    counted: pd.DataFrame
    months: frozenset[str]

    @classmethod
    def of(cls, offences: pd.DataFrame, months: Iterable[str]) -> Rows:
        by = [street.LSOA_CODE, street.MONTH, street.CRIME_TYPE]
        counted = offences.groupby(by, observed=True, sort=True).size().reset_index(name=COUNT)
        counted = counted.astype(dict.fromkeys(by, "object"))
        words = counted[street.CRIME_TYPE].map(street.CRIME_TYPE_WORDS.published)
        return cls(counted.assign(**{street.CRIME_TYPE: words}), frozenset(months))


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
"""Which set of places, of months and of types."""


class Grid:
    """The regions with their numbers, and the cells with theirs."""

    def __init__(
        self, told: Sequence[Told], rows: Mapping[tuple[Rows, ...], frozenset[str]]
    ) -> None:
        types = {*street.CRIME_TYPES, *(one.crime for one in told)} | {
            str(crime)
            for each in {one for those in rows for one in those}
            for crime in each.counted[street.CRIME_TYPE].unique()
        }
        self.single = tuple(sorted(types - {ALL, ALL_CRIME}))
        self.areas = Axis(one.places for one in told)
        self.months = Axis(one.months for one in told)
        self.types = Axis(types_in(one.crime, self.single) for one in told)
        self.axes = (self.areas, self.months, self.types)
        self.within: Sides = (self.areas.within, self.months.within, self.types.within)
        self.regions = self._least(told, rows)

    def cell(self, one: Told) -> Cell:
        return (
            self.areas.place[one.places],
            self.months.place[one.months],
            self.types.place[types_in(one.crime, self.single)],
        )

    def _least(self, told: Sequence[Told], rows: Mapping[tuple[Rows, ...], frozenset[str]]) -> Ints:
        """The count of each region; where answers rest on different rows, the least of them.

        Where rows are not to be had, what is told of a region alone; else it may be nought.
        """
        shape = tuple(axis.within.shape[1] for axis in self.axes)
        least = np.full(shape, UNKNOWN, dtype=np.int64)
        counted = {one: self._counted(one, shape) for those in rows for one in those}
        for those, places in rows.items():
            held = frozenset[str]().union(*(one.months for one in those))
            areas = sorted({self.areas.class_of[n] for n in places if n in self.areas.class_of})
            months = sorted({at for name, at in self.months.class_of.items() if name in held})
            known = np.ix_(areas, months, range(shape[2]))
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
        names = (street.LSOA_CODE, street.MONTH, street.CRIME_TYPE)
        at = [
            rows.counted[name].map(axis.class_of).fillna(-1).to_numpy(np.int64)
            for name, axis in zip(names, self.axes, strict=True)
        ]
        inside = (at[0] >= 0) & (at[1] >= 0) & (at[2] >= 0)
        counted = np.zeros(shape, dtype=np.int64)
        np.add.at(counted, tuple(one[inside] for one in at), rows.counted[COUNT].to_numpy()[inside])
        return counted
