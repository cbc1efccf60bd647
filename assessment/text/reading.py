"""What a document says, without its form: words, counts, figures."""

from collections.abc import Iterator

from prosemirror.model import Node

from assessment.text.checking import Doc, as_node


def blocks(doc: Doc) -> list[Node]:
    """The blocks of the document, in order."""
    node = as_node(doc)
    return [node.child(index) for index in range(node.child_count)]


def plain_text(doc: Doc) -> str:
    """The words alone, a line for each paragraph, heading and cell."""
    return "\n".join(line for line in _lines(as_node(doc)) if line)


def _lines(node: Node) -> Iterator[str]:
    if node.type.name == "figure":
        yield node.attrs["note"]
    elif node.inline_content:
        yield "".join(child.text if child.is_text else "\n" for child in _inline(node))
    else:
        for index in range(node.child_count):
            yield from _lines(node.child(index))


def _inline(node: Node) -> Iterator[Node]:
    for index in range(node.child_count):
        yield node.child(index)


def word_count(doc: Doc) -> int:
    return len(plain_text(doc).split())


def figures(doc: Doc) -> list[str]:
    """The evidence that the text shows, in order, each once."""
    found: dict[str, None] = {}

    def note(node: Node, *_: object) -> bool:
        if node.type.name == "figure":
            found[node.attrs["evidence"]] = None
        return True

    as_node(doc).descendants(note)
    return list(found)


def is_empty(doc: Doc) -> bool:
    """Neither a word nor a figure."""
    node = as_node(doc)
    return not plain_text(node).strip() and not figures(node)
