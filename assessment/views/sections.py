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
    before = section.version, section.state
    stopped = saved_first(request, section, form)
    if stopped:
        return stopped
    is_next = form.cleaned_data["then"] == "return"
    if section.version != before[0] or not is_next:
        messages.success(request, section_page.saved_sentence(section, before=before))
    return redirect("section-return", section.pk) if is_next else redirect(section)


def saved_first(
    request: HttpRequest, section: Section, form: SectionForm, *, instead: str = ""
) -> HttpResponse | None:
    """Save the text that came along; the page to show when it could not be saved.

    `instead`: what was not done because of that.
    """
    if form.is_valid():
        try:
            sections.save(
                section=section,
                document=form.cleaned_data["document"],
                started_from=form.cleaned_data["started_from"],
                by=request.user,
            )
        except EditConflict as conflict:
            said = f"{conflict} {instead}".strip()
            messages.warning(
                request, f"{said} Both texts are below: choose what the section shall say."
            )
            return redirect("kept-text-detail", conflict.yours.pk)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            return None
    if instead:
        form.add_error(None, instead)
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
    form, version = SectionForm(request.POST), section.version
    if form.is_carried:
        stopped = saved_first(request, section, form, instead="It is not handed over yet.")
        if stopped:
            return stopped
    saved = f"Saved as revision {section.version}. " if section.version != version else ""
    try:
        sections.hand_over(section=section, by=request.user)
    except RuleBroken as broken:
        messages.error(request, f"{saved}{' '.join(broken.reasons)}")
    else:
        messages.success(
            request,
            f"{saved}Handed over. Somebody who wrote none of what is new reads it now and "
            "approves it.",
        )
    return redirect(section)


@login_required
@require_POST
def section_approve(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.APPROVE_SECTIONS)
    form, version = SectionForm(request.POST), section.version
    if form.is_carried:
        # Words typed before the press are kept like any others; the rule then says whose they are.
        permissions.check(request.user, section.assessment.partnership, Permission.EDIT_SECTIONS)
        stopped = saved_first(request, section, form, instead="It is not approved yet.")
        if stopped:
            return stopped
    is_changed = section.version != version
    saved = f"Your words are saved as revision {section.version}. " if is_changed else ""
    wanted = section.version if is_changed else _version(request)
    revision = section.revisions.filter(version=wanted).first()
    try:
        if revision is None:
            raise RuleBroken("Read the section first: an approval belongs to a revision.")
        sections.approve(section=section, revision=revision, by=request.user)
    except RuleBroken as broken:
        messages.error(request, f"{saved}{' '.join(broken.reasons)}")
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
