"""Tables of a web page as grids: reporting tools often name such a page .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from datasources.grids.characters import decoded
from datasources.grids.grid import Grid, NoTable, check_size

NOT_SHOWN = frozenset({"script", "style", "template", "noscript", "head"})
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BREAKS = frozenset({"br", "p", "div", "li"})
BLANKS = re.compile(r"\s+")
WIDEST = 1_000
HIGHEST = 65_534


def grids_of(path: Path) -> Iterator[Grid]:
    """Each table with at least two rows of two cells; tables that only lay out a page are none."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    page = etree.fromstring(decoded(path.read_bytes()).encode(), parser)
    found = False
    for table in page.iter("table") if page is not None else ():
        if table.find(".//table") is not None:
            continue
        grid = _grid(table)
        if sum(1 for row in grid.rows if sum(map(bool, row)) > 1) > 1:
            found = True
            yield grid
    if not found:
        raise NoTable


def _grid(table: etree._Element) -> Grid:
    rows: list[dict[int, str]] = []
    taken: list[set[int]] = []
    grid = Grid(_caption(table), is_hidden=any(map(_is_hidden, [table, *table.iterancestors()])))
    lines = list(table.iter("tr"))
    for at, line in enumerate(lines):
        rows.append({})
        if _is_hidden(line):
            grid.hidden_rows.append(at)
        _open(taken, at)
        column = 0
        for cell in line.iterchildren("td", "th"):
            while column in taken[at]:
                column += 1
            wide = _span(cell, "colspan", WIDEST)
            high = min(_span(cell, "rowspan", HIGHEST), len(lines) - at)
            rows[at][column] = BLANKS.sub(" ", "".join(_shown(cell))).strip()
            for below in range(at, at + high):
                _open(taken, below)
                taken[below].update(range(column, column + wide))
            if wide > 1 or high > 1:
                grid.merged.append((at, column, at + high - 1, column + wide - 1))
            column += wide
    width = max((max(columns, default=-1) + 1 for columns in taken), default=0)
    check_size(len(rows), width)
    grid.rows = [[row.get(column, "") for column in range(width)] for row in rows]
    return grid


def _open(taken: list[set[int]], at: int) -> None:
    while len(taken) <= at:
        taken.append(set())


def _caption(table: etree._Element) -> str:
    caption = table.find("caption")
    return "" if caption is None else BLANKS.sub(" ", "".join(_shown(caption))).strip()


def _span(cell: etree._Element, name: str, most: int) -> int:
    given = (cell.get(name) or "1").strip()
    return min(max(int(given), 1), most) if given.isascii() and given.isdigit() else 1


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(HIDDEN_STYLE.search(element.get("style", "")))


def _shown(element: etree._Element) -> Iterator[str]:
    """The text of an element that a reader of the page sees."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_SHOWN and not _is_hidden(child):
            yield " " if child.tag in BREAKS else ""
            yield from _shown(child)
        yield child.tail or ""
