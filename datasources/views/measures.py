"""Measures of the partnership's own: composed, looked at, changed, retired."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datasources import kinds
from datasources.forms.measures import MeasureForm, MeasureKindForm, RetireForm
from datasources.models import ComposedMeasure
from datasources.operations import measures
from datasources.presenters import composed
from datasources.views.fetching import frame_of, partnership_or_404
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.roles import Permission

COUNT = "count"
"""The button that counts what is ticked and saves nothing."""


@login_required
@require_safe
def measure_list(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.ASK_QUESTIONS)
    context = frame_of(request, partnership, measures=composed.lines(partnership))
    return render(request, "datasources/measure_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def measure_create(request: HttpRequest, slug: str) -> HttpResponse:
    """First of what it is counted, which stands in the address; then what is ticked."""
    partnership = partnership_or_404(request, slug, Permission.MANAGE_SOURCES)
    in_use = composed.kinds_in_use(partnership)
    kind = request.GET.get("kind", "")
    if kind not in in_use:
        chosen = MeasureKindForm(request.GET if "kind" in request.GET else None, slugs=in_use)
        context = frame_of(request, partnership, form=chosen, in_use=in_use)
        return render(request, "datasources/measure_kind.html", context)
    form = _form(request, partnership, kind)
    if _is_saved(request, form):
        try:
            measure = measures.compose(
                partnership=partnership, kind=kind, definition=form.definition, by=request.user
            )
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, f"“{measure}” can be asked from now on.")
            return redirect(measure)
    return _page(request, partnership, kind, form, None)


@login_required
@require_safe
def measure_detail(request: HttpRequest, slug: str, measure_slug: str) -> HttpResponse:
    measure = _measure_or_404(request, slug, measure_slug, Permission.ASK_QUESTIONS)
    return _detail(request, measure, RetireForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: HttpRequest, slug: str, measure_slug: str) -> HttpResponse:
    measure = _measure_or_404(request, slug, measure_slug, Permission.MANAGE_SOURCES)
    if measure.retired_at or measure.kind not in kinds.countable():
        messages.error(request, measures.RETIRED.format(measure))
        return redirect(measure)
    form = _form(
        request, measure.partnership, measure.kind, MeasureForm.said(measure.newest.composed)
    )
    if _is_saved(request, form):
        try:
            version = measures.change(measure=measure, definition=form.definition, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, f"Version {version.number} is what is counted now.")
            return redirect(measure)
    return _page(request, measure.partnership, measure.kind, form, measure)


@login_required
@require_POST
def measure_retire(request: HttpRequest, slug: str, measure_slug: str) -> HttpResponse:
    measure = _measure_or_404(request, slug, measure_slug, Permission.MANAGE_SOURCES)
    form = RetireForm(request.POST)
    if form.is_valid():
        try:
            measures.retire(measure=measure, **form.cleaned_data, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, "It is retired. What was answered with it stays.")
            return redirect(measure)
    return _detail(request, measure, form, status=422)


def _measure_or_404(
    request: HttpRequest, slug: str, measure_slug: str, permission: Permission
) -> ComposedMeasure:
    partnership = partnership_or_404(request, slug, permission)
    visible = ComposedMeasure.objects.visible_to(request.user).prefetch_related("versions__said_by")
    measure = get_object_or_404(visible, partnership=partnership, slug=measure_slug)
    measure.partnership = partnership
    return measure


def _detail(
    request: HttpRequest, measure: ComposedMeasure, form: RetireForm, *, status: int = 200
) -> HttpResponse:
    context = frame_of(
        request,
        measure.partnership,
        measure=measure,
        form=form,
        versions=composed.versions(measure),
        kind=kinds.shown(measure.kind),
        counts=composed.counts(measure.partnership, measure.kind, measure.newest.composed),
        query=composed.explore_query(measure),
    )
    return render(request, "datasources/measure_detail.html", context, status=status)


def _form(
    request: HttpRequest,
    partnership: Partnership,
    kind: str,
    initial: dict[str, object] | None = None,
) -> MeasureForm:
    return MeasureForm(
        request.POST if request.method == "POST" else None,
        kind=kinds.by_slug(kind),
        numbers=measures.numbers_in_use(partnership, kind),
        initial=initial,
    )


def _is_saved(request: HttpRequest, form: MeasureForm) -> bool:
    return request.method == "POST" and COUNT not in request.POST and form.is_valid()


def _page(
    request: HttpRequest,
    partnership: Partnership,
    kind: str,
    form: MeasureForm,
    measure: ComposedMeasure | None,
) -> HttpResponse:
    """With what the ticks count, where they were sent."""
    counts, status = [], 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                counts = composed.counts(
                    partnership, kind, measures.would_be(kind, form.definition)
                )
                status = 200 if COUNT in request.POST else 422
            except RuleBroken as broken:
                if COUNT in request.POST:
                    form.add_error(None, broken.reasons)
    context = frame_of(
        request,
        partnership,
        form=form,
        measure=measure,
        kind=kinds.by_slug(kind),
        counts=counts,
    )
    return render(request, "datasources/measure_form.html", context, status=status)
