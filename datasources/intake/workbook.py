"""Workbooks, tables of pages and lists of records into sheets of strings.

They are read by a process with limits of its own (`datasources/grids`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasources import grids
from datasources.intake import directories, findings, sniffing
from datasources.intake.findings import Refused
from datasources.intake.limits import Budget, check_ratio, too_large
from datasources.intake.sniffing import DAMAGE, METHODS_OF_WORKBOOKS
from datasources.intake.unpacking import BLOCK

CALLED = {
    grids.WORKBOOK: "The workbook",
    grids.PAGE: "The web page",
    grids.RECORDS: "The JSON",
    grids.MAPS: "The JSON",
}
ROOT = Path(grids.__file__).parents[2]


@dataclass(frozen=True)
class WithoutValue:
    """Formulas of one column whose results are not stored; columns and rows counted from 0."""

    column: int
    first_row: int
    last_row: int
    count: int


@dataclass(frozen=True)
class Sheet:
    """One sheet, or one table of a page or list: its rows of strings, and what was seen of it.

    Rows and columns are counted from 0, as they stand in `rows`.
    """

    name: str
    rows: list[list[str]]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row and column, last row and column of each merged cell."""
    without_value: tuple[WithoutValue, ...] = ()
    has_names: bool = False
    """Whether the first row is sure to hold the names of the columns."""
    shapes: tuple[str, ...] = ()
    """The kinds of map shapes that the records have beside their columns."""


def parse(path: Path, rows: Path, budget: Budget, reader: str = grids.WORKBOOK) -> None:
    """Writes what the sheets hold to `rows`, for `sheets_in`. Refused where they hold nothing."""
    limits = budget.limits
    if reader == grids.WORKBOOK and zipfile.is_zipfile(path):
        _check_size(path, budget)
    command = [
        sys.executable,
        "-m",
        grids.__name__,
        reader,
        str(path.absolute()),
        str(rows.absolute()),
        str(limits.workbook_memory),
        str(limits.workbook_seconds),
    ]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, arguments without a shell
            command,
            check=False,
            cwd=ROOT,
            timeout=limits.workbook_seconds * 2,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as late:
        raise _too_large(reader) from late
    if ended.returncode != 0:
        raise _why_not(ended.returncode, reader)


def _why_not(code: int, reader: str) -> Refused:
    if code == grids.LOCKED:
        return Refused(
            findings.WORKBOOK_LOCKED,
            "The workbook is locked with a password.",
            "Save it without a password and send that.",
        )
    if code == grids.NO_TABLE:
        return sniffing.no_table_in_page() if reader == grids.PAGE else _no_records()
    if code == grids.DAMAGED:
        return damaged() if reader == grids.WORKBOOK else _unreadable(reader)
    return _too_large(reader)


def damaged() -> Refused:
    return Refused(
        findings.WORKBOOK_DAMAGED,
        "The workbook is damaged or only part of it arrived.",
        "Open it in Excel to see whether it is whole, save it again and send that.",
    )


def _no_records() -> Refused:
    return Refused(
        findings.NO_RECORDS,
        "The JSON holds no list of records, so there are no rows and columns to read.",
        "Send the table as CSV or as a workbook, or as a JSON list of records that all have the"
        " same names.",
    )


def _unreadable(reader: str) -> Refused:
    if reader == grids.PAGE:
        return Refused(
            findings.WEB_PAGE,
            "The web page could not be divided into tables.",
            "Open it in Excel, save it as .xlsx or CSV, and send that.",
        )
    return Refused(
        findings.JSON_DAMAGED,
        "The JSON is damaged or only part of it arrived.",
        "Export or download it again, or send the table as CSV.",
    )


def _too_large(reader: str) -> Refused:
    return Refused(
        findings.WORKBOOK_TOO_LARGE,
        f"{CALLED[reader]} needs more memory or time than a real one of this kind.",
        "Copy the one table that is needed into a new workbook, or save it as CSV, and send that.",
    )


def _check_size(path: Path, budget: Budget) -> None:
    """Judges the directory, then unpacks every part once, counting, before a reader is let near."""
    unpacked = 0
    limits = budget.limits
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            packed, allowed = path.stat().st_size, min(limits.workbook_bytes, budget.left)
            directories.check(members, members, limits, packed=packed, allowed=allowed)
            if any(member.compress_type not in METHODS_OF_WORKBOOKS for member in members):
                raise damaged()
            for member in members:
                part = 0
                with archive.open(member) as stream:
                    while block := stream.read(BLOCK):
                        part += len(block)
                        unpacked += len(block)
                        budget.spend(len(block))
                        check_ratio(limits, packed=member.compress_size, unpacked=part)
                        if unpacked > limits.workbook_bytes:
                            raise too_large(limits.workbook_bytes)
    except (*DAMAGE, RuntimeError) as damage:
        raise damaged() from damage


def sheets_in(rows: Path) -> Iterator[Sheet]:
    """Each sheet that was parsed, one at a time, the hidden ones last."""
    about: dict[str, Any] | None = None
    sheet: list[list[str]] = []
    with rows.open(encoding="utf-8") as lines:
        for line in lines:
            content = json.loads(line)
            if isinstance(content, dict):
                if about is not None:
                    yield _sheet(about, sheet)
                about, sheet = content, []
            else:
                sheet += content
    if about is not None:
        yield _sheet(about, sheet)


def _sheet(about: dict[str, Any], rows: list[list[str]]) -> Sheet:
    """As the process wrote it: our own words, taken as they are."""
    return Sheet(
        about["name"],
        rows,
        is_hidden=about["is_hidden"],
        hidden_rows=frozenset(about["hidden_rows"]),
        merged=tuple((*one,) for one in about["merged"]),
        without_value=tuple(WithoutValue(*one) for one in about["without_value"]),
        has_names=about["has_names"],
        shapes=tuple(about["shapes"]),
    )
