"""Rows of this room as pages show them: plain words from records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from partnerships import roles
from partnerships.models import (
    Commitment,
    Deputy,
    Invitation,
    Letter,
    Membership,
    Organisation,
    SharingAgreement,
    TrailEntry,
    User,
)
from partnerships.words import said_day

# --- agreements and commitments ---------------------------------------------------------------


@dataclass(frozen=True)
class Status:
    words: str
    colour: str


def agreement_status(agreement: SharingAgreement, today: date) -> Status:
    """Where an agreement stands on a day, in a word or two."""
    if agreement.ends_on < today:
        return Status("Ended", "red")
    if agreement.starts_on > today:
        return Status("Not yet in force", "grey")
    if agreement.review_on <= today:
        return Status("Review due", "yellow")
    return Status("In force", "green")


@dataclass(frozen=True)
class AgreementLine:
    agreement: SharingAgreement
    status: Status


def agreement_lines(agreements: Iterable[SharingAgreement], today: date) -> list[AgreementLine]:
    return [AgreementLine(each, agreement_status(each, today)) for each in agreements]


@dataclass(frozen=True)
class CommitmentLine:
    """One organisation: for each kind of commitment the record, or None."""

    organisation: Organisation
    given: tuple[Commitment | None, ...]


def commitment_lines(
    organisations: Iterable[Organisation], commitments: Iterable[Commitment]
) -> list[CommitmentLine]:
    by_place = {(each.organisation_id, each.kind): each for each in commitments}
    kinds = [kind for kind, _ in Commitment.KINDS]
    return [
        CommitmentLine(each, tuple(by_place.get((each.pk, kind)) for kind in kinds))
        for each in organisations
    ]


# --- organisations and who sits for them ------------------------------------------------------


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation with the people who may sit for it at the board."""

    organisation: Organisation
    members: tuple[str, ...]
    deputies: tuple[Deputy, ...]
    may_name: bool


def organisation_lines(
    organisations: Iterable[Organisation],
    memberships: Iterable[Membership],
    deputies: Iterable[Deputy],
    *,
    user: User,
    may_name_all: bool,
) -> list[OrganisationLine]:
    """Deputies are named by the steward, and by whoever sits for the authority."""
    sitting = roles.holders(roles.Permission.SIT_ON_BOARD)
    sits = [each for each in memberships if each.role in sitting and each.organisation_id]
    deputies = list(deputies)
    return [
        OrganisationLine(
            each,
            tuple(dict.fromkeys(str(m.user) for m in sits if m.organisation_id == each.pk)),
            tuple(deputy for deputy in deputies if deputy.organisation_id == each.pk),
            may_name_all
            or any(m.organisation_id == each.pk and m.user_id == user.pk for m in sits),
        )
        for each in organisations
    ]


# --- people -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PersonLine:
    membership: Membership
    role: str
    about: str


def person_lines(memberships: Iterable[Membership]) -> list[PersonLine]:
    return [
        PersonLine(each, roles.named(each.role).label, roles.named(each.role).description)
        for each in memberships
    ]


@dataclass(frozen=True)
class InvitationLine:
    """An open invitation: its role in words, what became of its letter, and what can be done."""

    invitation: Invitation
    role: str
    letter: Letter | None
    may_show_link: bool


def invitation_lines(invitations: Iterable[Invitation]) -> list[InvitationLine]:
    """Open invitations with their letters. One made before letters were kept has none: it went."""
    lines = []
    for each in invitations:
        letter = getattr(each, "letter", None)
        may_show_link = letter is not None and letter.state != "sent"
        lines.append(InvitationLine(each, roles.named(each.role).label, letter, may_show_link))
    return lines


def invited_in_words(invitation: Invitation, letter: Letter) -> str:
    """What the steward is told at once."""
    who = f"{invitation.email} is invited as {roles.named(invitation.role).label.lower()}."
    if not letter.could_not_go:
        return (
            f"{who} The letter can be used for 14 days; until then it is listed under open"
            " invitations."
        )
    if letter.state == "refused":
        return (
            f"{who} But the letter could not go. {letter.failure} If it is misspelt, withdraw the"
            " invitation and invite the right one; if it is right, hand over the link yourself:"
            " both are under open invitations."
        )
    return (
        f"{who} But the letter could not go. {letter.failure} It is tried again by itself;"
        " meanwhile you can hand over the link yourself: see under open invitations."
    )


def sent_again_in_words(invitation: Invitation, letter: Letter) -> str:
    if letter.could_not_go:
        return f"The letter to {invitation.email} still could not go. {letter.failure}"
    return f"The letter to {invitation.email} was sent again."


# --- the trail --------------------------------------------------------------------------------

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
    "delivery.failed": "could not read the delivery",
    "delivery.originals_deleted": "deleted the originals of the delivery",
    "delivery.retried": "asked for another try at the delivery",
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
    "partnership.changed": "changed the details of the partnership",
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
    return _capital(_plain(words))


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
        "verbs": _by_words((verb, _capital(verb_phrase(verb))) for verb in verbs),
        "things": _by_words((thing, thing_words(thing)) for thing in things),
    }


def _by_words(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: choice[1])


def _changes(before: dict, after: dict) -> Iterable[Change]:
    for key in dict.fromkeys([*before, *after]):
        words = FIELD_WORDS.get(key) or _capital(_plain(key))
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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
