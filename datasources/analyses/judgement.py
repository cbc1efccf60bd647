"""News or noise: whether two counts differ by more than such numbers do by themselves.

Given their sum, the later of two equal Poisson counts is binomial, with the share of its days: the
exact conditional test. Counts swing more than that by themselves (see `spread`), so that the
difference must be clear by a quasi-Poisson test too: (b - a) over the root of the dispersion times
a + b, against Student's t with as many degrees of freedom as there are pairs that say how they
swing. The larger of the two probabilities holds. How often this is wrong on real months is measured
(`manage.py calibrate`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scipy import special

from datasources.analyses.families import LEVEL, rejected
from datasources.analyses.spread import Spread

ROSE = "rose"
FELL = "fell"
NO_CLEAR_CHANGE = "no clear change"
TOO_FEW = "too few to say"
CANNOT_TELL = "cannot tell"

SMALLEST_BASE = 20
"""Under this no per cent change is shown, and a sum under it says nothing either way."""
EQUAL = 0.5
NOT_KNOWN_TO_SWING = (
    "How much such numbers swing by themselves is not known from so few. A longer stretch, or the"
    " months of these periods, would tell."
)
ONE_OF_MANY = "By itself it would be clear; among so many one as large may be chance."
BEYOND = "More than such numbers swing by themselves."
WITHIN = "Within what such numbers swing by themselves."
SWINGS_MUCH = 1.5


@dataclass(frozen=True)
class Verdict:
    verdict: str
    reason: str
    chance: float | None = None
    """How often so large a difference comes when nothing has changed; None where nothing is
    told."""
    swing: float | None = None
    """The dispersion that was reckoned with; None where none is known."""

    @property
    def is_clear(self) -> bool:
        return self.verdict in (ROSE, FELL)


def judge(before: int, now: int, spread: Spread | None, share: float = EQUAL) -> Verdict:
    """`share` is that of the days before among those of both.

    A count that fell where it rose by the day, or stayed, is told to have done neither.
    """
    both = before + now
    if both < SMALLEST_BASE:
        swing = spread.dispersion if spread else None
        return Verdict(TOO_FEW, f"Only {both} in the two periods together.", swing=swing)
    if spread is None:
        return Verdict(CANNOT_TELL, NOT_KNOWN_TO_SWING)
    chance = 1.0
    if (now - before) * (both * share - before) > 0:
        chance = max(_by_itself(before, both, share), _swinging(before, both, share, spread))
    is_clear = chance < LEVEL
    word = ROSE if now > before else FELL
    return Verdict(
        word if is_clear else NO_CLEAR_CHANGE,
        _reason(before, now, spread, share, is_clear=is_clear),
        chance,
        spread.dispersion,
    )


def together(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The same where many are looked at: of those called clear one in twenty may be chance."""
    stand = rejected([one.chance for one in verdicts])
    return [
        replace(one, verdict=NO_CLEAR_CHANGE, reason=f"{one.reason} {ONE_OF_MANY}")
        if one.is_clear and not stands
        else one
        for one, stands in zip(verdicts, stand, strict=True)
    ]


def by_itself(chance: float, *, is_more: bool) -> Verdict:
    """What is told of a difference that was judged before, without the numbers it rests on."""
    if chance >= LEVEL:
        return Verdict(NO_CLEAR_CHANGE, WITHIN, chance)
    return Verdict(ROSE if is_more else FELL, BEYOND, chance)


def _by_itself(before: int, both: int, share: float) -> float:
    """The two-sided probability when each comes by itself."""
    as_few = special.bdtr(before, both, share)
    as_many = special.bdtrc(before - 1, both, share) if before else 1.0
    return float(min(1.0, 2 * min(as_few, as_many)))


def _swinging(before: int, both: int, share: float, spread: Spread) -> float:
    """The two-sided probability when they come together as they are seen to."""
    variance = spread.dispersion * both * share * (1 - share)
    away = abs(before - both * share) / math.sqrt(variance)
    return float(2 * special.stdtr(spread.pairs, -away))


def _reason(before: int, now: int, spread: Spread, share: float, *, is_clear: bool) -> str:
    plain = BEYOND if is_clear else WITHIN
    if before < SMALLEST_BASE:
        return plain  # No per cent is said on so few, and on nought there is none.
    low, high = _interval(before, before + now, spread, share)
    if is_clear == (low <= 0 <= high):
        return plain  # The exact test may be stricter than the interval.
    told = f"Between {_more_or_less(low)} and {_more_or_less(high)}."
    if spread.dispersion < SWINGS_MUCH:
        return told
    times = f"{spread.dispersion:.1f}"
    return f"{told} Such numbers vary {times} times as much as each by itself would."


def _interval(before: int, both: int, spread: Spread, share: float) -> tuple[float, float]:
    """The changes that the test does not refuse, as shares of the count a day before.

    The score interval of Wilson (1927) for the share before, its variance times the dispersion.
    """
    times = float(special.stdtrit(spread.pairs, 1 - LEVEL / 2))
    wide = times**2 * spread.dispersion
    seen = before / both
    middle = (seen + wide / (2 * both)) / (1 + wide / both)
    half = math.sqrt(wide * (seen * (1 - seen) / both + wide / (4 * both**2))) / (1 + wide / both)
    first, second = (
        (1 - one) / one * share / (1 - share) - 1 for one in (middle + half, middle - half)
    )
    return first, second


def _more_or_less(change: float) -> str:
    direction = "more" if change > 0 else "less"
    percent = round(100 * abs(change))
    return f"{percent:,}% {direction}" if percent else f"less than 1% {direction}"
