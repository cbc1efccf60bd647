"""Inviting people, taking letters back, ending memberships."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from partnerships import permissions, roles, rules
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.forms.people import InvitationForm
from partnerships.models import Invitation, Letter, Membership, Partnership, User
from partnerships.operations import letters, memberships
from partnerships.presenters.people import invited_in_words, person_lines, sent_again_in_words
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_PEOPLE)
    form = InvitationForm(partnership, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invitation = memberships.invite(
                partnership=partnership, **form.cleaned_data, by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            letter = Letter.objects.get(invitation=invitation)
            tell = messages.warning if letter.could_not_go else messages.success
            tell(request, invited_in_words(invitation, letter))
            return redirect("partnership-detail", partnership.slug)
    context = {"form": form, "partnership": partnership, "assessment": None, "nav": "partnership"}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/invitation_create.html", context, status=status)


def _people_of(user: User, pk: int) -> str:
    invitation = Invitation.objects.visible_to(user).filter(pk=pk).first()
    return reverse("partnership-detail", args=[invitation.partnership.slug]) if invitation else ""


@lives_at(_people_of)
@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        memberships.withdraw(invitation=invitation, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(
            request,
            f"The invitation to {invitation.email} is withdrawn: its link no longer works.",
        )
    return redirect("partnership-detail", invitation.partnership.slug)


@lives_at(_people_of)
@login_required
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The same letter once more, at once."""
    invitation = _invitation(request, pk)
    try:
        letter = letters.send_again(invitation=invitation, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        letter.refresh_from_db()
        tell = messages.warning if letter.could_not_go else messages.success
        tell(request, sent_again_in_words(invitation, letter))
    return redirect("partnership-detail", invitation.partnership.slug)


@lives_at(_people_of)
@login_required
@never_cache
@require_POST
def show_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link that the letter would have brought, to hand over in another way."""
    invitation = _invitation(request, pk)
    try:
        link = letters.show_link(invitation=invitation, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("partnership-detail", invitation.partnership.slug)
    context = {
        "invitation": invitation,
        "link": link,
        "partnership": invitation.partnership,
        "assessment": None,
        "nav": "partnership",
    }
    return render(request, "partnerships/invitation_link.html", context)


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    permissions.check(request.user, invitation.partnership, Permission.MANAGE_PEOPLE)
    return invitation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ending is confirmed on a page that says what follows from it."""
    visible = Membership.objects.visible_to(request.user)
    membership = get_object_or_404(
        visible.select_related("partnership", "user", "organisation"), pk=pk
    )
    partnership = membership.partnership
    permissions.check(request.user, partnership, Permission.MANAGE_PEOPLE)
    reasons = rules.reasons_against_ending(membership)
    if request.method == "POST":
        try:
            memberships.end(membership=membership, by=request.user)
        except RuleBroken as refusal:
            reasons = refusal.reasons
        else:
            role = roles.named(membership.role).label.lower()
            messages.success(
                request, f"{membership.user} is no longer {role} of {partnership.name}."
            )
            if permissions.allows(request.user, partnership, Permission.SEE_PARTNERSHIP):
                return redirect("partnership-detail", partnership.slug)
            return redirect("home")
    context = {
        "partnership": partnership,
        "assessment": None,
        "nav": "partnership",
        "line": person_lines([membership])[0],
        "reasons": reasons,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "partnerships/membership_end.html", context, status=status)
