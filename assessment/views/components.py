"""The four statutory components: answered or not, where, and pointing at the place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessment.forms.component import PointForm
from assessment.models import ComponentAnswer
from assessment.operations import components
from assessment.presenters.components import meter
from assessment.structure import COMPONENT_BY_SLUG
from assessment.views.document import frame, visible_assessment
from partnerships import permissions
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def component_list(request: HttpRequest, assessment: str) -> HttpResponse:
    found = visible_assessment(request, assessment)
    if request.method == "POST":
        permissions.check(request.user, found.partnership, Permission.EDIT_SECTIONS)
    form = PointForm(
        request.POST if request.method == "POST" else None,
        assessment=found,
        initial={"component": request.GET.get("component", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer = components.point(assessment=found, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, _pointed(answer))
            return redirect("component-list", found.slug)
    return render(
        request,
        "assessment/document/components.html",
        {
            **frame(found),
            "meter": meter(found),
            "form": form,
            "may_edit": permissions.allows(
                request.user, found.partnership, Permission.EDIT_SECTIONS
            ),
        },
        status=422 if form.is_bound else 200,
    )


def _pointed(answer: ComponentAnswer) -> str:
    label = COMPONENT_BY_SLUG[answer.component].label
    if answer.section.words:
        return f"{label}: answered in {answer.section.plan.place}."
    return (
        f"{label}: {answer.section.plan.place} is named. "
        "It counts as an answer once something is written there."
    )


def _components_of(user: User, pk: int) -> str:
    answer = ComponentAnswer.objects.visible_to(user).filter(pk=pk).first()
    return reverse("component-list", args=[answer.assessment.slug]) if answer else ""


@lives_at(_components_of)
@login_required
@require_POST
def component_answer_remove(request: HttpRequest, pk: int) -> HttpResponse:
    answer = get_object_or_404(
        ComponentAnswer.objects.visible_to(request.user).select_related(
            "assessment__partnership", "section"
        ),
        pk=pk,
    )
    permissions.check(request.user, answer.assessment.partnership, Permission.EDIT_SECTIONS)
    components.remove(answer=answer, by=request.user)
    messages.success(
        request,
        f"{answer.section.plan.place} is no longer named. Its text stays as it is.",
    )
    return redirect("component-list", answer.assessment.slug)
