"""What a source's page shows below its entry: its deliveries and the figures drawn from it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasources import periods
from datasources.dimensions import ANSWERS, DIMENSIONS
from datasources.kinds import composing
from datasources.models import Delivery, Review, Slice, Source
from datasources.operations import provenance
from datasources.operations.evidence import Standard
from datasources.presenters.figures import PageFigure, page_figure
from datasources.presenters.register import ROBUSTNESS_COLOURS, STATE_COLOURS
from datasources.states import DELIVERY_BY_SLUG


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery in the list of a source."""

    delivery: Delivery
    state: str
    colour: str
    covers: str


@dataclass(frozen=True)
class ReviewLine:
    """One review, in words: what was judged, by which measured facts, and what it is best for."""

    review: Review
    colour: str
    answers: tuple[tuple[str, str, str], ...]
    best_use: tuple[tuple[str, str], ...]


def reviews(source: Source) -> list[ReviewLine]:
    """The newest first; one query."""
    return [
        ReviewLine(
            one,
            ROBUSTNESS_COLOURS[one.robustness],
            tuple(
                (each.label, dict(ANSWERS)[said["answer"]], " ".join(said["measured"]))
                for each in DIMENSIONS
                if (said := one.answers.get(each.slug))
            ),
            tuple((part.capitalize(), words) for part, words in one.best_use.items()),
        )
        for one in source.reviews.select_related("reviewed_by", "source")
    ]


def rows_are(source: Source) -> list[str]:
    """What a person said that its rows are; nothing where nobody has."""
    said = source.said
    return composing.in_words(said, source.read_as) if said else []


def delivery_lines(source: Source, slices: Iterable[Slice]) -> list[DeliveryLine]:
    """The newest first, given the slices of all of them. One query, however many."""
    covered: dict[int, list[str]] = defaultdict(list)
    for one in slices:
        covered[one.delivery_id].append(one.period)
    return [
        DeliveryLine(
            delivery,
            DELIVERY_BY_SLUG[delivery.state].label,
            STATE_COLOURS[delivery.state],
            periods.span(covered[delivery.pk]),
        )
        for delivery in source.deliveries.select_related("received_by")
    ]


def figures(standard: Sequence[Standard]) -> list[PageFigure]:
    """The answers to the standard questions, where they are there."""
    answered = [(one, one.evidence) for one in standard if one.evidence is not None]
    said = provenance.now([evidence for _, evidence in answered])
    return [
        page_figure(
            evidence,
            key=one.analysis,
            is_up_to_date=one.is_current,
            sources=said[evidence.pk],
        )
        for one, evidence in answered
    ]


def figures_note(standard: Sequence[Standard], periods: list[str]) -> list[str]:
    """Why there are no figures yet, or not all of them; empty when nothing is missing."""
    return sorted({reason for one in standard for reason in one.lacking}) if periods else []
