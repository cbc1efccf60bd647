"""How a table fits on paper: in the text, across the page, turned, small, or in parts.

The words decide, not the number of columns. A column needs room for its longest word; what is
longer than any word breaks. A table that fits nowhere whole is printed in parts, each of which
begins with the first column again. What is decided here is printed so, and is what a publisher is
told before (`reports.rendering.paper`).
"""

import copy
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from reports.document import TableData

LONG_WORD = 22
SHORTEST = 3
WIDEST = "MWmw@%…—"
LAST_LATIN = "\u024f"
# Up to so many letters a name of a row stands on one line.
BRIEF_NAME = 16
# In millimetres: of a letter for each point of its size, with room for the wider ones.
LETTER = 0.2
TEXT_WIDTH, PAGE_WIDTH, TURNED_WIDTH = 126.0, 168.0, 255.0


@dataclass(frozen=True)
class Way:
    """A class of the style sheet, the points of its letters, the width it has and the room around
    the words of a cell, both in millimetres; and in words where it stands, if not as usual."""

    name: str
    points: float
    width: float
    around: float
    place: str = ""


ACROSS = "across the margin"
TURNED = "on a turned page"
# Of each kind of table, the usual way first.
TYPED = (
    Way("", 9.6, TEXT_WIDTH, 2.5),
    Way("across", 8.6, PAGE_WIDTH, 2.5, ACROSS),
    Way("across small", 7, PAGE_WIDTH, 1.8, ACROSS),
)
BEHIND_A_FIGURE = (
    Way("", 8.6, TEXT_WIDTH, 3.2),
    Way("across", 8.6, PAGE_WIDTH, 3.2, ACROSS),
    Way("across small", 7, PAGE_WIDTH, 1.8, ACROSS),
)
OF_RECORDS = (
    Way("", 9, PAGE_WIDTH, 3.2),
    Way("data-small", 8.4, TURNED_WIDTH, 3.2, TURNED),
    Way("data-tiny", 7, TURNED_WIDTH, 3.2, TURNED),
)
# Cells that span others cannot be told apart: such a table is broken wherever it must be.
SQUEEZED = "across small squeezed"


@dataclass(frozen=True)
class Printing:
    """How one table is printed. `parts` are the columns of each part beside the first column,
    which begins them all; none when the table stays whole. `usual` is how others are printed."""

    way: Way
    usual: Way
    columns: int
    parts: tuple[tuple[int, ...], ...] = ()
    is_squeezed: bool = False

    @property
    def is_turned(self) -> bool:
        return self.way.place == TURNED

    @property
    def is_plain(self) -> bool:
        """Whole, upright and in letters as large as its neighbours'."""
        is_changed = self.parts or self.is_squeezed or self.is_turned
        return not is_changed and self.way.points == self.usual.points


def printing(words: list[int], ways: Sequence[Way], *, has_spans: bool = False) -> Printing:
    """The first way that has room for the words; where none has, the last, in parts."""
    usual, last, count = ways[0], ways[-1], len(words)
    for way in ways:
        if room(words, way) <= way.width:
            return Printing(way, usual, count)
    if has_spans:
        return Printing(last, usual, count, is_squeezed=True)
    return Printing(last, usual, count, parts=bands(words, last))


def printing_typed(table: etree._Element) -> Printing:
    """How a table that somebody wrote in a text is printed."""
    has_spans = any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("th", "td"))
    return printing(longest_words(rows_of(table)), TYPED, has_spans=has_spans)


def printing_data(table: TableData, ways: Sequence[Way]) -> Printing:
    """How a table of records, or that behind a figure, is printed."""
    return printing(words_of(table), ways)


def has_brief_names(table: TableData) -> bool:
    """Names so short that each stands on one line."""
    return all(len(row[0]) <= BRIEF_NAME for row in table.rows)


def words_of(table: TableData) -> list[int]:
    """The letters that each column of it must have room for."""
    columns = [column.label for column in table.columns]
    words = [
        max(SHORTEST, _longest(label), *(_longest(row[at]) for row in table.rows))
        for at, label in enumerate(columns)
    ]
    if words and has_brief_names(table):
        words[0] = max([words[0], *(_length(row[0]) for row in table.rows)])
    return words


def fit(table: etree._Element) -> None:
    """Give the table the class of the way it fits, or put its parts in its place."""
    for cell in table.iter("th", "td"):
        if has_long_word(cell.text_content()):
            cell.set("class", "long")
    how = printing_typed(table)
    if how.is_squeezed:
        _squeeze(table, how.columns)
    elif how.parts:
        _put_parts(table, how)
    else:
        _set_class(table, how.way.name)


def has_long_word(text: str) -> bool:
    return bool(long_words(text))


def long_words(text: str) -> list[str]:
    """The words that no column makes room for: they are broken where the column ends."""
    return [word for word in text.split() if len(word) > LONG_WORD]


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
                words[at] = max(words[at], _longest(cell.text_content()))
            at += span
    return words


def _longest(text: str) -> int:
    return max((_length(word) for word in text.split()), default=0)


def _length(word: str) -> int:
    """In letters of common width, up to where a word breaks."""
    return math.ceil(letters(word[:LONG_WORD]))


def letters(word: str) -> float:
    """How long a word is, in letters of common width."""
    return sum(_width(letter) for letter in word)


def _width(letter: str) -> float:
    if letter in WIDEST:
        return 1.7
    if letter.isalpha() and letter > LAST_LATIN:
        return 2.0
    return 1.2 if letter.isupper() else 1.0


def room(words: Iterable[int], way: Way) -> float:
    """The millimetres that columns of such words take."""
    return sum(count * LETTER * way.points + way.around for count in words)


def bands(words: list[int], way: Way) -> tuple[tuple[int, ...], ...]:
    """Which columns stand in each part, besides the first, which stands in all."""
    parts: list[list[int]] = [[]]
    for column in range(1, len(words)):
        tried = [words[0], *(words[at] for at in parts[-1]), words[column]]
        if parts[-1] and room(tried, way) > way.width:
            parts.append([])
        parts[-1].append(column)
    return tuple(map(tuple, parts))


def part_title(number: int, count: int) -> str:
    """Part 2 of 3 (continued)."""
    return f"Part {number} of {count}" + (" (continued)" if number > 1 else "")


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


def _put_parts(table: etree._Element, how: Printing) -> None:
    tail, table.tail = table.tail, None
    before = table
    for number, columns in enumerate(how.parts, start=1):
        part = copy.deepcopy(table)
        for row in rows_of(part):
            for at, cell in enumerate(row):
                if at and at not in columns:
                    cell.getparent().remove(cell)
        caption = etree.Element("caption")
        caption.text = part_title(number, len(how.parts))
        part.insert(0, caption)
        _set_class(part, how.way.name)
        before.addnext(part)
        before = part
    table.getparent().remove(table)
    before.tail = tail
