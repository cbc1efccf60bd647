"""Sign-in by invitation only: allauth's doors that lead to an open sign-up are shut."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody makes an account by themselves; the invitation page does it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
