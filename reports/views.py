"""Publish: editions, their files, and asking for a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.models import Assessment
from partnerships import permissions, store
from partnerships.errors import RuleBroken
from partnerships.roles import Permission
from reports import presenters, rules
from reports.forms import EditionForm
from reports.models import Edition, EditionFile
from reports.operations import edition_files, editions
from reports.permissions import readable, readable_audiences
from reports.states import AUDIENCES

CONTENT_TYPES = {"html": "text/html", "pdf": "application/pdf", "pack": "application/zip"}


@login_required
@require_safe
def edition_list(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _assessment(request, slug, Permission.SEE_EDITIONS)
    listed = (
        readable(request.user, assessment.partnership)
        .filter(assessment=assessment)
        .select_related("requested_by")
        .prefetch_related("files")
    )
    may_publish = permissions.allows(request.user, assessment.partnership, Permission.PUBLISH)
    context = {"editions": listed, "may_publish": may_publish}
    if may_publish:
        context |= _before_publishing(assessment)
    return render(request, "reports/edition_list.html", _frame(assessment) | context)


def _before_publishing(assessment: Assessment) -> dict:
    """What the publisher weighs. It reads the whole draft, so readers' pages do not ask for it."""
    lines = rules.blockers(assessment)
    return {
        "warnings": rules.warnings_before_publishing(assessment),
        "on_paper": presenters.on_paper(assessment),
        "audiences": [
            {
                "label": audience.label,
                "hint": audience.hint,
                "marking": getattr(assessment.partnership, audience.marking),
                "lines": lines,
                "left_out": rules.left_out(assessment, audience),
            }
            for audience in AUDIENCES
        ],
    }


@login_required
@require_http_methods(["GET", "POST"])
def edition_create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = _assessment(request, slug, Permission.PUBLISH)
    warnings = rules.warnings_before_publishing(assessment)
    on_paper = presenters.on_paper(assessment)
    form = EditionForm(request.POST or None, has_warnings=bool(warnings or on_paper))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                edition = editions.request(
                    assessment=assessment,
                    audience=form.cleaned_data["audience"],
                    by=request.user,
                )
            except RuleBroken as broken:
                form.add_error(None, broken.reasons)
            else:
                messages.success(request, _what_came_of_it(edition))
                return redirect(edition)
    context = {
        "form": form,
        "warnings": warnings,
        "on_paper": on_paper,
        "lines": rules.blockers(assessment),
        "left_out": [
            (audience.label, sections)
            for audience in AUDIENCES
            if (sections := rules.left_out(assessment, audience))
        ],
    }
    return render(request, "reports/edition_form.html", _frame(assessment) | context, status=status)


def _what_came_of_it(edition: Edition) -> str:
    if edition.stood_already:
        audience = edition.get_audience_display().lower()
        return (
            f"Nothing that {audience} is told has changed since edition {edition.number}, so that "
            "one stands and no other was made."
        )
    return (
        f"Edition {edition.number} is frozen. Its files are being made; "
        "you can leave this page and come back."
    )


@login_required
@require_safe
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk)
    return render(request, "reports/edition_detail.html", _edition_context(request, edition))


@login_required
@require_safe
def edition_progress(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk)
    return render(request, "reports/_edition_state.html", _edition_context(request, edition))


@login_required
@require_POST
def edition_retry(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk)
    permissions.check(request.user, edition.assessment.partnership, Permission.PUBLISH)
    try:
        editions.retry(edition=edition, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, "The edition is in the queue again.")
    return redirect(edition)


@login_required
@require_POST
def edition_remake(request: HttpRequest, pk: int) -> HttpResponse:
    edition = _edition(request, pk)
    permissions.check(request.user, edition.assessment.partnership, Permission.PUBLISH)
    try:
        editions.remake(edition=edition, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, "The files are made anew from what was frozen.")
    return redirect(edition)


@login_required
@require_safe
def edition_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file as it was published, or a page that says why it is not given out."""
    visible = EditionFile.objects.filter(edition__in=Edition.objects.visible_to(request.user))
    kept = get_object_or_404(visible.select_related("edition__assessment__partnership"), pk=pk)
    _check_audience(request, kept.edition)
    try:
        content = edition_files.opened(kept)
    except (store.MissingError, store.DamagedError) as lost:
        context = _edition_context(request, kept.edition) | {"reasons": lost.reasons}
        return render(request, "reports/edition_file_lost.html", context, status=409)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=kept.name,
        content_type=CONTENT_TYPES[kept.kind],
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _assessment(request: HttpRequest, slug: str, permission: Permission) -> Assessment:
    assessment = get_object_or_404(
        Assessment.objects.visible_to(request.user).select_related("partnership"), slug=slug
    )
    permissions.check(request.user, assessment.partnership, permission)
    return assessment


def _edition(request: HttpRequest, pk: int) -> Edition:
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user)
        .select_related("assessment__partnership", "requested_by")
        .prefetch_related("files"),
        pk=pk,
    )
    _check_audience(request, edition)
    return edition


def _check_audience(request: HttpRequest, edition: Edition) -> None:
    partnership = edition.assessment.partnership
    permissions.check(request.user, partnership, Permission.SEE_EDITIONS)
    if edition.audience not in readable_audiences(request.user, partnership):
        raise PermissionDenied(
            "You may not read the board's edition: it holds counts that are left out elsewhere. "
            "The editions for the partnership and for the public are open to you."
        )


def _frame(assessment: Assessment) -> dict:
    return {"partnership": assessment.partnership, "assessment": assessment, "nav": "publish"}


def _edition_context(request: HttpRequest, edition: Edition) -> dict:
    return _frame(edition.assessment) | {
        "edition": edition,
        "is_in_work": edition.state in {"queued", "rendering"},
        "lost": edition_files.faults(edition) if edition.state == "done" else {},
        "may_publish": permissions.allows(
            request.user, edition.assessment.partnership, Permission.PUBLISH
        ),
    }
