"""The scanning room: what could we look at, and what shall we look at?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assessment.forms.scan import CapForm, KeyLinesForm, ReasonForm, pressed
from assessment.operations import key_lines
from assessment.presenters import marks as judging
from assessment.presenters import scan as presenter
from assessment.rules import scan as rules
from assessment.views.board_frame import assessment_for, frame, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.roles import Permission


@login_required
@require_safe
def scan(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.SEE_SCAN)
    may = permissions.granted(request.user, assessment.partnership)
    lines = presenter.issue_lines(assessment, request.user)
    sheets = presenter.sheets(assessment)
    context = {
        **frame(assessment, "scan"),
        "lines": [line for line in lines if line.state != "withdrawn"],
        "withdrawn": [line for line in lines if line.state == "withdrawn"],
        "how_sure": judging.how_confidence_is_used(assessment, list(assessment.factors.all())),
        "why_moved": presenter.why_places_moved(assessment, lines),
        "chosen": sum(line.state == "key_line" for line in lines),
        "progress": presenter.progress(assessment, request.user),
        "sheets": sheets,
        "suggestions": presenter.suggestions(assessment),
        "consultations": presenter.consultation_lines(assessment),
        "may_add": Permission.ADD_ISSUES in may,
        "may_score": Permission.SCORE_ISSUES in may,
        "may_agree": Permission.AGREE_KEY_LINES in may,
        "may_consult": Permission.MANAGE_CONSULTATION in may,
        "why_not_add": rules.reasons_against_gathering(assessment),
        "why_not_score": rules.reasons_against_scoring(assessment),
        "why_not_close": rules.reasons_against_closing(
            assessment, submitted=len(sheets.submitted), reason=""
        ),
        "why_not_choose": rules.reasons_against_opening_key_lines(assessment),
        "asks_reason": rules.asks_reason_to_close(assessment, submitted=len(sheets.submitted)),
    }
    return render(request, "assessment/scan/scan.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """The choice of key lines: seen by all of the scanning room, made by who may agree it."""
    assessment = assessment_for(request.user, slug, Permission.SEE_SCAN)
    if request.method == "POST":
        permissions.check(request.user, assessment.partnership, Permission.AGREE_KEY_LINES)
    action = pressed(request.POST)
    if action == "cap":
        return _set_cap(request, assessment)
    if action == "reopen":
        return _reopen(request, assessment)
    lines = [
        line
        for line in presenter.issue_lines(assessment, request.user)
        if line.state != "withdrawn"
    ]
    issues = {issue.pk: issue for issue in rules.weighable(assessment)}
    form = KeyLinesForm(
        request.POST if request.method == "POST" else None,
        issues=[issues[line.pk] for line in lines],
        initial={f"reason-{line.pk}": line.reason for line in lines},
    )
    if form.is_valid():
        try:
            key_lines.agree(
                assessment=assessment, chosen=form.chosen, reasons=form.reasons, by=request.user
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            number = len(form.chosen)
            said = "One key line is" if number == 1 else f"{number} key lines are"
            messages.success(
                request,
                f"{said} agreed. Next: agree how residents are consulted, then go on to the "
                "analysis.",
            )
            return redirect("scan", assessment.slug)
    may_agree = permissions.allows(request.user, assessment.partnership, Permission.AGREE_KEY_LINES)
    context = {
        **frame(assessment, "scan"),
        "form": form,
        "rows": [(line, form[f"take-{line.pk}"], form[f"reason-{line.pk}"]) for line in lines],
        "how_sure": judging.how_confidence_is_used(assessment, list(assessment.factors.all())),
        "why_moved": presenter.why_places_moved(assessment, lines),
        "may_agree": may_agree,
        "reasons": rules.reasons_against_opening_key_lines(assessment),
        "is_open": not rules.reasons_against_opening_key_lines(assessment),
        "why_not_reopen": rules.reasons_against_reopening(assessment, "a reason"),
        "back": reverse("scan", args=[assessment.slug]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/scan/key_lines.html", context, status=status)


def _set_cap(request: HttpRequest, assessment: object) -> HttpResponse:
    form = CapForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["cap"]))
        return redirect("key-lines", assessment.slug)
    try:
        key_lines.set_cap(assessment=assessment, cap=form.cleaned_data["cap"], by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, f"At most {form.cleaned_data['cap']} key lines may be chosen.")
    return redirect("key-lines", assessment.slug)


def _reopen(request: HttpRequest, assessment: object) -> HttpResponse:
    form = ReasonForm(request.POST)
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    try:
        key_lines.reopen(assessment=assessment, reason=reason, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request, "The key lines are open again. The reasons given before are kept."
        )
    return redirect("key-lines", assessment.slug)
