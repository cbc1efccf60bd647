"""Reading a delivery: files as sent -> clean slices and findings. Bad files become findings.

The one way in. It raises for no content whatever, and keeps memory and disk bounded.
"""

from __future__ import annotations

import tempfile
from collections import ChainMap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from datasources.intake import findings, guard, privacy
from datasources.intake.findings import ERROR, WARNING, Finding, Refused, finding
from datasources.intake.limits import Budget, Limits
from datasources.intake.readers import reader_of
from datasources.intake.reading import Context, IncomingFile, Reading, Report, TableSeen
from datasources.intake.seen import looked_at, table_seen
from datasources.intake.steps import CHECK, TABLES, UNPACK, VALUES, Place, Reader, Step
from datasources.intake.tables import Wanted, raw_tables
from datasources.intake.text import RawTable
from datasources.intake.unpacking import Table, tables_of
from datasources.kinds import Kind, Role

# So many tables that were not read are shown to the person who may say what they are.
MOST_UNUSED = 20
Note = Callable[[Finding], None]
ReadTable = Callable[[Table, Path, Note], None]


def _no_report(_step: Step, _name: str, _done: int, _total: int) -> None:
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
    watched = guard.Guard(kind, context.layout, context.secret)
    tables = _Tables(kind, reader, context, limits, Budget(limits), watched)
    place = (0, len(files))
    tables.report = lambda step: report(step, files[place[0]].name, *place)
    read: list[Any] = []
    told: list[Finding] = []
    for number, file in enumerate(files):
        place = (number, len(files))
        tables.report(UNPACK)
        found: list[Any] = []

        def read_one(table: Table, folder: Path, note: Note, found: list[Any] = found) -> None:
            found += tables.read(table, folder, note)

        if _read_file(file, tables.budget, told, read_one, reader.is_other_kind):
            read += found
    report(CHECK, "", len(files), len(files))
    personal = tables.guard.columns()
    reading = replace(
        reader.finish(kind, read, context, told), tables=tuple(tables.seen), personal=personal
    )
    if guard.is_open(personal) or guard.is_refused(personal):
        return _stopped(reading)
    return replace(reading, findings=(*guard.told(personal), *map(_shown, reading.findings)))


def _stopped(reading: Reading) -> Reading:
    """What may be told before it was decided of personal data: no row, and no word of one.

    Reasons why a table cannot be read are told by their general meaning: they quote cells.
    """
    errors = dict.fromkeys(one.code for one in reading.findings if one.severity == ERROR)
    return Reading(
        findings=(
            *guard.told(reading.personal),
            *(finding(code, findings.MEANINGS[code].meaning) for code in errors),
        ),
        parts=reading.parts,
        tables=tuple(
            replace(
                table,
                columns=tuple(replace(one, examples=()) for one in table.columns),
                unknown_words={},
            )
            for table in reading.tables
        ),
        personal=reading.personal,
    )


def _shown(found: Finding) -> Finding:
    """Without the examples in which something personal stands that no column was known by."""
    examples = tuple(one for one in found.examples if not privacy.patterns_in([str(one)]))
    return replace(found, examples=examples)


@dataclass
class _Tables:
    """Reads one table after another, and keeps how each was understood."""

    kind: Kind
    reader: Reader
    context: Context
    limits: Limits
    budget: Budget
    guard: guard.Guard
    seen: list[TableSeen] = field(default_factory=list)
    report: Callable[[Step], None] = lambda _step: None
    judged: dict[tuple[object, ...], Place] = field(default_factory=dict)
    """Where of the tables used, and of those not, headings stand of which it is said what they
    look like."""

    def read(self, table: Table, folder: Path, note: Note) -> list[Any]:
        """What each sheet of a workbook gives, or the one table of a text."""

        self.report(TABLES)

        def unused(sheet: str, raw: RawTable) -> None:
            guarded = self.guard.over(raw)
            one = self._seen(guarded, Place(table.name, sheet), is_used=False)
            if one not in self.seen and sum(not one.is_used for one in self.seen) < MOST_UNUSED:
                self.seen.append(one)

        wanted = Wanted(
            self.kind,
            self._is_heading,
            self.context.layout.sheet,
            unused,
            with_shapes=self.kind.first(Role.SHAPE) is not None,
        )
        return [
            piece
            for sheet, raw in raw_tables(table, folder, wanted, self.budget, note)
            for piece in self._read(raw, Place(table.name, sheet), note)
        ]

    def _read(self, raw: RawTable, place: Place, note: Note) -> list[Any]:
        self.report(VALUES)
        raw = self.guard.over(raw)
        seen = self._seen(raw, place)
        try:
            pieces = self.reader.read(self.kind, raw, place, self.context, self.limits, note)
        except Refused as refusal:
            self.guard.drain(raw)
            self.seen.append(replace(seen, asked=refusal.asked))
            raise
        unknown = ChainMap(*(dict(self.reader.unknown_words(piece)) for piece in pieces))
        self.seen.append(replace(seen, unknown_words=dict(unknown)))
        return pieces

    def _seen(self, raw: RawTable, place: Place, *, is_used: bool = True) -> TableSeen:
        judges = self.judged.setdefault((is_used, *raw.headings), place) == place
        cells = looked_at(raw)
        seen = table_seen(self.kind, raw, place, self.context, cells, judges=judges)
        columns = tuple(
            replace(one, theirs=guard.named(one.theirs, at)) if guard.is_eaten(one.theirs) else one
            for at, one in enumerate(seen.columns)
        )
        return replace(seen, columns=columns, is_used=is_used)

    def _is_heading(self, cells: Sequence[str], sheet: str) -> bool:
        return self.reader.is_heading(self.kind, cells, sheet, self.context)


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
