"""Where a written table fits on paper: in the text, across the page, small, or in parts.

The words decide, not the number of columns. A column needs room for its longest word; what is
longer than any word breaks. A table that fits nowhere whole is printed in parts, each of which
begins with the first column again.
"""

import copy
import math
from dataclasses import dataclass

from lxml import etree

LONG_WORD = 22
SHORTEST = 3
WIDEST = "MWmw@%…—"
# Widths in millimetres of a letter of each size, with room for the wider ones, and around a cell.
LETTER = {"plain": 1.9, "across": 1.7, "small": 1.4}
AROUND = {"plain": 2.5, "across": 2.5, "small": 1.8}
TEXT_WIDTH, PAGE_WIDTH = 126.0, 168.0


@dataclass(frozen=True)
class Way:
    """A class of the style sheet, the size of its letters and the width it has."""

    name: str
    size: str
    width: float


IN_TEXT = Way("", "plain", TEXT_WIDTH)
WAYS = (
    IN_TEXT,
    Way("across", "across", PAGE_WIDTH),
    Way("across small", "small", PAGE_WIDTH),
)
PARTS = WAYS[-1]
# Cells that span others cannot be told apart: such a table is broken wherever it must be.
SQUEEZED = "across small squeezed"


def fit(table: etree._Element) -> None:
    """Give the table the class of the way it fits, or put its parts in its place."""
    for cell in table.iter("th", "td"):
        if has_long_word(cell.text_content()):
            cell.set("class", "long")
    words = longest_words(rows_of(table))
    way = next((way for way in WAYS if room(words, way.size) <= way.width), None)
    if way is not None:
        _set_class(table, way.name)
    elif any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("th", "td")):
        _squeeze(table, len(words))
    else:
        _put_parts(table, bands(words, PARTS))


def has_long_word(text: str) -> bool:
    return any(len(word) > LONG_WORD for word in text.split())


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    return [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]


def longest_words(rows: list[list[etree._Element]]) -> list[int]:
    """The letters that each column must have room for."""
    words = [SHORTEST] * max((_columns(row) for row in rows), default=0)
    for row in rows:
        at = 0
        for cell in row:
            span = int(cell.get("colspan", 1))
            if span == 1:
                lengths = [_length(word) for word in cell.text_content().split()]
                words[at] = max([words[at], *lengths])
            at += span
    return words


def _length(word: str) -> int:
    """In letters of common width, up to where a word breaks."""
    return math.ceil(sum(_width(letter) for letter in word[:LONG_WORD]))


def _width(letter: str) -> float:
    if letter in WIDEST:
        return 1.7
    return 1.2 if letter.isupper() else 1.0


def room(words: list[int], size: str) -> float:
    return sum(count * LETTER[size] + AROUND[size] for count in words)


def bands(words: list[int], way: Way) -> list[list[int]]:
    """Which columns stand in each part, besides the first, which stands in all."""
    parts: list[list[int]] = [[]]
    for column in range(1, len(words)):
        tried = [words[0], *(words[at] for at in parts[-1]), words[column]]
        if parts[-1] and room(tried, way.size) > way.width:
            parts.append([])
        parts[-1].append(column)
    return parts


def _columns(row: list[etree._Element]) -> int:
    return sum(int(cell.get("colspan", 1)) for cell in row)


def _set_class(table: etree._Element, name: str) -> None:
    if name:
        table.set("class", name)


def _squeeze(table: etree._Element, columns: int) -> None:
    _set_class(table, SQUEEZED)
    group = etree.Element("colgroup")
    for _ in range(columns):
        etree.SubElement(group, "col", style=f"width: {100 / columns:.3f}%")
    table.insert(0 if table.find("caption") is None else 1, group)


def _put_parts(table: etree._Element, parts: list[list[int]]) -> None:
    tail, table.tail = table.tail, None
    before = table
    for number, columns in enumerate(parts, start=1):
        part = copy.deepcopy(table)
        for row in rows_of(part):
            for at, cell in enumerate(row):
                if at and at not in columns:
                    cell.getparent().remove(cell)
        caption = etree.Element("caption")
        caption.text = f"Part {number} of {len(parts)}" + (" (continued)" if number > 1 else "")
        part.insert(0, caption)
        _set_class(part, PARTS.name)
        before.addnext(part)
        before = part
    table.getparent().remove(table)
    before.tail = tail
