"""What the printer of pages may fetch: the drawings we hand it and the fonts we ship.

A list of what is allowed, never of what is not: an address is answered when it is, letter for
letter, one that we wrote ourselves. So no spelling of a scheme, host, path or escape reaches
another file or the network, and nothing can lead on from an answer.
"""

import base64
import binascii
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

DRAWING = "data:image/svg+xml;base64,"
FONT_ENDINGS = {".otf", ".ttf", ".woff", ".woff2"}


class OwnFilesOnly(URLFetcher):
    """Answers with our fonts and with drawings that stand in their own address."""

    def __init__(self, font_dir: Path | None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._fonts = {path.as_uri(): path for path in _fonts(font_dir)}

    def fetch(self, url: str, *_more: object, **_settings: object) -> URLFetcherResponse:
        if url.startswith(DRAWING):
            return URLFetcherResponse(url, _drawing(url), {"Content-Type": "image/svg+xml"})
        if url in self._fonts:
            return URLFetcherResponse(url, self._fonts[url].read_bytes())
        message = f"not one of our fonts or drawings: {url[:80]}"
        raise ValueError(message)

    def open(self, url: object, *_more: object, **_settings: object) -> URLFetcherResponse:
        """Whatever else the library would open goes the same way."""
        return self.fetch(url if isinstance(url, str) else url.full_url)


def _fonts(font_dir: Path | None) -> list[Path]:
    """Font files that lie in the folder itself, not where a link in it leads."""
    if font_dir is None:
        return []
    folder = font_dir.resolve()
    within = (path.resolve() for path in folder.iterdir() if path.suffix in FONT_ENDINGS)
    return [path for path in within if path.parent == folder and path.is_file()]


def _drawing(url: str) -> bytes:
    try:
        return base64.b64decode(url.removeprefix(DRAWING), validate=True)
    except binascii.Error:
        message = "a drawing's address that does not hold one"
        raise ValueError(message) from None
