"""Consulting residents: the process, the findings, what they bear on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.forms.consultation import (
    ConsultationForm,
    FindingForm,
    LinkForm,
    consultation_initial,
)
from assessment.models import Consultation, ConsultationFinding
from assessment.operations import consultations
from assessment.presenters import consultation as presenter
from assessment.rules import consultation as rules
from assessment.views.board_frame import assessment_for, form_page, frame, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


def _consultation(user: User, pk: int, permission: Permission) -> Consultation:
    visible = Consultation.objects.visible_to(user).select_related(
        "assessment__partnership", "agreed_by"
    )
    consultation = get_object_or_404(visible, pk=pk)
    permissions.check(user, consultation.assessment.partnership, permission)
    return consultation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.MANAGE_CONSULTATION)
    form = ConsultationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            consultation = consultations.record(
                assessment=assessment, details=form.details, by=request.user
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(
                request,
                f"{consultation.title} is recorded. Next: when the partnership has agreed to it, "
                "mark it as agreed.",
            )
            return redirect(consultation)
    return form_page(
        request,
        assessment,
        form,
        nav="scan",
        title="Record a consultation",
        lead="The partnership consults its communities about crime and disorder in their area, "
        "and about the priorities it should tackle.",
        button="Record the consultation",
        back=reverse("scan", args=[assessment.slug]),
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _consultation(request.user, pk, Permission.SEE_SCAN)
    assessment = consultation.assessment
    findings = consultation.findings.prefetch_related("answers", "issues")
    context = {
        **frame(assessment, "scan"),
        "consultation": consultation,
        "meeting": presenter.meeting_sentence(consultation, timezone.localdate())
        if consultation.meeting_on
        else "",
        "findings": [
            (finding, presenter.question_answered(finding), list(finding.issues.all()))
            for finding in findings
        ],
        "may_manage": permissions.allows(
            request.user, assessment.partnership, Permission.MANAGE_CONSULTATION
        ),
        "reasons": rules.reasons_against_agreeing(consultation),
        "back": reverse("scan", args=[assessment.slug]),
    }
    return render(request, "assessment/consultation/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _consultation(request.user, pk, Permission.MANAGE_CONSULTATION)
    was_agreed = consultation.agreed_at is not None
    form = ConsultationForm(
        request.POST if request.method == "POST" else None,
        initial=consultation_initial(consultation),
    )
    if form.is_valid():
        try:
            consultation = consultations.change(
                consultation=consultation, details=form.details, by=request.user
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, _said_changed(consultation, was_agreed=was_agreed))
            return redirect(consultation)
    lead = (
        "The partnership has agreed to whom you ask, how and when: changing any of these asks for "
        "its agreement again. The public meeting can be filled in freely."
    )
    return form_page(
        request,
        consultation.assessment,
        form,
        nav="scan",
        title=f"Change the consultation: {consultation.title}",
        lead=lead if was_agreed else "",
        button="Save the consultation",
        back=consultation.get_absolute_url(),
    )


def _said_changed(consultation: Consultation, *, was_agreed: bool) -> str:
    if was_agreed and consultation.agreed_at is None:
        return (
            f"{consultation.title} is changed. What was agreed has changed with it: "
            "mark it as agreed again when the partnership has agreed."
        )
    return f"{consultation.title} is changed."


@login_required
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _consultation(request.user, pk, Permission.MANAGE_CONSULTATION)
    try:
        consultation = consultations.agree(consultation=consultation, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request,
            f"{consultation.title} is agreed. Next: enter what residents answered, "
            "question by question.",
        )
    return redirect(consultation)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_finding(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = _consultation(request.user, pk, Permission.MANAGE_CONSULTATION)
    form = FindingForm(request.POST, request.FILES) if request.method == "POST" else FindingForm()
    if form.is_valid():
        try:
            finding = consultations.add_finding(
                consultation=consultation, by=request.user, **form.values
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(
                request,
                f"{len(form.answers)} counts are kept. Next: say which issues they bear on.",
            )
            return redirect("consultation-finding-link", finding.pk)
    context = {
        **frame(consultation.assessment, "scan"),
        "consultation": consultation,
        "form": form,
        "back": consultation.get_absolute_url(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/consultation/finding.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    visible = ConsultationFinding.objects.visible_to(request.user).select_related(
        "consultation__assessment__partnership"
    )
    finding = get_object_or_404(visible.prefetch_related("answers"), pk=pk)
    consultation = finding.consultation
    assessment = consultation.assessment
    permissions.check(request.user, assessment.partnership, Permission.MANAGE_CONSULTATION)
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        assessment=assessment,
        initial={"issues": finding.issues.all()},
    )
    if form.is_valid():
        consultations.link(finding=finding, by=request.user, **form.cleaned_data)
        messages.success(request, "The finding stands beside its issues now.")
        return redirect(consultation)
    context = {
        **frame(assessment, "scan"),
        "consultation": consultation,
        "finding": finding,
        "answered": presenter.question_answered(finding),
        "has_issues": form.fields["issues"].queryset.exists(),
        "form": form,
        "back": consultation.get_absolute_url(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/consultation/link.html", context, status=status)
