"""What becomes of personal data in a delivery: seen and decided column by column."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from datasources import rules
from datasources.forms import RejectForm
from datasources.forms.personal import PersonalForm
from datasources.models import Delivery
from datasources.operations import layouts, personal_data
from datasources.presenters import personal
from datasources.views.fetching import delivery_or_404, frame_of
from partnerships.errors import RuleBroken
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_personal(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.HANDLE_ORIGINALS)
    reasons = rules.reasons_against_deciding(delivery)
    form = None if reasons else _form(request, delivery)
    if form and request.method == "POST" and form.is_valid():
        try:
            is_read = personal_data.decide(
                delivery=delivery,
                choices=form.choices,
                original=form.cleaned_data["original"],
                by=request.user,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, _decided_in_words(is_read))
            return redirect(delivery)
    others = Delivery.objects.visible_to(request.user)
    context = frame_of(
        request,
        delivery.source.partnership,
        delivery=delivery,
        source=delivery.source,
        form=form,
        reasons=reasons,
        reject_form=RejectForm(),
        fate=personal.fate(delivery),
        elsewhere=personal.elsewhere(delivery, personal_data.of_the_same_bytes(delivery, others)),
        is_read_anew=rules.can_be_read_anew(delivery),
        is_gone=not delivery.files.kept().exists(),
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/delivery_personal.html", context, status=status)


def _form(request: HttpRequest, delivery: Delivery) -> PersonalForm:
    said = layouts.of(layouts.newest(delivery.source))
    lines = personal.columns(delivery, said, in_confidence=True)
    sent = request.POST if request.method == "POST" else None
    return PersonalForm(sent, lines=lines, original=said.original)


def _decided_in_words(is_read: bool) -> str:
    if is_read:
        return "It is kept for this source, and the files are read by it. This page shows how far."
    return "It is kept for this source: its next files are read by it."
