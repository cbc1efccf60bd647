"""A plainly labelled generic matrix for weighing issues, with every step of its scales in words.

It is nobody's published scheme. A partnership changes it before scoring begins; next year's
assessment starts from what this year's used.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FactorPlan:
    """One way of weighing an issue; the definitions go from 1 to 4, the stronger the higher."""

    name: str
    asks: str
    weight: int
    definitions: tuple[str, str, str, str]
    # How sure we are, instead of how bad it is: stands beside the mark and weighs nothing.
    is_confidence: bool = False

    @property
    def scale(self) -> list[dict[str, int | str]]:
        return [
            {"value": value, "label": label, "definition": words}
            for value, (label, words) in enumerate(
                zip(LABELS, self.definitions, strict=True), start=1
            )
        ]


LABELS = ("Low", "Medium", "High", "Very high")

FACTORS: tuple[FactorPlan, ...] = (
    FactorPlan(
        "Harm to people",
        "How badly are people hurt: in body, mind or livelihood?",
        3,
        (
            "Annoyance or small loss; nobody needs help afterwards.",
            "Some people are upset or out of pocket for weeks.",
            "Injury, fear or loss that changes how people live.",
            "Death, lasting injury or trauma; children or vulnerable adults at risk.",
        ),
    ),
    FactorPlan(
        "How much of it",
        "How often does it happen here, and is it growing?",
        2,
        (
            "Seldom, and not growing.",
            "Now and then, or seldom but growing.",
            "Often, or clearly growing.",
            "Every day somewhere in the area, or growing fast.",
        ),
    ),
    FactorPlan(
        "Public concern",
        "How much does it worry the people who live and work here?",
        1,
        (
            "Hardly ever raised by residents.",
            "Raised in some places or by some groups.",
            "Among the things that residents name most.",
            "The first thing that residents name, or a serious community tension.",
        ),
    ),
    FactorPlan(
        "Can the partnership affect it",
        "Would working together make a difference?",
        2,
        (
            "Little: it is for one agency, or out of our hands.",
            "Some: we could ease its effects.",
            "Much: we have the powers, and known ways of working.",
            "Very much: only by working together can it be solved.",
        ),
    ),
    FactorPlan(
        "Confidence in the data",
        "How sure are we of what we know about it?",
        0,
        (
            "A feeling; no data, or data that nobody trusts.",
            "Data from one source, usable with care.",
            "Good data from one source, or several that agree roughly.",
            "Strong data from several sources that agree.",
        ),
        is_confidence=True,
    ),
)
