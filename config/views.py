"""Pages that belong to no room: the front door, the static pages, and where the site must speak."""

import sys
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from assessment.models import Assessment
from config import places
from config.away import what_is_away
from config.ui import frame
from partnerships import roles
from partnerships.models import Membership, Partnership, User


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the one partnership; to choose among several; or what to do with none."""
    mine = _partnerships_of(request.user)
    if len(mine) == 1:
        return redirect(_lines(request.user, mine)[0].href)
    context = {"partnership": None, "lines": _lines(request.user, mine)}
    return render(request, "partnerships/home.html", context)


@dataclass(frozen=True)
class PartnershipLine:
    partnership: Partnership
    roles: str
    current: Assessment | None
    href: str


def _partnerships_of(user: User) -> list[Partnership]:
    own = Membership.objects.current().filter(user=user).order_by("pk")
    visible = Partnership.objects.visible_to(user).prefetch_related(
        Prefetch("memberships", queryset=own, to_attr="own_memberships"),
        Prefetch("assessments", queryset=Assessment.objects.order_by("-year"), to_attr="years"),
    )
    return list(visible)


def _lines(user: User, mine: list[Partnership]) -> list[PartnershipLine]:
    opened = set(Partnership.objects.open_to(user).values_list("pk", flat=True))
    return [_line(each, is_open=each.pk in opened) for each in mine]


def _line(partnership: Partnership, *, is_open: bool) -> PartnershipLine:
    labels = [roles.named(each.role).label for each in partnership.own_memberships]
    return PartnershipLine(
        partnership,
        ", ".join(labels) or "Reader, through the county group",
        partnership.years[0] if is_open and partnership.years else None,
        frame.front_door(partnership, is_open=is_open),
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/licences.html")


@login_required
def email_is_fixed(request: HttpRequest, key: str = "") -> HttpResponse:
    """A person's e-mail is the one that the invitation went to; a steward sends a new one."""
    return render(request, "pages/email_is_fixed.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form again, with the words in it and a new token, when it came from a page of ours.

    Nothing is done until the person has looked at it and pressed once more.
    """
    fields = []
    if request.user.is_authenticated and places.came_from_here(request) and not request.FILES:
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
    context = {
        "fields": fields,
        "typed": [value for _, value in fields if " " in value.strip() and value[:1] != "{"],
        "address": request.get_full_path(),
    }
    return render(request, "errors/403_csrf.html", context, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def no_page(request: HttpRequest, place: str, refusal: HttpResponse) -> HttpResponse:
    """An address that only takes what a button sends; `place` is where the button stands."""
    answer = render(request, "errors/405.html", {"place": place}, status=405)
    answer["Allow"] = refusal["Allow"]
    return answer


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or of what the site stands on: who reads it is told which, and what to do.

    Django calls this where the exception is still being handled. The page is made without the
    request: what the frame asks of the database may be what is broken.
    """
    away = what_is_away(sys.exc_info()[1])
    if not away:
        return HttpResponse(render_to_string("errors/500.html"), status=500)
    page = render_to_string("errors/503.html", {"away": away})
    return HttpResponse(page, status=503, headers={"Retry-After": "60"})
