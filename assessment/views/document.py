"""How far is the text, and how will it look? The outline with the grid; the draft as printed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessment.models import Assessment
from assessment.presenters import components as component_views
from assessment.presenters import document_outline as outline
from assessment.presenters import overtaken
from assessment.presenters.document_figures import on_page
from assessment.presenters.draft import draft
from partnerships import permissions
from partnerships.roles import Permission


def visible_assessment(request: HttpRequest, assessment: str) -> Assessment:
    """The assessment whose draft this person may read."""
    found = get_object_or_404(
        Assessment.objects.visible_to(request.user).select_related("partnership", "previous"),
        slug=assessment,
    )
    permissions.check(request.user, found.partnership, Permission.SEE_DOCUMENT)
    return found


def frame(assessment: Assessment) -> dict:
    """What every page of this room passes to its template."""
    return {"partnership": assessment.partnership, "assessment": assessment, "nav": "document"}


@login_required
@require_safe
def document(request: HttpRequest, assessment: str) -> HttpResponse:
    found = visible_assessment(request, assessment)
    sections = list(outline.sections_of(found))
    rows = outline.rows(sections)
    chosen = request.GET.get("show", "")
    meter = component_views.meter(found)
    older = overtaken.sections_of(found, sections)
    return render(
        request,
        "assessment/document/document.html",
        {
            **frame(found),
            "cards": outline.cards(
                sections,
                components_answered=sum(view.is_answered for view in meter),
                components=len(meter),
            ),
            "boxes": outline.BOX_LABELS,
            "themes": outline.grid(sections, list(found.recommendations.select_related("section"))),
            "filters": outline.filters(rows, request.user, chosen),
            "chosen": chosen,
            "rows": outline.filtered(rows, request.user, chosen),
            "meter": meter,
            "overtaken": older,
            "overtaken_sentences": overtaken.sentences(
                older, overtaken.priorities_resting_on(found, older)
            ),
            "may_edit": permissions.allows(
                request.user, found.partnership, Permission.EDIT_SECTIONS
            ),
        },
    )


@login_required
@require_safe
def document_read(request: HttpRequest, assessment: str) -> HttpResponse:
    found = visible_assessment(request, assessment)
    may_comment = permissions.allows(request.user, found.partnership, Permission.COMMENT)
    sections = list(found.sections.all())
    small = permissions.suppress_below(request.user, found.partnership)
    figures = on_page(
        [number for section in sections for number in section.figures],
        may_see_data=permissions.allows(request.user, found.partnership, Permission.SEE_DATA),
        suppress_below=small,
        overtaken={
            each.pk: each.words
            for section in overtaken.sections_of(found, sections)
            for each in section.figures
        },
    )
    return render(
        request,
        "assessment/document/read.html",
        {
            **frame(found),
            "draft": draft(found, suppress_below=small, figure=figures, sections=sections),
            "may_comment": may_comment,
        },
    )
