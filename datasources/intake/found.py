"""The tables of a file, found without knowing what they are: by the structure of their cells alone.

`found_tables` is the way in for whoever asks later what kind of data it is. Nothing is thrown away
here: what is no row of the table is a line above or below it, a row that looks like a total is
named and kept, and what had to be guessed is a finding that asks.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from datasources.intake import dialects, headings, sheets, sniffing, text
from datasources.intake.blocks import SAMPLE, Block, Layout, Rows, cell_at, layout_of
from datasources.intake.characters import Utf8
from datasources.intake.dialects import Dialect
from datasources.intake.findings import Finding, Refused
from datasources.intake.found_rows import Stream, Totals
from datasources.intake.found_table import Batch, FoundTable, Line
from datasources.intake.found_words import (
    headings_named,
    left_out,
    merged_cells,
    no_heading_row,
    none_found,
    repeated_headings,
)
from datasources.intake.headings import Names, one_line
from datasources.intake.text import REMARK, Heading, Ragged
from datasources.intake.unpacking import Table
from datasources.intake.workbook import Sheet
from partnerships import spreadsheets

Note = Callable[[Finding], None]
SMALL = 4 * 1024 * 1024
"""A text up to this size is looked through whole, for several tables; of others the top is."""
TOP = 400
AT_ONCE = 50_000
TITLE = "Line above the table"
"""The column that tells tables of one sheet apart which are headed alike."""


def found_tables(opened: sheets.Opened, note: Note, meant: str = "") -> Iterator[FoundTable]:
    """Every table of a file, one at a time: read one before asking for the next. Hidden sheets are
    read where no other holds one, and the one that is meant.

    Refused when there is none, with what was seen instead.
    """
    if opened.table.form == sniffing.TEXT:
        yield from _in_text(opened.table, opened.folder, note)
    else:
        yield from _in_sheets(opened, note, meant)


def _in_sheets(opened: sheets.Opened, note: Note, meant: str) -> Iterator[FoundTable]:
    table = opened.table
    unread: list[str] = []
    refused: list[Refused] = []
    empty = found = False
    for number, sheet in enumerate(opened.sheets(), start=1):
        if sheet.is_hidden and found and not (meant and sheet.name == meant):
            unread.append(sheet.name)
            continue
        layout = _layout(sheet, table.form)
        empty = empty or bool(layout.empty_headings)
        for one in _of_layout(table, sheet, number, layout, refused):
            found = True
            yield one
    if unread:
        note(sheets.left_unread(table, unread))
    if not found:
        raise refused[0] if refused else none_found(empty=empty)
    for one_refused in refused:
        note(left_out(one_refused, table.name))


def tables_of_sheet(table: Table, sheet: Sheet, number: int) -> list[FoundTable]:
    """Every table of one sheet. Refused where a table's formulas have no stored results."""
    refused: list[Refused] = []
    tables = list(_of_layout(table, sheet, number, _layout(sheet, table.form), refused))
    if refused:
        raise refused[0]
    return tables


def _of_layout(
    table: Table, sheet: Sheet, number: int, layout: Layout, refused: list[Refused]
) -> Iterator[FoundTable]:
    tables: list[FoundTable] = []
    for block in layout.blocks:
        try:
            tables.append(_of_block(table, sheet, number, block))
        except Refused as refusal:
            refused.append(refusal)
    _name_by_titles(tables)
    yield from tables


def _name_by_titles(tables: Sequence[FoundTable]) -> None:
    """Tables of one sheet with the same headings get a column with what stands above each alone.

    Often it is that line alone which says of what type or period the numbers are.
    """
    alike: dict[tuple[str, ...], list[FoundTable]] = {}
    for one in tables:
        alike.setdefault(one.columns, []).append(one)
    for columns, several in alike.items():
        lines = Counter(line.text for one in several for line in one.above)
        titles = [
            "; ".join(line.text for line in one.above if lines[line.text] == 1) for one in several
        ]
        if len(several) > 1 and all(titles) and TITLE not in columns:
            for one, title in zip(several, titles, strict=True):
                one.columns = (*columns, TITLE)
                one.batches = _with_title(one.batches, title)


def _with_title(batches: Iterator[Batch], title: str) -> Iterator[Batch]:
    for rows, cells in batches:
        column = pa.array([title] * len(rows), pa.string())
        yield Batch(rows, cells.append_column(f"c{cells.num_columns}", column))


