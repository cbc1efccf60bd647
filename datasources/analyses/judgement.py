"""News or noise: whether two counts of equally long periods differ by more than chance.

Given their sum, the later of two equal Poisson counts is binomial with a half: the exact
conditional test. For large counts it is (b - a) / sqrt(a + b), taken against 1.96.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ROSE = "rose"
FELL = "fell"
NO_CLEAR_CHANGE = "no clear change"
TOO_FEW = "too few to say"
NOT_TO_BE_SAID = "cannot be said"

SMALLEST_BASE = 20
"""Under this no per cent change is shown, and a sum under it says nothing either way."""
LEVEL = 0.05
EXACT_UP_TO = 1000


@dataclass(frozen=True)
class Verdict:
    verdict: str
    reason: str


def judge(before: int, now: int) -> Verdict:
    both = before + now
    if both < SMALLEST_BASE:
        return Verdict(TOO_FEW, f"Only {both} in the two periods together.")
    chance = _chance(before, now)
    in_words = "less than 0.1%" if chance < 0.001 else f"{100 * chance:.1f}%"
    if chance >= LEVEL:
        return Verdict(
            NO_CLEAR_CHANGE,
            f"A difference this large comes by chance {in_words} of the time.",
        )
    word = ROSE if now > before else FELL
    return Verdict(word, f"Chance alone gives so large a difference {in_words} of the time.")


def _chance(before: int, now: int) -> float:
    """The two-sided probability of a difference at least this large when nothing has changed."""
    both, smaller = before + now, min(before, now)
    if both > EXACT_UP_TO:
        return math.erfc(abs(now - before) / math.sqrt(both) / math.sqrt(2))
    tail = sum(math.comb(both, count) for count in range(smaller + 1))
    whole: int = 2**both
    return min(1.0, 2 * tail / whole)
