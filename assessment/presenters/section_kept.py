"""Kept words beside the text that was saved first."""

from dataclasses import dataclass, replace

from django.forms import Form
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from assessment.models import KeptText, Revision
from assessment.operations import sections
from assessment.operations.sections import EMPTY
from assessment.presenters import section_history, section_page
from assessment.rules.words import counted
from assessment.text.documents import Difference, is_marked, merged, render_html
from partnerships.models import User

# The headings of the two columns are h3.
BLOCK_LEVEL = 4


@dataclass(frozen=True)
class Block:
    """A paragraph, list or table of one of the two texts; `is_alone` when the other lacks it."""

    html: SafeString
    is_alone: bool


@dataclass(frozen=True)
class LeftOut:
    """Somebody else's words that a button would leave out of the section's text."""

    who: str
    words: str


def context(kept: KeptText, *, start: str, user: User, form: Form) -> dict:
    """`start` says with which text the editor begins: "both", "mine" (the kept words), "theirs"."""
    section = kept.section
    choices = section_page.figure_choices(section.assessment.partnership, section)
    newest = section.revisions.select_related("saved_by").first()
    # Once it is settled the page shows what met then, not what the section says by now.
    beside = kept.met if kept.settled_at and kept.met else newest
    writing = section_page.writing(begun_with(kept, beside, start), choices=choices, form=form)
    differences = section_history.compared(beside.document if beside else {}, kept.document)
    return {
        "kept": kept,
        "section": section,
        "place": section.plan.place,
        "current": beside,
        "is_one_person": beside is not None and beside.saved_by_id == kept.writer_id,
        # The kept words are not the section's yet, so that leaving the page asks first.
        "editor": replace(writing, is_unsaved=writing.is_unsaved or start != "theirs"),
        "has_two_wordings": start == "both" and is_marked(begun_with(kept, beside, start)),
        "saved": one_side(differences, without="added"),
        "other": one_side(differences, without="removed"),
        "is_same": all(each.state == "same" for each in differences),
        "stays_out": said_left_out(
            sections.left_out(kept_text=kept, document=section_page.stored(section), by=user)
        ),
        "was_left_out": said_left_out(was_left_out(kept)),
    }


def begun_with(kept: KeptText, beside: Revision | None, start: str) -> dict:
    saved = beside.document if beside else EMPTY
    if start == "theirs":
        return saved
    if start == "mine":
        return kept.document
    return merged(
        sections.text_of(kept.section, kept.started_from),
        saved,
        kept.document,
        saver=str(beside.saved_by) if beside else "",
        writer=str(kept.writer),
    )


def said_left_out(found: dict[User, int]) -> list[LeftOut]:
    return [
        LeftOut(str(person), counted(count, "word", "words")) for person, count in found.items()
    ]


def was_left_out(kept: KeptText) -> dict[User, int]:
    people = User.objects.in_bulk([int(pk) for pk in kept.left_out])
    return {person: kept.left_out[str(pk)] for pk, person in people.items()}


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
