"""Kept words beside the text that was saved first."""

from dataclasses import replace

from django.forms import Form

from assessment.models import KeptText
from assessment.presenters import section_history, section_page
from assessment.text.documents import figures


def context(kept: KeptText, *, start: str, form: Form) -> dict:
    """`start` says with which text the editor begins: the kept words, or "theirs"."""
    section = kept.section
    choices = section_page.figure_choices(section.assessment.partnership, section)
    begins_with = section_page.stored(section) if start == "theirs" else kept.document
    writing = section_page.writing(begins_with, choices=choices, form=form)
    current = section.revisions.select_related("saved_by").first()
    differences = section_history.compared(section.document, kept.document)
    return {
        "kept": kept,
        "section": section,
        "place": section.plan.place,
        "current": current,
        # Leaving the page would lose nothing, but the words are not the section's yet.
        "editor": replace(writing, is_unsaved=writing.is_unsaved or start != "theirs"),
        "current_html": section_page.written(section, level=4),
        "kept_html": section_page.as_html(
            kept.document, numbers=[int(name) for name in figures(kept.document)], level=4
        ),
        "differences": differences,
        "is_same": all(each.state == "same" for each in differences),
    }
