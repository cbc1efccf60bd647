"""What comes from a browser becomes a sound document here, or is refused with reasons."""

import json
import re
from collections.abc import Iterator
from typing import Any

from prosemirror.model import Fragment, Mark, Node

from assessment.text.schema import SCHEMA

MAX_BYTES = 1_000_000
MAX_NODES = 20_000
MAX_DEPTH = 24
MAX_SPAN = 50
MAX_NOTE = 500
EVIDENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
HREF = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{}|]+", re.IGNORECASE)
# Tabs and line ends inside a run of text mean a space; what cannot be seen or stored is left out.
BREAKING = re.compile("[\t\n\v\f\r\x85\u2028\u2029]")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")

Doc = Node | dict[str, Any]


class InvalidText(ValueError):  # noqa: N818 - read as a sentence where it is raised
    """The text cannot be taken as it is; `reasons` are sentences for the writer."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def empty() -> Node:
    """A text in which nothing is written yet."""
    return SCHEMA.node("doc", None, [SCHEMA.node("paragraph")])


def as_node(doc: Doc) -> Node:
    """A stored document, checked when it was stored, as a node."""
    return doc if isinstance(doc, Node) else SCHEMA.node_from_json(doc)


def parse(document: object) -> Node:
    """The document in its one normal form. Raises InvalidText on anything unsound."""
    if isinstance(document, str):
        document = _decoded(document)
    _check_size(document)
    try:
        node = _rebuilt(SCHEMA.node_from_json(document))
        node.check()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise InvalidText(["The text has a form that this site does not know."]) from error
    if node.type.name != "doc":
        raise InvalidText(["The text is a part, not a whole document."])
    reasons = list(dict.fromkeys(_faults(node)))
    if reasons:
        raise InvalidText(reasons)
    return node


def _decoded(document: str) -> object:
    try:
        return json.loads(document)
    except (ValueError, RecursionError) as error:
        raise InvalidText(["The text did not arrive whole. Send it again."]) from error


def _check_size(document: object) -> None:
    """Before the library sees it: as deep, as long and as plain as a text can be."""
    if not isinstance(document, dict):
        raise InvalidText(["The text did not arrive whole. Send it again."])
    size = count = 0
    waiting: list[tuple[object, int]] = [(document, 0)]
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if isinstance(part, dict):
            waiting.extend((value, depth + 1) for value in part.values())
        elif isinstance(part, list):
            waiting.extend((value, depth + 1) for value in part)
        elif isinstance(part, str):
            size += len(part)
            if SURROGATE.search(part):
                raise InvalidText(["A character is broken in two. Type it again."])
        if size > MAX_BYTES or count > MAX_NODES * 8:
            raise InvalidText(["The text is longer than one section may be. Shorten it."])
        if depth > MAX_DEPTH * 2:
            raise InvalidText(["Lists stand inside lists too deep. Use fewer levels."])


def _rebuilt(node: Node) -> Node | None:
    """Neighbouring runs of the same kind joined, empty runs dropped, marks on words alone."""
    if node.is_text:
        words = INVISIBLE.sub("", BREAKING.sub(" ", node.text))
        return SCHEMA.text(words, Mark.set_from(node.marks)) if words else None
    children = [_rebuilt(child) for child in _children(node)]
    attrs = dict(node.attrs)
    if isinstance(attrs.get("note"), str):
        attrs["note"] = " ".join(INVISIBLE.sub("", attrs["note"]).split())
    content = Fragment.from_array([child for child in children if child is not None])
    return node.type.create(attrs, content)


def _children(node: Node) -> Iterator[Node]:
    for index in range(node.child_count):
        yield node.child(index)


def _faults(node: Node) -> Iterator[str]:
    """What the schema cannot say: ranges, addresses, references."""
    attrs = node.attrs
    if node.type.name == "heading" and attrs["level"] not in (1, 2):
        yield "A heading has a level that a section does not have."
    if node.type.name == "orderedList" and not _is_whole(attrs["start"], 0, 999):
        yield "A numbered list must start between 0 and 999."
    if node.type.name in {"tableCell", "tableHeader"}:
        spans = (attrs["colspan"], attrs["rowspan"])
        if not all(_is_whole(span, 1, MAX_SPAN) for span in spans):
            yield f"A cell of a table may span 1 to {MAX_SPAN} rows or columns."
    if node.type.name == "figure":
        if not EVIDENCE.fullmatch(attrs["evidence"]):
            yield "A figure does not say which evidence it shows."
        if len(attrs["note"]) > MAX_NOTE:
            yield f"The note of a figure may have {MAX_NOTE} characters."
    for mark in node.marks:
        if mark.type.name == "link" and not is_safe_href(mark.attrs["href"]):
            yield (
                f"The link to “{mark.attrs['href'][:80]}” must begin with https://, http:// "
                "or mailto: and have no spaces."
            )
    for child in _children(node):
        yield from _faults(child)


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def is_safe_href(href: str) -> bool:
    return len(href) <= 2000 and HREF.fullmatch(href) is not None
