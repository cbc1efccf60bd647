"""Sign-in by invitation only: allauth's doors that lead to an open sign-up are shut."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from partnerships.errors import LetterNotSentError

logger = logging.getLogger(__name__)


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody makes an account by themselves; the invitation page does it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account has been closed: ask your partnership's steward",
        "email_password_mismatch": "The e-mail address and the password do not belong together:"
        " type both again",
        "enter_current_password": "This is not your present password: type it again",
        "incorrect_password": "This is not your password: type it again",
        "too_many_login_attempts": "The password was wrong too often. Wait a few minutes, then try"
        " again",
        "rate_limited": "That was tried too often in a short time: wait a little",
    }

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


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes of a second factor, refused in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or its time is over: type the one shown now",
    }
