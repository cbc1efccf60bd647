"""Files in pieces: the server's half of the tus protocol (version 1.0.0, https://tus.io).

Core, creation, termination and expiration. A proxy that lets only GET and POST through is passed by
naming the method in a header. Each request is authorised by itself.
"""

import base64
import binascii
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_POST

from datasources.models import Upload
from datasources.operations import uploads
from datasources.permissions import check_sending_anything
from partnerships import bodies
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.permissions import allows
from partnerships.roles import Permission
from partnerships.store import StoreError

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
OVERRIDE = "X-HTTP-Method-Override"


def speaks_tus(view):
    """Answers say which version they speak and are kept by nobody; other versions are refused."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            answer = HttpResponse(status=204)
            answer["Tus-Version"] = VERSION
            answer["Tus-Extension"] = "creation,termination,expiration"
        elif request.headers.get("Tus-Resumable", VERSION) != VERSION:
            answer = _said("This site speaks version 1.0.0 of tus.", 412)
            answer["Tus-Version"] = VERSION
        else:
            answer = view(request, *args, **kwargs)
        answer["Tus-Resumable"] = VERSION
        answer["Cache-Control"] = "no-store"
        return answer

    return spoken


def most_bytes() -> int:
    return uploads.MOST_PIECE


def may_begin(request: HttpRequest, slug: str) -> Partnership:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    check_sending_anything(request.user, partnership)
    return partnership


def may_go_on(request: HttpRequest, pk: object) -> Upload:
    visible = Upload.objects.visible_to(request.user).select_related("partnership")
    upload = get_object_or_404(visible, pk=pk)
    check_sending_anything(request.user, upload.partnership)
    return upload


@login_required
@require_http_methods(["POST", "OPTIONS"])
@speaks_tus
def upload_create(request: HttpRequest, slug: str) -> HttpResponse:
    partnership = may_begin(request, slug)
    size = _number(request.headers.get("Upload-Length", ""))
    about = _metadata(request.headers.get("Upload-Metadata", ""))
    if size is None or about is None:
        return _said("Upload-Length and Upload-Metadata do not say what is to come.", 400)
    try:
        upload = uploads.begin(
            partnership=partnership,
            name=about.get("filename", "") or "file",
            size=size,
            modified=_number(about.get("modified", "")) or 0,
            by=request.user,
        )
    except RuleBroken as broken:
        return _said(" ".join(broken.reasons), 413)
    answer = HttpResponse(status=201)
    answer["Location"] = reverse("upload-detail", args=[upload.pk])
    return _stands(answer, upload)


def _upload_page(user: User, pk: object) -> str:
    upload = Upload.objects.visible_to(user).select_related("partnership").filter(pk=pk).first()
    return _page_for_sending(user, upload.partnership) if upload else ""


def _page_for_sending(user: User, partnership: Partnership) -> str:
    name = "upload" if allows(user, partnership, Permission.UPLOAD_DATA) else "own-sources"
    return reverse(name, args=[partnership.slug])


@lives_at(_upload_page)
@bodies.takes_files(most_bytes, gate=may_go_on)
@login_required
@require_http_methods(["HEAD", "PATCH", "DELETE", "POST", "OPTIONS"])
@speaks_tus
def upload_detail(request: HttpRequest, pk: object) -> HttpResponse:
    upload = may_go_on(request, pk)
    method = request.method
    if method == "POST":
        method = request.headers.get(OVERRIDE, "")
    if method == "HEAD":
        return _stands(HttpResponse(), upload)
    if method == "DELETE":
        uploads.give_up(upload=upload, by=request.user)
        return HttpResponse(status=204)
    if method == "PATCH":
        return _added(request, upload)
    return _said(f"{OVERRIDE} names one of HEAD, PATCH, DELETE.", 400)


def _added(request: HttpRequest, upload: Upload) -> HttpResponse:
    offset = _number(request.headers.get("Upload-Offset", ""))
    if request.content_type != PIECE:
        return _said(f"A piece is sent as {PIECE}.", 415)
    if offset is None:
        return _said("Upload-Offset does not say where the piece begins.", 400)
    try:
        upload.offset = uploads.add(upload=upload, offset=offset, content=request, by=request.user)
    except uploads.OutOfStep as behind:
        answer = _said(" ".join(behind.reasons), 409)
        answer["Upload-Offset"] = str(behind.offset)
        return answer
    except StoreError as refused:
        # The client waits and tries again, as for every fault of a server.
        return _said(" ".join(refused.reasons), 503)
    except RuleBroken as gone:
        return _said(" ".join(gone.reasons), 410)
    return _stands(HttpResponse(status=204), upload)


@lives_at(_upload_page)
@login_required
@require_POST
def upload_discard(request: HttpRequest, pk: object) -> HttpResponse:
    """The button for people without scripts, and for what another browser began."""
    upload = may_go_on(request, pk)
    uploads.give_up(upload=upload, by=request.user)
    messages.success(request, f"{upload.name} is given up: nothing of it is kept.")
    return redirect(_page_for_sending(request.user, upload.partnership))


def _stands(answer: HttpResponse, upload: Upload) -> HttpResponse:
    """How far it is, and until when it is kept."""
    answer["Upload-Offset"] = str(upload.offset)
    answer["Upload-Length"] = str(upload.size)
    answer["Upload-Expires"] = http_date((upload.touched_at + uploads.KEPT).timestamp())
    return answer


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _metadata(text: str) -> dict[str, str] | None:
    """Pairs of a key and a value in base64; None where they are not."""
    found = {}
    for pair in filter(None, text.split(",")):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None
    return {key: value.replace("\x00", "") for key, value in found.items()}
