"""The analyst's answer to whoever sent files: drafted, changed, sent, and sent again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from datasources.forms import ReplyForm
from datasources.models import Reply
from datasources.operations import replies
from datasources.presenters import replies as presenter
from datasources.views.fetching import delivery_or_404, frame_of
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_reply(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = delivery_or_404(request, pk, Permission.ACCEPT_DATA)
    people = replies.recipients(delivery)
    first = people.filter(pk=delivery.received_by_id).first() or people.first()
    findings = list(delivery.findings.all())
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        recipients=people,
        initial={
            "to": first,
            "text": presenter.draft(delivery, findings, to=first, by=request.user),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            reply = replies.send(delivery=delivery, **form.cleaned_data, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            _tell(request, reply)
            return redirect(delivery)
    context = frame_of(
        request,
        delivery.source.partnership,
        form=form,
        delivery=delivery,
        source=delivery.source,
        nobody=first is None,
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/reply_form.html", context, status=status)


def _delivery_of(user: User, pk: int) -> str:
    reply = Reply.objects.visible_to(user).filter(pk=pk).first()
    return reverse("delivery-detail", args=[reply.delivery_id]) if reply else ""


@lives_at(_delivery_of)
@login_required
@require_POST
def reply_send(request: HttpRequest, pk: int) -> HttpResponse:
    reply = get_object_or_404(Reply.objects.visible_to(request.user), pk=pk)
    delivery = delivery_or_404(request, reply.delivery_id, Permission.ACCEPT_DATA)
    try:
        reply = replies.send_again(reply=reply, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        _tell(request, reply)
    return redirect(delivery)


def _tell(request: HttpRequest, reply: Reply) -> None:
    reply.refresh_from_db()
    if reply.could_not_go:
        messages.warning(
            request,
            f"The reply to {reply.to} is kept, but could not go. {reply.failure} {_next(reply)}",
        )
    else:
        messages.success(request, f"The reply to {reply.to} is sent and kept with the delivery.")


def _next(reply: Reply) -> str:
    if reply.state == "refused":
        return "Ask the steward whether the address is right."
    return "It is tried again by itself."
