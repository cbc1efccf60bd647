"""What the views of the board, the plan and the lessons share: fetching, and pages with a form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from assessment.forms.board import PlainForm
from assessment.models import Assessment
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


def assessment_for(user: User, slug: str, permission: Permission) -> Assessment:
    """The year, for whoever sees its partnership and has the permission there."""
    visible = Assessment.objects.visible_to(user).select_related("partnership", "previous")
    assessment = get_object_or_404(visible, slug=slug)
    permissions.check(user, assessment.partnership, permission)
    return assessment


def frame(assessment: Assessment, nav: str) -> dict:
    """What every page of a year tells the frame around it."""
    return {"assessment": assessment, "partnership": assessment.partnership, "nav": nav}


def form_page(
    request: HttpRequest,
    assessment: Assessment,
    form: PlainForm,
    *,
    nav: str,
    title: str,
    button: str,
    back: str,
    lead: str = "",
    reasons: list[str] | None = None,
) -> HttpResponse:
    """A page that asks one thing; `reasons` say why the answer would be refused now."""
    context = {
        **frame(assessment, nav),
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "back": back,
        "reasons": reasons,
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/board/form.html", context, status=status)


def refuse(form: PlainForm, broken: RuleBroken) -> None:
    """Put a rule's reasons where the page shows what is wrong."""
    for reason in broken.reasons:
        form.add_error(None, reason)
