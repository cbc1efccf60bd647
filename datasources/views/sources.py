"""The register and its entries: see, add, change, review."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from datasources import kinds
from datasources.forms import NewSourceForm, SourceForm
from datasources.forms.reviewing import ReviewForm
from datasources.forms.rows_are import RowsForm
from datasources.forms.starting import StartForm, prescribed
from datasources.operations import evidence, expecting, measured, rows_are, sources, starting
from datasources.operations.holdings import InUse
from datasources.periods import span
from datasources.presenters import calendar, months, outlines, register, source_page, summed_up
from datasources.views.fetching import KEEP_A_DAY, frame_of, partnership_or_404, source_or_404
from partnerships.errors import RuleBroken
from partnerships.roles import Permission

YEAR = re.compile("(19|20)[0-9]{2}", re.ASCII)


@login_required
@require_safe
def source_list(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.SEE_DATA)
    rows = register.register(partnership)
    context = frame_of(request, partnership, rows=rows, late=sum(row.is_late for row in rows))
    return render(request, "datasources/source_list.html", context)


@login_required
@require_safe
def source_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """What is expected of each source when, and what came."""
    partnership = partnership_or_404(request, slug, Permission.SEE_DATA)
    today = timezone.localdate()
    asked = YEAR.fullmatch(request.GET.get("year", ""))
    shown = calendar.calendar(partnership, today, int(asked[0]) if asked else today.year)
    context = frame_of(request, partnership, calendar=shown)
    return render(request, "datasources/source_calendar.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_create(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.MANAGE_SOURCES)
    kind = request.GET.get("kind", "")
    usual = kinds.BY_SLUG[kind].usual.values if kind in kinds.BY_SLUG else {}
    initial = {"expected": "once", **usual, "kind": kind}
    form = NewSourceForm(_sent(request), partnership=partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            source = sources.register(
                partnership=partnership,
                kind=form.cleaned_data["kind"],
                details=form.details,
                by=request.user,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(
                request, f"{source.name} is in the register. Next: send its first files."
            )
            return redirect("delivery-create", partnership.slug, source.slug)
    context = frame_of(request, partnership, form=form)
    return render(request, "datasources/source_form.html", context, status=_status(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The starting list: what is ticked becomes a source of the register, in one press."""
    partnership = partnership_or_404(request, slug, Permission.MANAGE_SOURCES)
    form = StartForm(_sent(request), partnership=partnership)
    if request.GET.get("tick") == "prescribed":
        form.initial = prescribed(form.there)
    if request.method == "POST" and form.is_valid():
        try:
            made = starting.start(partnership=partnership, entries=form.entries, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            words = "1 source is" if len(made) == 1 else f"{len(made)} sources are"
            messages.success(request, f"{words} in the register now. Next: send their first files.")
            return redirect("source-list", partnership.slug)
    context = frame_of(request, partnership, form=form)
    return render(request, "datasources/register_start.html", context, status=_status(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    source = source_or_404(request, slug, source_slug, Permission.MANAGE_SOURCES)
    initial = {name: getattr(source, name) for name in SourceForm.base_fields}
    form = SourceForm(_sent(request), partnership=source.partnership, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            sources.change(source=source, details=form.details, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, "The entry in the register is changed.")
            return redirect(source)
    context = frame_of(request, source.partnership, form=form, source=source)
    return render(request, "datasources/source_form.html", context, status=_status(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_review(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    source = source_or_404(request, slug, source_slug, Permission.MANAGE_SOURCES)
    found = measured.of_source(source, timezone.localdate())
    form = ReviewForm(_sent(request), measured=found, last=source.review)
    if request.method == "POST" and form.is_valid():
        try:
            source = sources.review(source=source, **form.review, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            rating = source.robustness_words.lower()
            messages.success(
                request, f"{source.name} is rated {rating}. The rating stands beside its figures."
            )
            return redirect(source)
    context = frame_of(request, source.partnership, form=form, source=source)
    context["kind"] = kinds.shown(source.kind)
    context["reviews"] = source_page.reviews(source)
    return render(request, "datasources/source_review.html", context, status=_status(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_rows(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    """What the rows of a plain table are."""
    source = source_or_404(request, slug, source_slug, Permission.MANAGE_SOURCES)
    if not source.read_as.is_said:
        messages.error(request, rows_are.DECLARED.format(source.name))
        return redirect(source)
    held = rows_are.held(source)
    form = RowsForm(_sent(request), source=source, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            rows_are.say(source=source, **form.said, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, "It is kept. Its figures are drawn by it in a moment.")
            return redirect(source)
    context = frame_of(request, source.partnership, form=form, source=source, held=held)
    return render(request, "datasources/source_rows.html", context, status=_status(request))


@login_required
@require_safe
def source_detail(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    source = source_or_404(request, slug, source_slug, Permission.SEE_DATA)
    in_use, slices = InUse.beside_all_of(source)
    periods = sorted(one.period for one in in_use.of(source))
    standard = evidence.standings(source, in_use) if source.kind in kinds.countable() else []
    today = timezone.localdate()
    awaited = expecting.of_source(source, today, slices)
    due, is_late = register.due_words(source, awaited, today, has_data=bool(periods))
    context = frame_of(
        request,
        source.partnership,
        source=source,
        kind=source.read_as,
        rows_are=source_page.rows_are(source),
        provider=register.provider_of(source),
        colour=register.ROBUSTNESS_COLOURS[source.robustness],
        years=months.strip(periods),
        covers=span(periods),
        due=due,
        is_late=is_late,
        deliveries=source_page.delivery_lines(source, slices),
        map=outlines.map_figure(source),
        summed_up=summed_up.figures(source, in_use),
        figures=source_page.figures(standard),
        figures_note=source_page.figures_note(standard, periods),
    )
    return render(request, "datasources/source_detail.html", context)


@login_required
@require_safe
def source_picture(request: HttpRequest, slug: str, source_slug: str, number: int) -> HttpResponse:
    """One of the pictures of what a source's rows come to; its address says of which rows."""
    source = source_or_404(request, slug, source_slug, Permission.SEE_DATA)
    drawn = summed_up.picture(source, number, is_narrow="narrow" in request.GET)
    if drawn is None:
        raise Http404(f"{source.name} has no picture {number}.")
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = KEEP_A_DAY
    return response


def _status(request: HttpRequest) -> int:
    """A form that comes back to the person was not accepted."""
    return 422 if request.method == "POST" else 200


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing: an empty form is told what is missing."""
    return request.POST if request.method == "POST" else None
