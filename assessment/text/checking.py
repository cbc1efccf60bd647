"""What comes from a browser becomes a sound document here, or is refused with reasons."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from prosemirror.model import Fragment, Mark, Node

from assessment.text.arriving import (
    UNKNOWN_FORM,
    InvalidText,
    check_shape,
    decoded,
)
from assessment.text.schema import SCHEMA

EVIDENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
HREF = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{}|]+", re.IGNORECASE)
# Tabs and line ends inside a run of text mean a space; what cannot be seen or stored is left out.
BREAKING = re.compile("[\t\n\v\f\r\x85\u2028\u2029]")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

Doc: TypeAlias = Node | dict[str, Any]


def empty() -> Node:
    """A text in which nothing is written yet."""
    return SCHEMA.node("doc", None, [SCHEMA.node("paragraph")])


def as_node(doc: Doc) -> Node:
    """A stored document, checked when it was stored, as a node."""
    return doc if isinstance(doc, Node) else SCHEMA.node_from_json(doc)


def parse(document: object) -> Node:
    """The document in its one normal form. Raises InvalidText on anything unsound."""
    node = shaped(document)
    reasons = list(dict.fromkeys(_faults(node)))
    if reasons:
        raise InvalidText(reasons)
    return node


def shaped(document: object) -> Node:
    """The document in its one normal form, sound but for where its links lead.

    What passes here may be drawn, measured and shown again, whatever else is wrong with it.
    """
    if isinstance(document, str):
        document = decoded(document)
    check_shape(document)
    try:
        node: Node = _rebuilt(SCHEMA.node_from_json(document))
        node.check()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise InvalidText([UNKNOWN_FORM]) from error
    if node.type.name != "doc":
        raise InvalidText(["The text is a part, not a whole document."])
    if not all(EVIDENCE.fullmatch(name) for name in _evidence(node)):
        raise InvalidText(["A figure does not say which evidence it shows."])
    return node


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


def _evidence(node: Node) -> Iterator[str]:
    if node.type.name == "figure":
        yield node.attrs["evidence"]
    for child in _children(node):
        yield from _evidence(child)


def _faults(node: Node) -> Iterator[str]:
    """What neither the schema nor its limits can say: where links lead."""
    for mark in node.marks:
        if mark.type.name == "link" and not is_safe_href(mark.attrs["href"]):
            yield (
                f"The link to “{mark.attrs['href'][:80]}” must begin with https://, http:// "
                "or mailto: and have no spaces."
            )
    for child in _children(node):
        yield from _faults(child)


def is_safe_href(href: str) -> bool:
    return len(href) <= 2000 and HREF.fullmatch(href) is not None
