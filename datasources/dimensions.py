"""What is asked when a source is reviewed: one question for each way in which data can mislead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dimension:
    """One question of a review; what was measured of the source stands beside it."""

    slug: str
    label: str
    question: str


DIMENSIONS = (
    Dimension("complete", "Completeness", "Is all of it here, for every period and every type?"),
    Dimension("located", "Places", "Can its rows be placed in wards and small areas?"),
    Dimension("timely", "Timeliness", "Does it come when it should?"),
    Dimension("valid", "Validity", "Could its rows be used as they were sent?"),
    Dimension("stable", "Definitions", "Does it count the same things in the same way as before?"),
)
RATINGS = (
    ("strong", "Strong"),
    ("care", "Usable with care"),
    ("weak", "Weak"),
)
"""How far a source can be trusted, all in all."""
NOT_REVIEWED = "Not reviewed yet"
NOT_JUDGED = "unknown"
ANSWERS = (
    ("good", "Good"),
    ("care", "With care"),
    ("poor", "Poor"),
    (NOT_JUDGED, "Cannot say"),
)


@dataclass(frozen=True)
class Measured:
    """What was measured of one dimension: sentences, and the answer that they suggest."""

    sentences: tuple[str, ...] = ()
    suggests: str = NOT_JUDGED


def graded(share: float, good: float, care: float) -> str:
    """The answer that a share suggests: good from one bound on, with care from the other."""
    if share >= good:
        return "good"
    return "care" if share >= care else "poor"
