"""A text file or a workbook into raw tables whose headings fit the kind; or why there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np
import pyarrow as pa

from datasources import grids, kinds
from datasources.intake import findings, own_columns, privacy, sheets, text
from datasources.intake.dialects import is_fixed_width, likeliest
from datasources.intake.findings import Finding, Refused
from datasources.intake.found import found_tables, tables_of_sheet
from datasources.intake.found_table import FoundTable
from datasources.intake.found_words import (
    merged_cells,
    other_table,
    repeated_headings,
    sideways,
)
from datasources.intake.headings import one_line, told_apart
from datasources.intake.limits import Budget
from datasources.intake.sniffing import TEXT
from datasources.intake.text import HEADING_WITHIN, RawTable
from datasources.intake.typed import cells_as_typed
from datasources.intake.unpacking import Table
from datasources.intake.words import counted
from datasources.intake.workbook import Sheet
from datasources.kinds import Kind, Role
from datasources.kinds.headings import plain_set
from partnerships import spreadsheets
from partnerships.words import all_of, listed

Note = Callable[[Finding], None]
NOT_IN_ONE_ROW = (
    findings.NO_HEADING,
    findings.MISSING_COLUMNS,
    findings.SHEET_NOT_THERE,
    findings.COLUMNS_UNSAID,
)
IsHeading = Callable[[Sequence[str], str], bool]
"""Told a row's cells and the sheet's (or file's) name."""
Unused = Callable[[str, RawTable], None]
"""Told a sheet's name, and the top of a table there that is not read."""
# Of a table that is not read so much is kept, for a person to look at.
MOST_COLUMNS, FIRST_ROWS = 100, 500
# In so many first columns the names of records that stand across are looked for.
SIDEWAYS_WITHIN = 3
SAY_COLUMNS = "If these are its columns under other names, say so in the layout of this source. "
OTHER_KIND = (
    "If it is another kind of table, send it to a source of that kind, or keep it as a plain table"
    " in a source of its own."
)


def _pass_over(_sheet: str, _table: RawTable) -> None:
    return


@dataclass(frozen=True)
class Wanted:
    """Which tables are looked for: of which kind, how they are known, on which sheet.

    `sheet` is blank where every one is meant. `unused` is told of those that are passed over.
    """

    kind: Kind
    is_heading: IsHeading
    sheet: str = ""
    unused: Unused = _pass_over
    with_shapes: bool = False
    """Whether the outlines of a map are read too."""

    def is_meant(self, sheet: str) -> bool:
        return not self.sheet or sheet in ("", self.sheet)


def raw_tables(
    table: Table, folder: Path, wanted: Wanted, budget: Budget, note: Note
) -> Iterator[tuple[str, RawTable]]:
    """Each table of the kind, with its sheet's name (blank for text). Refused when none fits.

    The columns that our own downloads have beside a sender's are no columns of it.
    """

    def is_heading(cells: Sequence[str], sheet: str) -> bool:
        return wanted.is_heading(own_columns.theirs(cells), sheet)

    def unused(sheet: str, raw: RawTable) -> None:
        wanted.unused(sheet, own_columns.without_ours(raw))

    theirs = replace(wanted, is_heading=is_heading, unused=unused)
    for sheet, raw in _described_tables(table, folder, theirs, budget, note):
        yield sheet, own_columns.without_ours(raw)


def _described_tables(
    table: Table, folder: Path, wanted: Wanted, budget: Budget, note: Note
) -> Iterator[tuple[str, RawTable]]:
    """Where a descriptor says more of a table's columns, they are known by their titles too."""
    said = table.described
    if not said:
        yield from _raw_tables(table, folder, wanted, budget, note)
        return

    def is_heading(cells: Sequence[str], sheet: str) -> bool:
        return wanted.is_heading(cells, sheet) or wanted.is_heading(said.titled(cells), sheet)

    either = replace(wanted, is_heading=is_heading)
    for sheet, raw in _raw_tables(table, folder, either, budget, note):
        is_known = wanted.is_heading(raw.headings, sheet or table.name)
        headings = raw.headings if is_known else said.titled(raw.headings)
        batches = map(said.without_missing, raw.batches) if said.missing else raw.batches
        yield sheet, replace(raw, headings=headings, batches=batches)


def _raw_tables(
    table: Table, folder: Path, wanted: Wanted, budget: Budget, note: Note
) -> Iterator[tuple[str, RawTable]]:
    """The same, by what stands in the table alone.

    Headings are looked for row by row. Where no row holds them they may stand in several rows, in
    groups, or further down.
    """
    told: list[Finding] = []

    def note_once(one: Finding) -> None:
        if one.code == findings.HIDDEN_SHEET_READ and wanted.sheet:
            one = sheets.because_it_is_meant(one)
        if one not in told:
            told.append(one)
            note(one)

    with sheets.Opened(table, folder, budget) as opened:
        try:
            if table.form == TEXT:
                yield "", _as_typed(_text_table(table, folder, wanted, note_once))
            else:
                for sheet, raw in _sheet_tables(opened, wanted, note_once):
                    yield sheet, _as_typed(raw)
        except Refused as refusal:
            if refusal.code not in NOT_IN_ONE_ROW:
                raise
            yield from _by_structure(opened, wanted, note_once, refusal)


def _by_structure(
    opened: sheets.Opened, wanted: Wanted, note: Note, refusal: Refused
) -> Iterator[tuple[str, RawTable]]:
    """The tables whose names, put together of all heading rows, fit; else the refusal stands."""
    fits = False
    others: list[tuple[str, RawTable]] = []
    with contextlib.suppress(Refused):
        for one in found_tables(opened, note, wanted.sheet):
            is_meant = wanted.is_meant(one.sheet)
            if is_meant and wanted.is_heading(one.columns, one.sheet or opened.table.name):
                fits = True
                yield one.sheet, _as_raw(one, note)
            elif (top := _top_of(one)) is not None:
                others.append((one.sheet, top))
    if fits:
        return
    turned = list(_sideways(opened, wanted, note))
    if turned:
        yield from turned
        return
    for sheet, top in others:
        wanted.unused(sheet, top)
    raise _better(refusal, [top for _, top in others], wanted.kind)


def _sideways(opened: sheets.Opened, wanted: Wanted, note: Note) -> Iterator[tuple[str, RawTable]]:
    """Tables whose names stand in the first column, and a record in each of the others."""
    table = opened.table
    with contextlib.suppress(Refused):
        for sheet, rows in _small_grids(opened):
            if not wanted.is_meant(sheet):
                continue
            across = [list(column) for column in zip_longest(*rows, fillvalue="")]
            top = across[:SIDEWAYS_WITHIN]
            at = _heading_at(top, sheet or table.name, wanted)
            if at is not None and len(across) > at + 1:
                note(sideways(table.name, sheet, at + 1, len(across) - at - 1))
                yield sheet, _as_typed(_from_rows(across, at))


def _small_grids(
    opened: sheets.Opened,
) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """The rows of each sheet, or of a text, where they are as few as a person lays across."""
    table = opened.table
    if table.form == TEXT:
        utf8, top = text.opened(table.path, opened.folder, table.name, lambda _finding: None)
        dialect = likeliest(top)
        if dialect is not None and utf8.path.stat().st_size <= text.LOOK_AT:
            yield "", [cells for _, cells, _ in text.rows_at_top(top, dialect, MOST_COLUMNS)]
        return
    for sheet in opened.sheets():
        if len(sheet.rows) <= MOST_COLUMNS and not sheet.is_hidden:
            yield sheet.name, sheet.rows


def _better(refusal: Refused, seen: Sequence[RawTable], kind: Kind) -> Refused:
    """The refusal in the words of the tables that are there, where they say more."""
    named = [one for one in seen if one.heading_row]
    if refusal.code not in (findings.NO_HEADING, findings.COLUMNS_UNSAID) or not seen:
        return refusal
    if not named:
        return _without_names(len(seen[0].headings), kind)
    if refusal.code == findings.COLUMNS_UNSAID:
        return columns_unsaid([one.headings for one in named], kind)
    return _of_other_names(named[0].headings, kind)


def _top_of(found: FoundTable) -> RawTable | None:
    """Names of the columns and first rows; None where the names may be a person's."""
    names = found.columns
    if len(names) > MOST_COLUMNS or privacy.patterns_in(names):
        return None
    first = next(found.batches, None)
    rows = [] if first is None else [first.cells.slice(0, FIRST_ROWS)]
    return RawTable(
        list(names),
        found.heading_row or 0,
        iter(rows),
        encoding=found.encoding,
        delimiter=found.delimiter,
    )


def _as_raw(found: FoundTable, note: Note) -> RawTable:
    numbers: list[np.ndarray] = []

    def batches() -> Iterator[pa.Table]:
        told = len(found.findings)
        for one in found.findings[:told]:
            note(one)
        for rows, cells in found.batches:
            numbers.append(rows)
            yield cells
        for one in found.findings[told:]:
            note(one)

    return RawTable(
        list(found.columns),
        found.heading_row or 0,
        batches(),
        ragged=found.ragged,
        encoding=found.encoding,
        delimiter=found.delimiter,
        numbers=numbers,
    )


def _as_typed(raw: RawTable) -> RawTable:
    """Without the apostrophes that a download of ours puts before what looks like a formula.

    Two columns with one heading have two names from here on.
    """
    headings = told_apart([spreadsheets.as_typed(heading) for heading in raw.headings])
    batches = map(cells_as_typed, raw.batches) if raw.is_guarded else raw.batches
    return replace(raw, headings=headings, batches=batches)


def _text_table(table: Table, folder: Path, wanted: Wanted, note: Note) -> RawTable:
    utf8, top = text.opened(table.path, folder, table.name, note)
    found = text.find_heading(top, lambda cells: wanted.is_heading(cells, table.name))
    if found is None:
        if is_fixed_width(top):
            raise text.fixed_width()
        raise why_not(text.first_rows(top), wanted.kind)
    return text.raw_table(utf8, found, folder, table.name, note)


def _sheet_tables(
    opened: sheets.Opened, wanted: Wanted, note: Note
) -> Iterator[tuple[str, RawTable]]:
    table = opened.table
    tops: list[list[str]] = []
    unread: list[str] = []
    others: list[str] = []
    found = found_shown = False
    every = enumerate(opened.sheets(with_shapes=wanted.with_shapes), start=1)
    for number, sheet in _meant(every, wanted, others, unread):
        if sheet.is_hidden and found_shown and not wanted.sheet:
            unread.append(sheet.name)
            continue
        top = sheet.rows[:HEADING_WITHIN]
        tops += top
        at = _heading_at(top, sheet.name, wanted)
        if at is None:
            continue
        found, found_shown = True, found_shown or not sheet.is_hidden
        several = _several(table, sheet, number, at, wanted)
        if several:
            yield from _each_of(several, table, wanted, note)
        else:
            yield sheet.name, _one_table(table, sheet, number, at, note)
    if unread:
        note(sheets.left_unread(table, unread))
    if not found and others and not tops:
        raise sheets.not_there(wanted.sheet, others)
    if not found:
        raise why_not(tops, wanted.kind)


def _one_table(table: Table, sheet: Sheet, number: int, at: int, note: Note) -> RawTable:
    """What stands below the one heading row of a sheet, or table of a page."""
    headings = sheet.rows[at]
    below = range(at + 1, len(sheet.rows))
    sheets.check_formulas(sheet, headings, range(len(headings)), below)
    rows, filled = sheets.filled_down(sheet, range(len(headings)), below)
    repeated = [row for row in below if rows[row] == headings]
    if grids.GEOMETRY not in headings:
        note(sheets.used(table, sheet, number, at, len(below) - len(repeated)))
    for one in sheets.seen(table, sheet, below):
        note(one)
    if filled:
        note(merged_cells(filled, table.name))
    if repeated:
        note(repeated_headings(table.name, [row + 1 for row in repeated]))
    return _from_rows(rows, at, frozenset(repeated))


def _several(table: Table, sheet: Sheet, number: int, at: int, wanted: Wanted) -> list[FoundTable]:
    """The tables of a sheet that has more than one; none where there is one, or it is not sure.

    It is sure where each has a heading row of its own, and the row that was found is one of them.
    """
    if sheet.has_names or not _may_be_several(sheet.rows, at):
        return []
    tables = tables_of_sheet(table, sheet, number)
    fit = any(
        one.heading_row == at + 1 and wanted.is_heading(one.columns, sheet.name or table.name)
        for one in tables
    )
    return tables if fit and len(tables) > 1 and all(one.heading_rows for one in tables) else []


def _may_be_several(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether rows stand below a blank one, or the same headings beside a blank column."""
    names = [cell.strip() for cell in rows[at]]
    filled = [name for name in names if name]
    first = names.index(filled[0]) if filled else 0
    has_gap = "" in names[first : len(names) - names[::-1].index(filled[-1])] if filled else False
    if has_gap and len(set(filled)) < len(filled):
        return True
    was_blank = False
    for row in rows[at + 1 :]:
        is_blank = not any(map(str.strip, row))
        if was_blank and not is_blank:
            return True
        was_blank = is_blank
    return False


def _each_of(
    several: Sequence[FoundTable], table: Table, wanted: Wanted, note: Note
) -> Iterator[tuple[str, RawTable]]:
    """Those of the tables of a sheet that are of the kind; the others are told."""
    for one in several:
        if wanted.is_heading(one.columns, one.sheet or table.name):
            yield one.sheet, _as_raw(one, note)
        else:
            note(other_table(table.name, one.sheet, one.heading_rows[0], one.columns))
            if (top := _top_of(one)) is not None:
                wanted.unused(one.sheet, top)


def _meant(
    every: Iterable[tuple[int, Sheet]], wanted: Wanted, others: list[str], unread: list[str]
) -> Iterator[tuple[int, Sheet]]:
    """The numbered sheets that are meant; the names of all others go into `others`, and of these
    the hidden ones into `unread`."""
    for number, sheet in every:
        if wanted.is_meant(sheet.name):
            yield number, sheet
            continue
        others.append(sheet.name)
        if sheet.is_hidden:
            unread.append(sheet.name)
        top = sheet.rows[:HEADING_WITHIN]
        if (at := _heading_at(top, sheet.name, wanted)) is not None:
            wanted.unused(sheet.name, _as_typed(_from_rows(top, at)))


def _heading_at(rows: Sequence[Sequence[str]], sheet: str, wanted: Wanted) -> int | None:
    return next((at for at, row in enumerate(rows) if wanted.is_heading(row, sheet)), None)


def _from_rows(
    rows: Sequence[Sequence[str]], at: int, left_out: frozenset[int] = frozenset()
) -> RawTable:
    headings = list(rows[at])
    width = len(headings)
    below = (rows[row] for row in range(at + 1, len(rows)) if row not in left_out)
    whole = [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in below]
    columns = list(islice(zip(*whole, strict=False), width)) or [()] * width
    arrays = [pa.array(column, type=pa.string()) for column in columns]
    names = [f"c{number}" for number in range(width)]
    batches = iter([pa.Table.from_arrays(arrays, names=names)])
    return RawTable(headings, at + 1, batches, repeated=[row + 1 for row in sorted(left_out)])


def why_not(rows: Sequence[Sequence[str]], kind: Kind) -> Refused:
    """The plainest reason why no row is this kind's heading row."""
    needed = kind.required_columns
    for row in rows if needed else ():
        shape = kinds.described(row)
        if shape is not None and kind.known_by(row):
            return Refused(
                findings.YEAR_UNKNOWN,
                "The table does not say of which year it is, in its headings or sheet names.",
                f"Name the year in the heading. Expected: {kind.expected}",
            )
        if shape is not None:
            return Refused(
                findings.WRONG_KIND,
                f"This is {shape}. This source is for: {kind.label}.",
                other.instead
                if (other := kinds.look_alike(row)) is not None
                else f"Send it to a source of its own kind. Expected here: {kind.expected}",
            )
    if not needed:
        likely = max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row), default=())
        return columns_unsaid([likely], kind)
    best = max((_present(row, needed) for row in rows), key=len, default=())
    missing = [name for name in needed if name not in best]
    if best and missing:
        return Refused(
            findings.MISSING_COLUMNS,
            f"The column {all_of(missing)} is missing."
            if len(missing) == 1
            else f"The columns {all_of(missing)} are missing.",
            f"{_across_or_named(kind, missing)}Expected: {kind.expected}",
        )
    return Refused(
        findings.NO_HEADING,
        f"No row near the top holds the column headings of this kind, such as {all_of(needed)}.",
        f"{OTHER_KIND} Expected: {kind.expected}",
    )


