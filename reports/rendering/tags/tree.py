"""The tree of a document's structure while it is being mended."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

HTML_TAGS = {
    "section": "Sect", "article": "Art", "div": "Div", "p": "P", "ul": "L", "ol": "L", "li": "LI",
    "table": "Table", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
    "blockquote": "BlockQuote", "main": "Part",
}  # fmt: skip
CELLS = ("TH", "TD")


@dataclass(frozen=True)
class Marks:
    """What only the layout knows: which elements lie on which page, and the order of the source."""

    pages: int
    anchors: tuple[frozenset[str], ...]
    order: dict[str, tuple[int, str]]
    lists: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass
class Mark:
    """A run of marked content on a page."""

    page: int
    mcid: int
    tag: str = "Mark"


@dataclass
class Annotation:
    page: int
    thing: pikepdf.Object
    tag: str = "Annotation"


@dataclass
class Node:
    """A structure element while it is being mended."""

    tag: str
    page: int
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    alt: str = ""
    box: tuple[float, ...] = ()
    spans: dict[str, int] = field(default_factory=dict)
    scope: str = ""
    numbering: str = ""

    def below(self, *tags: str) -> Iterator["Node"]:
        for kid in self.kids:
            if isinstance(kid, Node):
                if kid.tag in tags:
                    yield kid
                yield from kid.below(*tags)


def prune(node: Node) -> None:
    kept = []
    for kid in node.kids:
        if isinstance(kid, Node):
            prune(kid)
            if not kid.kids and kid.tag not in (*CELLS, "Figure"):
                continue
        kept.append(kid)
    node.kids = kept
