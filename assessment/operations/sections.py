"""Writing the document: saving, assigning, handing over, approving, sending back, settling."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from assessment.models import Approval, KeptText, Revision, Section
from assessment.operations import comments
from assessment.rules import sections as rules
from assessment.text.documents import (
    InvalidText,
    Written,
    empty,
    figures,
    parse,
    standing,
    word_count,
    words_left_out,
)
from datasources.models import Evidence
from partnerships import permissions
from partnerships.errors import EditConflict, RuleBroken
from partnerships.models import Membership, Partnership, User
from partnerships.operations import trail
from partnerships.roles import Permission, holders

# A section that nobody has written in holds no document; this is what its editor begins with.
EMPTY = empty().to_json()


def save(
    *,
    section: Section,
    document: dict,
    started_from: int,
    settling: KeptText | None = None,
    by: User,
) -> Revision | None:
    """Save the whole text of a section over the version that the writer started from.

    Text that says the same as the current revision makes no new one (None when nothing has ever
    been saved). When somebody saved first, the words are kept beside the text before EditConflict
    is raised with both. `settling` names kept words that this text deals with.
    """
    partnership = section.assessment.partnership
    permissions.check(by, partnership, Permission.EDIT_SECTIONS)
    document = checked(document, partnership=partnership)
    with transaction.atomic():
        locked = _locked(section)
        newest = _newest(locked)
        says_nothing_new = _says_nothing_new(locked, document, started_from=started_from)
        if says_nothing_new or newest is None or locked.version == started_from:
            revision = newest if says_nothing_new else _write(locked, document, by=by)
            if settling is not None:
                _settle(settling, document, revision, beside=newest, by=by)
            _copy(locked, onto=section)
            return revision
    # A transaction of its own: the refusal that follows must not take the words with it.
    kept = _keep(section, document, started_from=started_from, met=newest, by=by)
    _copy(locked, onto=section)
    raise EditConflict(
        _said_of_conflict(newest, by=by),
        current=newest,
        yours=kept,
    )


def assign(*, section: Section, owner: User | None, by: User) -> Section:
    """Say who writes a section; nobody when `owner` is None."""
    partnership = section.assessment.partnership
    with transaction.atomic():
        locked = _locked(section)
        permissions.check(by, partnership, Permission.ASSIGN_SECTIONS)
        if owner is not None and not writers(partnership).filter(pk=owner.pk).exists():
            raise RuleBroken(f"{owner} may not write in {partnership}: choose one of its writers.")
        before = locked.owner
        locked.owner = owner
        locked.save(update_fields=["owner"])
        trail.record(
            partnership=partnership,
            by=by,
            verb="section.assigned",
            target=locked,
            before={"owner": before},
            after={"owner": owner},
        )
    return locked


def hand_over(*, section: Section, by: User) -> Section:
    """The writers are done for now: somebody else may approve it."""
    with transaction.atomic():
        locked = _locked(section)
        permissions.check(by, section.assessment.partnership, Permission.EDIT_SECTIONS)
        reasons = rules.reasons_against_handing_over(locked, kept_texts=unsettled(locked))
        if reasons:
            raise RuleBroken(reasons)
        _move(locked, "in_review", verb="section.handed_over", by=by)
    return locked


def approve(*, section: Section, revision: Revision, by: User) -> Approval:
    """Somebody who wrote nothing of what is new in this revision says that it may stand."""
    with transaction.atomic():
        locked = _locked(section)
        permissions.check(by, section.assessment.partnership, Permission.APPROVE_SECTIONS)
        newest = _newest(locked)
        reasons = rules.reasons_against_approving(
            locked,
            newest=newest,
            approver=by,
            own_words=words_standing(locked, of=by),
            kept_texts=unsettled(locked),
        ) or rules.reasons_against_approving_revision(revision, newest=newest)
        if reasons:
            raise RuleBroken(reasons)
        approval, _ = Approval.objects.update_or_create(
            section=locked,
            revision=revision,
            approved_by=by,
            defaults={"withdrawn_at": None, "approved_at": timezone.now()},
        )
        _move(
            locked, "approved", verb="section.approved", by=by, after={"revision": revision.version}
        )
    return approval


def send_back(*, section: Section, reason: str, by: User) -> Section:
    """Not yet: the reason stands among the section's comments, to be answered like any other."""
    with transaction.atomic():
        locked = _locked(section)
        permissions.check(by, section.assessment.partnership, Permission.APPROVE_SECTIONS)
        reasons = rules.reasons_against_sending_back(locked)
        if not reason.strip():
            reasons = [*reasons, "Say what has to change before it can be approved."]
        if reasons:
            raise RuleBroken(reasons)
        locked.approvals.filter(revision__version=locked.version, withdrawn_at=None).update(
            withdrawn_at=timezone.now()
        )
        comments.record(section=locked, body=f"Sent back: {reason.strip()}", by=by)
        _move(locked, "drafting", verb="section.sent_back", by=by, after={"reason": reason.strip()})
    return locked


