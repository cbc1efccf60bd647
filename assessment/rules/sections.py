"""Is a section in a fit state to be handed over, approved, sent back? Sentences, empty when it is.

The same sentences stand beside the disabled button and in the refusal.
"""

from assessment.models import Revision, Section
from assessment.rules.words import counted
from assessment.states import SECTION_BY_SLUG
from assessment.text.documents import is_marked
from partnerships.models import User
from partnerships.words import listed

# Whose words stand in the text since its last approval: how many in which revision. Version 0 is
# of words that were kept beside the text and brought in by somebody else.
Standing = dict[int, int]


def reasons_against_handing_over(section: Section, *, kept_texts: int = 0) -> list[str]:
    """`kept_texts`: how many people's words still wait beside the text."""
    if section.state == "in_review":
        return ["It has been handed over already and waits to be approved."]
    if section.state == "approved":
        return ["It is approved. Change the text and it can be handed over again."]
    reasons = []
    if not section.words:
        reasons.append("Nothing has been written yet.")
    return reasons + _reasons_of_kept_texts(kept_texts) + _reasons_of_wordings(section)


def reasons_against_approving(
    section: Section,
    *,
    newest: Revision | None,
    approver: User | None,
    own_words: Standing,
    kept_texts: int = 0,
) -> list[str]:
    """An approval belongs to a revision, and is given by somebody whose words it does not hold.

    `own_words`: what of the approver's stands in the newest text since the last approval.
    """
    if section.state == "approved":
        return ["The newest revision is approved already."]
    reasons = []
    if section.state != "in_review":
        reasons.append("It has not been handed over yet: a writer hands it over when it is ready.")
    if newest is None:
        return reasons
    if approver is not None and newest.saved_by_id == approver.pk:
        reasons.append(
            f"You saved revision {newest.version} yourself: "
            "somebody who did not save it has to approve it."
        )
    elif own_words:
        reasons.append(_said_of_own(own_words))
    return reasons + _reasons_of_kept_texts(kept_texts) + _reasons_of_wordings(section)


def _said_of_own(own_words: Standing) -> str:
    count = counted(sum(own_words.values()), "word", "words")
    places = [f"revision {version}" for version in sorted(own_words) if version]
    if 0 in own_words:
        places.append("words kept beside the text")
    return (
        f"The text holds {count} of yours that nobody else has approved yet "
        f"(from {listed(places)}): somebody who wrote none of it has to approve it. "
        "Where there is nobody else, a writer says it in other words, "
        "or the steward names a second strategic lead."
    )


def reasons_against_approving_revision(revision: Revision, *, newest: Revision) -> list[str]:
    """Whoever approves must have read what they approve."""
    if revision.pk == newest.pk:
        return []
    return [
        f"The text has changed since you read it: revision {newest.version} is the newest. "
        "Read that one, then approve it."
    ]


def reasons_against_sending_back(section: Section) -> list[str]:
    if section.state in {"in_review", "approved"}:
        return []
    label = SECTION_BY_SLUG[section.state].label.lower()
    return [f"It is {label}: only a section in review or approved can be sent back."]


def _reasons_of_kept_texts(count: int) -> list[str]:
    if not count:
        return []
    said = "One person's words are" if count == 1 else f"{count} people's words are"
    return [f"{said} still kept beside the text: settle them first."]


def _reasons_of_wordings(section: Section) -> list[str]:
    if not section.document or not is_marked(section.document):
        return []
    return [
        "Two wordings of one paragraph still stand side by side: "
        "choose one, and take out the lines in square brackets."
    ]
