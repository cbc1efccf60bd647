"""Back and Send again: what one page has sent and had done is not done a second time."""

import hashlib
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Every page is given a form token of its own, so that the same token with the same fields is the
# same page sent again, and never somebody who says the same thing anew.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
KEPT = "sent_once"
MOST_KEPT = 60


class SentOnce:
    """Whoever goes back and presses Send again is led to where the first press led.

    What was refused the first time may be tried again, and so may files: they are told apart by
    what is in them when they are read.
    """

    SAID = "You had sent this already: it was not done twice. Change something to send it anew."

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        mark = getattr(request, "sent_mark", "")
        if mark and answer.status_code == 302 and not _refused(request):
            sent = [*request.session.get(KEPT, []), [mark, answer["Location"]]]
            request.session[KEPT] = sent[-MOST_KEPT:]
        return answer

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Here, where the token has been checked: the body is read by now, within its limits."""
        mark = _mark(request)
        before = dict(request.session.get(KEPT, [])) if mark else {}
        if mark in before:
            messages.warning(request, self.SAID)
            return redirect(before[mark])
        request.sent_mark = mark
        return None


def _mark(request: HttpRequest) -> str:
    """What tells one press of one page from every other; empty where nothing is to be told."""
    if request.method != "POST" or getattr(request, "htmx", False):
        return ""
    if not request.user.is_authenticated or not request.POST.get(TOKEN) or request.FILES:
        return ""
    fields = [request.path, *(f"{name}={values!r}" for name, values in request.POST.lists())]
    return hashlib.sha256("\n".join(fields).encode(errors="replace")).hexdigest()[:32]


def _refused(request: HttpRequest) -> bool:
    """Did the page that follows say that it was not done?"""
    said = getattr(messages.get_messages(request), "_queued_messages", [])
    return any(message.level >= messages.ERROR for message in said)
