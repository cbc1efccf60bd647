"""The statutory meter: the four components, answered or not, and where."""

from dataclasses import dataclass

from assessment.models import Assessment
from assessment.rules import components as rules
from assessment.rules.words import listed
from assessment.structure import COMPONENTS


@dataclass(frozen=True)
class Place:
    """A section that somebody named as the answer."""

    words: str
    href: str
    note: str
    has_text: bool
    answer: int


@dataclass(frozen=True)
class MeterLine:
    """One component as it stands; `missing` says what is still to do, empty when answered."""

    slug: str
    label: str
    asks: str
    is_answered: bool
    places: tuple[Place, ...]
    missing: str


def meter(assessment: Assessment) -> tuple[MeterLine, ...]:
    """One query, whatever the number of answers."""
    named: dict[str, list[Place]] = {component.slug: [] for component in COMPONENTS}
    for answer in assessment.component_answers.select_related("section").order_by("section__order"):
        if answer.component not in named:
            continue  # the law asks for it no more; the answer stays on record
        named[answer.component].append(
            Place(
                words=answer.section.plan.place,
                href=answer.section.get_absolute_url(),
                note=answer.note,
                has_text=rules.is_an_answer(answer.section),
                answer=answer.pk,
            )
        )
    return tuple(
        MeterLine(
            slug=component.slug,
            label=component.label,
            asks=component.asks,
            is_answered=any(place.has_text for place in named[component.slug]),
            places=tuple(named[component.slug]),
            missing=_missing(named[component.slug]),
        )
        for component in COMPONENTS
    )


def answered_words(lines: tuple[MeterLine, ...]) -> str:
    """Three of four answered."""
    return f"{sum(line.is_answered for line in lines)} of {len(lines)} answered"


def _missing(places: list[Place]) -> str:
    if any(place.has_text for place in places):
        return ""
    if places:
        return f"Nothing is written yet in {listed([place.words for place in places])}."
    return "No section is named as its answer yet."
