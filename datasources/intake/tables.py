"""A text file or a workbook into raw tables whose headings fit the kind; or why there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pyarrow as pa

from datasources import kinds
from datasources.intake import findings, privacy, sheets, text
from datasources.intake.dialects import is_fixed_width
from datasources.intake.findings import Finding, Refused
from datasources.intake.found import found_tables
from datasources.intake.found_table import FoundTable
from datasources.intake.limits import Budget
from datasources.intake.sniffing import TEXT
from datasources.intake.text import HEADING_WITHIN, RawTable
from datasources.intake.typed import cells_as_typed
from datasources.intake.unpacking import Table
from datasources.intake.workbook import Sheet
from datasources.kinds import Kind
from datasources.kinds.headings import plain_set
from partnerships import spreadsheets
from partnerships.words import all_of, listed

Note = Callable[[Finding], None]
NOT_IN_ONE_ROW = (findings.NO_HEADING, findings.MISSING_COLUMNS, findings.SHEET_NOT_THERE)
IsHeading = Callable[[Sequence[str], str], bool]
"""Told a row's cells and the sheet's (or file's) name."""
Unused = Callable[[str, RawTable], None]
"""Told a sheet's name, and the top of a table there that is not read."""
# Of a table that is not read so much is kept, for a person to look at.
MOST_COLUMNS, FIRST_ROWS = 100, 500


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

    Headings are looked for row by row. Where no row holds them they may stand in several rows, in
    groups, or further down.
    """
    told: list[Finding] = []

    def note_once(one: Finding) -> None:
        if one not in told:
            told.append(one)
            note(one)

    try:
        if table.form == TEXT:
            yield "", _as_typed(_text_table(table, folder, wanted, note_once))
        else:
            for sheet, raw in _sheet_tables(table, folder, wanted, budget, note_once):
                yield sheet, _as_typed(raw)
    except Refused as refusal:
        if refusal.code not in NOT_IN_ONE_ROW:
            raise
        yield from _by_structure(table, folder, wanted, budget, note_once, refusal)


def _by_structure(
    table: Table,
    folder: Path,
    wanted: Wanted,
    budget: Budget,
    note: Note,
    refusal: Refused,
) -> Iterator[tuple[str, RawTable]]:
    """The tables whose names, put together of all heading rows, fit; else the refusal stands."""
    fits = False
    others: list[tuple[str, RawTable]] = []
    # The same bytes are unpacked once more, and count once.
    again = Budget(budget.limits)
    with contextlib.suppress(Refused):
        for one in found_tables(table, folder, again, note):
            is_meant = wanted.is_meant(one.sheet)
            if is_meant and wanted.is_heading(one.columns, one.sheet or table.name):
                fits = True
                yield one.sheet, _as_raw(one, note)
            elif (top := _top_of(one)) is not None:
                others.append((one.sheet, top))
    if fits:
        return
    for sheet, top in others:
        wanted.unused(sheet, top)
    raise refusal


def _top_of(found: FoundTable) -> RawTable | None:
    """Headings and first rows; None where there are no headings, or they may be a person's."""
    names = found.columns
    if not found.heading_rows or len(names) > MOST_COLUMNS or privacy.patterns_in(names):
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
    """Without the apostrophes that a download of ours puts before what looks like a formula."""
    headings = [spreadsheets.as_typed(heading) for heading in raw.headings]
    return replace(raw, headings=headings, batches=map(cells_as_typed, raw.batches))


def _text_table(table: Table, folder: Path, wanted: Wanted, note: Note) -> RawTable:
    utf8, top = text.opened(table.path, folder, table.name, note)
    found = text.find_heading(top, lambda cells: wanted.is_heading(cells, table.name))
    if found is None:
        if is_fixed_width(top):
            raise text.fixed_width()
        raise why_not(text.first_rows(top), wanted.kind)
    return text.raw_table(utf8, found, folder, table.name, note)


def _sheet_tables(
    table: Table, folder: Path, wanted: Wanted, budget: Budget, note: Note
) -> Iterator[tuple[str, RawTable]]:
    tops: list[list[str]] = []
    unread: list[str] = []
    others: list[str] = []
    found = found_shown = False
    every = enumerate(sheets.of(table, folder, budget, with_shapes=wanted.with_shapes), start=1)
    for number, sheet in _meant(every, wanted, others):
        if sheet.is_hidden and found_shown:
            unread.append(sheet.name)
            continue
        top = sheet.rows[:HEADING_WITHIN]
        tops += top
        at = _heading_at(top, sheet.name, wanted)
        if at is None:
            continue
        found, found_shown = True, found_shown or not sheet.is_hidden
        below = range(at + 1, len(sheet.rows))
        headings = sheet.rows[at]
        sheets.check_formulas(sheet, headings, range(len(headings)), below)
        note(sheets.used(table, sheet, number, at, len(below)))
        for one in sheets.seen(table, sheet, below):
            note(one)
        yield sheet.name, _from_rows(sheet.rows, at)
    if unread:
        note(sheets.left_unread(table, unread))
    if not found and others and not tops:
        raise sheets.not_there(wanted.sheet, others)
    if not found:
        raise why_not(tops, wanted.kind)


def _meant(
    every: Iterable[tuple[int, Sheet]], wanted: Wanted, others: list[str]
) -> Iterator[tuple[int, Sheet]]:
    """The numbered sheets that are meant; the names of all others go into `others`."""
    for number, sheet in every:
        if wanted.is_meant(sheet.name):
            yield number, sheet
            continue
        others.append(sheet.name)
        top = sheet.rows[:HEADING_WITHIN]
        if (at := _heading_at(top, sheet.name, wanted)) is not None:
            wanted.unused(sheet.name, _as_typed(_from_rows(top, at)))


def _heading_at(rows: Sequence[Sequence[str]], sheet: str, wanted: Wanted) -> int | None:
    return next((at for at, row in enumerate(rows) if wanted.is_heading(row, sheet)), None)


def _from_rows(rows: list[list[str]], at: int) -> RawTable:
    headings = rows[at]
    columns = list(zip_longest(*rows[at + 1 :], fillvalue=""))
    columns += [()] * (len(headings) - len(columns))
    arrays = [pa.array(list(column), type=pa.string()) for column in columns[: len(headings)]]
    names = [f"c{number}" for number in range(len(headings))]
    batches = iter([pa.Table.from_arrays(arrays, names=names)])
    return RawTable(headings, at + 1, batches)


def why_not(rows: Sequence[Sequence[str]], kind: Kind) -> Refused:
    """The plainest reason why no row is this kind's heading row."""
    for row in rows:
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
                f"Send it to a source of its own kind. Expected here: {kind.expected}",
            )
    needed = kind.required_columns
    if not needed:
        return _columns_unsaid(rows, kind)
    best = max((_present(row, needed) for row in rows), key=len, default=())
    missing = [name for name in needed if name not in best]
    if best and missing:
        return Refused(
            findings.MISSING_COLUMNS,
            f"The column {all_of(missing)} is missing."
            if len(missing) == 1
            else f"The columns {all_of(missing)} are missing.",
            f"Expected: {kind.expected}",
        )
    return Refused(
        findings.NO_HEADING,
        f"No row near the top holds the column headings of this kind, such as {all_of(needed)}.",
        f"If the heading row was cut off, put it back. Expected: {kind.expected}",
    )


def _columns_unsaid(rows: Sequence[Sequence[str]], kind: Kind) -> Refused:
    """Of a kind whose columns a person names, before anybody did."""
    likely = max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row), default=())
    names = [f"“{' '.join(cell.split())}”" for cell in likely if cell.strip()]
    seen = f" Its headings seem to be {listed(names, 8)}." if names else ""
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
