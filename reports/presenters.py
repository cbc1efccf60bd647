"""What a publisher is told of the paper before publishing."""

from dataclasses import dataclass, replace

from assessment.models import Assessment
from reports import numbering, outline
from reports.document import Document
from reports.rendering import paper
from reports.states import AUDIENCES

FRONT = "Front page"


@dataclass(frozen=True)
class Noted:
    """What is said of the print of one place, and the page on which it is settled, if any."""

    place: str
    href: str
    said: tuple[str, ...]


def on_paper(assessment: Assessment) -> list[Noted]:
    """Letters that cannot be printed, and all that is changed to fit the paper, in reading order.

    Asked of the board's edition, which holds all that the others hold: it is composed as for
    publishing, only without pictures, and nothing is laid out.
    """
    composed = outline.compose(assessment, audience="board", with_pictures=False)
    markings = {getattr(assessment.partnership, audience.marking) for audience in AUDIENCES}
    document = replace(composed, marking=" ".join(sorted(markings)))
    said: dict[str, list[str]] = {}
    for change in (*paper.boxes(document), *paper.changes(document)):
        said.setdefault(change.anchor, []).append(change.words)
    return [
        Noted(place, href, tuple(said[anchor]))
        for anchor, (place, href) in _places(assessment, document).items()
        if anchor in said
    ]


def _places(assessment: Assessment, document: Document) -> dict[str, tuple[str, str]]:
    """The name and the page of each anchor, in reading order: annexes have no page of their own."""
    named = {paper.FRONT: (FRONT, ""), paper.SUMMARY: (FRONT, "")}
    for part in numbering.all_parts(document):
        appendix = "Appendix " if part.appendix else ""
        named[part.anchor] = (f"{appendix}{part.number} {part.title}", "")
    for section in assessment.sections.all():
        anchor = paper.SUMMARY if section.key == "summary" else outline.anchor_of(section.key)
        named[anchor] = (section.plan.place, section.get_absolute_url())
    return named
