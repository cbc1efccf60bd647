"""Deliveries: send files, see what was found, decide."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datasources import frames, kinds, periods, rules
from datasources.forms import (
    AcceptForm,
    DeletionForm,
    DeliveryForm,
    PutBackForm,
    RejectForm,
    UploadForm,
)
from datasources.layouts import Layout
from datasources.models import Delivery, DeliveryFile, Slice, Source, Upload
from datasources.operations import (
    deliveries,
    mending,
    originals,
    putting_back,
    replacing,
    uploads,
)
from datasources.operations.readings import SET_ASIDE_HEADINGS
from datasources.presenters import deliveries as presenter
from datasources.presenters import personal, preview, tables
from datasources.presenters import replacing as plan_presenter
from datasources.views.fetching import (
    delivery_or_404,
    frame_of,
    partnership_or_404,
    sent_delivery_or_404,
    source_or_404,
)
from partnerships import bodies
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.permissions import allows
from partnerships.roles import Permission
from partnerships.store import StoreError


def may_upload(request: HttpRequest, slug: str, source_slug: str = "") -> Partnership:
    return partnership_or_404(request, slug, Permission.UPLOAD_DATA)


def most_bytes() -> int:
    return settings.UPLOAD_MAX_BYTES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@bodies.takes_files(most_bytes, gate=may_upload)
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = may_upload(request, slug)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*bound, partnership=partnership)
    context = frame_of(request, partnership, form=form, kinds=kinds.KINDS)
    context["unfinished"] = unfinished(request, partnership)
    context["has_sources"] = Source.objects.filter(partnership=partnership).exists()
    if request.method == "POST" and form.is_valid():
        return received(request, form, form.cleaned_data["source"], context)
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/upload.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@bodies.takes_files(most_bytes, gate=may_upload)
def delivery_create(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    source = source_or_404(request, slug, source_slug, Permission.UPLOAD_DATA)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DeliveryForm(*bound)
    context = frame_of(request, source.partnership, form=form, source=source, has_sources=True)
    context["kind"] = kinds.shown(source.kind)
    context["unfinished"] = unfinished(request, source.partnership)
    if request.method == "POST" and form.is_valid():
        return received(request, form, source, context)
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/upload.html", context, status=status)


@login_required
@require_safe
def delivery_detail(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.SEE_DATA)
    prefetch_related_objects([delivery], "slices")
    slices = list(delivery.slices.all())
    findings = list(delivery.findings.all())
    current = Slice.objects.current().filter(source=delivery.source_id)
    context = frame_of(
        request,
        delivery.source.partnership,
        delivery=delivery,
        source=delivery.source,
        kind=kinds.shown(delivery.source.kind),
        state=presenter.state_of(delivery),
        sentence=presenter.sentence(delivery, findings),
        lines=presenter.slice_lines(slices),
        has_comparison=any(one.comparison for one in slices),
        in_use=sum(one.is_current for one in slices),
        years=presenter.years(delivery, slices),
        missing=len(delivery.months_missing),
        decision=presenter.decision(
            delivery, slices, set(current.values_list("period", flat=True))
        ),
        reject_form=RejectForm(),
        deletion_form=DeletionForm(),
        put_back_form=PutBackForm(),
        displaced=periods.span([one.period for one in rules.displaced(delivery)]),
    )
    context["personal"] = personal.columns(
        delivery, Layout(), in_confidence=context["may"]["originals"]
    )
    context["fate"] = personal.fate(delivery)
    context["tables"] = tables.understood(delivery, in_confidence=context["may"]["originals"])
    context["kept"] = tables.kept_in_words(context["tables"])
    context["put_right"] = context["may"]["manage"] and not rules.reasons_against_putting_right(
        delivery
    )
    if context["may"]["originals"] or context["may"]["accept"]:
        context["preview"] = preview.newest(slices)
    if context["may"]["accept"]:
        context["plans"] = plans = plan_presenter.shown(delivery)
        context["can_ask_plan"] = rules.can_come_into_use(delivery) and not (
            plans and all(one.is_ready or one.plan.is_in_work for one in plans)
        )
    context["elsewhere"] = presenter.elsewhere(delivery)
    context["moved_from"] = (
        Delivery.objects.filter(moved_to=delivery).select_related("source__partnership").first()
    )
    context["originals_kept"] = delivery.files.kept().exists()
    context["files"] = presenter.files(delivery, with_names=context["may"]["originals"])
    context["short"], others = presenter.first_of_all(
        presenter.told(delivery, findings, in_confidence=context["may"]["originals"])
    )
    if context["personal"]:
        others = presenter.without_personal(others)
    context["groups"] = presenter.groups(others)
    context["steps"] = presenter.steps_of(delivery)
    context["disposals"] = delivery.disposals.filter(files=0)
    context["sent_by"] = presenter.sender(delivery)
    context["replies"] = delivery.replies.select_related("to", "written_by")
    context["may_reply"] = context["may"]["accept"] and not delivery.is_in_work
    return render(request, "datasources/delivery_detail.html", context)


@login_required
@require_safe
def delivery_progress(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.SEE_DATA)
    context = {"delivery": delivery, "steps": presenter.steps_of(delivery)}
    response = render(request, "datasources/_delivery_progress.html", context)
    if not delivery.is_in_work:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def delivery_accept(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.ACCEPT_DATA)
    form = AcceptForm(request.POST)
    form.is_valid()
    try:
        delivery = deliveries.accept(delivery=delivery, despite=form.despite, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, presenter.accepted_in_words(delivery))
    return redirect(delivery)


@login_required
@require_POST
def delivery_reject(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.ACCEPT_DATA)
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        deliveries.reject(delivery=delivery, reason=reason, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(
            request,
            presenter.rejected_in_words(delivery),
        )
    return redirect(delivery)


@login_required
@require_POST
def delivery_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.ACCEPT_DATA)
    form = PutBackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        putting_back.put_back(delivery=delivery, reason=reason, by=request.user)
    except (RuleBroken, StoreError) as broken:
        messages.error(request, " ".join(getattr(broken, "reasons", [str(broken)])))
    else:
        messages.success(
            request,
            "This delivery is in use again. What it replaced is kept, and can be put back too."
            " Figures that rest on it are answered anew.",
        )
    return redirect(delivery)


@login_required
@require_POST
def delivery_plan(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.ACCEPT_DATA)
    try:
        replacing.ask(delivery=delivery, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, "What would change is being worked out. This page shows it then.")
    return redirect(delivery)


@login_required
@require_safe
def delivery_plan_progress(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.ACCEPT_DATA)
    working = next((plan for plan in delivery.plans.all() if plan.is_in_work), None)
    response = render(
        request, "datasources/_plan_progress.html", {"delivery": delivery, "plan": working}
    )
    if working is None:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def originals_delete(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.HANDLE_ORIGINALS)
    form = DeletionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        deliveries.delete_originals(delivery=delivery, reason=reason, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, "The originals are deleted, and their names with them.")
    return redirect(delivery)


@login_required
@require_POST
def delivery_retry(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = sent_delivery_or_404(request, pk)
    try:
        deliveries.retry(delivery=delivery, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, "The files will be read again. This page shows how far it is.")
    return redirect(page_of(request, delivery))


@login_required
@require_POST
def delivery_stop(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = sent_delivery_or_404(request, pk)
    try:
        deliveries.stop(delivery=delivery, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, "The reading is stopped. The files are kept.")
    return redirect(page_of(request, delivery))


@login_required
@require_safe
def delivery_set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.SEE_DATA)
    if not delivery.set_aside_path:
        raise Http404("No row of this delivery was set aside.")
    return set_aside_file(delivery)


@login_required
@require_safe
def delivery_rows_to_mend(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.HANDLE_ORIGINALS)
    try:
        rows = mending.rows_to_mend(delivery=delivery, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
        return redirect(delivery)
    return FileResponse(
        rows.content, as_attachment=True, filename=rows.name, content_type=rows.content_type
    )


def set_aside_file(delivery: Delivery) -> StreamingHttpResponse:
    """The rows that were set aside, as a spreadsheet opens them."""
    lines = frames.csv_lines(delivery.set_aside_path, SET_ASIDE_HEADINGS)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="set-aside-{delivery.pk}.csv"'
    return response


@login_required
@require_safe
def delivery_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The original as it was sent; never shown in the browser, whatever it is."""
    file = get_object_or_404(DeliveryFile, pk=pk)
    delivery_or_404(request, file.delivery_id, Permission.HANDLE_ORIGINALS)
    if file.deleted_at:
        raise Http404("This original was deleted.")
    return FileResponse(
        originals.fetched(file=file, by=request.user),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )


