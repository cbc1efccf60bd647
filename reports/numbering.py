"""Numbers for the parts, figures and tables of a document, given once when it is composed.

Pure: a tree in, a tree out. Nothing that draws a document ever counts.
"""

import dataclasses
import itertools
from collections.abc import Iterator

from reports.document import Block, Document, FigureBlock, Part, TableBlock


def numbered(document: Document) -> Document:
    """The same document with every part, figure and table numbered in reading order.

    Parts are 1, 1.1, 1.1.1; appendices A, A.1. Figures and tables count through the whole document,
    so that a reader can say "Figure 12" without naming a section.
    """
    figures, tables = itertools.count(1), itertools.count(1)

    def block_numbered(block: Block) -> Block:
        if isinstance(block, FigureBlock):
            return dataclasses.replace(block, number=f"Figure {next(figures)}")
        if isinstance(block, TableBlock):
            return dataclasses.replace(block, number=f"Table {next(tables)}")
        return block

    def part_numbered(part: Part, number: str, level: int) -> Part:
        blocks = tuple(block_numbered(block) for block in part.blocks)
        parts = tuple(
            part_numbered(child, f"{number}.{position}", level + 1)
            for position, child in enumerate(part.parts, start=1)
        )
        return dataclasses.replace(part, number=number, level=level, blocks=blocks, parts=parts)

    chapters, letters = itertools.count(1), iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    parts = tuple(
        part_numbered(part, next(letters) if part.appendix else str(next(chapters)), 1)
        for part in document.parts
    )
    return dataclasses.replace(document, parts=parts)


def all_parts(document: Document) -> Iterator[Part]:
    """Every part in reading order."""

    def below(parts: tuple[Part, ...]) -> Iterator[Part]:
        for part in parts:
            yield part
            yield from below(part.parts)

    yield from below(document.parts)


def figures(document: Document) -> tuple[FigureBlock, ...]:
    return tuple(b for p in all_parts(document) for b in p.blocks if isinstance(b, FigureBlock))


def tables(document: Document) -> tuple[TableBlock, ...]:
    return tuple(b for p in all_parts(document) for b in p.blocks if isinstance(b, TableBlock))


def labels(document: Document) -> dict[str, str]:
    """What each anchor is called in a sentence: "Figure 3", "section 2.1", "appendix A"."""
    named = {}
    for part in all_parts(document):
        named[part.anchor] = (
            f"{'appendix' if part.number[:1].isalpha() else 'section'} {part.number}"
        )
        for block in part.blocks:
            if isinstance(block, (FigureBlock, TableBlock)):
                named[block.anchor] = block.number
    return named
