"""A body that is larger than its address takes is refused before any of it is read."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from partnerships import bodies

logger = logging.getLogger(__name__)

# A browser reads no answer while it sends: for so long, and so much, it may go on. What arrives is
# thrown away.
PATIENCE_SECONDS = 5.0
PATIENCE_BYTES = 1024**3
PATIENCE_BYTES_WITH_STRANGERS = 1024**2
PIECE = 64 * 1024


class AnsweredUnread(HttpResponse):
    """An answer that is sent first; then the browser is heard out, so that it comes to read it."""

    def __init__(self, *args: object, request: HttpRequest, patience: int, **kwargs: object):
        super().__init__(*args, **kwargs)
        self._unread = request.environ["wsgi.input"]
        self._socket = request.environ.get("gunicorn.socket")
        self._patience = min(patience, _length(request) or patience)

    def close(self) -> None:
        super().close()
        # Whoever hangs up, or stops sending, is not waited for.
        with suppress(OSError, ValueError, EOFError):
            self._hear_out()

    def _hear_out(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        heard = 0
        try:
            while heard < self._patience and (left := until - time.monotonic()) > 0:
                if self._socket is not None:
                    self._socket.settimeout(left)
                piece = self._unread.read(min(PIECE, self._patience - heard))
                if not piece:
                    return
                heard += len(piece)
        finally:
            if self._socket is not None:
                self._socket.settimeout(None)


class BodiesWithinLimits:
    """Stands after the session, which says who is asking, and before whatever reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return _refused(request, 411, {})
        length = _length(request)
        if length <= bodies.OF_A_STRANGER:
            return None
        declared = bodies.declared_by(view) or bodies.Declared(lambda: bodies.OF_A_MEMBER)
        if not request.user.is_authenticated and not declared.is_open:
            # Where the view would send them too; what they sent is not read for it.
            sign_in = redirect_to_login(request.get_full_path())
            return _unread(request, b"", status=302, headers={"Location": sign_in.url})
        if declared.gate and length > bodies.OF_A_MEMBER:
            declared.gate(request, *args, **kwargs)
        most = declared.most()
        if length <= most:
            return None
        logger.warning(
            "body refused unread", extra={"view": view.__name__, "bytes": length, "most": most}
        )
        return _refused(request, 413, {"most": most, "takes_files": bool(declared.gate)})


def _length(request: HttpRequest) -> int:
    """What the request says of itself; no more than that is ever read for it."""
    try:
        return max(0, int(request.META.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _refused(request: HttpRequest, status: int, context: dict) -> HttpResponse:
    page = render_to_string(f"errors/{status}.html", context, request)
    return _unread(request, page, status=status)


def _unread(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    is_known = request.user.is_authenticated
    patience = PATIENCE_BYTES if is_known else PATIENCE_BYTES_WITH_STRANGERS
    return AnsweredUnread(*args, request=request, patience=patience, **kwargs)
