"""Issues: raised, read, changed, taken back; and where the document covers them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessment import permissions as own_permissions
from assessment.forms.scan import CoverForm, IssueForm, RestoreForm
from assessment.models import Issue
from assessment.operations import issues
from assessment.presenters import consultation as consultations
from assessment.presenters import scan as presenter
from assessment.rules import scan as rules
from assessment.views.board_frame import assessment_for, form_page, frame, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.ADD_ISSUES)
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        initial={"origin": "officer"},
        assessment=assessment,
    )
    if form.is_valid():
        try:
            issue = issues.add(assessment=assessment, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"{issue.title} is on the list. {_what_next(assessment)}")
            return redirect("scan", assessment.slug)
    lead = ""
    if assessment.scoring_closed_at:
        lead = "Scoring is closed: an issue added now has no score, and stands last in the list."
    return form_page(
        request,
        assessment,
        form,
        nav="scan",
        title="Add an issue",
        lead=lead,
        button="Add the issue",
        back=reverse("scan", args=[assessment.slug]),
        reasons=rules.reasons_against_gathering(assessment),
    )


def _what_next(assessment: object) -> str:
    if assessment.scoring_closed_at:
        return "Next: choose the key lines."
    return "Next: add another, or score the issues."


def _issue(user: User, pk: int) -> Issue:
    visible = Issue.objects.visible_to(user).select_related(
        "assessment__partnership", "raised_by", "decided_by"
    )
    return get_object_or_404(visible, pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The issue with its evidence, what residents said, its scores; a POST names its sections."""
    issue = _issue(request.user, pk)
    assessment = issue.assessment
    permissions.check(request.user, assessment.partnership, Permission.SEE_SCAN)
    if request.method == "POST":
        permissions.check(request.user, assessment.partnership, Permission.EDIT_SECTIONS)
    form = CoverForm(
        request.POST if request.method == "POST" else None,
        assessment=assessment,
        initial={"sections": issue.sections.all()},
    )
    if form.is_valid():
        issues.cover(issue=issue, by=request.user, **form.cleaned_data)
        messages.success(request, "The sections that cover this issue are noted.")
        return redirect(issue)
    lines = presenter.issue_lines(assessment, request.user)
    findings = issue.consultation_findings.select_related("consultation")
    why_not = own_permissions.reason_against_changing(request.user, issue)
    context = {
        **frame(assessment, "scan"),
        "issue": issue,
        "line": next(line for line in lines if line.pk == issue.pk),
        "sections": issue.sections.all(),
        "evidence": issue.evidence.select_related("question"),
        "findings": [
            (finding, consultations.question_answered(finding))
            for finding in findings.prefetch_related("answers")
        ],
        "form": form,
        "may_change": not why_not,
        "reasons": rules.reasons_against_gathering(assessment),
        "may_cover": permissions.allows(
            request.user, assessment.partnership, Permission.EDIT_SECTIONS
        ),
        "back": reverse("scan", args=[assessment.slug]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/scan/issue.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(request.user, pk)
    own_permissions.check_changing(request.user, issue)
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        assessment=issue.assessment,
        initial={
            "title": issue.title,
            "description": issue.description,
            "origin": issue.origin,
            "evidence": issue.evidence.all(),
            "findings": issue.consultation_findings.all(),
        },
    )
    if form.is_valid():
        try:
            issue = issues.change(issue=issue, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"{issue.title} is changed.")
            return redirect(issue)
    return form_page(
        request,
        issue.assessment,
        form,
        nav="scan",
        title=f"Change the issue: {issue.title}",
        button="Save the issue",
        back=issue.get_absolute_url(),
        reasons=rules.reasons_against_gathering(issue.assessment),
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, or put it on the list again."""
    issue = _issue(request.user, pk)
    own_permissions.check_changing(request.user, issue)
    form = RestoreForm(request.POST)
    form.is_valid()
    is_restored = form.cleaned_data["restore"]
    act = issues.restore if is_restored else issues.withdraw
    try:
        issue = act(issue=issue, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
        return redirect(issue)
    if is_restored:
        messages.success(request, f"{issue.title} is on the list again, with the scores it had.")
    else:
        messages.success(
            request, f"{issue.title} is taken back. It can be put on the list again on its page."
        )
    return redirect("scan", issue.assessment.slug)
