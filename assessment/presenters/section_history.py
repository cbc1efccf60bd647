"""Who changed a section, when, and by how many words."""

from collections import Counter
from dataclasses import dataclass

from assessment.models import Revision, Section
from assessment.operations.sections import EMPTY
from assessment.text.documents import Difference, diff_blocks, plain_text
from partnerships.words import all_of


@dataclass(frozen=True)
class Entry:
    """One revision beside the one before it."""

    revision: Revision
    words_added: int
    words_removed: int
    is_newest: bool
    approved_by: tuple[str, ...]


def entries(section: Section, *, most: int | None = None) -> list[Entry]:
    """Newest first; each counted against the revision before it."""
    revisions = section.revisions.select_related("saved_by").prefetch_related(
        "approvals__approved_by"
    )
    # One more than is shown: the last one shown is counted against it.
    rows = list(revisions[: most + 1] if most else revisions)
    words = [_words(revision.document) for revision in rows] + [Counter()]
    found = [
        Entry(
            revision=revision,
            words_added=(words[place] - words[place + 1]).total(),
            words_removed=(words[place + 1] - words[place]).total(),
            is_newest=place == 0,
            approved_by=tuple(
                str(each.approved_by)
                for each in revision.approvals.all()
                if each.withdrawn_at is None
            ),
        )
        for place, revision in enumerate(rows)
    ]
    return found[:most] if most else found


def _words(document: dict) -> Counter:
    return Counter(plain_text(document or EMPTY).split())


def compared(older: dict, newer: dict) -> list[Difference]:
    return diff_blocks(older or EMPTY, newer or EMPTY)


def says_what_changed(differences: list[Difference]) -> str:
    """The comparison in one sentence."""
    added = sum(each.state == "added" for each in differences)
    removed = sum(each.state == "removed" for each in differences)
    if not added and not removed:
        return "The two say the same."
    parts = []
    if added:
        parts.append("1 paragraph is added" if added == 1 else f"{added} paragraphs are added")
    if removed:
        parts.append("1 is removed" if removed == 1 else f"{removed} are removed")
    tail = " A changed paragraph counts as both." if len(parts) == 2 else ""
    return f"{all_of(parts).capitalize()}.{tail}"