def settle(*, kept_text: KeptText, by: User) -> KeptText:
    """Kept words have been dealt with; they stay in the record all the same."""
    with transaction.atomic():
        permissions.check(by, kept_text.section.assessment.partnership, Permission.EDIT_SECTIONS)
        section = _locked(kept_text.section)
        newest = _newest(section)
        return _settle(kept_text, section.document or EMPTY, None, beside=newest, by=by)


def writers(partnership: Partnership) -> QuerySet[User]:
    """Who may be named as a section's owner: everybody who may write here now."""
    memberships = Membership.objects.current().filter(
        partnership=partnership, role__in=holders(Permission.EDIT_SECTIONS)
    )
    return User.objects.filter(pk__in=memberships.values("user")).order_by("name")


def written_in(sections: Iterable[Section], *, of: User) -> set[int]:
    """Of these sections, those in whose history this person has any words; two queries."""
    saved = Revision.objects.filter(section__in=sections, saved_by=of)
    kept = KeptText.objects.filter(section__in=sections, writer=of)
    return {*saved.values_list("section", flat=True), *kept.values_list("section", flat=True)}


def words_standing(section: Section, *, of: User) -> rules.Standing:
    """What this person wrote of the newest text since its last approval, by revision."""
    if section.pk not in written_in([section], of=of):
        return {}
    found = standing(_texts(section))
    return {origin.version: n for origin, n in found.items() if origin.writer == of.pk}


def _texts(section: Section) -> Iterator[Written]:
    """All revisions, each after the words that had been kept beside the text by then."""
    kept = list(section.kept_texts.order_by("-kept_at", "-pk"))
    approvals = Approval.objects.filter(revision=OuterRef("pk"), withdrawn_at=None)
    revisions = section.revisions.order_by("version").annotate(is_approved=Exists(approvals))
    for revision in revisions:
        while kept and kept[-1].kept_at <= revision.saved_at:
            words = kept.pop()
            yield Written(words.document, words.writer_id, 0, began_with=words.started_from)
        yield Written(
            revision.document,
            revision.saved_by_id,
            revision.version,
            is_approved=revision.is_approved,
        )


def unsettled(section: Section) -> int:
    """How many people's words wait beside the text."""
    return section.kept_texts.filter(settled_at=None).count()


def checked(document: dict, *, partnership: Partnership) -> dict:
    """The text as it is stored, or RuleBroken with what is wrong with it."""
    try:
        text = parse(document)
    except InvalidText as problem:
        raise RuleBroken(problem.reasons) from problem
    wanted = figures(text)
    numbers = [int(name) for name in wanted if name.isdecimal() and len(name) < 19]
    known = Evidence.objects.filter(pk__in=numbers, question__partnership=partnership)
    found = {str(number) for number in known.values_list("pk", flat=True)}
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise RuleBroken(
            f"A figure in the text (number {name}) is not this partnership's. Take it out."
            for name in unknown
        )
    return text.to_json()


def _locked(section: Section) -> Section:
    return (
        Section.objects.select_for_update(of=("self",))
        .select_related("assessment__partnership", "owner")
        .get(pk=section.pk)
    )


def _newest(section: Section) -> Revision | None:
    return section.revisions.select_related("saved_by").order_by("-version").first()


def _says_nothing_new(section: Section, document: dict, *, started_from: int) -> bool:
    """The same as what is stored, or as what the writer began with: nothing of theirs to lose."""
    stored = section.document or EMPTY
    if document == stored:
        return True
    return document == text_of(section, started_from)


