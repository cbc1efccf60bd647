"""The letters that this room sends; the address of the site in them comes from the settings.

A letter is a row before it is sent: the first try follows the commit, and a mail server that does
not answer is tried again by the worker's sweep until the invitation ends.
"""

import logging
from datetime import timedelta
from smtplib import (
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partnerships import roles, rules
from partnerships.errors import RuleBroken
from partnerships.models import Invitation, Letter, User
from partnerships.operations import partnerships, trail, work
from partnerships.roles import Permission

logger = logging.getLogger(__name__)

# After the first try, the second, and so on; the last one is repeated.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
NO_ANSWER = "The mail server did not answer."
NOT_TAKEN = "The mail server did not take it."
REFUSED = "The mail server refuses this address."
OUR_FAULT = "Something went wrong on our side; it has been noted."


def join_address(invitation: Invitation) -> str:
    path = reverse("invitation-accept", args=[invitation.token])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def write_to(invitation: Invitation) -> Letter:
    """A letter for an invitation, within its transaction; tried as soon as that is committed."""
    letter = Letter.objects.create(invitation=invitation)
    _send_after_commit(letter)
    return letter


def send_again(*, invitation: Invitation, by: User) -> Letter:
    """Try now, whatever came of it before; the address in the letter stays the same."""
    with transaction.atomic():
        partnership = partnerships.held(
            pk=invitation.partnership_id, whoever_may=Permission.MANAGE_PEOPLE, by=by
        )
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        reasons = rules.reasons_against_writing(invitation)
        if reasons:
            raise RuleBroken(reasons)
        letter, _ = Letter.objects.get_or_create(invitation=invitation)
        letter.state, letter.sent_at, letter.failure = "waiting", None, ""
        letter.next_try_at = letter.queued_at = timezone.now()
        letter.attempts, letter.lease_until = 0, None
        letter.save()
        trail.record(
            partnership=partnership, by=by, verb="invitation.sent_again", target=invitation
        )
        _send_after_commit(letter)
    return letter


def show_link(*, invitation: Invitation, by: User) -> str:
    """The address that lets the invited person in, for a steward to hand over in another way.

    Whoever holds it may join under the invited person's e-mail, so that it was shown is recorded.
    """
    with transaction.atomic():
        partnership = partnerships.held(
            pk=invitation.partnership_id, whoever_may=Permission.MANAGE_PEOPLE, by=by
        )
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        reasons = rules.reasons_against_showing_the_link(invitation)
        if reasons:
            raise RuleBroken(reasons)
        trail.record(
            partnership=partnership, by=by, verb="invitation.link_shown", target=invitation
        )
    return join_address(invitation)


def _send_after_commit(letter: Letter) -> None:
    # What fails in here is logged under the function's name, which a `partial` has not.
    transaction.on_commit(lambda: deliver(letter.pk), robust=True)


def sweep() -> list[int]:
    """Try every letter whose hour has come; gives those that were tried."""
    due = list(Letter.objects.due().order_by("next_try_at").values_list("pk", flat=True))
    for pk in due:
        deliver(pk)
    return due


def deliver(letter_id: int) -> None:
    """One try. May be run twice at once or be killed anywhere: at worst the letter goes twice."""
    letter = work.claim(Letter, letter_id, from_states=["waiting"], to_state="sending")
    if letter is None:
        return
    invitation = Invitation.objects.select_related("partnership", "invited_by").get(
        pk=letter.invitation_id
    )
    if not invitation.is_open:
        _close(letter, state="ended")
        return
    try:
        _send(invitation)
    except SMTPRecipientsRefused as refusal:
        if all(code >= 500 for code, _ in refusal.recipients.values()):
            _put_off(letter, REFUSED, state="refused")
        else:
            _put_off(letter, NOT_TAKEN)
    except (SMTPConnectError, SMTPServerDisconnected):
        _put_off(letter, NO_ANSWER)
    except SMTPException:
        _put_off(letter, NOT_TAKEN)
    except OSError:
        _put_off(letter, NO_ANSWER)
    except Exception:
        logger.exception("writing a letter failed", extra={"letter": letter.pk})
        _put_off(letter, OUR_FAULT)
    else:
        logger.info("invitation sent", extra={"invitation": invitation.pk})
        _close(letter, state="sent", sent_at=timezone.now())


def _close(letter: Letter, **values: object) -> None:
    _mine(letter).update(lease_until=None, failure="", **values)


def _put_off(letter: Letter, failure: str, *, state: str = "waiting") -> None:
    pause = PAUSES[min(letter.attempts, len(PAUSES)) - 1]
    logger.warning(
        "letter could not go",
        extra={"letter": letter.pk, "attempts": letter.attempts, "failure": failure},
        exc_info=True,
    )
    _mine(letter).update(
        state=state, lease_until=None, failure=failure, next_try_at=timezone.now() + pause
    )


def _mine(letter: Letter) -> QuerySet[Letter]:
    """The row, unless somebody else took it up meanwhile."""
    return Letter.objects.filter(pk=letter.pk, state="sending", attempts=letter.attempts)


def _send(invitation: Invitation) -> None:
    """Write to the invited person: who asks, for what, and the address that lets them in."""
    context = {
        "invitation": invitation,
        "role": roles.named(invitation.role),
        "address": join_address(invitation),
        "product": settings.PRODUCT_NAME,
    }
    letter = EmailMultiAlternatives(
        # A name with a line break must not break out of the subject line.
        " ".join(render_to_string("emails/invitation_subject.txt", context).split()),
        render_to_string("emails/invitation.txt", context),
        to=[invitation.email],
    )
    letter.attach_alternative(render_to_string("emails/invitation.html", context), "text/html")
    letter.send()
