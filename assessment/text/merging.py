"""One text of two that began with the same: everything that either wrote, and nothing twice."""

import re
from collections import Counter
from typing import Any

from assessment.text.checking import Doc, as_node
from assessment.text.plain import block_to_plain
from assessment.text.reading import plain_text
from assessment.text.sequences import opcodes

# Two wordings of one paragraph stand below such a line until a writer has chosen.
MARKED = re.compile(r"^\[Two wordings\. As .+ (?:saved|wrote) it:\]$", re.MULTILINE)
WORD = re.compile(r"\w+")

Block = dict[str, Any]
# Each with its words in the plain form, by which blocks are compared.
Blocks = list[tuple[str, Block]]


def merged(base: Doc, saved: Doc, kept: Doc, *, saver: str, writer: str) -> dict[str, Any]:
    """What was saved with what was kept: where both changed a paragraph both wordings stand."""
    old, ours, theirs = _blocks(base), _blocks(saved), _blocks(kept)
    content: list[Block] = []
    for stretch, mine, other in _stretches(_keys(old), _keys(ours), _keys(theirs)):
        before = old[slice(*stretch)]
        one, two = ours[slice(*mine)], theirs[slice(*other)]
        if _keys(two) in (_keys(before), _keys(one)):
            content += _plain(one)
        elif _keys(one) == _keys(before):
            content += _plain(two)
        elif not before:
            content += _plain(_added(one, two))
        elif around := _around(before, two):
            content += _plain([*around[0], *one, *around[1]])
        elif around := _around(before, one):
            content += _plain([*around[0], *two, *around[1]])
        else:
            # What both wrote below a paragraph that both changed is no part of the quarrel.
            size = len(before) if _follow(before, one) and _follow(before, two) else None
            content += _said("saved", saver, one[:size]) + _said("wrote", writer, two[:size])
            content += _plain(_added(one[size:], two[size:])) if size else []
    return {"type": "doc", "content": content or [{"type": "paragraph"}]}


def _added(one: Blocks, two: Blocks) -> Blocks:
    """Both added something at the same place: neither touches the other's, the same stands once."""
    found: Blocks = []
    for verb, from_one, to_one, from_two, to_two in opcodes(_keys(one), _keys(two)):
        found += one[from_one:to_one]
        if verb != "equal":
            found += two[from_two:to_two]
    return found


def _around(before: Blocks, changed: Blocks) -> tuple[Blocks, Blocks] | None:
    """What stands before and after the old blocks, when those themselves are as they were."""
    size = len(before)
    for at in range(len(changed) - size + 1):
        if _keys(changed[at : at + size]) == _keys(before):
            return changed[:at], changed[at + size :]
    return None


def _follow(before: Blocks, changed: Blocks) -> bool:
    """Do the changed blocks begin with the old ones, each reworded?"""
    if len(changed) < len(before):
        return False
    pairs = [
        (set(WORD.findall(old.casefold())), set(WORD.findall(new.casefold())))
        for (old, _), (new, _) in zip(before, changed, strict=False)
    ]
    return all(2 * len(old & new) >= len(old) for old, new in pairs)


def is_marked(doc: Doc) -> bool:
    """Do two wordings of one paragraph still stand side by side?"""
    return MARKED.search(plain_text(doc)) is not None


def words_left_out(written: Doc, result: Doc, *, base: Doc) -> int:
    """How many of the words that somebody added to `base` do not stand in the result."""
    before = _counted(base)
    return ((_counted(written) - before) - (_counted(result) - before)).total()


def _counted(doc: Doc) -> Counter[str]:
    return Counter(WORD.findall(plain_text(doc).casefold()))


def _blocks(doc: Doc) -> Blocks:
    """Without the empty lines at the end that an editor leaves."""
    node = as_node(doc)
    found = [node.child(index) for index in range(node.child_count)]
    while found and not found[-1].child_count and found[-1].type.name == "paragraph":
        found.pop()
    return [(block_to_plain(block), block.to_json()) for block in found]


def _keys(blocks: Blocks) -> list[str]:
    return [words for words, _ in blocks]


def _plain(blocks: Blocks) -> list[Block]:
    return [block for _, block in blocks]


def _said(verb: str, name: str, blocks: Blocks) -> list[Block]:
    words = f"[Two wordings. As {name} {verb} it:]"
    line = {"type": "paragraph", "content": [{"type": "text", "text": words}]}
    nothing = {
        "type": "paragraph",
        "content": [{"type": "text", "text": "(taken out)"}],
    }
    return [line, *(_plain(blocks) or [nothing])]


Span = tuple[int, int]


def _stretches(old: list[str], one: list[str], two: list[str]) -> list[tuple[Span, Span, Span]]:
    """The old text cut wherever both have the same block; each piece with its two successors."""
    in_one, in_two = _same(old, one), _same(old, two)
    found: list[tuple[Span, Span, Span]] = []
    at, at_one, at_two = 0, 0, 0
    for place in [*sorted(in_one.keys() & in_two.keys()), len(old)]:
        to_one, to_two = in_one.get(place, len(one)), in_two.get(place, len(two))
        found.append(((at, place), (at_one, to_one), (at_two, to_two)))
        if place < len(old):
            found.append(((place, place + 1), (to_one, to_one + 1), (to_two, to_two + 1)))
        at, at_one, at_two = place + 1, to_one + 1, to_two + 1
    return found


def _same(old: list[str], new: list[str]) -> dict[int, int]:
    """Which block of the old text is which of the new."""
    return {
        from_a + step: from_b + step
        for verb, from_a, to_a, from_b, _ in opcodes(old, new)
        if verb == "equal"
        for step in range(to_a - from_a)
    }
