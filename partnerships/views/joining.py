"""The page that an invitation's letter leads to; whoever holds its address may open it."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from partnerships import bodies, roles, rules
from partnerships.errors import RuleBroken
from partnerships.forms.people import JoinForm
from partnerships.models import Invitation, User
from partnerships.operations import memberships


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@bodies.from_strangers
def accept(request: HttpRequest, token: str) -> HttpResponse:
    letters = Invitation.objects.select_related("partnership", "organisation", "invited_by")
    invitation = letters.filter(token=token).first()
    reasons = (
        rules.reasons_against_joining(invitation)
        if invitation is not None
        else ["This link belongs to no invitation."]
    )
    if reasons:
        return _closed(request, invitation, reasons)
    invited = User.objects.filter(email__iexact=invitation.email).first()
    if request.user.is_authenticated and request.user != invited:
        return _page(request, invitation, "join_other.html")
    if invited is None:
        return _welcome(request, invitation)
    if not request.user.is_authenticated:
        return _page(request, invitation, "join_sign_in.html")
    return _known(request, invitation)


def _page(
    request: HttpRequest,
    invitation: Invitation,
    template: str,
    *,
    form: JoinForm | None = None,
    status: int = 200,
) -> HttpResponse:
    role = roles.named(invitation.role)
    context = {"invitation": invitation, "role": role, "form": form, "partnership": None}
    return render(request, f"partnerships/{template}", context, status=status)


def _closed(request: HttpRequest, invitation: Invitation | None, reasons: list) -> HttpResponse:
    """Expired, used, withdrawn or never sent: said calmly, with what to do."""
    context = {"invitation": invitation, "reasons": reasons, "partnership": None}
    status = 404 if invitation is None else 410
    return render(request, "partnerships/join_closed.html", context, status=status)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Somebody new: a name, a password, and in."""
    form = JoinForm(invitation.email, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = memberships.accept(invitation=invitation, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            return _in(request, invitation)
    status = 422 if form.is_bound else 200
    return _page(request, invitation, "join_new.html", form=form, status=status)


def _known(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Somebody with an account, signed in as whom the letter was sent to: one button."""
    if request.method == "POST":
        try:
            memberships.accept(invitation=invitation, by=request.user)
        except RuleBroken as refusal:
            return _closed(request, invitation, refusal.reasons)
        return _in(request, invitation)
    return _page(request, invitation, "join_known.html")


def _in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    role = roles.named(invitation.role).label.lower()
    messages.success(request, f"Welcome: you are now {role} of {invitation.partnership.name}.")
    return redirect("home")
