"""The passages of a text that can be pointed at: its paragraphs, each known by its words."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from prosemirror.model import Node

from assessment.text.checking import Doc, as_node

# Fewer different words than this answer nothing.
FEWEST_WORDS = 6


@dataclass(frozen=True)
class Passage:
    """A paragraph as it reads; the hash stays the same while its words do."""

    text: str
    hash: str


def passages(doc: Doc) -> tuple[Passage, ...]:
    """The paragraphs that say something, in reading order, each once; tables and headings aside."""
    found: dict[str, Passage] = {}
    for words in _paragraphs(as_node(doc)):
        if says_something(words):
            passage = Passage(words, hash_of(words))
            found.setdefault(passage.hash, passage)
    return tuple(found.values())


def hash_of(words: str) -> str:
    """Of the words alone: a new line or a bold word changes nothing."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def says_something(words: str) -> bool:
    """A sentence, and not one word over and over."""
    different = {word.strip(".,;:!?").casefold() for word in words.split()} - {""}
    return len(different) >= FEWEST_WORDS


def _paragraphs(node: Node) -> Iterator[str]:
    if node.type.name in {"table", "figure", "heading"}:
        return
    if node.inline_content:
        parts = (node.child(index) for index in range(node.child_count))
        yield " ".join("".join(part.text if part.is_text else " " for part in parts).split())
        return
    for index in range(node.child_count):
        yield from _paragraphs(node.child(index))
