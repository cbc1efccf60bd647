"""The document as a tagged PDF. The only room that knows WeasyPrint and pikepdf.

The print HTML is laid out by WeasyPrint; `rendering.tags` then mends the structure it leaves. The
same document gives the same bytes: dates and identifier come from the document, no clock is read
and nothing is fetched but data addresses and our own fonts.
"""

import base64
import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import weasyprint
from lxml import etree
from lxml import html as lxml_html
from weasyprint.text.fonts import FontConfiguration

from reports.document import Document
from reports.rendering import tags, typefaces
from reports.rendering.fetching import OwnFilesOnly
from reports.rendering.html import html

SPLITTABLE = tuple(tags.HTML_TAGS)


@dataclass(frozen=True)
class Pdf:
    content: bytes
    pages: int


def pdf(document: Document, *, font_dir: Path | None) -> Pdf:
    """The printed edition. Without our fonts it is set in the machine's own sans-serif."""
    with _no_collection():
        raw, marks = laid_out(document, font_dir=font_dir)
        return Pdf(content=tags.mended(raw, marks, document), pages=marks.pages)


def laid_out(document: Document, *, font_dir: Path | None) -> tuple[bytes, "tags.Marks"]:
    """What WeasyPrint makes of the document, and what mending needs to know of the layout."""
    page = html(document, for_print=True)
    root = _identified(page)
    fonts = FontConfiguration()
    source = weasyprint.HTML(
        string=lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"),
        base_url="about:blank",
        url_fetcher=OwnFilesOnly(font_dir),
    )
    styles = [
        weasyprint.CSS(string=css, font_config=fonts, url_fetcher=OwnFilesOnly(font_dir))
        for css in (typefaces.for_print(page, font_dir), _ART)
        if css
    ]
    layout = source.render(stylesheets=styles, font_config=fonts)
    marks = tags.Marks(
        pages=len(layout.pages),
        anchors=tuple(frozenset(page.anchors) for page in layout.pages),
        order=_order(root),
        lists=tuple(node.tag for node in root.iter("ul", "ol")),
        links=tuple((node.get("href", ""), _words(node)) for node in root.iter("a")),
    )
    raw = layout.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        pdf_identifier=document.digest.encode() or b"draft",
        custom_metadata=False,
    )
    return raw, marks


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Layout makes millions of small objects and frees few: to collect costs a quarter of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _identified(page: str) -> etree._Element:
    """Give every element that a page end may cut a name, so that its pieces can be joined again."""
    root = lxml_html.document_fromstring(page)
    places = {node.get("id") for node in root.iter() if node.get("id")}
    for link in list(root.iter("a")):
        address = link.get("href", "")
        if address.startswith("#") and unquote(address[1:]) not in places:
            link.drop_tag()  # what it pointed at is not in this edition
    position = 0
    for node in root.iter(*SPLITTABLE):
        in_head = any(parent.tag == "thead" for parent in node.iterancestors())
        if node.get("id") is None and not in_head and "running" not in node.get("class", ""):
            position += 1
            node.set("id", f"piece-{position}")
    return root


def _order(root: etree._Element) -> dict[str, tuple[int, str]]:
    return {
        node.get("id"): (place, node.tag)
        for place, node in enumerate(root.iter(*SPLITTABLE))
        if node.get("id")
    }


def _words(node: etree._Element) -> str:
    return " ".join(node.text_content().split())


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _cover_art() -> str:
    """The cover: a field of the house blue and, cut into its edge, the 15 boxes of three themes."""
    boxes = []
    for row, colour in enumerate(("#801650", "#F46A25", "#28A197")):
        for column in range(5):
            x, y = 137 + column * 13, 24 + row * 13
            boxes.append(
                f'<rect x="{x}" y="{y}" width="10.6" height="10.6" fill="{colour}" '
                f'opacity="{1 - 0.17 * (4 - column):.2f}"/>'
            )
    return _address(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" '
        'width="210mm" height="297mm">'
        '<rect width="210" height="186" fill="#12436D"/>'
        f"{''.join(boxes)}"
        '<rect y="277" width="210" height="20" fill="#12436D"/></svg>'
    )


LEADER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 19" width="2mm" height="1.9mm">'
    '<circle cx="10" cy="2" r="1.6" fill="#9aa5af"/></svg>'
)
_ART = f":root {{ --cover-art: url({_cover_art()}); --leader: url({_address(LEADER)}) }}"
