"""How far is the text? The outline with its filters, the grid of fifteen boxes, the numbers above.

Plain functions over sections that were fetched with `sections_of`; no query of their own.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from assessment.models import Assessment, Recommendation, Section
from assessment.presenters.section_colours import STATE_COLOURS
from assessment.states import SECTION_BY_SLUG, SECTION_DRAFTED
from assessment.structure import BOXES, THEMES, box_key
from partnerships.models import User

# Fewer words than this hardly say anything; the page says so, nothing forbids it.
THIN = 40
BOX_LABELS = [box.label for box in BOXES]


@dataclass(frozen=True)
class Row:
    """A line of the outline."""

    section: Section
    number: str
    title: str
    level: int
    theme: str
    state: str
    colour: str
    # A heading without words of its own asks nothing of anybody.
    is_heading: bool
    comments_open: int
    kept_texts: int


@dataclass(frozen=True)
class Filter:
    slug: str
    label: str
    count: int
    is_current: bool


def sections_of(assessment: Assessment) -> QuerySet[Section]:
    """Everything the outline says of a section, in one query."""
    return assessment.sections.select_related("owner", "touched_by").annotate(
        comments_open=Count("comments", filter=Q(comments__state="open"), distinct=True),
        kept_waiting=Count("kept_texts", filter=Q(kept_texts__settled_at=None), distinct=True),
    )


def rows(sections: list[Section]) -> list[Row]:
    return [
        Row(
            section=section,
            number=section.plan.number,
            title=section.plan.title,
            level=section.plan.level,
            theme=section.plan.theme,
            state=SECTION_BY_SLUG[section.state].label,
            colour=STATE_COLOURS[section.state],
            is_heading=not section.plan.is_written and not section.words,
            comments_open=section.comments_open,
            kept_texts=section.kept_waiting,
        )
        for section in sections
    ]


FILTERS = {
    "": ("All sections", lambda row, user: True),
    "mine": ("Mine", lambda row, user: row.section.owner_id == user.pk),
    "not-started": (
        "Not started",
        lambda row, user: row.section.state == "not_started" and not row.is_heading,
    ),
    "in-review": ("In review", lambda row, user: row.section.state == "in_review"),
    "comments": ("With open comments", lambda row, user: row.comments_open > 0),
}


def filters(every_row: list[Row], user: User, chosen: str) -> list[Filter]:
    return [
        Filter(slug, label, sum(keep(row, user) for row in every_row), slug == chosen)
        for slug, (label, keep) in FILTERS.items()
    ]


def filtered(every_row: list[Row], user: User, chosen: str) -> list[Row]:
    """The rows of one filter; an unknown one shows everything."""
    _, keep = FILTERS.get(chosen, FILTERS[""])
    return [row for row in every_row if keep(row, user)]


def grid(sections: list[Section], recommendations: list[Recommendation]) -> list[dict]:
    """Themes as rows, boxes as columns; a cell says its state and what is missing."""
    by_key = {section.key: section for section in sections}
    counted = Counter(by_theme(recommendations))
    return [
        {
            "slug": theme.slug,
            "words": theme.label,
            "cells": [
                _cell(by_key.get(box_key(theme.slug, box.slug)), box.label, counted[theme.slug])
                for box in BOXES
            ],
        }
        for theme in THEMES
    ]


def by_theme(recommendations: list[Recommendation]) -> list[str]:
    """The theme that each recommendation belongs to, by the section it is tied to."""
    return [recommendation.section.plan.theme for recommendation in recommendations]


def _cell(section: Section | None, name: str, recommendations: int) -> dict:
    if section is None:
        return {"name": name, "state": "Not in this year", "colour": "grey"}
    owner = str(section.owner) if section.owner else "nobody's yet"
    words = "1 word" if section.words == 1 else f"{section.words:,} words"
    return {
        "name": name,
        "href": section.get_absolute_url(),
        "state": SECTION_BY_SLUG[section.state].label,
        "colour": STATE_COLOURS[section.state],
        "missing": "; ".join(missing(section, recommendations=recommendations)),
        "note": f"{words}, {owner}",
    }


def missing(section: Section, *, recommendations: int) -> list[str]:
    """What a reader of this box would look for in vain."""
    lacks = []
    if not section.words:
        lacks.append("no words yet")
    elif section.words < THIN:
        lacks.append("hardly any words")
    if section.plan.box == "key_information" and section.words and not section.figures:
        lacks.append("no figure")
    if section.plan.box == "recommendations" and not recommendations:
        lacks.append("no recommendation recorded")
    if section.comments_open:
        count = section.comments_open
        lacks.append("1 open comment" if count == 1 else f"{count} open comments")
    if section.kept_waiting:
        lacks.append("kept words to settle")
    return [lacks[0].capitalize(), *lacks[1:]] if lacks else []


def cards(sections: list[Section], *, components_answered: int, components: int) -> list[dict]:
    """The few numbers that open the page."""
    boxes = [section for section in sections if section.plan.box]
    asked = [section for section in sections if section.plan.is_written]
    drafted = sum(section.state in SECTION_DRAFTED for section in boxes)
    begun = sum(section.words > 0 for section in boxes)
    approved = sum(section.state == "approved" for section in asked)
    open_comments = sum(section.comments_open for section in sections)
    return [
        {"label": "Boxes begun", "value": f"{begun} of {len(boxes)}", "note": "have words"},
        {
            "label": "Boxes drafted",
            "value": f"{drafted} of {len(boxes)}",
            "note": "handed over or approved",
        },
        {
            "label": "Sections approved",
            "value": f"{approved} of {len(asked)}",
            "note": "of those that people write",
        },
        {
            "label": "Comments open",
            "value": f"{open_comments}",
            "note": "waiting for an answer" if open_comments else "every comment is answered",
        },
        {
            "label": "Statutory components",
            "value": f"{components_answered} of {components}",
            "note": "answered",
        },
    ]
