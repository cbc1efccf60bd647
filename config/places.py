"""Where a person is led when an address shows no page: the page on which its button stands."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

# Added to an address when what was pressed could not be done: the page says so, once.
PRESS_AGAIN = "press-again"


def place_of(request: HttpRequest) -> str:
    """The page that an address belongs to: what its view says, else the nearest page above it."""
    match = resolve(request.path_info)
    find = getattr(match.func, "lives_at", None)
    place = find(request.user, **match.kwargs) if find else ""
    return place or _above(request.path_info)


def came_from_here(request: HttpRequest) -> bool:
    """Was it sent by a page of this site? A browser says so itself; no other site can."""
    told = request.headers.get("Sec-Fetch-Site")
    if told:
        return told == "same-origin"
    sender = request.headers.get("Referer", "")
    return bool(sender) and url_has_allowed_host_and_scheme(
        sender, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def button_stood_on(request: HttpRequest) -> str:
    """The page of ours from which this was sent; else the one that its address belongs to."""
    sender = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        sender, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if sender and is_ours:
        parts = urlsplit(sender)
        if _leads_somewhere(parts.path) and parts.path != resolve_url(settings.LOGIN_URL):
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.path_info


def _above(path: str) -> str:
    parts = path.strip("/").split("/")
    while parts := parts[:-1]:
        above = f"/{'/'.join(parts)}/"
        if _leads_somewhere(above):
            return above
    return "/"


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
