"""Sharing agreements and commitments: recorded and changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.forms.agreements import AgreementForm, CommitmentForm, agreement_initial
from partnerships.models import Partnership, SharingAgreement
from partnerships.operations import agreements
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_AGREEMENTS)
    form = AgreementForm(partnership, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            agreement = agreements.record(
                partnership=partnership, details=form.details, by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(
                request,
                f"The sharing agreement with {agreement.organisation} is recorded. "
                "A source in the data register can now name it.",
            )
            return redirect("partnership-detail", partnership.slug)
    return _agreement_page(request, "agreement_create.html", partnership, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_object_or_404(
        SharingAgreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    partnership = agreement.partnership
    permissions.check(request.user, partnership, Permission.MANAGE_AGREEMENTS)
    form = AgreementForm(
        partnership,
        request.POST if request.method == "POST" else None,
        initial=agreement_initial(agreement),
    )
    if form.is_valid():
        try:
            agreement = agreements.change(
                agreement=agreement, details=form.details, by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(
                request, f"The sharing agreement with {agreement.organisation} is saved."
            )
            return redirect("partnership-detail", partnership.slug)
    return _agreement_page(request, "agreement_edit.html", partnership, form)


def _agreement_page(
    request: HttpRequest, template: str, partnership: Partnership, form: AgreementForm
) -> HttpResponse:
    context = {
        "form": form,
        "partnership": partnership,
        "assessment": None,
        "nav": "partnership",
        "has_organisations": partnership.organisations.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, f"partnerships/{template}", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_create(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_AGREEMENTS)
    form = CommitmentForm(
        partnership,
        request.POST if request.method == "POST" else None,
        initial={
            "organisation": request.GET.get("organisation"),
            "given_on": timezone.localdate(),
        },
    )
    if form.is_valid():
        try:
            commitment = agreements.commit(
                partnership=partnership, **form.cleaned_data, by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"The commitment of {commitment.organisation} is recorded.")
            return redirect("partnership-detail", partnership.slug)
    context = {
        "form": form,
        "partnership": partnership,
        "assessment": None,
        "nav": "partnership",
        "has_organisations": partnership.organisations.exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/commitment_create.html", context, status=status)
