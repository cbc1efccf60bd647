"""How the tables of a delivery were understood, and the form that puts it right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from datasources import kinds, rules
from datasources.forms.layouts import LayoutForm
from datasources.models import Delivery
from datasources.operations import deliveries, layouts
from datasources.presenters import preview, tables
from datasources.views.fetching import delivery_or_404, frame_of
from partnerships.errors import RuleBroken
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_layout(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.MANAGE_SOURCES)
    reasons = rules.reasons_against_putting_right(delivery)
    form = None if reasons else _form(request, delivery)
    if form and request.method == "POST" and form.is_valid():
        try:
            is_read = deliveries.put_right(delivery=delivery, layout=form.layout, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, _saved_in_words(is_read))
            return redirect(delivery)
    context = frame_of(
        request,
        delivery.source.partnership,
        delivery=delivery,
        source=delivery.source,
        kind=kinds.shown(delivery.source.kind),
        form=form,
        reasons=reasons,
        is_read_anew=rules.can_be_read_anew(delivery),
    )
    may = context["may"]
    context["came"] = preview.came_of(
        list(delivery.slices.all()), in_confidence=may["originals"] or may["accept"]
    )
    context["tables"] = tables.understood(delivery, in_confidence=context["may"]["originals"])
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/delivery_layout.html", context, status=status)


def _form(request: HttpRequest, delivery: Delivery) -> LayoutForm:
    said = layouts.of(layouts.newest(delivery.source))
    sent = request.POST if request.method == "POST" else None
    return LayoutForm(sent, asked=tables.asked(delivery, said))


def _saved_in_words(is_read: bool) -> str:
    if is_read:
        return (
            "It is kept for this source, and these files are read by it. This page shows how far."
        )
    return "It is kept for this source: its next files are read by it."
