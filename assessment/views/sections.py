"""A section: the page on which it is written, and what is done with it. One view for each deed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessment.forms.section import AssignForm, ReturnForm, SectionForm, VersionForm
from assessment.models import Section
from assessment.operations import sections
from assessment.presenters import section_page
from assessment.views.document import frame
from partnerships import permissions
from partnerships.errors import EditConflict, RuleBroken
from partnerships.roles import Permission


def visible_section(request: HttpRequest, pk: int, permission: Permission) -> Section:
    """The section, for somebody who may do this in its partnership."""
    section = get_object_or_404(
        Section.objects.visible_to(request.user).select_related(
            "assessment__partnership", "owner", "touched_by"
        ),
        pk=pk,
    )
    permissions.check(request.user, section.assessment.partnership, permission)
    return section


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    wanted = Permission.EDIT_SECTIONS if request.method == "POST" else Permission.SEE_DOCUMENT
    section = visible_section(request, pk, wanted)
    if request.method != "POST":
        return _page(request, section, SectionForm(initial={"started_from": section.version}))
    form = SectionForm(request.POST)
    if form.is_valid():
        before = section.version, section.state
        try:
            sections.save(
                section=section,
                document=form.cleaned_data["document"],
                started_from=form.cleaned_data["started_from"],
                by=request.user,
            )
        except EditConflict as conflict:
            messages.warning(
                request, f"{conflict} Both texts are below: choose what the section shall say."
            )
            return redirect("kept-text-detail", conflict.yours.pk)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, section_page.saved_sentence(section, before=before))
            return redirect(section)
    return _page(request, section, form, status=422)


def _page(
    request: HttpRequest, section: Section, form: SectionForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "assessment/document/section.html",
        {
            **frame(section.assessment),
            "form": form,
            **section_page.context(section, user=request.user, form=form),
        },
        status=status,
    )


@login_required
@require_POST
def section_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.EDIT_SECTIONS)
    try:
        sections.hand_over(section=section, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request,
            "Handed over. Somebody who wrote none of what is new reads it now and approves it.",
        )
    return redirect(section)


@login_required
@require_POST
def section_approve(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.APPROVE_SECTIONS)
    revision = section.revisions.filter(version=_version(request)).first()
    try:
        if revision is None:
            raise RuleBroken("Read the section first: an approval belongs to a revision.")
        sections.approve(section=section, revision=revision, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request,
            f"Revision {revision.version} is approved, until somebody changes the text.",
        )
    return redirect(section)


def _version(request: HttpRequest) -> int:
    form = VersionForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_return(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.APPROVE_SECTIONS)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sections.send_back(section=section, reason=form.cleaned_data["reason"], by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(
                request, "Sent back. Your reason stands among the comments, to be answered."
            )
            return redirect(section)
    return _form(request, section, form, "Send back")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_assign(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.ASSIGN_SECTIONS)
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        section=section,
        initial={"owner": section.owner_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            sections.assign(section=section, owner=form.cleaned_data["owner"], by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            owner = form.cleaned_data["owner"]
            messages.success(
                request, f"{owner} writes it now." if owner else "Nobody is named for it now."
            )
            return redirect(section)
    return _form(request, section, form, "Who writes it?")


def _form(
    request: HttpRequest, section: Section, form: AssignForm | ReturnForm, title: str
) -> HttpResponse:
    return render(
        request,
        "assessment/document/section_form.html",
        {
            **frame(section.assessment),
            "section": section,
            "place": section.plan.place,
            "title": title,
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )
