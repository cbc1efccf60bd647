"""A partnership's own pages: made, described, changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships import local_authorities, permissions, rules
from partnerships.errors import RuleBroken
from partnerships.forms.partnerships import (
    NONE,
    AreasForm,
    OrganisationForm,
    PartnershipForm,
    RenameForm,
    SettingsForm,
)
from partnerships.models import Commitment, Deputy, Organisation, Partnership, User
from partnerships.operations import partnerships
from partnerships.presenters.agreements import agreement_lines, commitment_lines
from partnerships.presenters.organisations import organisation_lines
from partnerships.presenters.people import invitation_lines, person_lines
from partnerships.roles import Permission
from partnerships.views import sent_emails


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    if not request.user.may_create_partnerships:
        raise PermissionDenied("You may not create partnerships: ask whoever runs this site.")
    form = PartnershipForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            partnership = partnerships.create(
                slug=partnerships.free_slug(name),
                name=name,
                area_codes=form.cleaned_data["areas"],
                by=request.user,
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(
                request,
                f"{partnership.name} is created and you are its steward. "
                "Next, add its responsible authorities.",
            )
            return redirect("partnership-detail", partnership.slug)
    context = {"form": form, "partnership": None, "assessment": None, "nav": "partnership"}
    context["area_choices"] = _area_choices()
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/partnership_create.html", context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Who we are: authorities, people, areas, agreements, commitments."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.SEE_PARTNERSHIP)
    today = timezone.localdate()
    organisations = list(partnership.organisations.all())
    authorities = [each for each in organisations if each.is_responsible_authority]
    people = list(partnership.memberships.current().select_related("user", "organisation"))
    deputies = Deputy.objects.current().filter(organisation__in=organisations)
    may = _buttons(request.user, partnership)
    agreements = partnership.agreements.select_related("organisation")
    context = {
        "partnership": partnership,
        "assessment": None,
        "nav": "partnership",
        "may": may,
        "areas": partnership.areas.all(),
        "organisations": organisations,
        "organisation_lines": organisation_lines(
            organisations, people, deputies, user=request.user, may_name_all=may["invite"]
        ),
        "missing": rules.missing_authorities(each.kind for each in authorities),
        "people": person_lines(people),
        "invitations": _invitations(request.user, partnership),
        "letters_are_kept": partnership.is_sample and sent_emails.are_shown(request),
        "agreements": agreement_lines(agreements, today),
        "commitment_kinds": [label for _, label in Commitment.KINDS],
        "commitments": commitment_lines(organisations, partnership.commitments.all()),
        "county_group": partnership.county_group,
        "districts": partnership.districts.all(),
    }
    return render(request, "partnerships/partnership_detail.html", context)


def _buttons(user: User, partnership: Partnership) -> dict[str, bool]:
    """Which buttons this person sees."""
    asked = {
        "manage": Permission.MANAGE_PARTNERSHIP,
        "invite": Permission.MANAGE_PEOPLE,
        "agree": Permission.MANAGE_AGREEMENTS,
        "read_trail": Permission.READ_TRAIL,
    }
    return {name: permissions.allows(user, partnership, each) for name, each in asked.items()}


def _invitations(user: User, partnership: Partnership) -> list:
    """Open letters, for whoever may send them: they name people who have not agreed yet."""
    if not permissions.allows(user, partnership, Permission.MANAGE_PEOPLE):
        return []
    opened = partnership.invitations.open().select_related("organisation", "invited_by", "letter")
    return invitation_lines(opened)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_PARTNERSHIP)
    now = {
        name: getattr(partnership, name)
        for name in ("name", "suppression_threshold", "quorum", "marking", "marking_board")
    }
    now["marking_public"] = partnership.marking_public or NONE
    form = SettingsForm(
        partnership, request.POST if request.method == "POST" else None, initial=now
    )
    if form.is_valid():
        try:
            partnerships.change(partnership=partnership, **form.cleaned_data, by=request.user)
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The partnership's details are saved.")
            return redirect("partnership-detail", partnership.slug)
    context = {"form": form, "partnership": partnership, "assessment": None, "nav": "partnership"}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/partnership_settings.html", context, status=status)


def _area_choices() -> list[str]:
    """What the areas field offers while somebody types."""
    return [one.words for one in local_authorities.living(timezone.localdate())]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def areas(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_PARTNERSHIP)
    now = "\n".join(map(str, partnership.areas.all()))
    form = AreasForm(request.POST if request.method == "POST" else None, initial={"areas": now})
    if form.is_valid():
        try:
            partnerships.change_areas(
                partnership=partnership, area_codes=form.cleaned_data["areas"], by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The partnership's areas are saved.")
            return redirect("partnership-detail", partnership.slug)
    context = {"form": form, "partnership": partnership, "assessment": None, "nav": "partnership"}
    context["area_choices"] = _area_choices()
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/partnership_areas.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_rename(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    partnership = organisation.partnership
    permissions.check(request.user, partnership, Permission.MANAGE_PARTNERSHIP)
    form = RenameForm(
        request.POST if request.method == "POST" else None, initial={"name": organisation.name}
    )
    if form.is_valid():
        try:
            renamed = partnerships.rename_organisation(
                organisation=organisation, name=form.cleaned_data["name"], by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"It is called {renamed.name} from now on.")
            return redirect("partnership-detail", partnership.slug)
    context = {"form": form, "partnership": partnership, "assessment": None, "nav": "partnership"}
    context["organisation"] = organisation
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/organisation_rename.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_create(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_PARTNERSHIP)
    kind = request.GET.get("kind", "")
    form = OrganisationForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": kind} if kind in dict(Organisation.KINDS) else None,
    )
    if form.is_valid():
        try:
            organisation = partnerships.add_organisation(
                partnership=partnership, **form.cleaned_data, by=request.user
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(
                request, f"{organisation.name} is added. You can now invite its people."
            )
            return redirect("partnership-detail", partnership.slug)
    context = {"form": form, "partnership": partnership, "assessment": None, "nav": "partnership"}
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/organisation_create.html", context, status=status)
