"""The four statutory components: answered or not, where, and pointing at the place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.forms.component import PassageForm, SectionForm, WhyNotForm
from assessment.models import Assessment, ComponentAnswer, Section
from assessment.operations import components
from assessment.presenters.components import meter
from assessment.rules.components import passages_of
from assessment.structure import COMPONENT_BY_SLUG
from assessment.views.document import frame, visible_assessment
from partnerships import permissions
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


@login_required
@require_safe
def component_list(request: HttpRequest, assessment: str) -> HttpResponse:
    found = visible_assessment(request, assessment)
    context = {
        **frame(found),
        "meter": meter(found),
        "may_edit": permissions.allows(request.user, found.partnership, Permission.EDIT_SECTIONS),
    }
    return render(request, "assessment/document/components.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def component_answer(request: HttpRequest, assessment: str, component: str) -> HttpResponse:
    """First the section, then one of its passages; or why none answers it."""
    found = visible_assessment(request, assessment)
    permissions.check(request.user, found.partnership, Permission.EDIT_SECTIONS)
    if component not in COMPONENT_BY_SLUG:
        raise Http404
    is_answer = "section" in request.POST
    section_form = SectionForm(request.POST if is_answer else request.GET or None, assessment=found)
    section = section_form.cleaned_data["section"] if section_form.is_valid() else None
    form = _passage_form(request if is_answer else None, section)
    is_reason = request.method == "POST" and not is_answer
    why_not_form = WhyNotForm(request.POST if is_reason else None)
    try:
        if is_answer and form is not None and form.is_valid():
            components.point(
                assessment=found,
                component=component,
                section=section,
                by=request.user,
                **form.answer,
            )
            return _answered(request, found, component, f"answered in {section.plan.place}.")
        if is_reason and why_not_form.is_valid():
            components.say_why_not(
                assessment=found, component=component, by=request.user, **why_not_form.cleaned_data
            )
            return _answered(
                request, found, component, "recorded as not answered, with the reason."
            )
    except RuleBroken as broken:
        (form if is_answer else why_not_form).add_error(None, broken.reasons)
    context = {
        **frame(found),
        "component": COMPONENT_BY_SLUG[component],
        "section_form": section_form,
        "section": section,
        "passage_form": form,
        "why_not_form": why_not_form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/document/component_answer.html", context, status=status)


def _passage_form(sent: HttpRequest | None, section: Section | None) -> PassageForm | None:
    """The section's passages as choices; None when it has none."""
    passages = () if section is None else passages_of(section)
    if not passages:
        return None
    if sent is not None:
        return PassageForm(sent.POST, passages=passages)
    return PassageForm(initial={"section": section.pk}, passages=passages)


def _answered(
    request: HttpRequest, assessment: Assessment, component: str, words: str
) -> HttpResponse:
    messages.success(request, f"{COMPONENT_BY_SLUG[component].label}: {words}")
    return redirect("component-list", assessment.slug)


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
    gone = (
        f"{answer.section.plan.place} is no longer named. Its text stays as it is."
        if answer.section
        else "The reason why it is not answered is taken back."
    )
    messages.success(request, gone)
    return redirect("component-list", answer.assessment.slug)
