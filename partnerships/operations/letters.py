"""The letters that this room sends; the address of the site in them comes from the settings."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from partnerships import roles
from partnerships.models import Invitation

logger = logging.getLogger(__name__)


def join_address(invitation: Invitation) -> str:
    path = reverse("invitation-accept", args=[invitation.token])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def send_invitation(invitation: Invitation) -> None:
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
    logger.info("invitation sent", extra={"invitation": invitation.pk})
