"""Reading a delivery: files as sent -> clean slices and findings. Bad files become findings.

The one way in. It raises for no content whatever, and keeps memory and disk bounded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from datasources.intake import findings
from datasources.intake.findings import ERROR, WARNING, Finding, Refused, finding
from datasources.intake.limits import Budget, Limits
from datasources.intake.readers import reader_of
from datasources.intake.reading import Context, IncomingFile, Reading, Report, TableSeen
from datasources.intake.seen import looked_at, table_seen
from datasources.intake.steps import Place
from datasources.intake.tables import raw_tables
from datasources.intake.unpacking import Table, tables_of
from datasources.kinds import Kind

READING = "Reading "
Note = Callable[[Finding], None]
ReadTable = Callable[[Table, Path, Note], None]


def _no_report(_text: str, _done: int, _total: int) -> None:
    return


def read_files(
    kind: Kind,
    files: Sequence[IncomingFile],
    context: Context,
    report: Report = _no_report,
    *,
    limits: Limits | None = None,
) -> Reading:
    """Everything the files hold for this kind, and everything noticed on the way."""
    limits = limits or Limits()
    reader = reader_of(kind)
    budget = Budget(limits)
    read: list[Any] = []
    told: list[Finding] = []
    seen: list[TableSeen] = []

    def is_heading(cells: Sequence[str], sheet: str) -> bool:
        return reader.is_heading(kind, cells, sheet, context)

    for number, file in enumerate(files):
        report(f"{READING}{file.name}", number, len(files))
        found: list[Any] = []

        def read_one(table: Table, folder: Path, note: Note, found: list[Any] = found) -> None:
            tables: list[Any] = []
            for sheet, raw in raw_tables(table, folder, kind, is_heading, budget, note):
                if context.layout.sheet and sheet and sheet != context.layout.sheet:
                    continue
                place = Place(table.name, sheet)
                cells = looked_at(raw)
                seen.append(table_seen(kind, raw, place, context.layout, cells))
                tables += reader.read(kind, raw, place, context, limits, note)
            found += tables

        if _read_file(file, budget, told, read_one, reader.is_other_kind):
            read += found
    report("Comparing with what is held", len(files), len(files))
    return replace(reader.finish(kind, read, context, told), tables=tuple(seen))


def _read_file(
    file: IncomingFile,
    budget: Budget,
    told: list[Finding],
    read_one: ReadTable,
    is_other_kind: Callable[[str], bool],
) -> bool:
    """Reads each table of the file; says whether any of it can be used."""
    notes: list[Finding] = []
    refusals: list[tuple[str, Refused]] = []
    good = 0
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        try:
            for table in tables_of(file, Path(folder), budget, notes.append, is_other_kind):
                try:
                    read_one(table, Path(folder), notes.append)
                    good += 1
                except Refused as refusal:
                    if refusal.code == findings.UNPACKS_TOO_LARGE:
                        raise
                    refusals.append((table.name, refusal))
        except Refused as refusal:
            told += [_refused(file.name, refusal, ERROR)]
            return False
    # Within a ZIP one bad member does not condemn the others.
    alone = len(refusals) == 1 and refusals[0][0] == file.name
    severity = ERROR if alone else WARNING
    told += notes
    told += [_refused(name, refusal, severity) for name, refusal in refusals]
    if not good and not alone:
        told.append(_nothing_usable(file.name))
    return good > 0


def _refused(name: str, refusal: Refused, severity: str) -> Finding:
    return finding(
        refusal.code, refusal.message, refusal.what_to_do, file=name, count=1, severity=severity
    )


def _nothing_usable(name: str) -> Finding:
    return finding(
        findings.ZIP_NOTHING_USABLE,
        "No file in this ZIP could be used for this source.",
        "Look at what the ZIP holds and at the findings for each of its files.",
        file=name,
        count=1,
    )
