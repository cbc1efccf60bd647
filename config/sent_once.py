"""Back and Send again: what has been sent and done is not done a second time."""

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Every page is given a form token of its own, so that the same token with the same fields is the
# same page sent again, and never somebody who says the same thing anew.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# A browser that goes back may fetch the page anew and put the words into it: the token is another,
# the words are the same. Within these minutes nobody types the same sentences again by chance.
MINUTES = 10
SENTENCE = re.compile(r"[A-Z\s.,?!]")
# A form that says which version it began with cannot do the same thing twice.
VERSION = "started_from"
KEPT = "sent_once"
MOST_KEPT = 60


@dataclass(frozen=True)
class Mark:
    """One press: of this page, and of these words wherever they come from (or empty)."""

    page: str
    words: str


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
        mark = getattr(request, "sent_mark", None)
        if mark and answer.status_code == 302 and not _refused(request):
            sent = [mark.page, mark.words, time.time(), answer["Location"]]
            request.session[KEPT] = [*request.session.get(KEPT, []), sent][-MOST_KEPT:]
        return answer

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Here, where the token has been checked: the body is read by now, within its limits."""
        mark = _mark(request)
        if mark is None:
            return None
        lately = time.time() - MINUTES * 60
        for page, words, at, location in request.session.get(KEPT, []):
            if page == mark.page or (words and words == mark.words and at > lately):
                messages.warning(request, self.SAID)
                return redirect(location)
        request.sent_mark = mark
        return None


def _mark(request: HttpRequest) -> Mark | None:
    """What tells one press from every other; None where nothing is to be told apart."""
    if request.method != "POST" or getattr(request, "htmx", False):
        return None
    if not request.user.is_authenticated or not request.POST.get(TOKEN) or request.FILES:
        return None
    fields = [(name, values) for name, values in sorted(request.POST.lists()) if name != TOKEN]
    has_words = any(SENTENCE.search(value.strip()) for _, values in fields for value in values)
    words = _hashed(request.path, fields) if has_words and VERSION not in request.POST else ""
    return Mark(_hashed(request.path, [*fields, (TOKEN, [request.POST[TOKEN]])]), words)


def _hashed(path: str, fields: list[tuple[str, list[str]]]) -> str:
    written = "\n".join([path, *(f"{name}={values!r}" for name, values in fields)])
    return hashlib.sha256(written.encode(errors="replace")).hexdigest()[:32]


def _refused(request: HttpRequest) -> bool:
    """Did the page that follows say that it was not done?"""
    said = getattr(messages.get_messages(request), "_queued_messages", [])
    return any(message.level >= messages.ERROR for message in said)
