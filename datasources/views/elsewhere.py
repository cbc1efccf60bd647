"""Files that could not be used for their source, read in one of another kind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from datasources import kinds, rules
from datasources.forms.elsewhere import ElsewhereForm
from datasources.operations import elsewhere
from datasources.permissions import check_sending
from datasources.views.fetching import delivery_or_404, frame_of
from partnerships.errors import RuleBroken
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_elsewhere(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.MANAGE_SOURCES)
    check_sending(request.user, delivery.source)
    if kind not in kinds.BY_SLUG:
        raise Http404(f"There is no kind of data called {kind}.")
    known = kinds.BY_SLUG[kind]
    reasons = rules.reasons_against_reading_elsewhere(delivery, known)
    sent = request.POST if request.method == "POST" else None
    form = None if reasons else ElsewhereForm(sent, delivery=delivery, kind=known)
    if delivery.moved_to and request.method == "POST":
        # The second of two presses.
        messages.info(request, " ".join(reasons))
        return redirect(delivery.moved_to)
    if form and request.method == "POST" and form.is_valid():
        try:
            there = elsewhere.read_elsewhere(
                delivery=delivery, kind=kind, place=form.place, by=request.user
            )
        except elsewhere.ReadAlready as already:
            messages.info(request, " ".join(already.reasons))
            return redirect(already.there)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(
                request,
                f"The files are in {there.source} now and are read there. This page shows how far.",
            )
            return redirect(there)
    context = frame_of(
        request,
        delivery.source.partnership,
        delivery=delivery,
        source=delivery.source,
        kind=known,
        form=form,
        reasons=reasons,
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/delivery_elsewhere.html", context, status=status)
