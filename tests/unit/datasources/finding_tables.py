"""A file as sent, read to the tables found in it: what a test can compare whole."""

from pathlib import Path
from typing import NamedTuple

from datasources.intake import Finding, Limits
from datasources.intake.found import found_tables
from datasources.intake.limits import Budget
from datasources.intake.sheets import Opened
from datasources.intake.text import Ragged
from datasources.intake.unpacking import tables_of
from tests.unit.datasources.building import stored


class Found(NamedTuple):
    """One table, whole: its rows by their numbers in the spreadsheet."""

    columns: tuple[str, ...]
    heading_rows: tuple[int, ...]
    rows: dict[int, tuple[str, ...]]
    sheet: str = ""
    above: tuple[tuple[int, str], ...] = ()
    below: tuple[tuple[int, str], ...] = ()
    totals: tuple[int, ...] = ()
    ragged: tuple[Ragged, ...] = ()
    told: tuple[str, ...] = ()
    """The codes of its findings, without the note that names the sheet."""


def found_in(folder: Path, name: str, content: str | bytes) -> list[Found]:
    return found_and_told(folder, name, content)[0]


def found_and_told(
    folder: Path, name: str, content: str | bytes, meant: str = ""
) -> tuple[list[Found], list[Finding]]:
    """The tables of a file, and what was told of the file and of each of them."""
    budget = Budget(Limits())
    told: list[Finding] = []
    tables: list[Found] = []
    sent = stored(folder, name, content)
    for table in tables_of(sent, folder, budget, told.append, lambda _name: False):
        opened = Opened(table, folder, budget)
        for one in found_tables(opened, told.append, meant):
            rows: dict[int, tuple[str, ...]] = {}
            for batch in one.batches:
                cells = zip(*(column.to_pylist() for column in batch.cells.columns), strict=True)
                rows |= dict(zip(batch.rows.tolist(), cells, strict=True))
            assert one.heading_row == (one.heading_rows[-1] if one.heading_rows else None)
            told += one.findings
            tables.append(
                Found(
                    one.columns,
                    one.heading_rows,
                    rows,
                    one.sheet,
                    tuple(map(tuple, one.above)),
                    tuple(map(tuple, one.below)),
                    tuple(one.totals),
                    tuple(one.ragged),
                    tuple(each.code for each in one.findings if each.code != "sheet-used"),
                )
            )
    return tables, told
