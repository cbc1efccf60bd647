"""Actions: add, reword, tell how far they are, and judge them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment.forms.plan import ActionForm, ProgressForm, VerdictForm
from assessment.models import Action
from assessment.operations import actions
from assessment.presenters import plan as presenter
from assessment.rules import actions as rules
from assessment.views.board_frame import assessment_for, form_page, frame, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


def _action(user: User, pk: int, permission: Permission) -> Action:
    visible = Action.objects.visible_to(user).select_related(
        "assessment__partnership", "owner", "priority", "recommendation__section", "verdict_by"
    )
    action = get_object_or_404(visible, pk=pk)
    permissions.check(user, action.assessment.partnership, permission)
    return action


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.MANAGE_PLAN)
    if request.method == "POST":
        form = ActionForm(request.POST, assessment=assessment)
    else:
        # The plan's links carry what the action is for.
        initial = {name: request.GET.get(name, "") for name in ("priority", "recommendation")}
        form = ActionForm(initial=initial, assessment=assessment)
    if form.is_valid():
        try:
            action = actions.add(assessment=assessment, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(
                request, f"“{action}” is in the plan. Next: its owner reports progress here."
            )
            return redirect(action)
    return form_page(
        request,
        assessment,
        form,
        nav="plan",
        title="Add an action",
        lead="Who does what by when, and how you will know that it worked.",
        button="Add the action",
        back=reverse("plan", args=[assessment.slug]),
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of the plan: how it stands, what has been done, what came of it."""
    action = _action(request.user, pk, Permission.SEE_PLAN)
    may = permissions.granted(request.user, action.assessment.partnership)
    notes = list(action.progress_notes.select_related("noted_by"))
    context = {
        **frame(action.assessment, "plan"),
        "action": action,
        "line": presenter.action_line(action, timezone.localdate()),
        "notes": [presenter.progress(note) for note in reversed(notes)],
        "may_manage": Permission.MANAGE_PLAN in may,
        "may_report": Permission.REPORT_PROGRESS in may,
    }
    return render(request, "assessment/plan/action.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    action = _action(request.user, pk, Permission.MANAGE_PLAN)
    assessment = action.assessment
    if request.method == "POST":
        form = ActionForm(request.POST, assessment=assessment)
    else:
        initial = {name: getattr(action, name) for name in ActionForm.base_fields}
        form = ActionForm(initial=initial, assessment=assessment)
    if form.is_valid():
        try:
            action = actions.change(action=action, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"“{action}” is saved.")
            return redirect(action)
    return form_page(
        request,
        assessment,
        form,
        nav="plan",
        title="Change an action",
        button="Save the action",
        back=action.get_absolute_url(),
        reasons=rules.reasons_against_changing(action),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_progress(request: HttpRequest, pk: int) -> HttpResponse:
    action = _action(request.user, pk, Permission.REPORT_PROGRESS)
    form = ProgressForm(request.POST) if request.method == "POST" else ProgressForm()
    if form.is_valid():
        actions.note_progress(action=action, by=request.user, **form.cleaned_data)
        messages.success(request, "Your note is added: the plan shows it as the latest progress.")
        return redirect(action)
    return form_page(
        request,
        action.assessment,
        form,
        nav="plan",
        title="Report progress",
        lead=f"{action}. Measure: {action.measure}",
        button="Add the note",
        back=action.get_absolute_url(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    action = _action(request.user, pk, Permission.MANAGE_PLAN)
    if request.method == "POST":
        form = VerdictForm(request.POST)
    else:
        form = VerdictForm(initial={"verdict": action.verdict})
    if form.is_valid():
        try:
            action = actions.give_verdict(action=action, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("reason", broken.reasons)
        else:
            label = action.get_verdict_display().lower()
            messages.success(
                request, f"“{action}”: {label}. Next year's document opens with this verdict."
            )
            return redirect(action)
    return form_page(
        request,
        action.assessment,
        form,
        nav="plan",
        title="Correct the verdict" if action.verdict else "Give a verdict",
        lead=_verdict_lead(action),
        button="Correct the verdict" if action.verdict else "Give this verdict",
        back=action.get_absolute_url(),
    )


def _verdict_lead(action: Action) -> str:
    if action.verdict:
        return (
            f"{action}. The verdict is: {action.get_verdict_display().lower()}. "
            "A correction needs its reason; the record keeps both verdicts."
        )
    return f"{action}. A verdict is final: it can be corrected with a reason, not taken back."