def _trimmed(block: Block, rows: Rows) -> Block:
    """Without columns that are blank from the headings to the last row: they only make room."""
    places = (*block.headings, *block.rows)
    filled = tuple(
        column
        for column in block.columns
        if any(cell_at(rows[at], column).strip() for at in places)
    )
    return replace(block, columns=filled)


def _layout(sheet: Sheet, form: str) -> Layout:
    if sheet.has_names and len(sheet.rows) > 1:
        width = len(sheet.rows[0])
        return Layout([Block(tuple(range(width)), (0,), tuple(range(1, len(sheet.rows))))])
    is_workbook = form not in (sniffing.HTML, sniffing.JSON)
    return layout_of(sheet.rows, sheet.merged, sheet.hidden_rows, side_by_side=is_workbook)


def _of_block(table: Table, sheet: Sheet, number: int, block: Block) -> FoundTable:
    """One block of a sheet as a table; refused where its formulas have no results."""
    trimmed = _trimmed(block, sheet.rows)
    names = headings.names_of(sheet.rows, trimmed, sheet.merged)
    places = block.rows or block.headings
    within = range(places[0], places[-1] + 1)
    sheets.check_formulas(sheet, names.columns, trimmed.columns, within)
    rows, filled = sheets.filled_down(sheet, trimmed.columns, trimmed.rows)
    found = FoundTable(
        sheet.name,
        names.columns,
        tuple(at + 1 for at in block.headings),
        iter(()),
        above=_lines(sheet.rows, block.above, block.columns),
        below=list(_lines(sheet.rows, block.below, block.columns)),
        is_hidden=sheet.is_hidden,
    )
    if block.headings:
        found.findings.append(
            sheets.used(table, sheet, number, block.headings[-1], len(block.rows))
        )
    found.findings += sheets.seen(table, sheet, block.rows)
    found.findings += _asked(table, names, trimmed, sheet.rows)
    if filled:
        found.findings.append(merged_cells(filled, table.name))
    found.batches = _batches(found, rows, trimmed)
    return found


def _lines(rows: Rows, places: Sequence[int], columns: Sequence[int]) -> tuple[Line, ...]:
    return tuple(
        Line(at + 1, " ".join(filter(None, (one_line(cell_at(rows[at], c)) for c in columns))))
        for at in places
    )


def _batches(found: FoundTable, rows: Rows, block: Block) -> Iterator[Batch]:
    seen = Totals()
    names = [f"c{at}" for at in range(len(block.columns))]
    for begin in range(0, len(block.rows), AT_ONCE):
        places = block.rows[begin : begin + AT_ONCE]
        arrays = [
            pa.array(
                [spreadsheets.as_typed(cell_at(rows[at], column)) for at in places], pa.string()
            )
            for column in block.columns
        ]
        batch = Batch(
            np.array(places, dtype="int64") + 1, pa.Table.from_arrays(arrays, names=names)
        )
        seen.see(batch)
        yield batch
    found.totals += seen.found()


def _asked(table: Table, names: Names, block: Block, rows: Rows) -> Iterator[Finding]:
    """What was done where the headings did not name all columns, told and asked."""
    if not block.headings:
        cells = [one_line(cell_at(rows[block.rows[0]], column)) for column in block.columns]
        yield no_heading_row(table.name, block.rows[0] + 1, cells)
    else:
        yield from headings_named(table.name, names)
    if block.repeated:
        yield repeated_headings(table.name, [at + 1 for at in block.repeated])


def _in_text(table: Table, folder: Path, note: Note) -> Iterator[FoundTable]:
    utf8, top = text.opened(table.path, folder, table.name, note)
    dialect = dialects.likeliest(top)
    if dialect is None:
        raise text.fixed_width() if dialects.is_fixed_width(top) else none_found(empty=False)
    looked = _look_at(utf8, top, dialect)
    layout = layout_of(looked.rows)
    if not layout.blocks:
        raise none_found(empty=bool(layout.empty_headings))
    if len(layout.blocks) == 1 or not looked.is_whole:
        yield _streamed(table, looked, layout.blocks[0], folder, note)
        return
    rows = looked.rows
    tables = []
    for number, one in enumerate(layout.blocks, start=1):
        block, ragged = _without_ragged(one, rows)
        found = _of_block(table, Sheet("", rows), number, block)
        found.encoding, found.delimiter = utf8.encoding, dialect.delimiter
        found.ragged += ragged
        tables.append(found)
    _name_by_titles(tables)
    yield from tables


