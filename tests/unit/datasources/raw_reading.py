"""A file as sent, read to raw tables as the three kinds read it: what a test can compare whole."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from datasources.intake import Finding, Limits
from datasources.intake.limits import Budget
from datasources.intake.tables import Wanted, raw_tables
from datasources.intake.text import Ragged
from datasources.intake.unpacking import tables_of
from datasources.kinds import police_street
from tests.unit.datasources.building import stored

AREA = ("Area", "Month", "Number", "Remark")


class Received(NamedTuple):
    """The rows of all tables with their numbers, what was set aside, and what was said."""

    rows: dict[int, tuple[str, ...]]
    ragged: list[Ragged]
    findings: list[Finding]


def of_areas(cells: Sequence[str]) -> bool:
    """The heading row of the tables of these tests: it begins with the area, wherever it begins."""
    return [cell.strip() for cell in cells if cell.strip()][:1] == ["Area"]


def received(
    folder: Path,
    name: str,
    content: str | bytes,
    is_heading: Callable[[Sequence[str]], bool] = of_areas,
    limits: Limits | None = None,
) -> Received:
    """Everything that is read of one file; raises what refuses it."""
    budget = Budget(limits or Limits())
    rows: dict[int, tuple[str, ...]] = {}
    ragged: list[Ragged] = []
    told: list[Finding] = []
    sent = stored(folder, name, content)
    wanted = Wanted(police_street.KIND, lambda cells, _sheet: is_heading(cells))
    for table in tables_of(sent, folder, budget, told.append, lambda _name: False):
        for _sheet, raw in raw_tables(table, folder, wanted, budget, told.append):
            read = [
                tuple(row)
                for batch in raw.batches
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
            ]
            rows |= dict(zip(raw.row_numbers(len(read)).tolist(), read, strict=True))
            ragged += raw.ragged
    return Received(rows, ragged, told)


def workbook_of(
    *sheets: tuple[str, Sequence[Sequence[Any]]],
    change: Callable[[openpyxl.Workbook], None] = lambda _book: None,
) -> bytes:
    """A workbook with these sheets, changed before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
