"""The year's own page: its timetable, its stages and the gate between them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment import permissions as own_permissions
from assessment.forms.year import DoneForm, OpenYearForm, StageForm, StepForm, step_initial
from assessment.models import Assessment, Step
from assessment.operations import assessments, steps
from assessment.presenters import gate
from assessment.presenters import year as years
from assessment.rules import gates
from assessment.states import STAGE_BY_SLUG
from assessment.views.board_frame import assessment_for, form_page, frame, refuse
from partnerships import permissions
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.MANAGE_ASSESSMENT)
    newest = Assessment.objects.visible_to(request.user).filter(partnership=partnership)
    newest = newest.order_by("-year").first()
    form = OpenYearForm(
        request.POST if request.method == "POST" else None,
        initial={"year": newest.year + 1 if newest else timezone.localdate().year},
    )
    if form.is_valid():
        try:
            assessment = assessments.open_year(
                partnership=partnership, by=request.user, **form.cleaned_data
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(
                request,
                f"{assessment} is open. Next: look through the timetable, then gather issues.",
            )
            return redirect(assessment)
    context = {
        "partnership": partnership,
        "assessment": newest,
        "nav": "home",
        "form": form,
        "newest": newest,
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/year/create.html", context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Where we are in the year, what is late, and what the next stage waits for."""
    assessment = assessment_for(request.user, slug, Permission.SEE_PARTNERSHIP)
    may = permissions.granted(request.user, assessment.partnership)
    may_manage = Permission.MANAGE_ASSESSMENT in may
    year = years.year(assessment, timezone.localdate(), may_edit=may_manage)
    checks = gates.checklist(assessment)
    to = gates.next_stage(assessment)
    context = {
        **frame(assessment, "home"),
        "year": year,
        "stage": STAGE_BY_SLUG[assessment.stage],
        "checks": gate.lines(assessment, checks, may),
        "met": sum(check.is_met for check in checks),
        "unmet": sum(not check.is_met for check in checks),
        "next_stage": STAGE_BY_SLUG.get(to),
        "reasons": [words for check in checks for words in check.reasons],
        "earlier": [
            STAGE_BY_SLUG[slug] for slug in STAGE_BY_SLUG[assessment.stage].moves if slug != to
        ],
        "moves": assessment.stage_moves.select_related("moved_by"),
        "may_manage": may_manage,
        "following": Assessment.objects.filter(previous=assessment).first(),
    }
    return render(request, "assessment/year/detail.html", context)


@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.MANAGE_ASSESSMENT)
    form = StageForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose the next stage, or the one before.")
        return redirect(assessment)
    try:
        assessment = assessments.move_stage(
            assessment=assessment, by=request.user, **form.cleaned_data
        )
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        stage = STAGE_BY_SLUG[assessment.stage]
        messages.success(request, f"The assessment is now in the stage {stage.label}. "
                         f"What is asked here: {stage.meaning}")  # fmt: skip
    return redirect(assessment)


def _step(user: User, pk: int) -> Step:
    visible = Step.objects.visible_to(user).select_related("assessment__partnership", "owner")
    return get_object_or_404(visible, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_step(request: HttpRequest, pk: int) -> HttpResponse:
    step = _step(request.user, pk)
    assessment = step.assessment
    permissions.check(request.user, assessment.partnership, Permission.MANAGE_ASSESSMENT)
    form = StepForm(
        request.POST if request.method == "POST" else None,
        initial=step_initial(step),
        partnership=assessment.partnership,
    )
    if form.is_valid():
        try:
            step = steps.change(step=step, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"{step.title}: the timetable is changed.")
            return redirect(f"{assessment.get_absolute_url()}#step-{step.pk}")
    return form_page(
        request,
        assessment,
        form,
        nav="home",
        title=f"Change the step: {step.title}",
        button="Save the step",
        back=reverse("assessment-detail", args=[assessment.slug]),
    )


def _year_of(user: User, pk: int) -> str:
    step = Step.objects.visible_to(user).filter(pk=pk).first()
    return f"{step.assessment.get_absolute_url()}#step-{pk}" if step else ""


@lives_at(_year_of)
@login_required
@require_POST
def finish_step(request: HttpRequest, pk: int) -> HttpResponse:
    step = _step(request.user, pk)
    own_permissions.check_finishing(request.user, step)
    form = DoneForm(request.POST)
    form.is_valid()
    done = not form.cleaned_data["undo"]
    step = steps.finish(step=step, done=done, by=request.user)
    if done:
        messages.success(request, f"{step.title}: done. You can take that back on this page.")
    else:
        messages.success(request, f"{step.title}: not done after all.")
    return redirect(f"{step.assessment.get_absolute_url()}#step-{step.pk}")
