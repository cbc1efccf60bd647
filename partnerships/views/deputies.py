"""Naming who stands in for an authority, and ending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from partnerships import permissions
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.forms.people import DeputyForm
from partnerships.models import Deputy, Organisation, User
from partnerships.operations import deputies


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Organisation.objects.visible_to(request.user).select_related("partnership")
    organisation = get_object_or_404(visible, pk=pk)
    permissions.check_naming_deputies(request.user, organisation)
    form = DeputyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deputy = deputies.name(organisation=organisation, by=request.user, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(
                request,
                f"{deputy.name} may sit for {organisation} from today on, when its members cannot.",
            )
            return redirect("partnership-detail", organisation.partnership.slug)
    context = {
        "form": form,
        "organisation": organisation,
        "partnership": organisation.partnership,
        "assessment": None,
        "nav": "partnership",
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/deputy_create.html", context, status=status)


def _deputies_of(user: User, pk: int) -> str:
    deputy = Deputy.objects.visible_to(user).filter(pk=pk).first()
    if deputy is None:
        return ""
    return reverse("partnership-detail", args=[deputy.organisation.partnership.slug])


@lives_at(_deputies_of)
@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Deputy.objects.visible_to(request.user)
    deputy = get_object_or_404(visible.select_related("organisation__partnership"), pk=pk)
    permissions.check_naming_deputies(request.user, deputy.organisation)
    deputies.end(deputy=deputy, by=request.user)
    messages.success(request, f"{deputy.name} no longer stands in for {deputy.organisation}.")
    return redirect("partnership-detail", deputy.organisation.partnership.slug)
