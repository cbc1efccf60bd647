"""Counts that nobody shows and anybody can work out: what remains when shown parts are taken away.

December is left when January to November are taken from the year, the rest of a district when its
wards are, a type when all others are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache

import numpy as np

from datasources.analyses.grid import Bools, Grid

MOST_PAIRS = 60


class Blocks:
    """Blocks of the grid beyond the cells: each a set of classes on each of the three axes."""

    def __init__(self, grid: Grid, cells: Iterable[tuple[int, int, int]]) -> None:
        self.sides: list[list[Bools]] = [list(within) for within in grid.within]
        self._known: list[dict[bytes, int]] = [
            {side.tobytes(): at for at, side in enumerate(sides)} for sides in self.sides
        ]
        self.blocks: dict[tuple[int, int, int], None] = dict.fromkeys(cells)
        # Months first: a remainder of months may in turn be told of wards and of their district.
        for axis in (1, 0, 2):
            self._add_remainders(axis)

    def _add_remainders(self, axis: int) -> None:
        alike: dict[tuple[int, int], list[int]] = {}
        others = [at for at in range(3) if at != axis]
        for block in self.blocks:
            alike.setdefault((block[others[0]], block[others[1]]), []).append(block[axis])
        for (first, second), sides in alike.items():
            for found in self._remainders(axis, frozenset(sides)):
                at = {axis: found, others[0]: first, others[1]: second}
                self.blocks.setdefault((at[0], at[1], at[2]))

    def _remainders(self, axis: int, sides: frozenset[int]) -> tuple[int, ...]:
        known = self._known[axis]
        made = []
        for side in _told_by(tuple(self.sides[axis][at].tobytes() for at in sorted(sides))):
            if side not in known:
                known[side] = len(self.sides[axis])
                self.sides[axis].append(np.frombuffer(side, dtype=bool))
            made.append(known[side])
        return tuple(made)


@lru_cache(maxsize=512)
def _told_by(told: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The parts that follow from these sets by taking away: of all of them, and of each pair."""
    sets = np.array([np.frombuffer(one, dtype=bool) for one in told])
    parts: dict[Hashable, Bools] = {}
    for column in range(sets.shape[1]):
        signature = sets[:, column]
        if signature.any():
            parts.setdefault(signature.tobytes(), (sets == signature[:, None]).all(axis=0))
    known = set(told)
    # Of what is told itself it need not be asked: of many areas side by side that is nearly all.
    each = {part.tobytes(): part for part in parts.values()}
    found = {name for name, part in each.items() if name not in known and _follows(part, sets)}
    if len(sets) <= MOST_PAIRS:
        for one in sets:
            for other in sets:
                if not (one & ~other).any():
                    found.add((other & ~one).tobytes())
    empty = np.zeros(sets.shape[1], dtype=bool).tobytes()
    return tuple(sorted(found - known - {empty}))


def _follows(part: Bools, sets: Bools) -> bool:
    """Whether the sum over a part is a sum and difference of sums that are told."""
    lines = sets.T.astype(float)
    weights, *_ = np.linalg.lstsq(lines, part.astype(float), rcond=None)
    return bool(np.allclose(lines @ weights, part, atol=1e-6))
