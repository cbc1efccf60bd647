"""One answer: its figure, and the same as table, picture and interactive chart."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datasources import presenters
from datasources.charts.size import NARROW_MM
from datasources.presenters import composed, figures
from datasources.views.fetching import KEEP_A_DAY, evidence_or_404, frame_of
from partnerships.roles import Permission


@login_required
@require_safe
def evidence_detail(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request, pk, Permission.SEE_DATA)
    context = frame_of(
        request,
        evidence.question.partnership,
        evidence=evidence,
        title=figures.title(evidence),
        sources=figures.sources_in_words(evidence),
        counted=composed.counted_in(evidence),
        figure=figures.page_figure(evidence, key="figure"),
        slices=evidence.slices.select_related("source", "delivery").order_by("source", "period"),
    )
    return render(request, "datasources/evidence_detail.html", context)


@login_required
@require_safe
def evidence_csv(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request, pk, Permission.SEE_DATA)
    response = HttpResponse(figures.table_csv(evidence), content_type="text/csv; charset=utf-8")
    name = f"{evidence.question.analysis}-{evidence.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def evidence_svg(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request, pk, Permission.SEE_DATA)
    figure = presenters.figure(evidence, suppress_below=None)
    picture = figure.drawn(NARROW_MM) if "narrow" in request.GET else figure.svg
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = KEEP_A_DAY
    return response


@login_required
@require_safe
def evidence_chart(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request, pk, Permission.SEE_DATA)
    response = JsonResponse(figures.chart_json(evidence))
    response["Cache-Control"] = KEEP_A_DAY
    return response
