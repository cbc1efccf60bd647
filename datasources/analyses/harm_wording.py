"""What a table of counts beside harm comes to in a few sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from datasources.analyses import wording
from datasources.analyses.harm_table import LESS, MORE, Line, compared
from datasources.analyses.judgement import SMALLEST_BASE
from datasources.analyses.window import Window
from datasources.kinds import Measure
from partnerships.words import with_capital

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """A type with its share of the number and of the harm, and its place among all by each."""

    name: str
    number: Fraction
    harm: Fraction
    by_number: int
    by_harm: int
    is_many: bool
    """Whether enough were recorded for it to be told of: a few are no pattern."""

    @property
    def moved(self) -> int:
        return abs(self.by_number - self.by_harm)

    @property
    def apart(self) -> Fraction:
        return abs(self.number - self.harm)

    @property
    def is_first(self) -> bool:
        return 1 in (self.by_number, self.by_harm)


def finding(
    lines: Sequence[Line], weighed: Collection[str], window: Window, measure: Measure
) -> str:
    """What is first by each, what changes its place most, which others are more and less by harm by
    most, and how many have a weight at all."""
    mine = [one for one in lines if one.name in weighed]
    whole = Line.together(mine)
    if lacking := _lacking(whole, window, measure, is_weighed=bool(mine)):
        return lacking
    ranked = _ranked(mine, whole)
    sentences = [_first(ranked, window)]
    left = [one for one in ranked if one.is_many and not one.is_first]
    movers = [one for one in ranked if one.is_many and one.moved]
    if movers:
        mover = max(movers, key=lambda one: (one.moved, one.apart, one.harm))
        sentences.append(_moved(mover, measure))
        left = [one for one in left if one is not mover]
    sentences += _furthest_apart(left, measure)
    return " ".join([*sentences, *_about_the_rest(lines, whole, measure)])


def _lacking(whole: Line, window: Window, measure: Measure, *, is_weighed: bool) -> str:
    """Why there is nothing to set side by side; blank where there is."""
    cannot = f"Harm cannot be set beside the number of {measure.unit} in {window.in_words}"
    if not is_weighed:
        return (
            f"{cannot}: none of their types has a weight. Send a table of weights by these types."
        )
    if whole.count is None:
        return (
            f"{cannot}: not all {wording.periods(window)} are held, or some numbers are not known."
        )
    if whole.count < SMALLEST_BASE:
        return f"{cannot}: {whole.count} with a weight are too few."
    if not whole.harm:
        return f"{cannot}: the weights of all that were recorded are nought."
    return ""


def _ranked(lines: Sequence[Line], whole: Line) -> list[Ranked]:
    """Those recorded at all, the largest by number first; as many of two stand by name."""
    shares = {
        one.name: (number, harm)
        for one in lines
        if (number := one.share_of_count(whole)) and (harm := one.share_of_harm(whole)) is not None
    }

    def places(of: Callable[[str], Fraction]) -> dict[str, int]:
        ordered = sorted(shares, key=lambda name: (-of(name), name))
        return {name: at for at, name in enumerate(ordered, start=1)}

    by_number, by_harm = places(lambda one: shares[one][0]), places(lambda one: shares[one][1])
    many = {one.name for one in lines if (one.count or 0) >= SMALLEST_BASE}
    return [
        Ranked(one, *shares[one], at, by_harm[one], is_many=one in many)
        for one, at in by_number.items()
    ]


def _first(ranked: Sequence[Ranked], window: Window) -> str:
    by_number = next(one for one in ranked if one.by_number == 1)
    by_harm = next(one for one in ranked if one.by_harm == 1)
    largest = (
        f"By number the largest in {window.in_words} is {_within(by_number.name)}"
        f" ({_percent(by_number.number)})"
    )
    if by_harm is by_number:
        return f"{largest}; by harm too, {_percent(by_harm.harm)}."
    return f"{largest}; by harm it is {_within(by_harm.name)} ({_percent(by_harm.harm)})."


def _moved(one: Ranked, measure: Measure) -> str:
    return (
        f"{with_capital(_within(one.name))} changes its place most, from {_ordinal(one.by_number)}"
        f" by number to {_ordinal(one.by_harm)} by harm: {_shares(one, measure)}."
    )


def _furthest_apart(ranked: Sequence[Ranked], measure: Measure) -> list[str]:
    """Of those whose shares differ: the one that gains most by harm, the one that loses most."""
    parts = []
    for word in (MORE, LESS):
        found = [one for one in ranked if compared(one.number, one.harm) == word]
        if found:
            one = max(found, key=lambda each: each.apart)
            parts.append(f"{_within(one.name)} is {_shares(one, measure)}")
    return [f"{with_capital('; '.join(parts))}."] if parts else []


def _about_the_rest(lines: Sequence[Line], whole: Line, measure: Measure) -> list[str]:
    """Of how many this is told, where some have no weight."""
    every = sum(one.count or 0 for one in lines)
    if whole.count is None or every == whole.count:
        return []
    share = wording.share_in_words(whole.count, every)
    return [f"Only types with a weight are compared: {share} of the {measure.unit}."]


def _shares(one: Ranked, measure: Measure) -> str:
    return f"{_percent(one.number)} of the {measure.main_unit} and {_percent(one.harm)} of the harm"


def _percent(share: Fraction) -> str:
    return wording.share_in_words(share, 1)


def _within(name: str) -> str:
    """As it stands within a sentence."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def _ordinal(place: int) -> str:
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if place % 100 in (11, 12, 13) else ending}"
