"""How anything goes out by e-mail: one try, and another after a pause while no server takes it.

A letter is a row before it is sent (`models.Post`): the first try follows the commit, the next
ones are the sweep's. What is in it is written by the room that sends it, anew at each try.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from smtplib import (
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from typing import TypeVar

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from partnerships.models import Post
from partnerships.operations import work

logger = logging.getLogger(__name__)

Sent = TypeVar("Sent", bound=Post)

# After the first try, the second, and so on; the last one is repeated.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
NO_ANSWER = "The mail server did not answer."
NOT_TAKEN = "The mail server did not take it."
REFUSED = "The mail server refuses this address."
OUR_FAULT = "Something went wrong on our side; it has been noted."


def written(template: str, context: dict[str, object], *, to: Sequence[str]) -> EmailMessage:
    """A letter of three templates: NAME_subject.txt, NAME.txt and NAME.html."""
    letter = EmailMultiAlternatives(
        # A name with a line break must not break out of the subject line.
        " ".join(render_to_string(f"{template}_subject.txt", context).split()),
        render_to_string(f"{template}.txt", context),
        to=list(to),
    )
    letter.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return letter


def queue_again(letter: Post) -> None:
    """To be tried at once, whatever came of it before."""
    letter.state, letter.sent_at, letter.failure = "waiting", None, ""
    letter.next_try_at = letter.queued_at = timezone.now()
    letter.attempts, letter.lease_until = 0, None
    letter.save()


def sweep(model: type[Post], deliver: Callable[[int], None]) -> list[int]:
    """Try every letter of a kind whose hour has come; gives those that were tried."""
    due = list(model.objects.due().order_by("next_try_at").values_list("pk", flat=True))
    for pk in due:
        deliver(pk)
    return due


def deliver(
    model: type[Sent], letter_id: int, *, write: Callable[[Sent], EmailMessage | None]
) -> bool:
    """One try: whether it went. It ends unsent where `write` finds nothing to be said any more.

    May be run twice at once or be killed anywhere: at worst the letter goes twice.
    """
    letter = work.claim(model, letter_id, from_states=["waiting"], to_state="sending")
    if letter is None:
        return False
    try:
        message = write(letter)
        if message is None:
            _close(letter, state="ended")
            return False
        message.send()
    except SMTPRecipientsRefused as refusal:
        if all(code >= 500 for code, _ in refusal.recipients.values()):
            _put_off(letter, REFUSED, state="refused")
        else:
            _put_off(letter, NOT_TAKEN)
    except (SMTPConnectError, SMTPServerDisconnected):
        _put_off(letter, NO_ANSWER)
    except SMTPException:
        _put_off(letter, NOT_TAKEN)
    except OSError:
        _put_off(letter, NO_ANSWER)
    except Exception:
        logger.exception("writing a letter failed", extra={"letter": letter.pk})
        _put_off(letter, OUR_FAULT)
    else:
        _close(letter, state="sent", sent_at=timezone.now())
        return True
    return False


def _close(letter: Post, **values: object) -> None:
    _mine(letter).update(lease_until=None, failure="", **values)


def _put_off(letter: Post, failure: str, *, state: str = "waiting") -> None:
    pause = PAUSES[min(letter.attempts, len(PAUSES)) - 1]
    logger.warning(
        "letter could not go",
        extra={"letter": letter.pk, "attempts": letter.attempts, "failure": failure},
        exc_info=True,
    )
    _mine(letter).update(
        state=state, lease_until=None, failure=failure, next_try_at=timezone.now() + pause
    )


def _mine(letter: Post) -> QuerySet[Post]:
    """The row, unless somebody else took it up meanwhile."""
    return type(letter).objects.filter(pk=letter.pk, state="sending", attempts=letter.attempts)
