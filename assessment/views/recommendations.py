"""Recommendations: add and reword."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessment.forms.plan import RecommendationForm
from assessment.models import Recommendation
from assessment.operations import recommendations
from assessment.views.board_frame import assessment_for, form_page, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.roles import Permission

LEAD = (
    "Written together with the partners who would carry it out, and tied to the box of the "
    "document whose gap it closes."
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.MANAGE_PLAN)
    if request.method == "POST":
        form = RecommendationForm(request.POST, assessment=assessment)
    else:
        # A box's own page may send people here with the box already chosen.
        initial = {"section": request.GET.get("section", "")}
        form = RecommendationForm(initial=initial, assessment=assessment)
    if form.is_valid():
        try:
            recommendations.add(assessment=assessment, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(
                request, "The recommendation is added. Next: say which actions carry it out."
            )
            return redirect("plan", assessment.slug)
    return form_page(
        request,
        assessment,
        form,
        nav="plan",
        title="Add a recommendation",
        lead=LEAD,
        button="Add the recommendation",
        back=reverse("plan", args=[assessment.slug]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Recommendation.objects.visible_to(request.user)
    recommendation = get_object_or_404(
        visible.select_related("assessment__partnership", "section", "owner"), pk=pk
    )
    assessment = recommendation.assessment
    permissions.check(request.user, assessment.partnership, Permission.MANAGE_PLAN)
    if request.method == "POST":
        form = RecommendationForm(request.POST, assessment=assessment)
    else:
        initial = {name: getattr(recommendation, name) for name in RecommendationForm.base_fields}
        form = RecommendationForm(initial=initial, assessment=assessment)
    if form.is_valid():
        try:
            recommendations.change(
                recommendation=recommendation, details=form.details, by=request.user
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, "The recommendation is saved.")
            return redirect("plan", assessment.slug)
    return form_page(
        request,
        assessment,
        form,
        nav="plan",
        title="Change a recommendation",
        lead=LEAD,
        button="Save the recommendation",
        back=reverse("plan", args=[assessment.slug]),
    )
