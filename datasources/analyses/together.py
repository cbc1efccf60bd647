"""Which counts must be held back of answers that the same readers are given together.

No count under the threshold can then be worked out from all that is shown: none of those held
back, and none that remains when one shown count is taken from another. What these readers were
given earlier stays known; only what is new can still be held back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from datasources.analyses.cells import Hidden, Places, Told, told_of
from datasources.analyses.grid import Bools, Cell, Grid, Ints, Rows, Sides
from datasources.analyses.moves import FIXED, Move, Moves, Region, Steps
from datasources.analyses.questions import ANALYSES
from datasources.analyses.remainders import Blocks
from datasources.analyses.result import Result

REGIONS_TRIED = 3
SECRET = 1e-3


@dataclass(frozen=True, eq=False)
class Given:
    """An answer given to readers: the places of its areas, the rows behind it, its sources.

    Rows are counted a month or more at a time; answers that rest on the same share them.

    `held_back` says what was held back of it when it was given; None when it is given now.
    """

    result: Result
    places: Places
    rows: tuple[Rows, ...]
    sources: frozenset[str] = frozenset()
    """Those whose rows it counts; it says nothing of the rows of others."""
    held_back: Hidden | None = None


def counts_told(result: Result, places: Places) -> tuple[Told, ...]:
    """Every count of the answer's table and of its sentence; one no longer known shows none.

    A count that its analysis does not tell is told of no place: it is never shown to such readers.
    """
    analysis, measure = ANALYSES.get(result.analysis), result.counted
    if analysis is None or measure is None:
        return ()
    told = tuple(analysis.counts_told(result, places, measure))
    known = {one.where for one in told}
    nowhere = frozenset[str]()
    untold = (
        one
        for column in result.columns
        if column.kind == "count" and column.name not in analysis.denominators
        for at, row in enumerate(result.rows)
        if (at, column.name) not in known
        for one in told_of((at, column.name), row[column.name], nowhere, (), "", measure)
    )
    return (*told, *untold)


def held_back(given: Sequence[Given], threshold: int) -> Mapping[int, Hidden]:
    """By its place among those given: what to hold back of each answer that is given now."""
    found: dict[int, Hidden] = {
        at: frozenset() for at, one in enumerate(given) if one.held_back is None
    }
    for mine in _that_bear_on_each_other(given):
        if any(given[at].held_back is None for at in mine):
            found |= _of_shared_rows({at: given[at] for at in mine}, threshold)
    return found


def _that_bear_on_each_other(given: Sequence[Given]) -> list[list[int]]:
    """The places of answers that share a source, also by way of others."""
    groups: list[tuple[frozenset[str], list[int]]] = []
    for at, one in enumerate(given):
        mine = [each for each in groups if each[0] & one.sources or each[0] == one.sources]
        groups = [each for each in groups if each not in mine]
        sources = one.sources.union(*(each for each, _ in mine))
        groups.append((sources, sorted([at, *(other for _, each in mine for other in each)])))
    return [each for _, each in groups]


def _of_shared_rows(given: Mapping[int, Given], threshold: int) -> dict[int, Hidden]:
    told = {
        at: tuple(
            replace(each, sources=one.sources) for each in counts_told(one.result, one.places)
        )
        for at, one in given.items()
    }
    table = _Table(given, told, threshold)
    table.protect()
    return {
        at: frozenset(
            one.where
            for one in told[at]
            if not one.places or table.is_hidden(one) or one.value < threshold
        )
        for at, each in given.items()
        if each.held_back is None
    }


class _Table:
    """The cells of answers that share rows: which are held back, were shown, may still be."""

    def __init__(
        self, given: Mapping[int, Given], told: Mapping[int, tuple[Told, ...]], threshold: int
    ) -> None:
        every = [one for each in told.values() for one in each if one.places]
        behind: dict[tuple[Rows, ...], frozenset[str]] = {}
        for each in given.values():
            behind[each.rows] = behind.get(each.rows, frozenset()).union(*each.places.values())
        self.grid = Grid(every, behind)
        self.threshold = threshold
        shape = tuple(len(axis.sets) for axis in self.grid.axes)
        self.hidden = np.zeros(shape, dtype=bool)
        prices = np.zeros(shape)
        values: dict[Cell, int] = {}
        shown_before: set[Cell] = set()
        for at, each in given.items():
            for one in told[at]:
                if not one.places:
                    continue
                cell = self.grid.cell(one)
                values[cell] = min(one.value, values.get(cell, one.value))
                prices[cell] = 1 + values[cell]
                if each.held_back is not None and one.where not in each.held_back:
                    shown_before.add(cell)
                elif each.held_back is not None or one.value < threshold:
                    self.hidden[cell] = True
        for cell in shown_before:
            self.hidden[cell] = False
            prices[cell] = FIXED
        prices[self.hidden] = 0
        self.values = values
        self.prices = prices

    def is_hidden(self, one: Told) -> bool:
        return bool(self.hidden[self.grid.cell(one)])

    def protect(self) -> None:
        """Hold back, for each count to keep secret, what a move through it changes."""
        if not self.values:
            return
        self.moves = Moves(self.prices, self.grid.within, self.grid.regions >= 1)
        blocks = Blocks(self.grid, self.values)
        sides: Sides = tuple(np.array(side) for side in blocks.sides)  # type: ignore[assignment]
        small = self._small(blocks, sides)
        self._prefer(small)
        self._keep(sides, small)
        # Last, for it is a matter of what is still shown: one count within another in more than
        # one way, as a ward's three months within the district's four.
        self._keep(self.grid.within, *self._nested())

    def _keep(self, sides: Sides, blocks: Ints, without: Ints | None = None) -> None:
        """Secrets are blocks, or what is left of them without others; a row each."""
        is_safe = np.zeros(len(blocks), dtype=bool)
        for at in range(len(blocks)):
            if is_safe[at]:
                continue
            block = _sides_of(sides, blocks[at])
            less = None if without is None else _sides_of(sides, without[at])
            move = self._move(block, less)
            if move is None or move.cost >= FIXED / 2:
                continue  # It is known already.
            self._hold_back(move)
            steps = [move.steps(axis, side) for axis, side in enumerate(sides)]
            changed = _product(steps, blocks)
            is_safe |= changed != (0 if without is None else _product(steps, without))

    def _nested(self) -> tuple[Ints, Ints]:
        """Pairs of counts, one or both shown, with less than the threshold between them."""
        cells = sorted(self.values, key=lambda cell: (self.values[cell], cell))
        values = np.array([self.values[cell] for cell in cells])
        places = np.array(cells, dtype=np.int64).reshape(-1, 3)
        is_shown = ~self.hidden[tuple(places.T)]
        inside = [_within(side) for side in self.grid.within]
        pairs: list[tuple[int, int]] = []
        for at, end in enumerate(np.searchsorted(values, values + self.threshold)):
            others = np.arange(at + 1, end)
            others = others[is_shown[others] | is_shown[at]]
            within = [
                one[places[at, axis], places[others, axis]] for axis, one in enumerate(inside)
            ]
            same = [places[others, axis] == places[at, axis] for axis in range(3)]
            nested = np.logical_and.reduce(within) & (np.sum(same, axis=0) < 2)
            pairs += [(at, int(other)) for other in others[nested]]
        smaller, larger = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        return places[larger], places[smaller]

    def _prefer(self, small: Ints) -> None:
        """Of moves that cost the same, the one that keeps most secrets at once."""
        shape = self.prices.shape
        mine = small[(small < shape).all(axis=1)]
        is_secret = np.zeros(shape, dtype=bool)
        is_secret[tuple(mine.T)] = True
        self.prices[is_secret & self.hidden] = -SECRET

    def _small(self, blocks: Blocks, sides: Sides) -> Ints:
        """The blocks under the threshold, the largest first; each is a count to keep secret."""
        every = np.array(list(blocks.blocks), dtype=np.int64)
        sums = np.einsum(
            "ir,rjt->ijt",
            sides[0].astype(np.int64),
            np.einsum("jm,amt->ajt", sides[1].astype(np.int64), self.grid.regions),
        )
        sums = np.einsum("ajt,kt->ajk", sums, sides[2].astype(np.int64))
        values = sums[every[:, 0], every[:, 1], every[:, 2]]
        every, values = every[values < self.threshold], values[values < self.threshold]
        largest_first: Ints = every[np.lexsort((*every.T, -values))]
        return largest_first

    def _move(self, block: Sides, without: Sides | None) -> Move | None:
        """The cheapest through the largest regions of the block, and of what is left of it."""
        best: Move | None = None
        for region in self._regions(block, without):
            move = self.moves.cheapest(region, block, without)
            if move is not None and (best is None or move.cost < best.cost):
                best = move
        return best

    def _regions(self, block: Sides, without: Sides | None) -> list[Region]:
        places = [np.flatnonzero(side) for side in block]
        counts = self.grid.regions[np.ix_(*places)]
        order = list(np.argsort(-counts, axis=None, kind="stable")[:REGIONS_TRIED])
        if without is not None:
            inside = np.ix_(*(side[at] for side, at in zip(without, places, strict=True)))
            left = counts.astype(float)
            left[inside] = -1
            order += list(np.argsort(-left, axis=None, kind="stable")[:REGIONS_TRIED])
        found = []
        for flat in dict.fromkeys(order):
            corner = np.unravel_index(int(flat), counts.shape)
            region = [int(one[at]) for one, at in zip(places, corner, strict=True)]
            found.append((region[0], region[1], region[2]))
        return found

    def _hold_back(self, move: Move) -> None:
        changed = np.ix_(
            *(np.flatnonzero(move.steps(at, side)) for at, side in enumerate(self.grid.within))
        )
        self.hidden[changed] |= self.prices[changed] > 0
        self.prices[changed] = 0


def _sides_of(sides: Sides, block: Ints) -> Sides:
    areas, months, types = block
    return sides[0][areas], sides[1][months], sides[2][types]


def _product(steps: list[Steps], blocks: Ints) -> Steps:
    areas, months, types = (one[blocks[:, axis]] for axis, one in enumerate(steps))
    product: Steps = areas * months * types
    return product


def _within(sides: Bools) -> Bools:
    """For each set and each other, whether the first lies in the second."""
    outside: Ints = sides.astype(np.int64) @ (~sides).astype(np.int64).T
    lies_within: Bools = outside == 0
    return lies_within
