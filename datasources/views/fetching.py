"""Fetching what an address names: only what the person may see, then whether they may do this."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from datasources.models import Delivery, Evidence, Source
from datasources.permissions import buttons, check_sending
from partnerships import permissions
from partnerships.models import Partnership
from partnerships.roles import Permission

# What never changes under its address a browser may keep; for that person alone.
KEEP_A_DAY = "private, max-age=86400, immutable"


def partnership_or_404(request: HttpRequest, slug: str, permission: Permission) -> Partnership:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, permission)
    return partnership


def source_or_404(
    request: HttpRequest, slug: str, source_slug: str, permission: Permission
) -> Source:
    visible = Source.objects.visible_to(request.user).select_related(
        "partnership", "provider", "agreement__organisation", "review__reviewed_by"
    )
    source = visible.filter(partnership__slug=slug, slug=source_slug).first()
    if source is None:
        # Strangers learn nothing; insiders are told first whether they may, then that it is not.
        partnership = partnership_or_404(request, slug, permission)
        raise Http404(f"{partnership} has no source {source_slug}.")
    permissions.check(request.user, source.partnership, permission)
    return source


def delivery_or_404(request: HttpRequest, pk: int, permission: Permission) -> Delivery:
    visible = Delivery.objects.visible_to(request.user).select_related(
        "source__partnership", "source__provider", "received_by", "decided_by", "moved_to__source"
    )
    delivery = get_object_or_404(visible, pk=pk)
    permissions.check(request.user, delivery.source.partnership, permission)
    return delivery


def sent_delivery_or_404(request: HttpRequest, pk: int) -> Delivery:
    """A delivery for whoever may send files of its source, whichever organisation they are of."""
    visible = Delivery.objects.visible_to(request.user).select_related("source__partnership")
    delivery = get_object_or_404(visible, pk=pk)
    check_sending(request.user, delivery.source)
    return delivery


def evidence_or_404(request: HttpRequest, pk: int, permission: Permission) -> Evidence:
    visible = Evidence.objects.visible_to(request.user).select_related("question__partnership")
    evidence = get_object_or_404(visible, pk=pk)
    permissions.check(request.user, evidence.question.partnership, permission)
    return evidence


def frame_of(request: HttpRequest, partnership: Partnership, **context: object) -> dict:
    """What every page of the room passes to its template."""
    return {
        "partnership": partnership,
        "assessment": None,
        "nav": "data",
        "may": buttons(request.user, partnership),
        **context,
    }
