"""The record of who did what, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from partnerships import roles
from partnerships.models import (
    TrailEntry,
)
from partnerships.words import said_day, with_capital

# Verbs that read better in other words; every other verb is taken apart as "noun.done".
PHRASES = {
    "action.progress_noted": "noted progress on the action",
    "action.verdict_corrected": "corrected the verdict on the action",
    "action.verdict_given": "gave a verdict on the action",
    "assessment.moved": "moved the stage of",
    "assessment.structure_changed": "brought up to date the sections of",
    "component.not_answered": "said why the document does not answer",
    "component.pointed": "named where the document answers",
    "component.removed": "took back the answer to",
    "consultation_finding.added": "entered the answers to",
    "consultation_finding.linked": "tied to its issues the answers to",
    "deputy.ended": "ended the deputising of",
    "deputy.named": "named as deputy",
    "delivery.answered": "answered the sender of the delivery",
    "delivery.answered_again": "sent again the answer about the delivery",
    "delivery.failed": "could not read the delivery",
    "delivery.moved": "had read as another kind of data the files of the delivery",
    "delivery.originals_deleted": "deleted the originals of the delivery",
    "delivery.original_fetched": "downloaded an original of the delivery",
    "delivery.rows_fetched": "downloaded rows set aside, as they were sent, of the delivery",
    "delivery.personal": "found personal data in the delivery",
    "delivery.personal_decided": "decided what becomes of personal data in the delivery",
    "delivery.retried": "asked for another try at the delivery",
    "delivery.rows_disposed": "disposed of rows of the delivery",
    "delivery.stopped": "stopped the reading of the delivery",
    "edition.failed": "could not make the edition",
    "edition.file_lost": "found a lost or damaged file of the edition",
    "edition.remade": "made anew the files of the edition",
    "edition.remade_asked": "asked for new files of the edition",
    "edition.requested": "froze the edition",
    "edition.retried": "asked for another try at the edition",
    "factors.defined": "set how issues are weighed in",
    "invitation.accepted": "accepted the invitation",
    "invitation.link_shown": "was shown the link of the invitation to",
    "invitation.sent": "invited",
    "invitation.sent_again": "sent again the invitation to",
    "invitation.withdrawn": "took back the invitation of",
    "issue.covered": "named the sections that cover the issue",
    "issue.restored": "brought back the issue",
    "issue.withdrawn": "took back the issue",
    "key_line_cap.changed": "changed how many key lines may be agreed in",
    "key_lines.agreed": "agreed the key lines of",
    "key_lines.reopened": "reopened the choice of key lines of",
    "lesson.change_noted": "noted the change that came of",
    "meeting.attended": "recorded who attended",
    "meeting.seated": "recorded who sat for each authority at",
    "meeting.left": "took back an attendance of",
    "membership.began": "began the membership of",
    "membership.ended": "ended the membership of",
    "organisation.added": "added the organisation",
    "partnership.areas_changed": "changed the areas of the partnership",
    "partnership.changed": "changed the details of the partnership",
    "source.reminded": "wrote about what is late of the source",
    "source.reminded_again": "sent again the letter about the source",
    "scores.reopened": "reopened",
    "scores.saved": "saved",
    "scores.submitted": "submitted",
    "scoring.closed": "closed the scoring of",
    "scoring.ranked_anew": "ranked anew the issues of",
    "section.figures_renewed": "took the newer answers into",
    "section.kept_text_settled": "settled the kept text of",
    "section.words_kept": "kept the words of a second writer of",
}
# Fields that hold a name of ours, "in_review", and not a person's words.
CODED = {"component", "from", "kind", "origin", "robustness", "stage", "state", "theme", "verdict"}
# Field names whose plain words are not simply the name without underscores.
FIELD_WORDS = {
    "ends_on": "End",
    "starts_on": "Start",
    "review_on": "Review",
    "given_on": "Given on",
    "suppression_threshold": "Threshold for small numbers",
    "email": "E-mail",
    "liaison_email": "Liaison officer's e-mail",
    "sha256": "Hash",
}


@dataclass(frozen=True)
class Change:
    """One field of an act: what it was and what it became; either may be empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class TrailLine:
    at: datetime
    who: str
    phrase: str
    label: str
    changes: tuple[Change, ...]

    @property
    def is_long(self) -> bool:
        """More than fits beside the sentence: shown when asked for."""
        return len(self.changes) > 3 or any(len(each.after) > 120 for each in self.changes)


def verb_phrase(verb: str) -> str:
    """A verb of the trail in words: "delivery.accepted" is "accepted the delivery"."""
    if verb in PHRASES:
        return PHRASES[verb]
    noun, _, done = verb.partition(".")
    if not done:
        return _plain(noun)
    return f"{_plain(done)} the {_plain(noun)}"


def thing_words(target_type: str) -> str:
    """The kind of thing, in words: "partnerships.sharingagreement" is "Sharing agreement"."""
    try:
        words = str(apps.get_model(target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        words = target_type.rpartition(".")[2]
    return with_capital(_plain(words))


def trail_line(entry: TrailEntry) -> TrailLine:
    return TrailLine(
        entry.at,
        entry.actor_name,
        verb_phrase(entry.verb),
        entry.target_label,
        tuple(_changes(entry.before, entry.after)),
    )


def trail_choices(entries: QuerySet[TrailEntry]) -> dict[str, list[tuple[str, str]]]:
    """What the record can be narrowed by: only what occurs in it."""
    people = entries.order_by("actor_name").values_list("actor_name", flat=True).distinct()
    verbs = entries.order_by("verb").values_list("verb", flat=True).distinct()
    things = entries.order_by("target_type").values_list("target_type", flat=True).distinct()
    return {
        "people": [(name, name) for name in people],
        "verbs": _by_words((verb, with_capital(verb_phrase(verb))) for verb in verbs),
        "things": _by_words((thing, thing_words(thing)) for thing in things),
    }


def _by_words(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: choice[1])


def _changes(before: dict, after: dict) -> Iterable[Change]:
    for key in dict.fromkeys([*before, *after]):
        words = FIELD_WORDS.get(key) or with_capital(_plain(key))
        old, new = _value(key, before.get(key)), _value(key, after.get(key))
        if old or new:
            yield Change(words, old, new)


def _value(key: str, value: object) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_value(key, each) for each in value)
    if isinstance(value, dict):
        parts = (f"{_plain(str(name))} {_value(name, each)}" for name, each in value.items())
        return ", ".join(parts)
    if isinstance(value, int):
        # Years are numbers too, and take no comma.
        return f"{value:,}" if value >= 10_000 else str(value)
    if key == "role" and isinstance(value, str) and value:
        return roles.named(value).label
    if key in CODED:
        return _plain(str(value))
    return _day(str(value)) or str(value)


def _day(text: str) -> str:
    """An ISO date or moment as "4 August 2026", or nothing when it is neither."""
    if len(text) < 10 or text[4] != "-":
        return ""
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return ""
    if timezone.is_aware(day):
        day = timezone.localtime(day)
    return said_day(day)


def _plain(words: str) -> str:
    return words.replace("_", " ").replace("-", " ")