class _Looked(NamedTuple):
    """The rows of a text, or its first ones, and the byte at which each ends."""

    utf8: Utf8
    dialect: Dialect
    rows: list[list[str]]
    ends: Sequence[int]
    is_whole: bool


def _look_at(utf8: Utf8, top: str, dialect: Dialect) -> _Looked:
    is_whole = utf8.path.stat().st_size <= SMALL
    content = utf8.path.read_bytes().decode() if is_whole else top
    read = list(text.rows_at_top(content, dialect, SMALL if is_whole else TOP))
    usual = Counter(len(cells) for _, cells, _ in read if len(cells) > 1).most_common(1)[0][0]
    rows = [_as_line(cells, usual, dialect) for _, cells, _ in read]
    return _Looked(utf8, dialect, rows, [end for _, _, end in read], is_whole)


def _without_ragged(block: Block, rows: Rows) -> tuple[Block, list[Ragged]]:
    """Of a text every row has its cells: one with fewer or more than the others is set aside."""
    width = _width(block, rows)
    good = tuple(at for at in block.rows if len(rows[at]) == width)
    ragged = [
        Ragged(
            at + 1,
            len(rows[at]),
            1,
            rows[at][0] if len(rows[at]) == 1 else "",
            (tuple(rows[at]),),
        )
        for at in block.rows
        if len(rows[at]) != width
    ]
    return replace(block, columns=tuple(range(width)), rows=good), ragged


def _as_line(cells: list[str], usual: int, dialect: Dialect) -> list[str]:
    """A remark as one cell; what names the sign between the cells is no cell at all."""
    if cells and cells[0].lstrip().startswith(REMARK):
        is_record = len(cells) == usual and any(cells[1:]) and not cells[0].startswith(f"{REMARK} ")
        return cells if is_record else [dialect.delimiter.join(cells)]
    return [] if dialects.said_delimiter(dialect.delimiter.join(cells) + "\n") else cells


def _streamed(table: Table, looked: _Looked, block: Block, folder: Path, note: Note) -> FoundTable:
    """The one table of a text, its rows in batches as they are read."""
    utf8, dialect, rows, ends, is_whole = looked
    before = block.headings[-1] if block.headings else block.rows[0] - 1
    block = replace(block, columns=tuple(range(_width(block, rows))))
    if _has_row_names(block, rows):
        rows = [["", *row] if at in block.headings else row for at, row in enumerate(rows)]
    names = headings.names_of(rows, block)
    begins_at = ends[before] if before >= 0 else _mark(utf8)
    heading = Heading(list(names.columns), before + 1, dialect, begins_at)
    raw, numbered = text.numbered_table(utf8, heading, folder, table.name, note)
    all_columns = range(max(map(len, rows)))
    found = FoundTable(
        "",
        names.columns,
        tuple(at + 1 for at in block.headings),
        iter(()),
        above=_lines(rows, block.above, all_columns),
        below=list(_lines(rows, block.below, all_columns)) if is_whole else [],
        ragged=raw.ragged,
        findings=list(_asked(table, names, replace(block, repeated=()), rows)),
        encoding=utf8.encoding,
        delimiter=dialect.delimiter,
    )
    again = [cell.strip() for cell in rows[block.headings[-1]]] if block.headings else []
    last = max((*block.rows, *block.repeated)) + 1 if is_whole else None
    found.batches = Stream(found, again, table.name, last).batches(numbered)
    return found


def _width(block: Block, rows: Rows) -> int:
    """How many cells a row has: as many as the headings, or more where most rows fill more."""
    named = max((len(rows[at]) for at in block.headings), default=0)
    counts = Counter(len(rows[at]) for at in block.rows)
    usual, often = counts.most_common(1)[0]
    beyond = any(any(cell.strip() for cell in rows[at][named:]) for at in block.rows)
    is_usual = not block.headings or (often * 2 >= counts.total() and beyond)
    return usual if usual > named and is_usual else named


def _has_row_names(block: Block, rows: Rows) -> bool:
    """Whether only the names begin a column too late: the first cells count the rows, as R does."""
    counts = [rows[at][0] for at in block.rows[:SAMPLE]]
    return (
        bool(block.headings)
        and all(len(rows[at]) == len(block.columns) - 1 for at in block.headings)
        and len(counts) > 1
        and counts == [str(number) for number in range(1, len(counts) + 1)]
    )


def _mark(utf8: Utf8) -> int:
    with utf8.path.open("rb") as stream:
        return len(codecs.BOM_UTF8) if stream.read(3) == codecs.BOM_UTF8 else 0
