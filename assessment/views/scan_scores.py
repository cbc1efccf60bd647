"""The matrix and one's own sheet; closing scoring for all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessment.forms.scan import FactorForm, ReasonForm, ScoreForm, factor_initial, pressed
from assessment.models import Assessment, Score, ScoreSheet
from assessment.operations import factors, scores
from assessment.presenters import marks as judging
from assessment.presenters import scan as presenter
from assessment.rules import scan as rules
from assessment.views.board_frame import assessment_for, frame, refuse
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def factor_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The matrix in words; its forms for who may change it, until somebody has begun to score."""
    assessment = assessment_for(request.user, slug, Permission.SEE_SCAN)
    if request.method == "POST":
        permissions.check(request.user, assessment.partnership, Permission.AGREE_KEY_LINES)
    known = list(assessment.factors.all())
    forms = _factor_forms(request, known)
    reasons = rules.reasons_against_defining(assessment)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        written = [form.factor for form in forms if form.factor]
        try:
            factors.define(assessment=assessment, factors=written, by=request.user)
        except RuleBroken as broken:
            refuse(forms[0], broken)
        else:
            messages.success(request, f"The matrix is saved: {len(written)} factors.")
            return redirect("factor-list", assessment.slug)
    may_change = permissions.allows(
        request.user, assessment.partnership, Permission.AGREE_KEY_LINES
    )
    context = {
        **frame(assessment, "scan"),
        "factors": known,
        "how_sure": judging.how_confidence_is_used(assessment, known),
        "forms": forms,
        "asked": forms if request.method == "POST" else [],
        "may_change": may_change,
        "is_changing": may_change and (request.method == "POST" or "change" in request.GET),
        "reasons": reasons,
        "back": reverse("scan", args=[assessment.slug]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessment/scan/factors.html", context, status=status)


def _factor_forms(request: HttpRequest, known: list) -> list[FactorForm]:
    """One form a factor, and an empty one for another."""
    data = request.POST if request.method == "POST" else None
    forms = [
        FactorForm(
            data,
            prefix=f"factor-{place}",
            initial=factor_initial(factor),
            labels=tuple(step["label"] for step in factor.scale),
        )
        for place, factor in enumerate(known, start=1)
    ]
    return [*forms, FactorForm(data, prefix="factor-new", use_required_attribute=False)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own scores alone: nobody else's are read here, ever."""
    assessment = assessment_for(request.user, slug, Permission.SCORE_ISSUES)
    mine = ScoreSheet.objects.filter(assessment=assessment, scorer=request.user).first()
    action = pressed(request.POST)
    if action == "reopen":
        return _reopen(request, assessment)
    form = ScoreForm(
        request.POST if request.method == "POST" else None,
        issues=sorted(rules.weighable(assessment), key=lambda issue: issue.title.lower()),
        factors=list(assessment.factors.all()),
        scores=_cells(request.user, mine),
    )
    if form.is_valid():
        try:
            _keep(request, assessment, form, is_final=action == "submit")
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            to = "scan" if action == "submit" else "score-sheet"
            return redirect(to, assessment.slug)
    # Asked again: a save that was refused at its last step has kept what was filled in.
    mine = ScoreSheet.objects.filter(assessment=assessment, scorer=request.user).first()
    context = {
        **frame(assessment, "scan"),
        "form": form,
        "rows": list(form.rows()),
        "asked": len(form.factors),
        "progress": presenter.progress(assessment, request.user),
        "is_submitted": bool(mine and mine.submitted_at),
        "reasons": rules.reasons_against_scoring(assessment),
        "back": reverse("scan", args=[assessment.slug]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessment/scan/score_sheet.html", context, status=status)


def _cells(user: User, mine: ScoreSheet | None) -> dict[tuple[int, int], int]:
    if mine is None:
        return {}
    own = Score.objects.visible_to(user).filter(sheet=mine)
    return {(score.issue_id, score.factor_id): score.value for score in own}


def _keep(request: HttpRequest, assessment: Assessment, form: ScoreForm, *, is_final: bool) -> None:
    """What was filled in is kept first, so that a refusal to submit loses nothing."""
    scores.save(assessment=assessment, values=form.values, by=request.user)
    if is_final:
        scores.submit(assessment=assessment, by=request.user)
        messages.success(
            request,
            "Your scores are submitted. You can reopen your sheet until scoring closes; "
            "until then nobody sees it.",
        )
    else:
        progress = presenter.progress(assessment, request.user)
        messages.success(request, f"Saved. {progress.words}")


def _reopen(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    try:
        scores.reopen(assessment=assessment, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, "Your sheet is open again: submit it when you are done.")
    return redirect("score-sheet", assessment.slug)


@login_required
@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.AGREE_KEY_LINES)
    form = ReasonForm(request.POST)
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    try:
        scores.close(assessment=assessment, reason=reason, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request, "Scoring is closed: the ranked list is below. Next: choose the key lines."
        )
    return redirect("scan", assessment.slug)
