"""Reading a delivery: files as sent -> clean slices and findings. Bad files become findings.

The one way in. It raises for no content whatever, and keeps memory and disk bounded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from datasources.intake import findings, guard, privacy, side_by_side
from datasources.intake.findings import ERROR, WARNING, Finding, Refused, finding
from datasources.intake.limits import Budget, Limits
from datasources.intake.one_table import Alike, TableRead, TableReader
from datasources.intake.readers import reader_of
from datasources.intake.reading import Context, IncomingFile, Reading, Report, TableSeen
from datasources.intake.recognising import recognised
from datasources.intake.side_by_side import Begin, Pending, Processes
from datasources.intake.steps import CHECK, UNPACK, Reader, Step
from datasources.intake.unpacking import tables_of
from datasources.kinds import Kind

# So many tables that were not read are shown to the person who may say what they are.
MOST_UNUSED = 20


def _no_report(_step: Step, _name: str, _done: int, _total: int) -> None:
    return


def read_files(
    kind: Kind,
    files: Sequence[IncomingFile],
    context: Context,
    report: Report = _no_report,
    *,
    limits: Limits | None = None,
    processes: Processes | None = None,
) -> Reading:
    """Everything the files hold for this kind, and everything noticed on the way.

    With `processes` the tables of a large delivery are read side by side.
    """
    limits = limits or Limits()
    reader = reader_of(kind)
    tables = TableReader(kind, reader, context, limits)
    delivery = _Delivery(reader, Budget(limits), guard.Guard(kind, context.layout))
    with ExitStack() as folders, side_by_side.reading(tables, files, processes) as begin:
        begun = [
            _begin(file, folders, delivery, begin, partial(_say, report, file, number, len(files)))
            for number, file in enumerate(files)
        ]
        for one in begun:
            delivery.join(one)
    report(CHECK, "", len(files), len(files))
    personal = delivery.guard.columns()
    reading = replace(
        reader.finish(kind, delivery.pieces, context, delivery.told),
        tables=tuple(delivery.seen),
        personal=personal,
    )
    if guard.is_open(personal) or guard.is_refused(personal):
        return _stopped(reading)
    return replace(
        reading,
        findings=(*guard.told(personal), *map(_shown, reading.findings)),
        looks_like=_looks_like(kind, files, reading, limits),
    )


def _looks_like(
    kind: Kind, files: Sequence[IncomingFile], reading: Reading, limits: Limits
) -> tuple[str, ...]:
    """The files are looked through once more only where a table is there and nothing of it fits."""
    codes = {one.code for one in reading.findings}
    if reading.slices or not codes & findings.OF_ANOTHER_KIND:
        return ()
    return tuple(one.slug for one in recognised(files, limits) if one.slug != kind.slug)


def _say(report: Report, file: IncomingFile, done: int, total: int, step: Step) -> None:
    report(step, file.name, done, total)


DECIDE_FIRST = (
    "Say first what becomes of the personal data; then the files are read again, and the reason is"
    " told with what stands in them."
)


def _stopped(reading: Reading) -> Reading:
    """What may be told before it was decided of personal data: no row, and no word of one.

    Reasons why a table cannot be read are told by their general meaning: they quote cells.
    """
    errors = dict.fromkeys(one.code for one in reading.findings if one.severity == ERROR)
    return Reading(
        findings=(
            *guard.told(reading.personal),
            *(finding(code, findings.MEANINGS[code].meaning, DECIDE_FIRST) for code in errors),
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
class _Begun:
    """A file whose tables are read, or will have been: in their order, among what was noted."""

    name: str
    parts: list[Finding | tuple[str, Pending]] = field(default_factory=list)
    refusal: Refused | None = None
    """Why it, or what comes after these parts, cannot be used."""


def _begin(
    file: IncomingFile,
    folders: ExitStack,
    delivery: _Delivery,
    begin: Begin,
    report: Callable[[Step], None],
) -> _Begun:
    """Has each table of the file read."""
    begun = _Begun(file.name)
    report(UNPACK)
    folder = Path(folders.enter_context(tempfile.TemporaryDirectory(prefix="reading-")))
    try:
        for table in tables_of(
            file, folder, delivery.budget, begun.parts.append, delivery.reader.is_other_kind
        ):
            begun.parts.append((table.name, begin(table, folder, delivery.budget, report)))
    except Refused as refusal:
        begun.refusal = refusal
    return begun


@dataclass
class _Delivery:
    """What all tables of a delivery gave, in the order of its files."""

    reader: Reader
    budget: Budget
    guard: guard.Guard
    pieces: list[Any] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    seen: list[TableSeen] = field(default_factory=list)
    judged: dict[Alike, tuple[str, str]] = field(default_factory=dict)
    """Where tables alike stood of which it is said what their columns look like."""

    def join(self, file: _Begun) -> None:
        notes: list[Finding] = []
        refusals: list[tuple[str, Refused]] = []
        pieces: list[Any] = []
        good = 0
        try:
            for part in file.parts:
                if isinstance(part, Finding):
                    notes.append(part)
                    continue
                name, pending = part
                read = pending.result()
                self._join(read)
                notes += read.notes
                pieces += read.pieces
                if read.refusal is None:
                    good += 1
                elif read.refusal.code == findings.UNPACKS_TOO_LARGE:
                    raise read.refusal
                else:
                    refusals.append((name, read.refusal))
            if file.refusal is not None:
                raise file.refusal
        except Refused as refusal:
            self.told.append(_refused(file.name, refusal, ERROR))
            return
        # Within a ZIP one bad member does not condemn the others.
        alone = len(refusals) == 1 and refusals[0][0] == file.name
        severity = ERROR if alone else WARNING
        self.told += notes
        self.told += [_refused(name, refusal, severity) for name, refusal in refusals]
        if good:
            self.pieces += pieces
        elif not alone:
            self.told.append(_nothing_usable(file.name))

    def _join(self, read: TableRead) -> None:
        self.guard.guarded.join(read.guarded)
        for alike, one in read.seen:
            self._see(alike, one)

    def _see(self, alike: Alike, one: TableSeen) -> None:
        place = (one.file, one.sheet)
        if self.judged.setdefault(alike, place) != place:
            one = replace(one, columns=tuple(replace(each, looks="") for each in one.columns))
        if not one.is_used and (
            one in self.seen or sum(not each.is_used for each in self.seen) >= MOST_UNUSED
        ):
            return
        self.seen.append(one)


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
