"""Priorities: propose, word differently, decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment.forms.board import DecisionForm, PriorityForm
from assessment.models import Priority
from assessment.operations import priorities
from assessment.presenters import board as presenter
from assessment.rules import priorities as rules
from assessment.views.board_frame import assessment_for, form_page, frame, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


def _priority(user: User, pk: int, permission: Permission) -> Priority:
    visible = Priority.objects.visible_to(user).select_related("assessment__partnership")
    priority = get_object_or_404(visible, pk=pk)
    permissions.check(user, priority.assessment.partnership, permission)
    return priority


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.PROPOSE_PRIORITIES)
    if request.method == "POST":
        form = PriorityForm(request.POST, assessment=assessment)
    else:
        form = PriorityForm(assessment=assessment)
    if form.is_valid():
        try:
            priority = priorities.propose(
                assessment=assessment, details=form.details, by=request.user
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(
                request, f"“{priority}” is proposed. Next: the board decides on it at a meeting."
            )
            return redirect("board", assessment.slug)
    return form_page(
        request,
        assessment,
        form,
        nav="board",
        title="Propose a priority",
        lead="Few on purpose: what the partnership would work on in the year to come.",
        button="Propose it to the board",
        back=reverse("board", args=[assessment.slug]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    priority = _priority(request.user, pk, Permission.PROPOSE_PRIORITIES)
    assessment = priority.assessment
    if request.method == "POST":
        form = PriorityForm(request.POST, assessment=assessment)
    else:
        initial = {name: getattr(priority, name) for name in PriorityForm.base_fields}
        form = PriorityForm(initial=initial, assessment=assessment)
    if form.is_valid():
        try:
            priority = priorities.change(priority=priority, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"“{priority}” is saved. The board has not decided yet.")
            return redirect("board", assessment.slug)
    return form_page(
        request,
        assessment,
        form,
        nav="board",
        title="Change a proposed priority",
        button="Save the priority",
        back=reverse("board", args=[assessment.slug]),
        reasons=rules.reasons_against_changing(priority),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, show back what would become final, then make it final."""
    priority = _priority(request.user, pk, Permission.DECIDE_PRIORITIES)
    form = _decision_form(request, priority)
    step = _step(form)
    if step and form.is_valid():
        refused = _refused(priority, form)
        if step == "confirm" and not refused:
            return _made_final(request, priority, form)
        if step == "check" and not refused:
            return _check_answers(request, priority, form)
    return _decision_page(request, priority, form, status=422 if form.errors else 200)


def _decision_form(request: HttpRequest, priority: Priority) -> DecisionForm:
    today = timezone.localdate()
    meetings = [
        (each.meeting, each.quorum)
        for each in presenter.gatherings(priority.assessment, today)
        if not each.is_ahead
    ]
    if request.method == "POST":
        return DecisionForm(request.POST, meetings=meetings)
    initial = {"meeting": meetings[0][0]} if len(meetings) == 1 else {}
    return DecisionForm(initial=initial, meetings=meetings)


def _step(form: DecisionForm) -> str:
    """Where the person is: asked for the first time, checking, changing, or making it final."""
    if not form.is_bound:
        return ""
    form.is_valid()
    return form.cleaned_data.get("step") or "check"


def _refused(priority: Priority, form: DecisionForm) -> bool:
    """The same rules as the operation's, before the last step rather than after it."""
    reasons = rules.reasons_against(priority, form.resolution, timezone.localdate())
    for reason in reasons:
        form.add_error(None, reason)
    return bool(reasons)


def _made_final(request: HttpRequest, priority: Priority, form: DecisionForm) -> HttpResponse:
    try:
        priority = priorities.decide(priority=priority, resolution=form.resolution, by=request.user)
    except RuleBroken as broken:
        refuse(form, broken)
        return _decision_page(request, priority, form, status=422)
    messages.success(
        request,
        f"“{priority}”: {priority.get_state_display().lower()}. "
        "The decision is final and stands in the document.",
    )
    return redirect("board", priority.assessment.slug)


def _check_answers(request: HttpRequest, priority: Priority, form: DecisionForm) -> HttpResponse:
    context = {
        **frame(priority.assessment, "board"),
        "priority": priority,
        "form": form,
        "resolution": form.resolution,
        "decision": dict(form.fields["decision"].choices)[form.cleaned_data["decision"]],
        "paper": rules.edition_before_the_board(priority),
    }
    return render(request, "assessment/board/decision_check.html", context)


def _decision_page(
    request: HttpRequest, priority: Priority, form: DecisionForm, *, status: int
) -> HttpResponse:
    context = {
        **frame(priority.assessment, "board"),
        "priority": priority,
        "form": form,
        "reasons": rules.reasons_against_deciding(priority, timezone.localdate()),
        "lacks": rules.reasons_of_the_case(priority),
    }
    return render(request, "assessment/board/decide.html", context, status=status)
