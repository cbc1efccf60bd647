"""What a document says, without its form: words, counts, figures.

Read from the stored form as it is: a page or a save need not build the library's tree for it.
"""

from collections.abc import Iterator
from typing import Any

from prosemirror.model import Node

from assessment.text.checking import Doc, as_node

Block = dict[str, Any]


def blocks(doc: Doc) -> list[Node]:
    """The blocks of the document, in order."""
    node = as_node(doc)
    return [node.child(index) for index in range(node.child_count)]


def plain_text(doc: Doc) -> str:
    """The words alone, a line for each paragraph, heading and cell."""
    return "\n".join(line for line in _lines(_stored(doc)) if line)


def _stored(doc: Doc) -> Block:
    return doc.to_json() if isinstance(doc, Node) else doc


def _lines(block: Block) -> Iterator[str]:
    if block["type"] == "figure":
        yield block["attrs"]["note"]
    elif block["type"] in {"paragraph", "heading"}:
        yield "".join(run.get("text", "\n") for run in block.get("content", ()))
    else:
        for inner in block.get("content", ()):
            yield from _lines(inner)


def word_count(doc: Doc) -> int:
    return len(plain_text(doc).split())


def figures(doc: Doc) -> list[str]:
    """The evidence that the text shows, in order, each once: figures stand between blocks."""
    content = _stored(doc).get("content", ())
    return list(
        dict.fromkeys(each["attrs"]["evidence"] for each in content if each["type"] == "figure")
    )


def is_empty(doc: Doc) -> bool:
    """Neither a word nor a figure."""
    return not plain_text(doc).strip() and not figures(doc)
