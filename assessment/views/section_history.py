"""The history of a section: who changed what, one revision, bringing an older text back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessment.forms.section import RestoreForm
from assessment.operations import sections
from assessment.presenters import section_history as presenter
from assessment.presenters import section_page
from assessment.views.document import frame
from assessment.views.sections import visible_section
from partnerships import permissions
from partnerships.errors import EditConflict, RuleBroken
from partnerships.roles import Permission

A_PAGE = 25


@login_required
@require_safe
def section_history(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.SEE_DOCUMENT)
    pages = Paginator(presenter.entries(section), A_PAGE)
    return render(
        request,
        "assessment/document/history.html",
        {
            **frame(section.assessment),
            "section": section,
            "place": section.plan.place,
            "page": pages.get_page(request.GET.get("page")),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revision_detail(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    wanted = Permission.EDIT_SECTIONS if request.method == "POST" else Permission.SEE_DOCUMENT
    section = visible_section(request, pk, wanted)
    revision = get_object_or_404(
        section.revisions.select_related("saved_by").prefetch_related("approvals__approved_by"),
        version=version,
    )
    form = RestoreForm(
        request.POST if request.method == "POST" else None,
        initial={"started_from": section.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            sections.save(
                section=section,
                document=revision.document,
                started_from=form.cleaned_data["started_from"],
                by=request.user,
            )
        except EditConflict as conflict:
            messages.warning(request, f"{conflict} Both texts are below.")
            return redirect("kept-text-detail", conflict.yours.pk)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(
                request,
                f"The text of revision {version} is back, as revision {section.version}. "
                "The one it replaced stays in the history.",
            )
            return redirect(section)
    differences = presenter.compared(revision.document, section.document)
    return render(
        request,
        "assessment/document/revision.html",
        {
            **frame(section.assessment),
            "section": section,
            "place": section.plan.place,
            "revision": revision,
            "form": form,
            "is_newest": revision.version == section.version,
            "written": section_page.as_html(
                revision.document, section=section, user=request.user, level=3
            ),
            "differences": differences,
            "what_changed": presenter.says_what_changed(differences),
            "may_edit": permissions.allows(
                request.user, section.assessment.partnership, Permission.EDIT_SECTIONS
            ),
        },
        status=422 if form.is_bound else 200,
    )
