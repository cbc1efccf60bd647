"""Workbooks (XLSX, XLS, ODS) as grids, with what a person sees of them and a reader does not.

Cells are read by calamine. It does not tell hidden rows or formulas without a stored result: these
are looked up in the XML of the workbook itself.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import python_calamine

from datasources.grids import old_workbooks, sheet_parts
from datasources.grids.grid import Grid, check_size

SHEET = python_calamine.SheetTypeEnum.WorkSheet
VISIBLE = python_calamine.SheetVisibleEnum.Visible
DIGITS = 15
"""As many as a spreadsheet keeps: the rest of a stored number is noise of its arithmetic."""


class Locked(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """The workbook asks for a password."""


def grids_of(path: Path) -> Iterator[Grid]:
    """Each sheet of cells, the visible ones first."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError as locked:
        raise Locked from locked
    except python_calamine.CalamineError as trouble:
        if "password" in str(trouble).lower():
            raise Locked from trouble
        raise
    parts = _parts(path)
    sheets = [one for one in workbook.sheets_metadata if one.typ == SHEET]
    for about in sorted(sheets, key=lambda one: one.visible != VISIBLE):
        sheet = workbook.get_sheet_by_name(about.name)
        check_size(sheet.total_height, sheet.total_width)
        part = parts.get(about.name, sheet_parts.SheetPart())
        yield Grid(
            about.name,
            map(_texts, sheet.to_python(skip_empty_area=False)),
            is_hidden=about.visible != VISIBLE,
            hidden_rows=part.hidden_rows,
            merged=part.merged or _merged(sheet),
            without_value=part.columns_without_value(),
        )


def _parts(path: Path) -> dict[str, sheet_parts.SheetPart]:
    if zipfile.is_zipfile(path):
        return sheet_parts.of_workbook(path)
    hidden = old_workbooks.hidden_rows(path)
    return {name: sheet_parts.SheetPart(hidden_rows=rows) for name, rows in hidden.items()}


def _merged(sheet: python_calamine.CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]


def _texts(row: Sequence[object]) -> list[str]:
    # Most cells are texts already, and there are millions.
    return [cell if type(cell) is str else as_text(cell) for cell in row]


def as_text(cell: object) -> str:
    """A cell as a person would type it: days in ISO, hours beyond 24 as they are shown."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.{DIGITS}g}"
    if isinstance(cell, datetime.datetime):
        is_day = cell.time() == datetime.time()
        return cell.date().isoformat() if is_day else cell.isoformat(timespec="seconds")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, datetime.time):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, datetime.timedelta):
        return _hours(round(cell.total_seconds()))
    return "" if cell is None else str(cell)


def _hours(seconds: int) -> str:
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour:02}:{minute:02}:{second:02}"
