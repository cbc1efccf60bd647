"""Sign-in by invitation only: allauth's doors that lead to an open sign-up are shut."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from partnerships.errors import LetterNotSentError

logger = logging.getLogger(__name__)


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody makes an account by themselves; the invitation page does it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, ImproperlyConfigured) as reason:
            # Every error of the mail protocol is an OSError; a folder for letters that cannot be
            # written is the other one.
            logger.warning("letter could not go", exc_info=True)
            raise LetterNotSentError from reason
