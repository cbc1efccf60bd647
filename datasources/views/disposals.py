"""The record of disposal, for whoever answers for what is kept."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datasources.models import Disposal
from datasources.views.fetching import frame_of, partnership_or_404
from partnerships.roles import Permission

A_PAGE = 40


@login_required
@require_safe
def disposal_list(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.READ_TRAIL)
    found = Disposal.objects.visible_to(request.user).filter(
        delivery__source__partnership=partnership
    )
    page = Paginator(found.select_related("delivery__source", "by"), A_PAGE).get_page(
        request.GET.get("page")
    )
    sources = partnership.sources.select_related("partnership").order_by("name")
    context = frame_of(request, partnership, page=page, sources=sources)
    return render(request, "datasources/disposal_list.html", context)
