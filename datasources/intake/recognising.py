"""Of which kind files are that nobody has said it of: by the headings of their tables."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from datasources import kinds
from datasources.intake.findings import Finding, Refused
from datasources.intake.limits import Budget, Limits
from datasources.intake.readers import reader_of
from datasources.intake.reading import Context, IncomingFile
from datasources.intake.tables import Wanted, raw_tables
from datasources.intake.unpacking import tables_of
from datasources.kinds import Kind

NOTHING_KNOWN = Context()


def recognised(files: Sequence[IncomingFile], limits: Limits | None = None) -> tuple[Kind, ...]:
    """The kinds that the files can be: one where it is sure, several where a person must say.

    Of several kinds whose needed columns a table has, the one is meant of which it has most.
    """
    budget = Budget(limits or Limits())
    found: dict[str, Kind] = {}
    for file in files:
        for headings, sheet in _headings(file, budget):
            for kind in most_likely(headings, sheet):
                found[kind.slug] = kind
    return tuple(found.values())


def most_likely(headings: Sequence[str], sheet: str = "") -> tuple[Kind, ...]:
    """Of the kinds that fit these headings, those of which most columns are there."""
    fitting = [
        (_known(kind, headings), kind) for kind in kinds.KINDS if _fits(kind, headings, sheet)
    ]
    most = max((count for count, _ in fitting), default=0)
    return tuple(kind for count, kind in fitting if count == most)


def _fits(kind: Kind, headings: Sequence[str], sheet: str) -> bool:
    """Whatever needs no column fits anything, and is recognised by nobody."""
    return bool(kind.required_columns) and reader_of(kind).is_heading(
        kind, headings, sheet, NOTHING_KNOWN
    )


def _known(kind: Kind, headings: Sequence[str]) -> int:
    return len(kind.headings_known(headings))


def _headings(file: IncomingFile, budget: Budget) -> list[tuple[list[str], str]]:
    found: list[tuple[list[str], str]] = []

    def is_heading(cells: Sequence[str], sheet: str) -> bool:
        fits = any(_fits(kind, cells, sheet) for kind in kinds.KINDS)
        if fits:
            # Whatever may be wrong with the rows below, it is of a kind.
            found.append((list(cells), sheet))
        return fits

    def pass_over(_finding: Finding) -> None:
        return

    wanted = Wanted(kinds.ANY, is_heading, with_shapes=True)
    with tempfile.TemporaryDirectory(prefix="recognising-") as folder:
        try:
            for table in tables_of(file, Path(folder), budget, pass_over, lambda name: False):
                with contextlib.suppress(Refused):
                    for _ in raw_tables(table, Path(folder), wanted, budget, pass_over):
                        pass
        except Refused:
            return found
    return found
