"""What one table of a delivery gives, read for itself; what all together tell is found after."""

from __future__ import annotations

import tempfile
from collections import ChainMap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from datasources.intake import guard
from datasources.intake.findings import Finding, Refused
from datasources.intake.limits import Budget, Limits
from datasources.intake.reading import Context, TableSeen
from datasources.intake.seen import looked_at, table_seen
from datasources.intake.steps import TABLES, VALUES, Place, Reader, Step
from datasources.intake.tables import Wanted, raw_tables
from datasources.intake.text import RawTable
from datasources.intake.unpacking import Table
from datasources.kinds import Kind, Role

Note = Callable[[Finding], None]


class Alike(NamedTuple):
    """Tables that are used, or not, and have the same headings: of the first it is said what its
    columns look like."""

    is_used: bool
    headings: tuple[str, ...]


@dataclass
class TableRead:
    """What a file's table (of a workbook: each of its sheets) gave."""

    pieces: list[Any] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    refusal: Refused | None = None
    """Why it, or what comes after the pieces, could not be read."""
    seen: list[tuple[Alike, TableSeen]] = field(default_factory=list)
    guarded: guard.Guarded = field(default_factory=guard.Guarded)
    spent: int = 0
    """So many bytes were unpacked."""


@dataclass
class TableReader:
    """Reads one table after another, each for itself."""

    kind: Kind
    reader: Reader
    context: Context
    limits: Limits
    judged: dict[Alike, Place] = field(default_factory=dict)
    """Where tables alike stood of which it is said what their columns look like."""

    def read(
        self, table: Table, folder: Path, spent: int, report: Callable[[Step], None]
    ) -> TableRead:
        """`spent` is what the delivery had unpacked before. Never raises Refused."""
        read = TableRead()
        budget = Budget(self.limits, spent)
        watched = guard.Guard(self.kind, self.context.layout, self.context.secret)
        with tempfile.TemporaryDirectory(dir=folder) as own:
            one = _OneTable(self, watched, read, report)
            try:
                one.read(table, Path(own), budget)
            except Refused as refusal:
                read.refusal = refusal
        read.guarded, read.spent = watched.guarded, budget.spent - spent
        return read


@dataclass
class _OneTable:
    """One reading of one table."""

    of: TableReader
    guard: guard.Guard
    found: TableRead
    report: Callable[[Step], None]

    def read(self, table: Table, folder: Path, budget: Budget) -> None:
        """What each sheet of a workbook gives, or the one table of a text."""
        self.report(TABLES)

        def unused(sheet: str, raw: RawTable) -> None:
            guarded = self.guard.over(raw)
            alike, one = self._seen(guarded, Place(table.name, sheet), is_used=False)
            self.found.seen.append((alike, one))

        wanted = Wanted(
            self.of.kind,
            self._is_heading,
            self.of.context.layout.sheet,
            unused,
            with_shapes=self.of.kind.first(Role.SHAPE) is not None,
        )
        for sheet, raw in raw_tables(table, folder, wanted, budget, self.found.notes.append):
            self.found.pieces += self._read(raw, Place(table.name, sheet))

    def _read(self, raw: RawTable, place: Place) -> list[Any]:
        self.report(VALUES)
        of, note = self.of, self.found.notes.append
        raw = self.guard.over(raw)
        alike, seen = self._seen(raw, place)
        try:
            pieces = of.reader.read(of.kind, raw, place, of.context, of.limits, note)
            for piece in pieces:
                piece.stands_on(place.sheet)
        except Refused as refusal:
            self.guard.drain(raw)
            self.found.seen.append((alike, replace(seen, asked=refusal.asked)))
            raise
        unknown = ChainMap(*(dict(of.reader.unknown_words(piece)) for piece in pieces))
        self.found.seen.append((alike, replace(seen, unknown_words=dict(unknown))))
        return pieces

    def _seen(
        self, raw: RawTable, place: Place, *, is_used: bool = True
    ) -> tuple[Alike, TableSeen]:
        alike = Alike(is_used, tuple(raw.headings))
        judges = self.of.judged.setdefault(alike, place) == place
        cells = looked_at(raw)
        seen = table_seen(self.of.kind, raw, place, self.of.context, cells, judges=judges)
        columns = tuple(
            replace(one, theirs=guard.named(one.theirs, at)) if guard.is_eaten(one.theirs) else one
            for at, one in enumerate(seen.columns)
        )
        return alike, replace(seen, columns=columns, is_used=is_used)

    def _is_heading(self, cells: Sequence[str], sheet: str) -> bool:
        return self.of.reader.is_heading(self.of.kind, cells, sheet, self.of.context)
