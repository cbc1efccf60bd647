"""What a source's page shows below its entry: its deliveries and the figures drawn from it."""

from dataclasses import dataclass

from datasources import analyses, kinds, periods
from datasources.models import Delivery, Source
from datasources.operations import evidence as operation
from datasources.operations import provenance
from datasources.presenters.figures import PageFigure, page_figure
from datasources.presenters.register import STATE_COLOURS
from datasources.states import DELIVERY_BY_SLUG


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery in the list of a source."""

    delivery: Delivery
    state: str
    colour: str
    covers: str


def delivery_lines(source: Source) -> list[DeliveryLine]:
    """The newest first. Two queries, however many."""
    deliveries = source.deliveries.select_related("received_by").prefetch_related("slices")
    return [
        DeliveryLine(
            delivery,
            DELIVERY_BY_SLUG[delivery.state].label,
            STATE_COLOURS[delivery.state],
            periods.span([one.period for one in delivery.slices.all()]),
        )
        for delivery in deliveries
    ]


def figures(source: Source) -> list[PageFigure]:
    """The answers to the standard questions, where they are there."""
    if source.kind not in kinds.countable():
        return []
    found = [
        (name, evidence, is_current)
        for name in analyses.STANDARD
        for evidence, is_current in [operation.standing(source, name)]
        if evidence is not None
    ]
    said = provenance.now([evidence for _, evidence, _ in found])
    return [
        page_figure(evidence, key=name, is_up_to_date=is_current, sources=said[evidence.pk])
        for name, evidence, is_current in found
    ]


def figures_note(source: Source, periods: list[str]) -> list[str]:
    """Why there are no figures yet, or not all of them; empty when nothing is missing."""
    if source.kind not in kinds.countable() or not periods:
        return []
    lacking = {
        reason
        for name in analyses.STANDARD
        for reason in operation.missing(source.partnership, name)
        or operation.why_unanswered(source, name)
    }
    return sorted(lacking)
