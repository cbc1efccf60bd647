"""Scores weighed into places, with how well each issue is known beside its mark, in words."""

from dataclasses import dataclass

from assessment.models import Assessment, Factor, Score, ScoreSheet
from assessment.rules import ranking
from partnerships.words import listed, with_capital


@dataclass(frozen=True)
class Known:
    """How sure the scorers are of an issue; `warning` is empty unless it is little known."""

    value: float | None = None
    words: str = ""
    is_little: bool = False
    # What it is scored high on although little is known of it.
    strong: tuple[str, ...] = ()
    warning: str = ""


@dataclass(frozen=True)
class Judged:
    """The issues in order, how well each is known, and the places they held before."""

    ranked: tuple[ranking.Ranked, ...]
    known: dict[int, Known]
    before: dict[int, str]


def judged(
    assessment: Assessment, titles: dict[int, str], scores: list[Score], factors: list[Factor]
) -> Judged:
    """Everything that is said of the given scores; reads `score.sheet.scorer`."""
    weights = weights_of(factors)
    cells: dict[tuple[int, int], dict[int, int]] = {}
    sheets: dict[int, ScoreSheet] = {}
    for score in scores:
        sheets[score.sheet_id] = score.sheet
        cells.setdefault((score.issue_id, score.sheet_id), {})[score.factor_id] = score.value
    by_issue: dict[int, list[dict[int, int]]] = {}
    for (issue, _), values in cells.items():
        by_issue.setdefault(issue, []).append(values)

    def ranked(*, confidence_counts: bool) -> list[ranking.Ranked]:
        marks: dict[int, list[ranking.Mark]] = {}
        for (issue, sheet), values in cells.items():
            value = ranking.mark_of(values, weights, confidence_counts=confidence_counts)
            if value is not None:
                who = sheets[sheet]
                marks.setdefault(issue, []).append(
                    ranking.Mark(
                        str(who.scorer),
                        who.organisation_name,
                        value,
                        ranking.confidence_of(values, weights),
                    )
                )
        return ranking.rank(titles, marks)

    now = ranked(confidence_counts=assessment.confidence_counts)
    names = {factor.pk: factor.name.lower() for factor in factors}
    confidence = next((factor for factor in factors if factor.is_confidence), None)
    return Judged(
        ranked=tuple(now),
        known={
            each.issue: _known(
                each,
                confidence,
                tuple(
                    names[pk]
                    for pk in ranking.strong_factors(by_issue.get(each.issue, []), weights)
                ),
            )
            for each in now
        },
        before={each.issue: each.place_words for each in ranked(confidence_counts=True)}
        if was_counted(assessment, factors)
        else {},
    )


def was_counted(assessment: Assessment, factors: list[Factor]) -> bool:
    """This year's scores were first shown with confidence in the mark, and are ranked anew."""
    return not assessment.confidence_counts and any(
        factor.is_confidence and factor.weight for factor in factors
    )


def weights_of(factors: list[Factor]) -> list[ranking.Weight]:
    return [
        ranking.Weight(
            factor.pk,
            factor.weight,
            min((step["value"] for step in factor.scale), default=0),
            max((step["value"] for step in factor.scale), default=0),
            factor.is_confidence,
        )
        for factor in factors
    ]


def how_confidence_is_used(assessment: Assessment, factors: list[Factor]) -> str:
    """One sentence of the method; empty when the matrix does not ask for confidence."""
    confidence = next((factor for factor in factors if factor.is_confidence), None)
    if confidence is None:
        return ""
    name = with_capital(confidence.name)
    if assessment.confidence_counts:
        return (
            f"{name} counts in the marks of this year (weight {confidence.weight}), "
            "as they were printed; from the next year on it stands beside the mark."
        )
    return (
        f"{name} stands beside the mark and does not count in it: harm that is little known is "
        "not ranked low for being little known."
    )


def why_places_moved(moved: list[tuple[str, str, str]]) -> str:
    """For those who scored: (issue, place before, place now) of every issue whose place changed."""
    words = (
        "Confidence in the data no longer counts in the mark; it stands beside it. "
        "Nobody's scores were changed. "
    )
    if not moved:
        return f"{words}No place changes because of this."
    changes = listed([f"{title} from {before} to {now}" for title, before, now in moved], 12)
    return f"{words}Places that change because of this: {changes}."


def _known(each: ranking.Ranked, confidence: Factor | None, strong: tuple[str, ...]) -> Known:
    value = each.confidence
    if value is None or confidence is None:
        return Known()
    words = f"{_nearest_step(confidence, value)}, {value:.0f} of 100"
    if not each.is_little_known:
        return Known(value, words)
    warning = "Little known: a low place may mean that little is known, not that little is wrong."
    if strong:
        warning = f"Little known, yet scored high for {listed(strong)}. Find out more."
    return Known(value, words, is_little=True, strong=strong, warning=warning)


def _nearest_step(factor: Factor, value: float) -> str:
    """The label of the step that a mean lies nearest to."""
    steps = sorted(factor.scale, key=lambda step: step["value"])
    lowest, highest = steps[0]["value"], steps[-1]["value"]
    on_scale = lowest + value / 100 * (highest - lowest)
    return min(steps, key=lambda step: abs(step["value"] - on_scale))["label"].lower()
