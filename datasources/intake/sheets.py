"""What is said of the sheet that is read: which, what is hidden in it, what cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from datasources import grids
from datasources.intake import findings, sniffing, workbook
from datasources.intake.blocks import cell_at
from datasources.intake.cells import Look, look
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.limits import Budget
from datasources.intake.unpacking import Table
from datasources.intake.words import counted
from datasources.intake.workbook import Sheet, WithoutValue
from partnerships.words import all_of, listed

# So many that are not read are named, and may be chosen.
MOST_HIDDEN = 10
READERS = {sniffing.HTML: grids.PAGE, sniffing.JSON: grids.RECORDS}


class Opened:
    """A workbook, page or list of records: parsed once, and looked through as often as it takes.

    What was parsed lies in the folder until it is closed.
    """

    def __init__(self, table: Table, folder: Path, budget: Budget) -> None:
        self.table = table
        self.folder = folder
        self._budget = budget
        self._parsed: dict[str, Path] = {}

    def sheets(self, *, with_shapes: bool = False) -> Iterator[Sheet]:
        """Each sheet, table of the page or list, the hidden ones last.

        `with_shapes`: the outlines of a map stand in a column of their own beside its records.
        """
        reader = READERS.get(self.table.form, grids.WORKBOOK)
        if with_shapes and reader == grids.RECORDS:
            reader = grids.MAPS
        if reader not in self._parsed:
            rows = self.folder / f"sheets-{reader}.jsonl"
            workbook.parse(self.table.path, rows, self._budget, reader)
            self._parsed[reader] = rows
        return workbook.sheets_in(self._parsed[reader])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        for rows in self._parsed.values():
            rows.unlink(missing_ok=True)


def not_there(meant: str, others: Sequence[str]) -> Refused:
    """Of a workbook without the sheet that was said to be meant."""
    return Refused(
        findings.SHEET_NOT_THERE,
        f"It was said of this source that the sheet “{meant}” is meant, and this workbook has none"
        f" of that name. It has {listed([f'“{one}”' for one in others], 6)}.",
        "Say in the layout of this source which sheet is meant, or that every sheet is.",
    )


def _column_name(headings: Mapping[int, str], at: int) -> str:
    """What a column is called in a sentence: its heading, or its number where it has none."""
    return headings[at].strip() or f"column {at + 1}"


def check_formulas(
    sheet: Sheet, headings: Sequence[str], columns: Sequence[int], rows: range
) -> None:
    """Refuses a table whose formulas have no stored result: a blank there would be a guess."""
    missing = [
        one
        for one in sheet.without_value
        if one.column in columns and one.last_row >= rows.start and one.first_row < rows.stop
    ]
    if missing:
        names = dict(zip(columns, headings, strict=True))
        raise _formulas_without_value(missing, names)


def _formulas_without_value(
    missing: Sequence[WithoutValue], headings: Mapping[int, str]
) -> Refused:
    names = all_of([f"“{_column_name(headings, one.column)}”" for one in missing])
    cells = sum(one.count for one in missing)
    first = min(one.first_row for one in missing) + 1
    return Refused(
        findings.FORMULAS_WITHOUT_VALUE,
        f"The {'column' if len(missing) == 1 else 'columns'} {names}"
        f" {'holds' if len(missing) == 1 else 'hold'} formulas whose results are not stored in the"
        f" workbook ({counted(cells, 'cell')}, from row {first:,}), so there is nothing to read."
        " The program that made the workbook did not calculate them.",
        "Open the workbook in Excel, save it there, and send it again.",
    )


def used(table: Table, sheet: Sheet, number: int, heading_at: int, rows: int) -> Finding:
    """Which sheet or table was read, where its headings are and how many rows it has."""
    if table.form == sniffing.HTML:
        what = f"Table {number} of the web page" + (f" ('{sheet.name}')" if sheet.name else "")
    elif table.form == sniffing.JSON:
        what = f"The list '{sheet.name}' of the JSON" if sheet.name else "The list of the JSON"
    elif table.form == sniffing.TEXT:
        what = f"Table {number} of the text"
    else:
        what = f"The sheet '{sheet.name}'"
    return finding(
        findings.SHEET_USED,
        f"{what} was read; its headings are in row {heading_at + 1}.",
        count=rows,
        file=table.name,
        examples=(sheet.name, str(heading_at + 1)),
    )


def seen(table: Table, sheet: Sheet, rows_read: Iterable[int]) -> Iterator[Finding]:
    """What a person who looks at the sheet sees otherwise than it was read."""
    if sheet.is_hidden:
        yield finding(
            findings.HIDDEN_SHEET_READ,
            f"The sheet '{sheet.name}' is hidden in the workbook. It was read, because no other"
            " holds the table.",
            "Ask the sender whether it is the right one: hidden sheets are often old.",
            count=1,
            file=table.name,
            examples=(sheet.name,),
        )
    if rows := [row + 1 for row in sorted(sheet.hidden_rows.intersection(rows_read))]:
        yield finding(
            findings.HIDDEN_ROWS,
            f"{counted(len(rows), 'row', 'is')} hidden in the workbook, by a filter or by hand."
            f" {'It was' if len(rows) == 1 else 'They were'} read like all others.",
            "Ask the sender whether only the rows that are shown were meant. If so, copy these"
            " into a new workbook and send that.",
            count=len(rows),
            file=table.name,
            examples=tuple(f"row {row:,}" for row in rows[:5]),
        )
    if sheet.shapes and grids.GEOMETRY not in sheet.rows[0]:
        yield finding(
            findings.SHAPES_LEFT_OUT,
            f"The records have shapes on the map ({listed(sheet.shapes)}). Only their properties"
            " were read as columns.",
            count=len(sheet.rows) - 1,
            file=table.name,
            examples=sheet.shapes,
        )


def because_it_is_meant(told: Finding) -> Finding:
    """Of a hidden sheet that a person chose: that is why it was read."""
    (name,) = told.examples
    return replace(
        told,
        message=f"The sheet '{name}' is hidden in the workbook. It was read, because it was said to"
        " be the one that is meant.",
        what_to_do="Nothing, while it is the right one: hidden sheets are often old. Else choose"
        " another in the layout of this source.",
    )


def filled_down(
    sheet: Sheet, columns: Collection[int], within: Collection[int]
) -> tuple[Sequence[Sequence[str]], int]:
    """Words of cells merged over several rows, for each of these; a number is not multiplied.

    Gives the rows of the sheet, and how many cells were filled.
    """
    rows: list[Sequence[str]] | None = None
    cells = 0
    for top, left, bottom, right in sheet.merged:
        if bottom == top or right > left or top not in within or left not in columns:
            continue
        word = cell_at(sheet.rows[top], left)
        if look(word) is Look.NUMBER or not word.strip():
            continue
        rows = list(sheet.rows) if rows is None else rows
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if at in within and not cell_at(rows[at], left).strip():
                row = [*rows[at], *[""] * (left + 1 - len(rows[at]))]
                row[left] = word
                rows[at] = row
                cells += 1
    return rows or sheet.rows, cells


def left_unread(table: Table, names: Sequence[str]) -> Finding:
    return finding(
        findings.HIDDEN_SHEETS,
        f"{counted(len(names), 'sheet', 'is')} hidden in the workbook and"
        f" {'was' if len(names) == 1 else 'were'} not read: {listed(names)}.",
        "If one of them is meant, show it in Excel, save the workbook and send it again. Where a"
        " layout can be said of this source, it can be chosen there instead.",
        count=len(names),
        file=table.name,
        examples=tuple(names[:MOST_HIDDEN]),
    )
