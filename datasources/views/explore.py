"""Asking the data: a plain GET form at the left, the figure at the right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from datasources import analyses, periods
from datasources.forms import QuestionForm
from datasources.models import Evidence, Question
from datasources.operations import evidence, holdings, joining
from datasources.presenters import areas, figures, measures
from datasources.views.fetching import frame_of, partnership_or_404
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.roles import Permission

FIRST = next(iter(analyses.ANALYSES))
"""The question that stands chosen when the page is opened."""


@login_required
@require_safe
def explore(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.ASK_QUESTIONS)
    form = _form(partnership, request.GET if "analysis" in request.GET else None)
    answer, reasons = None, []
    if form.is_bound and form.is_valid():
        try:
            answer = _answer(request, partnership, form)
        except RuleBroken as broken:
            reasons = broken.reasons
    context = frame_of(
        request,
        partnership,
        form=form,
        reasons=reasons,
        lacking=evidence.missing(FIRST, holdings.InUse.now(partnership)),
        evidence=answer,
        figure=figures.page_figure(answer, key="answer") if answer else None,
        asked=form.cleaned_data if answer else {},
        kept=_kept(partnership),
    )
    return render(request, "datasources/explore.html", context)


@login_required
@require_POST
def question_keep(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.ASK_QUESTIONS)
    form = _form(partnership, request.POST)
    if not form.is_valid():
        messages.error(request, "Ask a question first; then it can be kept.")
        return redirect("explore", partnership.slug)
    try:
        _answer(request, partnership, form, keep=True)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request,
            "The question is kept. It is answered again when new data come, and writers can put its"
            " figure into their sections.",
        )
    address = reverse("explore", args=[partnership.slug])
    return redirect(f"{address}?{urlencode(form.cleaned_data)}")


def _form(partnership: Partnership, sent: object) -> QuestionForm:
    return QuestionForm(
        sent,
        analyses=[(name, one.label) for name, one in analyses.ANALYSES.items()],
        areas=areas.choices(partnership),
        months=[(key, periods.said(key)) for key in holdings.periods(partnership)],
        counted=measures.choices(partnership),
        alike=joining.ALIKE if measures.has_several(partnership) else {},
        initial={"analysis": FIRST},
    )


def _answer(
    request: HttpRequest, partnership: Partnership, form: QuestionForm, *, keep: bool = False
) -> Evidence:
    chosen = measures.chosen(partnership, form.cleaned_data.get("source", ""))
    question = evidence.ask(
        partnership=partnership,
        analysis=form.cleaned_data["analysis"],
        area_code=form.cleaned_data["area"],
        period_from=form.cleaned_data["from"],
        period_to=form.cleaned_data["to"],
        source=chosen.source,
        measure=chosen.measure,
        together=chosen.together,
        alike=form.cleaned_data.get("alike", "") if chosen.together else "",
        said={name: form.cleaned_data.get(name, "") for name in evidence.OWN_OPTIONS},
        by=request.user,
        keep=keep,
    )
    return evidence.answer(question)


def _kept(partnership: Partnership) -> list[dict[str, str]]:
    """Kept questions by the headline of their newest answer."""
    kept = Question.objects.filter(partnership=partnership, is_kept=True).order_by("-asked_at")
    newest: dict[int, Evidence] = {}
    for each in Evidence.objects.filter(question__in=kept).order_by("computed_at", "pk"):
        newest[each.question_id] = each
    return [
        {
            "label": analyses.label(question.analysis),
            "area": newest[question.pk].result["area_name"],
            "headline": str(newest[question.pk]),
            "address": newest[question.pk].get_absolute_url(),
        }
        for question in kept
        if question.pk in newest
    ]
