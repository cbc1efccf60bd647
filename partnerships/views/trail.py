"""The record of who did what, for the steward and the analyst."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnerships import permissions
from partnerships.forms.trail import TrailFilterForm
from partnerships.models import Partnership, TrailEntry
from partnerships.presenters.trail import trail_choices, trail_line
from partnerships.roles import Permission

A_PAGE = 40


@login_required
@require_safe
def list_trail(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.READ_TRAIL)
    entries = TrailEntry.objects.visible_to(request.user).filter(partnership_pk=partnership.pk)
    form = TrailFilterForm(request.GET, **trail_choices(entries))
    form.is_valid()
    page = Paginator(_narrowed(entries, form.cleaned_data), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "partnership": partnership,
        "assessment": None,
        "nav": "partnership",
        "form": form,
        "page": page,
        "lines": [trail_line(entry) for entry in page.object_list],
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "partnerships/trail_list.html", context)


def _narrowed(entries: QuerySet, asked: dict) -> QuerySet:
    """Only what was asked for; a field that made no sense narrows nothing."""
    lookups = {
        "person": "actor_name",
        "verb": "verb",
        "thing": "target_type",
        "since": "at__date__gte",
        "until": "at__date__lte",
    }
    return entries.filter(
        **{lookup: asked[name] for name, lookup in lookups.items() if asked.get(name)}
    )
