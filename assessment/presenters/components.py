"""The statutory meter: the four components, answered or not, by which passage, or why not."""

from dataclasses import dataclass

from django.utils import timezone

from assessment.models import Assessment, ComponentAnswer
from assessment.rules import components as rules
from assessment.structure import COMPONENTS
from partnerships.words import listed, said_day


@dataclass(frozen=True)
class Place:
    """A passage that somebody named as the answer; `look_again` says why it counts no longer."""

    key: str
    words: str
    href: str
    passage: str
    note: str
    who: str
    when: str
    look_again: str
    answer: int

    @property
    def stands(self) -> bool:
        return not self.look_again


@dataclass(frozen=True)
class WhyNot:
    """Why a component is not answered, and who says so."""

    reason: str
    who: str
    when: str
    answer: int


@dataclass(frozen=True)
class MeterLine:
    """One component as it stands; `missing` says what is still to do, empty when settled."""

    slug: str
    label: str
    asks: str
    is_answered: bool
    places: tuple[Place, ...]
    why_not: WhyNot | None
    missing: str

    @property
    def standing(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.stands)

    @property
    def state(self) -> str:
        if self.is_answered:
            return "Answered"
        if self.why_not:
            return "Not answered, because"
        return "Look again" if self.places else "Not answered"

    @property
    def colour(self) -> str:
        return {"Answered": "green", "Not answered, because": "blue"}.get(self.state, "orange")


def meter(assessment: Assessment) -> tuple[MeterLine, ...]:
    """One query, whatever the number of answers."""
    named: dict[str, list[ComponentAnswer]] = {component.slug: [] for component in COMPONENTS}
    answers = assessment.component_answers.select_related("section", "pointed_by")
    for answer in answers.order_by("section__order", "pk"):
        # What the law asks for no more stays on record.
        if answer.component in named:
            named[answer.component].append(answer)
    return tuple(
        _line(component.slug, component.label, component.asks, named[component.slug])
        for component in COMPONENTS
    )


def answered_words(lines: tuple[MeterLine, ...]) -> str:
    """Three of four answered; one not, with its reason."""
    words = f"{sum(line.is_answered for line in lines)} of {len(lines)} answered"
    told = sum(line.why_not is not None for line in lines)
    return f"{words}, {told} not answered with the reason given" if told else words


def _line(slug: str, label: str, asks: str, answers: list[ComponentAnswer]) -> MeterLine:
    places = tuple(_place(each) for each in answers if each.section is not None)
    why_not = next((_why_not(each) for each in answers if each.section is None), None)
    is_answered = any(place.stands for place in places)
    return MeterLine(
        slug=slug,
        label=label,
        asks=asks,
        is_answered=is_answered,
        places=places,
        why_not=why_not,
        missing="" if is_answered or why_not else _missing(places),
    )


def _place(answer: ComponentAnswer) -> Place:
    return Place(
        key=answer.section.key,
        words=answer.section.plan.place,
        href=answer.section.get_absolute_url(),
        passage=answer.passage,
        note=answer.note,
        who=str(answer.pointed_by),
        when=_day(answer),
        look_again=rules.reason_to_look_again(answer),
        answer=answer.pk,
    )


def _why_not(answer: ComponentAnswer) -> WhyNot:
    return WhyNot(answer.reason, str(answer.pointed_by), _day(answer), answer.pk)


def _day(answer: ComponentAnswer) -> str:
    return said_day(timezone.localtime(answer.pointed_at).date())


def _missing(places: tuple[Place, ...]) -> str:
    if places:
        return f"To be looked at again: {listed([place.words for place in places])}."
    return "No passage is named as its answer yet."
