"""Rows that were set aside, cell by cell as they were sent, to be mended and sent again.

They are read anew from the originals, by a process of its own with limits of its own
(`python -m datasources.intake.as_sent`): what was set aside is kept nowhere but there.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from datasources.intake.findings import Refused
from datasources.intake.limits import Budget, Limits
from datasources.intake.own_columns import OURS
from datasources.intake.readers import reader_of
from datasources.intake.reading import Context, IncomingFile
from datasources.intake.tables import Wanted, raw_tables
from datasources.intake.text import RawTable
from datasources.intake.unpacking import tables_of
from datasources.kinds import Kind, Role
from partnerships import spreadsheets

ROOT = Path(__file__).resolve().parents[2]
TOO_LARGE = 3
WRITTEN = "written.json"

Reasons = Mapping[int, Sequence[str]]
"""Of rows by their numbers, why each was set aside."""


@dataclass(frozen=True)
class Asked:
    """What is to be read: of which tables, by the file's name and the sheet's, which rows."""

    kind: Kind
    files: tuple[IncomingFile, ...]
    rows: Mapping[tuple[str, str], Reasons]
    context: Context = field(default_factory=Context)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Written:
    """A table of rows as they were sent: of which file and sheet, and where it lies as CSV."""

    file: str
    sheet: str
    rows: int
    path: Path


class NotReadError(Exception):
    """The originals could not be read within the limits."""


def apart(asked: Asked, folder: Path, *, memory: int, seconds: int) -> list[Written]:
    """One CSV file for each table with rows that are asked for, written by a process of its own."""
    request = folder / "asked"
    request.write_bytes(pickle.dumps(asked))
    command = [sys.executable, "-m", __name__, str(request), str(folder), str(memory), str(seconds)]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, arguments without a shell
            command,
            check=False,
            cwd=ROOT,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as late:
        raise NotReadError from late
    if ended.returncode != 0:
        raise NotReadError
    told = json.loads((folder / WRITTEN).read_text())
    return [Written(one["file"], one["sheet"], one["rows"], folder / one["path"]) for one in told]


def written(asked: Asked, folder: Path) -> Iterator[Written]:
    """The same in this process. A table that cannot be read has no rows that were set aside."""
    reader = reader_of(asked.kind)
    budget = Budget(asked.limits)
    wanted = Wanted(
        asked.kind,
        lambda cells, sheet: reader.is_heading(asked.kind, cells, sheet, asked.context),
        asked.context.layout.sheet,
        with_shapes=asked.kind.first(Role.SHAPE) is not None,
    )
    number = 0
    for file in asked.files:
        with tempfile.TemporaryDirectory(dir=folder) as own, contextlib.suppress(Refused):
            for table in tables_of(file, Path(own), budget, _pass_over, reader.is_other_kind):
                if all(name != table.name for name, _ in asked.rows):
                    continue
                with (
                    tempfile.TemporaryDirectory(dir=own) as inner,
                    contextlib.suppress(Refused),
                ):
                    for sheet, raw in raw_tables(table, Path(inner), wanted, budget, _pass_over):
                        reasons = asked.rows.get((table.name, sheet), {})
                        rows = dict(_rows(raw, reasons))
                        if not rows:
                            continue
                        number += 1
                        path = folder / f"{number}.csv"
                        _write(path, raw.headings, rows, reasons)
                        yield Written(table.name, sheet, len(rows), path)


def _pass_over(_finding: object) -> None:
    return


def _rows(raw: RawTable, reasons: Reasons) -> Iterator[tuple[int, list[tuple[str, ...]]]]:
    """The rows that are asked for, as they stand in the table; no other is held."""
    seen = 0
    for batch in raw.batches:
        numbers = raw.row_numbers(seen + batch.num_rows)[seen:].tolist()
        seen += batch.num_rows
        for at, row in enumerate(numbers):
            if row in reasons:
                yield row, [tuple(str(column[at].as_py() or "") for column in batch.columns)]
    for one in raw.ragged:
        if one.row in reasons and one.sent:
            yield one.row, list(one.sent)


def _write(
    path: Path,
    headings: Sequence[str],
    rows: Mapping[int, Sequence[tuple[str, ...]]],
    reasons: Reasons,
) -> None:
    lines = (
        (row, "; ".join(dict.fromkeys(reasons[row])), *cells)
        for row in sorted(rows)
        for cells in rows[row]
    )
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(spreadsheets.csv_lines(_all_rows(headings, lines)))


def _all_rows(
    headings: Sequence[str], lines: Iterator[Sequence[object]]
) -> Iterator[Sequence[object]]:
    yield (*OURS, *headings)
    yield from lines


def limit(memory: int, seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none; the parent's time limit holds there

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(request: str, folder: str, memory: str, seconds: str) -> int:
    limit(int(memory), int(seconds))
    # Written by the process that began this one, a moment ago.
    asked: Asked = pickle.loads(Path(request).read_bytes())  # noqa: S301
    try:
        told = [
            {"file": one.file, "sheet": one.sheet, "rows": one.rows, "path": one.path.name}
            for one in written(asked, Path(folder))
        ]
    except MemoryError:
        return TOO_LARGE
    (Path(folder) / WRITTEN).write_text(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
