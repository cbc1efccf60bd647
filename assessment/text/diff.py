"""What differs between two texts, block by block: for the history and for two people's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from assessment.text.checking import Doc
from assessment.text.plain import block_to_plain
from assessment.text.reading import blocks
from assessment.text.sequences import opcodes

State = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Difference:
    """One block of the older or the newer text: `document` holds it alone, ready to be rendered."""

    state: State
    text: str
    document: dict[str, Any]


def diff_blocks(older: Doc, newer: Doc) -> list[Difference]:
    """In reading order; where a block was changed, the older wording comes before the newer."""
    before, after = _written(older), _written(newer)
    found: list[Difference] = []
    compared = opcodes([words for words, _ in before], [words for words, _ in after])
    for verb, from_a, to_a, from_b, to_b in compared:
        if verb == "equal":
            found.extend(_as("same", after[from_b:to_b]))
        else:
            found.extend(_as("removed", before[from_a:to_a]))
            found.extend(_as("added", after[from_b:to_b]))
    return found


def _written(doc: Doc) -> list[tuple[str, dict[str, Any]]]:
    return [(block_to_plain(block), block.to_json()) for block in blocks(doc)]


def _as(state: State, written: list[tuple[str, dict[str, Any]]]) -> Iterator[Difference]:
    for text, block in written:
        yield Difference(state, text, {"type": "doc", "content": [block]})
