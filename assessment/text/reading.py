"""What a document says, without its form: words, counts, figures.

Read from the stored form as it is: a page or a save need not build the library's tree for it.
"""

import re
from collections.abc import Iterator
from typing import Any

from prosemirror.model import Node

from assessment.text.checking import Doc, as_node

Block = dict[str, Any]
ENDS = (".", "!", "?", ".”", "!”", "?”", ".’", ".)", '."')
STOP = re.compile(r"[.!?]+[”’)\"]*(\s+)(?=[^\Wa-z_]|[“‘(\"])")
# A stop after one of these ends no sentence.
SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|[A-Z])\.$")


def blocks(doc: Doc) -> list[Node]:
    """The blocks of the document, in order."""
    node = as_node(doc)
    return [node.child(index) for index in range(node.child_count)]


def plain_text(doc: Doc) -> str:
    """The words alone, a line for each paragraph, heading and cell."""
    return "\n".join(line for line in _lines(_stored(doc)) if line)


def first_sentence(doc: Doc, *, most_words: int, fewest_words: int = 4) -> str:
    """The first whole sentence that may stand for the text; empty when there is none.

    A line that ends without a stop is a heading or a scrap, and two or three words before a stop
    are a label: neither says anything by itself.
    """
    for line in plain_text(doc).splitlines():
        for sentence in sentences(line):
            length = len(sentence.split())
            if sentence.endswith(ENDS) and fewest_words <= length <= most_words:
                return sentence
    return ""


def sentences(line: str) -> list[str]:
    """A line cut after each stop that ends a sentence."""
    found, rest = [], 0
    for stop in STOP.finditer(line):
        if not SHORTENED.search(line, rest, stop.start(1)):
            found.append(line[rest : stop.start(1)])
            rest = stop.end()
    return [*found, line[rest:].strip()]


def _stored(doc: Doc) -> Block:
    stored: Block = doc.to_json() if isinstance(doc, Node) else doc
    return stored


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


def with_figures(doc: Doc, instead: dict[int, int]) -> Block:
    """The same text with other evidence in its figures; notes and places stay."""
    names = {str(old): str(new) for old, new in instead.items()}

    def changed(block: Block) -> Block:
        if block["type"] == "figure":
            attrs = block["attrs"]
            evidence = names.get(attrs["evidence"], attrs["evidence"])
            return {**block, "attrs": {**attrs, "evidence": evidence}}
        if "content" in block:
            return {**block, "content": [changed(child) for child in block["content"]]}
        return block

    return changed(as_node(doc).to_json())


def is_empty(doc: Doc) -> bool:
    """Neither a word nor a figure."""
    return not plain_text(doc).strip() and not figures(doc)
