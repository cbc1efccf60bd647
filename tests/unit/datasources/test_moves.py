"""Moves and remainders beside twins that go through every corner and every set in plain loops."""

import itertools
import math

import numpy as np
import pytest

from datasources.analyses.moves import Moves
from datasources.analyses.remainders import _told_by

NOTHING = None
THINGS = "abcde"


class PlainMoves:
    """By the words of the method alone: each corner of a move gets one crime more or one fewer."""

    def __init__(self, prices, within, has_one):
        self.prices, self.within, self.has_one = prices, within, has_one

    def corners(self, region, exchanged):
        """Each place that a move touches, with what it does there; none past the last place."""
        pairs = list(zip(region, exchanged, strict=True))
        for which in itertools.product((False, True), repeat=3):
            corner = [pair[chosen] for pair, chosen in zip(pairs, which, strict=True)]
            yield (None if NOTHING in corner else tuple(corner)), (-1) ** sum(which)

    def change(self, region, exchanged, block):
        """By how much the move changes the sum over a block of regions."""
        return sum(
            step
            for corner, step in self.corners(region, exchanged)
            if corner is not None and all(side[at] for side, at in zip(block, corner, strict=True))
        )

    def cost(self, region, exchanged):
        """What all told counts are worth that the move changes."""
        total = 0
        for cell, price in np.ndenumerate(self.prices):
            block = [axis[at] for axis, at in zip(self.within, cell, strict=True)]
            total += price if self.change(region, exchanged, block) else 0
        return total

    def is_possible(self, region, exchanged):
        """Whether there is a crime wherever one is taken, one way round or the other."""
        touched = list(self.corners(region, exchanged))
        return any(
            all(corner is None or self.has_one[corner] for corner, step in touched if step == taken)
            for taken in (-1, 1)
        )

    def cheapest(self, region, block, without):
        costs = [
            self.cost(region, exchanged)
            for exchanged in itertools.product(
                *([*range(size), NOTHING] for size in self.has_one.shape)
            )
            if self.is_possible(region, exchanged)
            and self.change(region, exchanged, block)
            != (self.change(region, exchanged, without) if without else 0)
        ]
        return min(costs, default=math.inf)


def by_chance(seed):
    """A small grid: of each axis the sets that are told, their prices, where there is a crime."""
    dice = np.random.default_rng(seed)
    sizes = dice.integers(2, 4, size=3)
    every = [np.vstack([np.ones(size, dtype=bool), np.eye(size, dtype=bool)]) for size in sizes]
    within = tuple(sets[: dice.integers(2, len(sets) + 1)] for sets in every)
    prices = dice.integers(0, 30, size=[len(axis) for axis in within]).astype(float)
    has_one = dice.random(tuple(sizes)) < 0.55
    region = tuple(int(dice.integers(size)) for size in sizes)
    block = tuple(axis[dice.integers(len(axis))] for axis in within)
    less = tuple(side & (dice.random(len(side)) < 0.7) for side in block)
    return prices, within, has_one, region, block, less


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("is_nested", [False, True])
def test_the_cheapest_move_is_the_one_that_loops_find(seed, is_nested):
    prices, within, has_one, region, block, less = by_chance(seed)
    without = less if is_nested else None
    plain = PlainMoves(prices, within, has_one)

    found = Moves(prices, within, has_one).cheapest(region, block, without)

    cost = plain.cheapest(region, block, without)
    assert (found.cost if found else math.inf) == cost
    if found:
        exchanged = [
            NOTHING if there == size else there
            for there, size in zip(found.exchanged, has_one.shape, strict=True)
        ]
        assert found.region == region
        assert plain.cost(region, exchanged) == cost
        assert plain.is_possible(region, exchanged)
        steps = [found.steps(axis, side[None, :])[0] for axis, side in enumerate(block)]
        assert math.prod(int(step) for step in steps) == plain.change(region, exchanged, block)


def sets_of(*names: str) -> tuple[bytes, ...]:
    """Sets of five things, each named by the letters that are in it."""
    return tuple(np.array([one in name for one in THINGS]).tobytes() for name in names)


def named(one: bytes) -> str:
    return "".join(itertools.compress(THINGS, np.frombuffer(one, dtype=bool)))


@pytest.mark.parametrize(
    ("told", "follows"),
    [
        (("abc", "a"), {"bc"}),
        (("abc", "ab", "b"), {"a", "ac", "c"}),
        (("ab", "cd"), set()),
        # No one of these lies within another, and half of the first two less the third is a.
        (("ab", "ac", "bc"), {"a", "b", "c"}),
        (("ab", "bc"), set()),
        (("ab", "bc", "cd"), set()),
        (("abcd", "ab", "ac", "ad"), {"a", "b", "c", "d", "bc", "bd", "cd"}),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_follows_from_sums_that_are_told(told, follows):
    assert {named(one) for one in _told_by(sets_of(*told))} == follows
