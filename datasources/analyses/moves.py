"""Another state of affairs that shows the same counts: how a held-back count could be different.

A move puts one crime more into a region and takes one from another, so that most sums stay as they
are: between two types, two months, two places, or any of these at once. A count that a move
changes cannot be worked out, when every count that the move changes is held back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datasources.analyses.grid import Bools, Sides

Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int8]
Region = tuple[int, int, int]
FIXED = 1e9
"""The price of a count that was shown before: it cannot be held back any more."""


@dataclass(frozen=True)
class Move:
    """Through which region, exchanged with which on each axis (none: the place past the last)."""

    cost: float
    region: Region
    exchanged: Region

    def steps(self, axis: int, sides: Bools) -> Steps:
        """Of these sets on an axis: whether it goes into them (1), out of them (-1) or neither.

        What it does to a block is the product of its three sides.
        """
        here, there = self.region[axis], self.exchanged[axis]
        into: Steps = sides[:, here].astype(np.int8)
        return into if there == sides.shape[1] else into - sides[:, there]


class Moves:
    """All moves of one grid, at the prices of its cells as they are when one is asked for."""

    def __init__(self, prices: Floats, within: Sides, has_one: Bools) -> None:
        self.prices = prices
        # For each class, by what it is exchanged with (last: nothing), the sets that this changes.
        self._changed = [
            np.concatenate(
                [lines.T[:, None, :] != lines.T[None, :, :], lines.T[:, None, :]], axis=1
            ).astype(float)
            for lines in within
        ]
        # No exchange needs no crime there.
        self._has_one = np.pad(has_one, ((0, 1), (0, 1), (0, 1)), constant_values=True)

    def cheapest(self, region: Region, block: Sides, without: Sides | None = None) -> Move | None:
        """The cheapest move through a region that changes a block, or what is left of it."""
        keeps = _changes(region, block) == (_changes(region, without) if without else 0)
        cost = np.where(self._is_possible(region) & ~keeps, self._costs(region), np.inf)
        best = np.unravel_index(int(cost.argmin()), cost.shape)
        if cost[best] == np.inf:
            return None
        return Move(float(cost[best]), region, (int(best[0]), int(best[1]), int(best[2])))

    def _costs(self, region: Region) -> Floats:
        areas, months, types = (
            changed[at] for changed, at in zip(self._changed, region, strict=True)
        )
        count = self.prices.shape
        by_area = (areas @ self.prices.reshape(count[0], -1)).reshape(-1, count[1], count[2])
        costs: Floats = (months @ by_area) @ types.T
        return costs

    def _is_possible(self, region: Region) -> Bools:
        """Where there is a crime to take away: in every other corner, or in this and the rest."""
        one, (a, m, t) = self._has_one, region
        every_other = (
            one[:, m, t][:, None, None] & one[a, :, t][None, :, None] & one[a, m, :][None, None, :]
        ) & one
        if not one[a, m, t]:
            return every_other
        this_and_the_rest = (
            one[:, :, t][:, :, None] & one[:, m, :][:, None, :] & one[a, :, :][None, :, :]
        )
        return every_other | this_and_the_rest


def _changes(region: Region, block: Sides) -> Steps:
    """By what each axis is exchanged with, what a move does to the count of a block."""
    areas, months, types = (
        np.append(np.int8(side[at]) - side.astype(np.int8), np.int8(side[at]))
        for side, at in zip(block, region, strict=True)
    )
    changes: Steps = areas[:, None, None] * months[None, :, None] * types[None, None, :]
    return changes
