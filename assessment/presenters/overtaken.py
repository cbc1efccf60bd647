"""Figures whose question has a newer answer: in which sections, and what was decided on them."""

from dataclasses import dataclass

from assessment.models import Assessment, Section
from assessment.rules.words import counted
from datasources.operations import currency
from datasources.operations.currency import Standing
from partnerships.words import listed


@dataclass(frozen=True)
class Overtaken:
    """A section with its overtaken figures."""

    pk: int
    place: str
    href: str
    is_approved: bool
    figures: tuple[Standing, ...]

    @property
    def can_be_taken(self) -> int:
        return sum(each.newer is not None for each in self.figures)

    @property
    def words(self) -> str:
        said = []
        if self.can_be_taken:
            said.append(
                f"{counted(self.can_be_taken, 'figure has', 'figures have')} a newer answer"
            )
        waiting = len(self.figures) - self.can_be_taken
        if waiting:
            said.append(
                f"{counted(waiting, 'figure rests', 'figures rest')} on data that were replaced "
                "and have no newer answer yet"
            )
        return "; ".join(said)


def is_watched(assessment: Assessment) -> bool:
    """A year that is being carried out tells of its own time: new data overtake nothing in it."""
    return assessment.stage != "assess"


def sections_of(assessment: Assessment, sections: list[Section] | None = None) -> list[Overtaken]:
    """In reading order; two queries when the sections are given."""
    if not is_watched(assessment):
        return []
    rows = list(assessment.sections.all()) if sections is None else sections
    standings = currency.standings(pk for row in rows for pk in row.figures)
    found = []
    for row in rows:
        figures = tuple(
            standings[pk] for pk in row.figures if pk in standings and standings[pk].is_overtaken
        )
        if figures:
            found.append(
                Overtaken(
                    row.pk,
                    row.plan.place,
                    row.get_absolute_url(),
                    row.state == "approved",
                    figures,
                )
            )
    return found


def section_of(section: Section) -> Overtaken | None:
    return next(iter(sections_of(section.assessment, [section])), None)


def priorities_resting_on(assessment: Assessment, found: list[Overtaken]) -> list[str]:
    """Decided priorities whose key line is covered by such a section, or has such evidence."""
    if not is_watched(assessment):
        return []
    decided = list(
        assessment.priorities.exclude(state="proposed")
        .exclude(key_line=None)
        .select_related("key_line")
        .prefetch_related("key_line__sections", "key_line__evidence")
    )
    numbers = {each.pk for priority in decided for each in priority.key_line.evidence.all()}
    standings = currency.standings(numbers)
    sections = {each.pk for each in found}
    return [
        priority.title
        for priority in decided
        if sections & {each.pk for each in priority.key_line.sections.all()}
        or any(standings[each.pk].is_overtaken for each in priority.key_line.evidence.all())
    ]


def sentences(found: list[Overtaken], priorities: list[str]) -> list[str]:
    """For a checklist: what stands on older figures."""
    if not found and not priorities:
        return []
    said = []
    if found:
        said.append(
            f"New data have come since: {listed([each.place for each in found], 12)} "
            f"{'shows' if len(found) == 1 else 'show'} older figures."
        )
    approved = [each.place for each in found if each.is_approved]
    if approved:
        said.append(f"Approved on the older figures: {listed(approved, 12)}.")
    if priorities:
        said.append(f"Decided on the older figures: {listed(priorities, 12)}.")
    return said
