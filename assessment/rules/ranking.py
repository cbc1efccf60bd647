"""Weighing scores: from each person's matrix to one ranked list with its spread. Pure arithmetic.

One person's mark of an issue is the weighted mean of their scores, each put on 0 to 100 between
the lowest and the highest step of its factor's scale. The issue's mark is the mean of the people.
How sure they are of what is known is put on the same scale and stands beside the mark: were it
in the mark, harm that is little known would rank low because it is little known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LITTLE_KNOWN = 50  # Confidence below the middle of its scale.
STRONG = 65  # "High" on a scale of four steps is 67: what a little-known issue scores high on.


@dataclass(frozen=True)
class Weight:
    """What the arithmetic needs of a factor; confidence weighs nothing, whatever its weight."""

    factor: int
    weight: int
    lowest: int
    highest: int
    is_confidence: bool = False

    def share(self, score: int) -> float:
        """A score on 0 to 1 between the ends of the scale."""
        span = self.highest - self.lowest
        return (score - self.lowest) / span if span else 0


@dataclass(frozen=True)
class Mark:
    """One person's judgement of one issue, 0 to 100, and how sure they are of it."""

    scorer: str
    organisation: str
    value: float
    confidence: float | None = None


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

    @property
    def confidence(self) -> float | None:
        """The mean of those who said how sure they are; None when nobody was asked."""
        said = [mark.confidence for mark in self.marks if mark.confidence is not None]
        return round(sum(said) / len(said), 1) if said else None

    @property
    def is_little_known(self) -> bool:
        return self.confidence is not None and self.confidence < LITTLE_KNOWN


def mark_of(
    scores: dict[int, int], weights: Iterable[Weight], *, confidence_counts: bool = False
) -> float | None:
    """One person's mark; None until they have scored the issue by every factor that counts.

    `confidence_counts` gives the mark as it was reckoned in years that were printed so.
    """
    total = weighed = 0.0
    for weight in weights:
        if weight.is_confidence and not confidence_counts:
            continue
        if weight.factor not in scores:
            return None
        weighed += weight.weight * weight.share(scores[weight.factor])
        total += weight.weight
    return round(100 * weighed / total, 1) if total else None


def confidence_of(scores: dict[int, int], weights: Iterable[Weight]) -> float | None:
    """How sure one person is of what is known of an issue, 0 to 100; None when they did not say."""
    for weight in weights:
        if weight.is_confidence and weight.factor in scores:
            return round(100 * weight.share(scores[weight.factor]), 1)
    return None


def strong_factors(sheets: Sequence[dict[int, int]], weights: Iterable[Weight]) -> tuple[int, ...]:
    """The factors by which an issue is scored high on average, whatever is known of it."""
    strong = []
    for weight in weights:
        shares = [
            weight.share(scores[weight.factor]) for scores in sheets if weight.factor in scores
        ]
        if not weight.is_confidence and shares and 100 * sum(shares) / len(shares) >= STRONG:
            strong.append(weight.factor)
    return tuple(strong)


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
