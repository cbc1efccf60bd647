"""What stands around every page, beside what Django and its packages bring."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from config import views
from partnerships import store

# Said at the foot of each of Django's own pages for developers.
MADE_FOR_DEVELOPERS = b"<code>DEBUG = True</code>"
OWN = {400: views.bad_request, 404: views.not_found}


class OwnErrorPages:
    """In development too, who is told "not found" reads our words, not a list of addresses.

    A fault of ours (500) keeps the page for developers there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        own = OWN.get(answer.status_code)
        if (
            settings.DEBUG
            and own
            and not answer.streaming
            and MADE_FOR_DEVELOPERS in answer.content
        ):
            return own(request, Http404())
        return answer


class StoreInWords:
    """A stored file that is lost, damaged or out of reach is a sentence on a page, in any room."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, reason: Exception) -> HttpResponse | None:
        if not isinstance(reason, store.StoreError):
            return None
        status = 503 if isinstance(reason, store.UnavailableError) else 409
        return render(request, "errors/store.html", {"reasons": reason.reasons}, status=status)


class ReadableAddresses:
    """A sign that no database stores, in an address or its question, is a request nobody typed.

    In what a form sends it is refused field by field, in words beside the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return views.bad_request(request, ValueError("a sign that cannot be stored"))
        return self.get_response(request)
