"""What somebody who sends files sees: their own organisation's sources, and nothing of others.

Every page here fetches through what the person's own organisation sends; none takes a permission
that opens the partnership.
"""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from datasources import kinds
from datasources.forms import DeliveryForm
from datasources.models import Delivery, Source
from datasources.presenters import deliveries as presenter
from datasources.presenters import providers, tables
from datasources.presenters.for_senders import advice
from datasources.views.deliveries import most_bytes, received, set_aside_file, unfinished
from datasources.views.fetching import partnership_or_404
from partnerships import bodies, permissions
from partnerships.models import Partnership
from partnerships.roles import Permission


@login_required
@require_safe
def own_sources(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = partnership_or_404(request, slug, Permission.SEND_OWN_DATA)
    sources = Source.objects.sent_by(request.user).filter(partnership=partnership)
    context = _frame(partnership, lines=providers.source_lines(sources))
    return render(request, "datasources/own_sources.html", context)


def may_send(request: HttpRequest, slug: str, source_slug: str) -> Source:
    partnership = partnership_or_404(request, slug, Permission.SEND_OWN_DATA)
    own = Source.objects.sent_by(request.user).select_related("partnership", "provider")
    return get_object_or_404(own, partnership=partnership, slug=source_slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@bodies.takes_files(most_bytes, gate=may_send)
def own_send(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    source = may_send(request, slug, source_slug)
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DeliveryForm(*bound)
    context = _frame(source.partnership, form=form, source=source, has_sources=True, is_own=True)
    context["kind"] = kinds.shown(source.kind)
    context["unfinished"] = unfinished(request, source.partnership)
    if request.method == "POST" and form.is_valid():
        return received(request, form, source, context)
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/upload.html", context, status=status)


@login_required
@require_safe
def own_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = _own_or_404(request, pk)
    findings = list(delivery.findings.all())
    slices = list(delivery.slices.select_related("delivery", "source"))
    # What is quoted of a file is for the person who sent it, and for nobody beside them.
    is_sender = delivery.received_by_id == request.user.pk
    told = [
        replace(one, what_to_do=advice(one.code, one.what_to_do))
        for one in presenter.told(delivery, findings, in_confidence=is_sender)
    ]
    short, others = presenter.first_of_all(told)
    understood = tables.understood(delivery, in_confidence=is_sender)
    context = _frame(
        delivery.source.partnership,
        delivery=delivery,
        source=delivery.source,
        state=providers.state_of(delivery),
        outcome=providers.outcome(delivery, slices),
        sentence=presenter.sentence(delivery, findings),
        short=short,
        groups=presenter.groups(others),
        tables=understood,
        kept=tables.kept_in_words(understood),
        steps=presenter.steps_of(delivery),
        files=providers.file_names(delivery, is_sender=is_sender),
        replies=delivery.replies.select_related("to", "written_by"),
        moved_to=kinds.shown(delivery.moved_to.source.kind) if delivery.moved_to else None,
    )
    return render(request, "datasources/own_delivery.html", context)


@login_required
@require_safe
def own_progress(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = _own_or_404(request, pk)
    context = {"delivery": delivery, "is_own": True, "steps": presenter.steps_of(delivery)}
    response = render(request, "datasources/_delivery_progress.html", context)
    if not delivery.is_in_work:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_safe
def own_set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = _own_or_404(request, pk)
    if not delivery.set_aside_path:
        raise Http404("No row of this delivery was set aside.")
    return set_aside_file(delivery)


def _own_or_404(request: HttpRequest, pk: int) -> Delivery:
    visible = Delivery.objects.visible_to(request.user).select_related(
        "source__partnership", "source__provider", "received_by", "decided_by", "moved_to__source"
    )
    delivery = get_object_or_404(visible, pk=pk)
    permissions.check(request.user, delivery.source.partnership, Permission.SEND_OWN_DATA)
    # Somebody of several roles sees more elsewhere: here is what they send themselves.
    return get_object_or_404(visible, pk=pk, source__in=Source.objects.sent_by(request.user))


def _frame(partnership: Partnership, **context: object) -> dict:
    return {
        "partnership": partnership,
        "assessment": None,
        "nav": "own",
        "may": {},
        **context,
    }
