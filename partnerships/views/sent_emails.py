"""The letters that a development server wrote to its folder instead of sending them."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# Django's file-based backend ends each letter of a file with such a line.
DIVIDER = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    name: str
    subject: str
    to: str
    sent_at: datetime | None
    text: str


@require_safe
def sent_emails(request: HttpRequest) -> HttpResponse:
    context = {"letters": [_letter(path) for path in _files()], "partnership": None}
    return render(request, "partnerships/sent_emails.html", context)


@require_safe
def sent_email(request: HttpRequest, name: str) -> HttpResponse:
    # Only a name that the folder itself lists is opened: no path is built from the address.
    path = next((each for each in _files() if each.name == name), None)
    if path is None:
        raise Http404
    context = {"letter": _letter(path), "partnership": None}
    return render(request, "partnerships/sent_email.html", context)


def _files() -> list[Path]:
    """The newest first: the backend names its files by the time of writing."""
    if not settings.SHOW_SENT_EMAILS:
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    return sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _letter(path: Path) -> Letter:
    first, _, _ = path.read_bytes().partition(DIVIDER)
    message = message_from_bytes(first, policy=policy.default)
    sent = message["Date"]
    return Letter(
        name=path.name,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        sent_at=sent.datetime if sent else None,
        text=_text(message),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    return body.get_content() if body is not None else ""
