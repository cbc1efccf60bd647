"""The letters of a sample partnership's people, which are written to a folder and sent to nobody.

A letter may hold the address that sets somebody's password. So it is shown to a signed-in steward
of the sample alone, when written to people of the sample alone, and only on the machine where the
site runs.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.models import Invitation, Membership, Partnership, User

# Django's file-based backend ends each letter of a file with such a line.
DIVIDER = b"\n" + b"-" * 79 + b"\n"
WRITES_FILES = "django.core.mail.backends.filebased.EmailBackend"
# Set by proxies: whoever asks through one is not on this machine, whatever its address says.
FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


@dataclass(frozen=True)
class Letter:
    name: str
    subject: str
    to: str
    sent_at: datetime | None
    text: str


@login_required
@require_safe
def sent_emails(request: HttpRequest) -> HttpResponse:
    context = {"letters": _letters(request), "partnership": None}
    return render(request, "partnerships/sent_emails.html", context)


@login_required
@require_safe
def sent_email(request: HttpRequest, name: str) -> HttpResponse:
    # Only a name that the folder itself lists is opened: no path is built from the address.
    letter = next((each for each in _letters(request) if each.name == name), None)
    if letter is None:
        raise Http404
    return render(request, "partnerships/sent_email.html", {"letter": letter, "partnership": None})


def are_shown(request: HttpRequest) -> bool:
    """Whether this person, where they sit, finds the sample's letters under this site."""
    return _stays_on_this_machine(request) and _samples(request.user).exists()


def _stays_on_this_machine(request: HttpRequest) -> bool:
    """Letters go to files, and neither server nor visitor is anywhere else.

    The server's own address and the visitor's are the socket's, which no header changes. A proxy
    on the same machine is known by the headers that it sets, or by the address people are given.
    """
    return (
        settings.EMAIL_BACKEND == WRITES_FILES
        and settings.SITE_IS_LOCAL
        and settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
        and _is_loopback(request.META.get("SERVER_NAME", ""))
        and _is_loopback(request.META.get("REMOTE_ADDR", ""))
        and not any(name in request.META for name in FORWARDED)
    )


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _samples(user: User) -> QuerySet[Partnership]:
    """The sample partnerships whose steward this person is now."""
    if not user.is_authenticated:
        return Partnership.objects.none()
    return Partnership.objects.filter(
        is_sample=True,
        memberships__in=Membership.objects.current().filter(user=user, role="steward"),
    )


def _readable_addresses(user: User) -> set[str]:
    """Of people who belong, or are invited, to these samples and to no other partnership.

    Nobody else's who may do more than a member: the letter would open more than the sample.
    """
    samples = list(_samples(user))
    inside, outside = Q(partnership__in=samples), ~Q(partnership__in=samples)

    def written_to(where: Q) -> set[str]:
        invited = Invitation.objects.filter(where).values_list("email", flat=True)
        members = Membership.objects.filter(where).values_list("user__email", flat=True)
        return {email.lower() for email in [*invited, *members]}

    trusted = (
        User.objects.exclude(pk=user.pk)
        .filter(Q(is_staff=True) | Q(is_superuser=True) | Q(may_create_partnerships=True))
        .values_list("email", flat=True)
    )
    return written_to(inside) - written_to(outside) - {email.lower() for email in trusted}


def _letters(request: HttpRequest) -> list[Letter]:
    """The newest first: the backend names its files by the time of writing."""
    if not are_shown(request):
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    readable = _readable_addresses(request.user)
    paths = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    letters = [letter for path in paths for letter in _letters_in(path)]
    return [letter for letter in letters if _recipients(letter) <= readable]


def _recipients(letter: Letter) -> set[str]:
    return {address.lower() for _, address in getaddresses([letter.to])}


def _letters_in(path: Path) -> list[Letter]:
    """Usually one; the backend writes letters of the same moment into the same file."""
    pieces = [piece for piece in path.read_bytes().split(DIVIDER) if piece.strip()]
    names = (path.name, *(f"{path.stem}-{number}.log" for number in range(2, len(pieces) + 1)))
    return [_letter(name, piece) for name, piece in zip(names, pieces, strict=False)]


def _letter(name: str, written: bytes) -> Letter:
    message = message_from_bytes(written, policy=policy.default)
    sent = message["Date"]
    return Letter(
        name=name,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent_at=sent.datetime if sent else None,
        text=_text(message),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    return body.get_content() if body is not None else ""