def _write(section: Section, document: dict, *, by: User) -> Revision:
    before = {"version": section.version, "state": section.state}
    section.version += 1
    section.document = document
    section.figures = [int(name) for name in figures(document)]
    section.words = word_count(document)
    section.touched_at = timezone.now()
    section.touched_by = by
    # An approval belongs to a revision: a new one reopens the section. A section in review stays
    # there, since whoever approves it approves its newest revision.
    if section.state != "in_review":
        section.state = "drafting"
    section.save(
        update_fields=[
            "version", "document", "figures", "words", "touched_at", "touched_by", "state"
        ]
    )  # fmt: skip
    revision = Revision.objects.create(
        section=section, version=section.version, document=document, saved_by=by
    )
    trail.record(
        partnership=section.assessment.partnership,
        by=by,
        verb="section.saved",
        target=section,
        before=before,
        after={"version": section.version, "state": section.state, "words": section.words},
    )
    if before["state"] == "approved":
        trail.record(
            partnership=section.assessment.partnership,
            by=by,
            verb="section.reopened",
            target=section,
            before=before,
            after={"version": section.version, "state": section.state},
        )
    return revision


def _said_of_conflict(newest: Revision, *, by: User) -> str:
    if newest.saved_by_id == by.pk:
        return (
            "You saved this section yourself in another tab while you were writing here. "
            "These words are kept."
        )
    return f"{newest.saved_by} saved this section while you were writing. Your words are kept."


def _keep(
    section: Section, document: dict, *, started_from: int, met: Revision, by: User
) -> KeptText:
    with transaction.atomic():
        kept = KeptText.objects.create(
            section=section, started_from=started_from, met=met, document=document, writer=by
        )
        trail.record(
            partnership=section.assessment.partnership,
            by=by,
            verb="section.words_kept",
            target=kept,
            after={"started_from": started_from},
        )
    return kept


def left_out(*, kept_text: KeptText, document: dict, by: User) -> dict[User, int]:
    """Whose words a text would not hold that is made of kept words and the newest, and how many."""
    newest = _newest(kept_text.section)
    return _left_out(kept_text, document, beside=newest, by=by)


def _left_out(
    kept_text: KeptText, document: dict, *, beside: Revision | None, by: User
) -> dict[User, int]:
    """One's own words do not count: whoever leaves those out knows it."""
    base = text_of(kept_text.section, kept_text.started_from)
    people = {kept_text.writer: kept_text.document}
    if beside is not None and beside.saved_by_id != kept_text.writer_id:
        people[beside.saved_by] = beside.document
    found = {
        person: words_left_out(written, document, base=base)
        for person, written in people.items()
        if person.pk != by.pk
    }
    return {person: count for person, count in found.items() if count}


def text_of(section: Section, version: int) -> dict:
    """The text of a revision; the empty one before the first."""
    revision = section.revisions.filter(version=version).first()
    return revision.document if revision else EMPTY


def _settle(
    kept_text: KeptText,
    document: dict,
    revision: Revision | None,
    *,
    beside: Revision | None,
    by: User,
) -> KeptText:
    """`beside`: the text that the kept words stood beside; `revision`: what was made of both."""
    locked = KeptText.objects.select_for_update(of=("self",)).get(pk=kept_text.pk)
    if locked.settled_at is None:
        locked.settled_at = timezone.now()
        locked.settled_by = by
        locked.settled_in = revision
        out = _left_out(kept_text, document, beside=beside, by=by)
        locked.left_out = {str(person.pk): count for person, count in out.items()}
        locked.save(update_fields=["settled_at", "settled_by", "settled_in", "left_out"])
        trail.record(
            partnership=kept_text.section.assessment.partnership,
            by=by,
            verb="section.kept_text_settled",
            target=locked,
            after={"left_out": [f"{count} words of {person}" for person, count in out.items()]},
        )
    return locked


def _move(section: Section, state: str, *, verb: str, by: User, after: dict | None = None) -> None:
    before = section.state
    section.state = state
    section.save(update_fields=["state"])
    trail.record(
        partnership=section.assessment.partnership,
        by=by,
        verb=verb,
        target=section,
        before={"state": before},
        after={"state": state, **(after or {})},
    )


def _copy(locked: Section, *, onto: Section) -> None:
    """The caller's section now says what is stored."""
    for name in ("version", "document", "figures", "words", "state", "touched_at", "touched_by"):
        setattr(onto, name, getattr(locked, name))
