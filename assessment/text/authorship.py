"""Whose words stand in a text: each revision against the one before it, as an approver must know.

A word belongs to whoever wrote it first. Who moves it, makes it bold or brings it back from an
older revision does not become its writer, and an approval makes it everybody's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assessment.text.sequences import opcodes

# Signs count for themselves: whoever adds a full stop has not written the word before it.
WORD = re.compile(r"\w+|[^\w\s]")
# So many words in a row that stood here before are the same words brought back, not chance.
RUN = 5
# In a stretch of which more than half is new, so many words in a row are no chance.
LEAST_KEPT = 3

Words = tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """Who wrote a word, and in which revision; 0 for words that were kept beside the text."""

    writer: int
    version: int


@dataclass(frozen=True)
class Written:
    """A text at one moment: saved as a revision, or kept beside the text (version 0)."""

    document: dict[str, Any]
    writer: int
    version: int
    is_approved: bool = False
    # The revision that kept words began with.
    began_with: int = 0


@dataclass(frozen=True)
class _Block:
    words: Words
    origins: tuple[Origin | None, ...]


def standing(texts: Iterable[Written]) -> Counter[Origin]:
    """How many words of the newest text are whose; those of an approved text are nobody's.

    `texts` are all revisions of a section and the words kept beside it, in order of time.
    """
    known: dict[Words, tuple[Origin | None, ...]] = {}
    at_version: dict[int, list[_Block]] = {0: []}
    newest = 0
    for text in texts:
        before = at_version.get(text.began_with if not text.version else newest, [])
        origin = Origin(text.writer, text.version)
        now = _attributed(before, _blocks(text.document), origin, known)
        if text.is_approved:
            now = [_Block(block.words, (None,) * len(block.words)) for block in now]
        _remember(now, known, is_approved=text.is_approved)
        if text.version:
            at_version[text.version] = now
            newest = text.version
    return Counter(origin for block in at_version[newest] for origin in block.origins if origin)


def _blocks(document: dict[str, Any]) -> list[Words]:
    return [words for block in document.get("content", ()) if (words := tuple(_words(block)))]


def _words(node: dict[str, Any]) -> Iterator[str]:
    """In lower case: who changes a capital has not written the word."""
    if node["type"] == "text":
        yield from WORD.findall(node["text"].casefold())
    elif node["type"] == "figure":
        attrs = node["attrs"]
        yield f"figure {attrs['evidence']}"
        yield from WORD.findall(attrs["note"].casefold())
    for child in node.get("content", ()):
        yield from _words(child)


def _attributed(
    before: list[_Block],
    blocks: list[Words],
    origin: Origin,
    known: dict[Words, tuple[Origin | None, ...]],
) -> list[_Block]:
    found: list[_Block] = []
    compared = opcodes([block.words for block in before], blocks)
    for verb, from_a, to_a, from_b, to_b in compared:
        if verb == "equal":
            found += before[from_a:to_a]
        else:
            found += _rewritten(before[from_a:to_a], blocks[from_b:to_b], origin, known)
    return found


def _rewritten(
    before: list[_Block],
    blocks: list[Words],
    origin: Origin,
    known: dict[Words, tuple[Origin | None, ...]],
) -> Iterator[_Block]:
    """Blocks that changed: word by word what stayed, by its runs what came back, else new."""
    old = [word for block in before for word in block.words]
    old_origins = [each for block in before for each in block.origins]
    new = [word for words in blocks for word in words]
    origins: list[Origin | None] = [origin] * len(new)
    is_found = [False] * len(new)
    for from_old, to_old, from_new, to_new in _stayed(old, new):
        origins[from_new:to_new] = old_origins[from_old:to_old]
        is_found[from_new:to_new] = [True] * (to_new - from_new)
    start = 0
    for words in blocks:
        _bring_back(words, start, origins, is_found, known)
        yield _Block(words, tuple(origins[start : start + len(words)]))
        start += len(words)


def _stayed(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """What stayed. Of a stretch that was written anew, a lone "the" or full stop did not stay."""
    found = [(a, to_a, b, to_b) for verb, a, to_a, b, to_b in opcodes(old, new) if verb == "equal"]
    if 2 * sum(to - start for start, to, _, _ in found) >= len(new):
        return found
    return [places for places in found if places[1] - places[0] >= LEAST_KEPT]


def _bring_back(
    words: Words,
    start: int,
    origins: list[Origin | None],
    is_found: list[bool],
    known: dict[Words, tuple[Origin | None, ...]],
) -> None:
    for at, run in _runs(words):
        earlier = known.get(run)
        if earlier is None:
            continue
        for place, origin in enumerate(earlier, start + at):
            if not is_found[place]:
                origins[place] = origin
                is_found[place] = True


def _remember(
    blocks: list[_Block], known: dict[Words, tuple[Origin | None, ...]], *, is_approved: bool
) -> None:
    for block in blocks:
        for at, run in _runs(block.words):
            if is_approved or run not in known:
                known[run] = block.origins[at : at + len(run)]


def _runs(words: Words) -> Iterator[tuple[int, Words]]:
    """Every run of a block; a block shorter than a run is one."""
    for at in range(max(len(words) - RUN, 0) + 1):
        yield at, words[at : at + RUN]
