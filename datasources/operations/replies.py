"""The analyst's answer to whoever sent files: written by a person, sent by e-mail, kept."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from datasources import permissions, rules
from datasources.models import Delivery, Reply
from partnerships.errors import RuleBroken
from partnerships.models import Membership, User
from partnerships.operations import post, trail
from partnerships.permissions import allows
from partnerships.roles import Permission, holders


def recipients(delivery: Delivery) -> QuerySet[User]:
    """Who may be written to: whoever sent it, and the people of the provider who send files."""
    senders = holders(Permission.SEND_OWN_DATA) | holders(Permission.UPLOAD_DATA)
    of_provider = Membership.objects.current().filter(
        role__in=senders,
        organisation=delivery.source.provider_id,
        organisation__isnull=False,
        partnership=delivery.source.partnership_id,
    )
    current = Membership.objects.current().filter(partnership=delivery.source.partnership_id)
    sent_it = Q(pk=delivery.received_by_id, pk__in=current.values("user"))
    return User.objects.filter(
        sent_it | Q(pk__in=of_provider.values("user")), is_active=True
    ).order_by("name")


def send(*, delivery: Delivery, to: User, text: str, by: User) -> Reply:
    """Keep these words with the delivery and send them; tried again while no server takes them."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
        partnership = delivery.source.partnership
        permissions.check_operation(by, partnership, Permission.ACCEPT_DATA)
        reasons = rules.reasons_against_replying(
            delivery, text, is_recipient=recipients(delivery).filter(pk=to.pk).exists()
        )
        if reasons:
            raise RuleBroken(reasons)
        reply = Reply.objects.create(delivery=delivery, to=to, text=text.strip(), written_by=by)
        trail.record(
            partnership=partnership,
            by=by,
            verb="delivery.answered",
            target=delivery,
            after={"to": str(to)},
        )
        _send_after_commit(reply)
    return reply


def send_again(*, reply: Reply, by: User) -> Reply:
    """The same words once more, at once."""
    with transaction.atomic():
        reply = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
        delivery = reply.delivery
        permissions.check_operation(by, delivery.source.partnership, Permission.ACCEPT_DATA)
        reasons = rules.reasons_against_sending_again(
            reply, is_recipient=recipients(delivery).filter(pk=reply.to_id).exists()
        )
        if reasons:
            raise RuleBroken(reasons)
        post.queue_again(reply)
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.answered_again",
            target=delivery,
            after={"to": str(reply.to)},
        )
        _send_after_commit(reply)
    return reply


def sweep() -> list[int]:
    """Try every reply whose hour has come; gives those that were tried."""
    return post.sweep(Reply, deliver)


def deliver(reply_id: int) -> None:
    """One try. May be run twice at once or be killed anywhere: at worst it goes twice."""
    post.deliver(Reply, reply_id, write=_written)


def address_for(user: User, delivery: Delivery) -> str:
    """Where this person finds the delivery: the page of their organisation, or the data room's."""
    is_insider = allows(user, delivery.source.partnership, Permission.SEE_DATA)
    name = "delivery-detail" if is_insider else "own-delivery"
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=[delivery.pk])}"


def _send_after_commit(reply: Reply) -> None:
    # What fails in here is logged under the function's name, which a `partial` has not.
    transaction.on_commit(lambda: deliver(reply.pk), robust=True)


def _written(reply: Reply) -> EmailMessage | None:
    """Nothing goes to somebody who has left meanwhile."""
    delivery = reply.delivery
    if not recipients(delivery).filter(pk=reply.to_id).exists():
        return None
    context = {
        "reply": reply,
        "source": delivery.source,
        "partnership": delivery.source.partnership,
        "address": address_for(reply.to, delivery),
        "product": settings.PRODUCT_NAME,
    }
    return post.written("emails/reply", context, to=[reply.to.email])
