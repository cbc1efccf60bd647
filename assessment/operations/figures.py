"""Taking the newer answers into the text: the figure stays where it stands, its numbers change."""

from dataclasses import dataclass

from assessment.models import Assessment, Revision, Section
from assessment.operations import sections
from assessment.text.documents import with_figures
from datasources.operations import currency
from partnerships import permissions
from partnerships.errors import EditConflict, RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


@dataclass(frozen=True)
class Taken:
    """What became of a document: sections written anew, and those that somebody was writing in."""

    written: tuple[Section, ...]
    left: tuple[Section, ...]


def take_newer(*, section: Section, by: User) -> Revision:
    """Put the newer answers in place of the older ones, as a new revision of the section.

    It goes through `sections.save` as any other change of the text does: what was approved is
    being written again, and nobody's words are lost.
    """
    partnership = section.assessment.partnership
    permissions.check(by, partnership, Permission.EDIT_SECTIONS)
    if section.assessment.stage == "assess":
        raise RuleBroken("This year is being carried out: its figures stay those of its own time.")
    newer = newer_of(section)
    if not newer:
        raise RuleBroken("No figure of this section has a newer answer.")
    revision = sections.save(
        section=section,
        document=with_figures(section.document, newer),
        started_from=section.version,
        by=by,
    )
    trail.record(
        partnership=partnership,
        by=by,
        verb="section.figures_renewed",
        target=section,
        before={"figures": list(newer)},
        after={"figures": list(newer.values())},
    )
    return revision


def take_all_newer(*, assessment: Assessment, by: User) -> Taken:
    """The same for every section of a document; one that somebody saves meanwhile is left."""
    permissions.check(by, assessment.partnership, Permission.EDIT_SECTIONS)
    written, left = [], []
    for section in assessment.sections.select_related("assessment__partnership"):
        if not newer_of(section):
            continue
        try:
            take_newer(section=section, by=by)
        except EditConflict:
            left.append(section)
        else:
            written.append(section)
    if not written and not left:
        raise RuleBroken("No figure of the document has a newer answer.")
    return Taken(tuple(written), tuple(left))


def newer_of(section: Section) -> dict[int, int]:
    """From each overtaken figure of a section to its newer answer."""
    standings = currency.standings(section.figures)
    return {
        pk: standings[pk].newer
        for pk in section.figures
        if pk in standings and standings[pk].newer is not None
    }
