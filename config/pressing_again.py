"""Between a button and the sign-in page: nobody ends at an address that shows nothing."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from config import places, views


class BackToTheButton:
    """Who presses a button after their sign-in ran out is led back to the page it stands on.

    What was pressed is not done behind the person's back: the page says that it was not, and to
    press it again. An address that only takes what a button sends shows where the button is.
    """

    SAID = "Your sign-in had run out, so what you pressed was not done. Press it again."
    SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and places.PRESS_AGAIN in request.GET:
            return self._told(request)
        answer = self.get_response(request)
        if answer.status_code == 405:
            return views.no_page(request, places.place_of(request), answer)
        if answer.status_code == 302 and self._wants_sign_in(request, answer):
            return self._by_way_of_sign_in(request, answer)
        return answer

    def _told(self, request: HttpRequest) -> HttpResponse:
        """On to the same page without the mark, or to the page of an address that has none."""
        query = request.GET.copy()
        del query[places.PRESS_AGAIN]
        request.GET = query
        place = f"{request.path}?{query.urlencode()}" if query else request.path
        if self.get_response(request).status_code == 405:
            place = places.place_of(request)
        if request.user.is_authenticated:
            messages.warning(request, self.SAID)
        return redirect(place)

    def _wants_sign_in(self, request: HttpRequest, answer: HttpResponse) -> bool:
        is_asked = request.method not in self.SAFE or getattr(request, "htmx", False)
        to = urlsplit(answer["Location"]).path
        return (
            bool(is_asked)
            and not request.user.is_authenticated
            and to == resolve_url(settings.LOGIN_URL)
        )

    def _by_way_of_sign_in(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        if "next" not in parse_qs(urlsplit(answer["Location"]).query):
            return answer
        back = places.button_stood_on(request)
        if request.method not in self.SAFE:
            back += f"{'&' if '?' in back else '?'}{places.PRESS_AGAIN}=1"
        sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
        # A fragment must not take in the sign-in page: the whole page goes there.
        return HttpResponseClientRedirect(sign_in) if request.htmx else redirect(sign_in)
