"""A text file or a workbook into raw tables whose headings fit the kind; or why there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pyarrow as pa

from datasources import kinds
from datasources.intake import findings, sheets, text
from datasources.intake.dialects import is_fixed_width
from datasources.intake.findings import Finding, Refused
from datasources.intake.found import found_tables
from datasources.intake.found_table import FoundTable
from datasources.intake.limits import Budget
from datasources.intake.sniffing import TEXT
from datasources.intake.text import HEADING_WITHIN, RawTable
from datasources.intake.typed import cells_as_typed
from datasources.intake.unpacking import Table
from datasources.kinds import Kind
from datasources.kinds.headings import plain_set
from partnerships import spreadsheets
from partnerships.words import all_of

Note = Callable[[Finding], None]
NOT_IN_ONE_ROW = (findings.NO_HEADING, findings.MISSING_COLUMNS)
IsHeading = Callable[[Sequence[str], str], bool]
"""Told a row's cells and the sheet's (or file's) name."""


def raw_tables(
    table: Table, folder: Path, kind: Kind, is_heading: IsHeading, budget: Budget, note: Note
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
            yield "", _as_typed(_text_table(table, folder, kind, is_heading, note_once))
        else:
            for sheet, raw in _sheet_tables(table, folder, kind, is_heading, budget, note_once):
                yield sheet, _as_typed(raw)
    except Refused as refusal:
        if refusal.code not in NOT_IN_ONE_ROW:
            raise
        yield from _by_structure(table, folder, is_heading, budget, note_once, refusal)


def _by_structure(
    table: Table,
    folder: Path,
    is_heading: IsHeading,
    budget: Budget,
    note: Note,
    refusal: Refused,
) -> Iterator[tuple[str, RawTable]]:
    """The tables whose names, put together of all heading rows, fit; else the refusal stands."""
    fits = False
    # The same bytes are unpacked once more, and count once.
    again = Budget(budget.limits)
    with contextlib.suppress(Refused):
        for one in found_tables(table, folder, again, note):
            if is_heading(one.columns, one.sheet or table.name):
                fits = True
                yield one.sheet, _as_raw(one, note)
    if not fits:
        raise refusal


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


def _text_table(
    table: Table, folder: Path, kind: Kind, is_heading: IsHeading, note: Note
) -> RawTable:
    utf8, top = text.opened(table.path, folder, table.name, note)
    found = text.find_heading(top, lambda cells: is_heading(cells, table.name))
    if found is None:
        raise text.fixed_width() if is_fixed_width(top) else why_not(text.first_rows(top), kind)
    return text.raw_table(utf8, found, folder, table.name, note)


def _sheet_tables(
    table: Table, folder: Path, kind: Kind, is_heading: IsHeading, budget: Budget, note: Note
) -> Iterator[tuple[str, RawTable]]:
    tops: list[list[str]] = []
    unread: list[str] = []
    found = found_shown = False
    for number, sheet in enumerate(sheets.of(table, folder, budget), start=1):
        if sheet.is_hidden and found_shown:
            unread.append(sheet.name)
            continue
        top = sheet.rows[:HEADING_WITHIN]
        tops += top
        at = next((at for at, row in enumerate(top) if is_heading(row, sheet.name)), None)
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
    if not found:
        raise why_not(tops, kind)


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


def _present(row: Sequence[str], needed: Sequence[str]) -> tuple[str, ...]:
    names = plain_set(row)
    return tuple(name for name in needed if plain_set([name]) <= names)
