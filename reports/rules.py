"""Is this document fit to be published? Errors stop; warnings are for a person to weigh."""

import dataclasses

from assessment.models import Assessment, Section
from assessment.presenters import overtaken
from assessment.structure import SECTIONS
from reports.states import AUDIENCE_BY_SLUG, Audience

WRITTEN = [plan.key for plan in SECTIONS if plan.is_written]


@dataclasses.dataclass(frozen=True)
class Line:
    """Something in the way of publishing, with the sections where it can be settled."""

    words: str
    sections: tuple[Section, ...] = ()


def reasons_against_publishing(assessment: Assessment, audience: str) -> list[str]:
    """What stops an edition for this audience."""
    if audience not in AUDIENCE_BY_SLUG:
        return [f"There is no audience called {audience}: choose board, partnership or public."]
    return [line.words for line in blockers(assessment)]


def blockers(assessment: Assessment) -> list[Line]:
    """What stops an edition for any audience, with the places where each can be settled."""
    lines = []
    if not assessment.sections.filter(version__gt=0, words__gt=0).exists():
        lines.append(Line("Nothing has been written yet: an edition needs at least one section."))
    kept = assessment.sections.filter(
        kept_texts__settled_at=None, kept_texts__isnull=False
    ).distinct()
    if kept:
        where = "a section" if len(kept) == 1 else f"{len(kept)} sections"
        lines.append(
            Line(
                f"Somebody's words are still kept beside {where}"
                f" ({'; '.join(map(str, kept))}): settle them first, "
                "so that the edition holds what its writers meant.",
                tuple(kept),
            )
        )
    return lines


def left_out(assessment: Assessment, audience: Audience) -> list[Section]:
    """The sections whose text this audience is not given: nobody has written or approved it."""
    if not audience.is_settled:
        return []
    sections = assessment.sections.all()
    return [
        section
        for section in sections
        # Other sections are made of records, with room for words above.
        if (section.plan.is_written or says_something(section)) and not is_settled(section)
    ]


def is_settled(section: Section) -> bool:
    """Whether its text may be shown to everybody."""
    return says_something(section) and section.state == "approved"


def says_something(section: Section) -> bool:
    """A figure without a word beside it is something said, too."""
    return bool(section.words or section.figures)


def warnings_before_publishing(assessment: Assessment) -> list[str]:
    """What the publisher should know and may accept."""
    sections = Section.objects.filter(assessment=assessment, key__in=WRITTEN)
    empty = sections.filter(words=0).count()
    unapproved = sections.filter(words__gt=0).exclude(state="approved").count()
    unanswered = assessment.sections.filter(comments__state="open").distinct().count()
    lines = []
    if not assessment.priorities.exclude(state="proposed").exists():
        lines.append("The board has decided no priorities yet; the edition will say so.")
    if empty:
        lines.append(f"{_sections(empty)} nothing in {_it(empty)}; the edition will say so.")
    if unapproved:
        lines.append(f"{_sections(unapproved)} words that nobody has approved.")
    if unanswered:
        lines.append(f"{_sections(unanswered)} comments without an answer.")
    return lines + older_figures(assessment)


def older_figures(assessment: Assessment) -> list[str]:
    """Figures, approvals and decisions that newer data have overtaken."""
    found = overtaken.sections_of(assessment)
    return overtaken.sentences(found, overtaken.priorities_resting_on(assessment, found))


def _sections(count: int) -> str:
    return "1 section has" if count == 1 else f"{count} sections have"


def _it(count: int) -> str:
    return "it" if count == 1 else "them"