def _across_or_named(kind: Kind, missing: Sequence[str]) -> str:
    """What a person may say of a table whose columns are there in another way."""
    if kind.is_heading is not None:
        return ""
    number = kind.first(Role.HOW_MANY)
    if number is not None and number.heading in missing:
        return (
            "If its numbers stand across the table, under types or areas, say in the layout of this"
            f" source that each of these columns is “{number.heading}”. "
        )
    return SAY_COLUMNS


def _in_quotes(headings: Sequence[str]) -> str:
    return listed([f"“{one_line(name)}”" for name in headings if name.strip()], 8)


def _of_other_names(headings: Sequence[str], kind: Kind) -> Refused:
    named = sum(bool(name.strip()) for name in headings)
    return Refused(
        findings.NO_HEADING,
        f"The table has {counted(named, 'heading')}, and not the ones that a table of this kind"
        f" needs: {all_of(kind.required_columns)}.",
        f"{SAY_COLUMNS if kind.is_heading is None else ''}{OTHER_KIND} Expected: {kind.expected}",
    )


def _without_names(columns: int, kind: Kind) -> Refused:
    needed = kind.required_columns
    return Refused(
        findings.NO_HEADING_ROW,
        "No row of names stands above the rows: the first row looks like a record, and nothing was"
        " read. Perhaps the heading row was cut off."
        + (f" A table of this kind needs {all_of(needed)}." if needed else ""),
        (
            f"Say in the layout of this source what column 1 to column {columns} hold, or ask the"
            " sender for the file with its headings."
            if kind.is_heading is None
            else f"Put the heading row back. Expected: {kind.expected}"
        ),
    )


def columns_unsaid(tables: Sequence[Sequence[str]], kind: Kind) -> Refused:
    """Of a kind whose columns a person names, before anybody did."""
    names = _in_quotes(tables[0])
    seen = f" Its headings seem to be {names}." if names else ""
    if len(tables) > 1:
        seen = f" {len(tables):,} tables were found; the headings of the first seem to be {names}."
    columns = [column.heading.lower() for column in kind.columns]
    return Refused(
        findings.COLUMNS_UNSAID,
        f"Nobody has said yet what the columns of this table are.{seen}",
        f"Say in the layout of this source which column says {all_of(columns, last='or')}, and"
        " have the file read again.",
    )


def _present(row: Sequence[str], needed: Sequence[str]) -> tuple[str, ...]:
    names = plain_set(row)
    return tuple(name for name in needed if plain_set([name]) <= names)
