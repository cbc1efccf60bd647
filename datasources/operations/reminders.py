"""Chasing what is late: a letter drafted from the calendar, changed and sent by a person, kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from datasources import kinds, permissions, rules
from datasources.models import Reminder, Source
from datasources.operations import expecting
from datasources.operations.expecting import Awaited
from partnerships.errors import RuleBroken
from partnerships.models import Membership, User
from partnerships.operations import post, trail
from partnerships.roles import Permission, holders
from partnerships.words import listed, said_day


@dataclass(frozen=True)
class Draft:
    """What the site suggests: to whom, and in which words. A person changes and sends it."""

    to: str
    subject: str
    text: str
    periods: tuple[str, ...]


def draft(*, source: Source, today: date, by: User) -> Draft:
    """Of what is late now; empty periods where nothing is."""
    late = expecting.late(expecting.of_sources([source], today)[source.pk], today)
    return Draft(
        to=_contact(source),
        subject=f"{source.name}: {listed([one.words for one in late], 3)}"[:200],
        text=_text(source, late, by),
        periods=tuple(one.period.key for one in late),
    )


def send(*, source: Source, to: str, subject: str, text: str, by: User) -> Reminder:
    """Keep this letter with the source and send it; tried again while no server takes it."""
    reasons = rules.reasons_against_reminding(to, subject, text)
    if reasons:
        raise RuleBroken(reasons)
    with transaction.atomic():
        source = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        permissions.check_operation(by, source.partnership, Permission.MANAGE_SOURCES)
        today = timezone.localdate()
        late = expecting.late(expecting.of_sources([source], today)[source.pk], today)
        if not late:
            raise RuleBroken(f"Nothing of “{source.name}” is late now, so nothing is asked for.")
        reminder = Reminder.objects.create(
            source=source,
            periods=[one.period.key for one in late],
            to=to.strip(),
            subject=subject.strip(),
            text=text.strip(),
            written_by=by,
        )
        trail.record(
            partnership=source.partnership,
            by=by,
            verb="source.reminded",
            target=source,
            after={"to": reminder.to, "asked_for": [one.words for one in late]},
        )
        _send_after_commit(reminder)
    return reminder


def send_again(*, reminder: Reminder, by: User) -> Reminder:
    """The same letter once more, at once."""
    with transaction.atomic():
        reminder = Reminder.objects.select_for_update(of=("self",)).get(pk=reminder.pk)
        source = reminder.source
        permissions.check_operation(by, source.partnership, Permission.MANAGE_SOURCES)
        reasons = rules.reasons_against_reminding_again(
            reminder, is_late=bool(_still_late(reminder))
        )
        if reasons:
            raise RuleBroken(reasons)
        post.queue_again(reminder)
        trail.record(
            partnership=source.partnership,
            by=by,
            verb="source.reminded_again",
            target=source,
            after={"to": reminder.to},
        )
        _send_after_commit(reminder)
    return reminder


def sweep() -> list[int]:
    """Try every letter whose hour has come; gives those that were tried."""
    return post.sweep(Reminder, deliver)


def deliver(reminder_id: int) -> None:
    """One try. May be run twice at once or be killed anywhere: at worst it goes twice."""
    post.deliver(Reminder, reminder_id, write=_written)


def _send_after_commit(reminder: Reminder) -> None:
    # What fails in here is logged under the function's name, which a `partial` has not.
    transaction.on_commit(lambda: deliver(reminder.pk), robust=True)


def _contact(source: Source) -> str:
    """The liaison officer of its agreement; else the one person of the provider who sends files."""
    agreement = source.agreement
    if agreement is not None and agreement.liaison_email:
        return agreement.liaison_email
    if source.provider_id is None:
        return ""
    senders = holders(Permission.SEND_OWN_DATA) | holders(Permission.UPLOAD_DATA)
    people = Membership.objects.current().filter(
        partnership=source.partnership_id, organisation=source.provider_id, role__in=senders
    )
    addresses = set(people.values_list("user__email", flat=True))
    return addresses.pop() if len(addresses) == 1 else ""


def _text(source: Source, late: Sequence[Awaited], by: User) -> str:
    agreement = source.agreement
    name = agreement.liaison_officer if agreement is not None and agreement.liaison_email else ""
    lines = [f"* {one.words}: was due by {said_day(one.due_on)}" for one in late]
    begun = kinds.STARTS.get(source.began_as)
    rule = begun[1].rule if begun else ""
    expected = kinds.shown(source.kind).expected
    return "\n\n".join(
        filter(
            None,
            (
                f"Dear {name}," if name else "Dear colleague,",
                f"For the strategic assessment of {source.partnership.name} we have not received"
                f" “{source.name}” for:",
                "\n".join(lines),
                f"What we need: {expected}",
                f"It is shared under {rule}." if rule else "",
                "Please send it, or tell us when we can expect it and what stands in the way.",
                f"With kind regards\n{by}",
            ),
        )
    )


def _still_late(reminder: Reminder) -> list[Awaited]:
    """What the letter asks for and has not come meanwhile."""
    today = timezone.localdate()
    late = expecting.late(expecting.of_sources([reminder.source], today)[reminder.source_id], today)
    return [one for one in late if one.period.key in reminder.periods]


def _written(reminder: Reminder) -> EmailMessage | None:
    """Nobody is asked for what has come while no server took the letter."""
    if not _still_late(reminder):
        return None
    context = {
        "reminder": reminder,
        "partnership": reminder.source.partnership,
        "product": settings.PRODUCT_NAME,
    }
    message = post.written("emails/reminder", context, to=[reminder.to])
    # Whoever wrote it is answered, not the site.
    message.reply_to = [reminder.written_by.email]
    return message