def received(
    request: HttpRequest, form: DeliveryForm, source: Source, context: dict
) -> HttpResponse:
    try:
        delivery = _kept(request, form, source)
    except deliveries.AlreadyReceived as again:
        form.add_error("files", again.reasons)
        context["earlier"] = again.earlier
    except RuleBroken as broken:
        form.add_error("files", broken.reasons)
    else:
        count = delivery.files.count()
        messages.success(
            request,
            f"{count} {'file is' if count == 1 else 'files are'} safe. Next they are read; then you"
            " see what was found and decide.",
        )
        return redirect(page_of(request, delivery))
    context["unfinished"] = unfinished(request, source.partnership)
    return render(request, "datasources/upload.html", context, status=422)


def _kept(request: HttpRequest, form: DeliveryForm, source: Source) -> Delivery:
    """The delivery of the form's files, and of those that came in pieces before it."""
    hashes = dict(form.cleaned_data["uploaded"])
    own = Upload.objects.of(source.partnership, request.user).filter(pk__in=hashes)
    if len(own) < len(hashes):
        raise RuleBroken("A file that was on its way is not here any more. Choose it again.")
    sent = [(upload, hashes[str(upload.pk)]) for upload in own]
    try:
        with uploads.put_together(sent) as whole:
            files = [*form.cleaned_data["files"], *whole]
            delivery = deliveries.receive(source=source, files=files, by=request.user)
    except deliveries.AlreadyReceived:
        uploads.done(own)
        raise
    uploads.done(own)
    return delivery


def unfinished(request: HttpRequest, partnership: Partnership) -> list[Upload]:
    """What of this person's is on its way and may be gone on with, or given up."""
    return list(Upload.objects.of(partnership, request.user))


def page_of(request: HttpRequest, delivery: Delivery) -> str:
    """Where this person sees the delivery: in the data room, or among their own."""
    is_insider = allows(request.user, delivery.source.partnership, Permission.SEE_DATA)
    return reverse("delivery-detail" if is_insider else "own-delivery", args=[delivery.pk])
