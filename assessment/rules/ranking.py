"""Weighing scores: from each person's matrix to one ranked list with its spread. Pure arithmetic.

One person's mark of an issue is the weighted mean of their scores, each put on 0 to 100 between
the lowest and the highest step of its factor's scale. The issue's mark is the mean of the people.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Weight:
    """What the arithmetic needs of a factor."""

    factor: int
    weight: int
    lowest: int
    highest: int


@dataclass(frozen=True)
class Mark:
    """One person's judgement of one issue, 0 to 100."""

    scorer: str
    organisation: str
    value: float


@dataclass(frozen=True)
class Ranked:
    """An issue's place; the same mark is the same place, said with an equals sign."""

    issue: int
    place: int | None
    is_tied: bool
    mean: float | None
    marks: tuple[Mark, ...]

    @property
    def place_words(self) -> str:
        if self.place is None:
            return ""
        return f"{self.place}=" if self.is_tied else str(self.place)

    @property
    def lowest(self) -> float | None:
        return min((mark.value for mark in self.marks), default=None)

    @property
    def highest(self) -> float | None:
        return max((mark.value for mark in self.marks), default=None)

    @property
    def spread(self) -> float | None:
        return round(self.highest - self.lowest, 1) if self.marks else None


def mark_of(scores: dict[int, int], weights: Iterable[Weight]) -> float | None:
    """One person's mark; None until they have scored the issue by every factor."""
    total = weighed = 0.0
    for weight in weights:
        if weight.factor not in scores:
            return None
        span = weight.highest - weight.lowest
        share = (scores[weight.factor] - weight.lowest) / span if span else 0
        weighed += weight.weight * share
        total += weight.weight
    return round(100 * weighed / total, 1) if total else None


def rank(titles: dict[int, str], marks: dict[int, list[Mark]]) -> list[Ranked]:
    """Highest mean first, equal means in one place by title; unscored issues last, without one."""
    means = {
        issue: round(sum(m.value for m in marks[issue]) / len(marks[issue]), 1)
        for issue in titles
        if marks.get(issue)
    }
    held = list(means.values())
    ordered = sorted(titles, key=lambda i: (i not in means, -means.get(i, 0), titles[i].lower()))
    return [
        Ranked(
            issue=issue,
            place=1 + sum(other > means[issue] for other in held) if issue in means else None,
            is_tied=issue in means and held.count(means[issue]) > 1,
            mean=means.get(issue),
            marks=tuple(
                sorted(marks.get(issue, ()), key=lambda m: (-m.value, m.organisation, m.scorer))
            ),
        )
        for issue in ordered
    ]
