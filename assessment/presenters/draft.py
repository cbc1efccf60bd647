"""The whole draft in reading order: every section's words, and the records printed with them.

One composition for the page "read the draft" and for the editions. It holds plain values: markup
of the text, numbers of the evidence in it, tables as words. How a figure is drawn is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessment.models import Assessment, Section
from assessment.presenters import draft_records as records
from assessment.presenters.document_figures import Draw, as_mark, pieces
from assessment.presenters.draft_tables import DraftTable
from assessment.states import SECTION_BY_SLUG
from assessment.structure import SectionPlan
from assessment.text.documents import render_html

# The document's title is the h1, so a part of level 1 is an h2, and its text begins at h3.
BELOW_PART = 2


@dataclass(frozen=True)
class DraftPart:
    """A section, or an annex made of records alone (`section` is 0).

    `html` is safe markup. With the default `figure` it holds marks where figures stand: `pieces`
    cuts it there. `sentences` come from records and follow the words; tables follow both.
    """

    key: str
    number: str
    title: str
    level: int
    theme: str = ""
    box: str = ""
    html: str = ""
    figures: tuple[int, ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[DraftTable, ...] = ()
    section: int = 0
    state: str = ""
    is_heading: bool = False

    @property
    def anchor(self) -> str:
        return self.key.replace(".", "-").replace("_", "-")

    @property
    def is_empty(self) -> bool:
        return not (self.html or self.sentences or any(table.rows for table in self.tables))

    @property
    def pieces(self) -> tuple[str | int, ...]:
        """Markup and evidence numbers in turn, when figures were left as marks."""
        return pieces(self.html)


@dataclass(frozen=True)
class Draft:
    """One assessment as it reads now."""

    slug: str
    title: str
    partnership: str
    year: int
    parts: tuple[DraftPart, ...]

    def part(self, key: str) -> DraftPart:
        return next(part for part in self.parts if part.key == key)

    @property
    def figures(self) -> tuple[int, ...]:
        """Every evidence in the text, in reading order, each once."""
        return tuple(dict.fromkeys(number for part in self.parts for number in part.figures))


def draft(
    assessment: Assessment,
    *,
    suppress_below: int | None = None,
    figure: Draw = as_mark,
    sections: Sequence[Section] | None = None,
) -> Draft:
    """Compose it. `suppress_below` holds back small counts of the records; `figure` draws evidence.

    The same number of queries whatever the length of the text.
    """
    made = records.of(assessment, suppress_below=suppress_below)
    rows = assessment.sections.all() if sections is None else sections
    parts = [_part(section, figure=figure, made=made) for section in rows]
    parts += [
        DraftPart(key, "", title, 2, sentences=sentences, tables=tables)
        for key, (title, sentences, tables) in made.annexes.items()
    ]
    return Draft(
        slug=assessment.slug,
        title=assessment.title,
        partnership=assessment.partnership.name,
        year=assessment.year,
        parts=tuple(parts),
    )


def _part(section: Section, *, figure: Draw, made: "records.Records") -> DraftPart:
    plan = section.plan
    level = plan.level + BELOW_PART
    html = ""
    if section.words or section.figures:
        html = render_html(
            section.document, base_level=level, figure=lambda name: figure(name, level)
        )
    return replace(
        _heading(plan),
        html=html,
        figures=tuple(section.figures),
        sentences=made.sentences.get(section.key, ()),
        tables=made.tables.get(section.key, ()),
        section=section.pk,
        state=SECTION_BY_SLUG[section.state].label,
    )


def _heading(plan: SectionPlan) -> DraftPart:
    return DraftPart(
        key=plan.key,
        number=plan.number,
        title=plan.title,
        level=plan.level,
        theme=plan.theme,
        box=plan.box,
        is_heading=not plan.is_written,
    )
