"""Kept words beside the text that was saved first."""

from dataclasses import dataclass, replace

from django.forms import Form
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from assessment.models import KeptText
from assessment.presenters import section_history, section_page
from assessment.text.documents import Difference, render_html

# The headings of the two columns are h3.
BLOCK_LEVEL = 4


@dataclass(frozen=True)
class Block:
    """A paragraph, list or table of one of the two texts; `is_alone` when the other lacks it."""

    html: SafeString
    is_alone: bool


def context(kept: KeptText, *, start: str, form: Form) -> dict:
    """`start` says with which text the editor begins: the kept words, or "theirs"."""
    section = kept.section
    choices = section_page.figure_choices(section.assessment.partnership, section)
    begins_with = section_page.stored(section) if start == "theirs" else kept.document
    writing = section_page.writing(begins_with, choices=choices, form=form)
    differences = section_history.compared(section.document, kept.document)
    return {
        "kept": kept,
        "section": section,
        "place": section.plan.place,
        "current": section.revisions.select_related("saved_by").first(),
        # The kept words are not the section's yet, so that leaving the page asks first.
        "editor": replace(writing, is_unsaved=writing.is_unsaved or start != "theirs"),
        "saved": one_side(differences, without="added"),
        "other": one_side(differences, without="removed"),
        "is_same": all(each.state == "same" for each in differences),
    }


def one_side(differences: list[Difference], *, without: str) -> list[Block]:
    """One of the two texts in its own order: what both have, and what it has alone."""
    return [
        Block(_html(each), is_alone=each.state != "same")
        for each in differences
        if each.state != without
    ]


def _html(difference: Difference) -> SafeString:
    # Every character of it is escaped or written by render_html.
    return mark_safe(  # noqa: S308
        render_html(difference.document, base_level=BLOCK_LEVEL, figure=_figure)
    )


def _figure(name: str) -> str:
    return format_html("<p><em>Figure (evidence {})</em></p>", name)
