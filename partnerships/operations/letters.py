"""The letters that this room sends; the address of the site in them comes from the settings.

A letter is a row before it is sent: the first try follows the commit, and a mail server that does
not answer is tried again by the worker's sweep until the invitation ends.
"""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from partnerships import roles, rules
from partnerships.errors import RuleBroken
from partnerships.models import Invitation, Letter, User
from partnerships.operations import partnerships, post, trail
from partnerships.roles import Permission

logger = logging.getLogger(__name__)


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
        post.queue_again(letter)
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
    return post.sweep(Letter, deliver)


def deliver(letter_id: int) -> None:
    """One try. May be run twice at once or be killed anywhere: at worst the letter goes twice."""
    if post.deliver(Letter, letter_id, write=_written):
        logger.info("invitation sent", extra={"letter": letter_id})


def _written(letter: Letter) -> EmailMessage | None:
    """To the invited person: who asks, for what, and the address that lets them in."""
    invitation = Invitation.objects.select_related("partnership", "invited_by").get(
        pk=letter.invitation_id
    )
    if not invitation.is_open:
        return None
    context = {
        "invitation": invitation,
        "role": roles.named(invitation.role),
        "address": join_address(invitation),
        "product": settings.PRODUCT_NAME,
    }
    return post.written("emails/invitation", context, to=[invitation.email])
