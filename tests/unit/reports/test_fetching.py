"""The printer of pages fetches our fonts and drawings and nothing else, however it is spelt."""

import base64
import urllib.request
from pathlib import Path

import pytest
import weasyprint

from reports.rendering.fetching import OwnFilesOnly

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
DRAWING = "data:image/svg+xml;base64," + base64.b64encode(SVG).decode()


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "face-400.woff2").write_bytes(b"a font")
    (folder / "notes.txt").write_bytes(b"not a font")
    (tmp_path / "secret.woff2").write_bytes(b"another's")
    (folder / "linked.woff2").symlink_to(tmp_path / "secret.woff2")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "face.woff2").write_bytes(b"deeper")
    return folder


def test_our_fonts_and_drawings_are_answered(fonts: Path):
    fetcher = OwnFilesOnly(fonts)

    font = fetcher.fetch((fonts / "face-400.woff2").as_uri())
    drawing = fetcher.fetch(DRAWING)

    assert font.read() == b"a font"
    assert (drawing.read(), drawing.content_type) == (SVG, "image/svg+xml")


SPELLINGS = [
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "File:///etc/passwd",
    "fIlE:/etc/passwd",
    "file:/etc/passwd",
    "file:etc/passwd",
    "file://localhost/etc/passwd",
    "FILE://LOCALHOST/etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "file://example.org/etc/passwd",
    "file:////etc/passwd",
    "file:\\\\\\etc\\passwd",
    "file:///etc%2Fpasswd",
    "%66ile:///etc/passwd",
    "file%3A///etc/passwd",
    " file:///etc/passwd",
    "\tfile:///etc/passwd",
    "fi\nle:///etc/passwd",
    "file:///{fonts}/../secret.woff2",
    "file://{fonts}/../secret.woff2",
    "file://{fonts}/%2e%2e/secret.woff2",
    "file://{fonts}/..%2Fsecret.woff2",
    "file://{fonts}\\..\\secret.woff2",
    "file://{fonts}/linked.woff2",
    "file://{fonts}/notes.txt",
    "file://{fonts}/deeper/face.woff2",
    "file://{fonts}/",
    "file://{fonts}",
    "file://{fonts}/face-400.woff2?../secret.woff2",
    "file://{fonts}/face-400.woff2#x",
    "file://{fonts}/face-400.woff2/../../secret.woff2",
    "file://{fonts}/missing.woff2",
    "/etc/passwd",
    "//etc/passwd",
    "\\\\host\\share\\file",
    "http://127.0.0.1:1/",
    "HTTP://127.0.0.1:1/",
    "https://127.0.0.1:1/",
    "//127.0.0.1:1/",
    "ftp://127.0.0.1:1/",
    "gopher://127.0.0.1:1/",
    "jar:file:///etc/passwd!/",
    "url:file:///etc/passwd",
    "blob:file:///etc/passwd",
    "about:blank",
    "javascript:alert(1)",
    "local-file:///etc/passwd",
    "",
    "data:text/html,<p>words</p>",
    "data:text/css;base64,Ym9keXt9",
    "data:,words",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/svg+xml,<svg/>",
    "data:image/svg+xml;charset=utf-8;base64,PHN2Zy8+",
    "data:image/svg+xml;base64,not base64",
    "DATA:image/svg+xml;base64,PHN2Zy8+",
    "data:application/octet-stream;base64,AAAA",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_everything_else_is_refused_however_it_is_spelt(fonts: Path, spelling: str):
    address = spelling.replace("{fonts}", str(fonts))
    fetcher = OwnFilesOnly(fonts)

    with pytest.raises(ValueError, match="our fonts or drawings|a drawing's address"):
        fetcher.fetch(address)
    with pytest.raises(ValueError, match="our fonts or drawings|a drawing's address"):
        fetcher(address)


def test_a_request_made_by_the_library_goes_the_same_way(fonts: Path):
    with pytest.raises(ValueError, match="our fonts or drawings"):
        OwnFilesOnly(fonts).open(urllib.request.Request("FILE:///etc/passwd"))


def test_without_a_folder_of_fonts_only_drawings_are_answered(fonts: Path):
    fetcher = OwnFilesOnly(None)

    assert fetcher.fetch(DRAWING).read() == SVG
    with pytest.raises(ValueError, match="our fonts or drawings"):
        fetcher.fetch((fonts / "face-400.woff2").as_uri())


@pytest.mark.parametrize("tag", ["img src", "link rel=stylesheet href", "link rel=attachment href"])
def test_a_page_that_asks_for_a_file_gets_nothing_of_it(fonts: Path, tmp_path: Path, tag: str):
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'the secret words' } /* the secret words */")
    address = "FILE" + secret.as_uri().removeprefix("file")
    page = f'<html><body><p>Words</p><{tag}="{address}"></body></html>'

    printed = weasyprint.HTML(
        string=page, base_url="about:blank", url_fetcher=OwnFilesOnly(fonts)
    ).write_pdf(uncompressed_pdf=True)

    assert b"the secret words" not in printed
