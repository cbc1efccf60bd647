"""Comments on the draft: made by readers, each answered. A comment is never deleted."""

from django.db import transaction
from django.utils import timezone

from assessment.models import Comment, Section
from assessment.rules import comments as rules
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission


@transaction.atomic
def make(*, section: Section, body: str, quote: str = "", by: User) -> Comment:
    """Say something about a section as it now stands; the words quoted help to find the place."""
    permissions.check(by, section.assessment.partnership, Permission.COMMENT)
    if not body.strip():
        raise RuleBroken("Write what you want to say about this section.")
    return record(section=section, body=body, quote=quote, by=by)


def record(*, section: Section, body: str, quote: str = "", by: User) -> Comment:
    """Write a comment down inside the caller's transaction, after the caller's checks."""
    comment = Comment.objects.create(
        section=section,
        revision=section.revisions.order_by("-version").first(),
        body=body.strip(),
        quote=quote.strip(),
        made_by=by,
    )
    trail.record(
        partnership=section.assessment.partnership,
        by=by,
        verb="comment.made",
        target=comment,
        after={"section": str(section), "body": comment.body},
    )
    return comment


@transaction.atomic
def answer(*, comment: Comment, state: str, answer: str = "", by: User) -> Comment:
    """Accepted, accepted in part, not accepted; with the reason unless it is accepted."""
    partnership = comment.section.assessment.partnership
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    permissions.check(by, partnership, Permission.ANSWER_COMMENTS)
    reasons = rules.reasons_against_answering(locked, state=state, answer=answer)
    if reasons:
        raise RuleBroken(reasons)
    locked.state = state
    locked.answer = answer.strip()
    locked.answered_at = timezone.now()
    locked.answered_by = by
    locked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    trail.record(
        partnership=partnership,
        by=by,
        verb="comment.answered",
        target=locked,
        before={"state": "open"},
        after={"state": state, "answer": locked.answer},
    )
    return locked
