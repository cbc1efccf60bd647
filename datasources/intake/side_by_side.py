"""Tables of a delivery read by several processes at once, where it may be and is worth it.

The processes are forked, so that they know everything that this one knows. What a table gave comes
back in a file that lies mapped in memory: nothing of its columns is copied.
"""

from __future__ import annotations

import io
import mmap
import multiprocessing
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from datasources.intake.limits import Budget
from datasources.intake.one_table import TableRead, TableReader
from datasources.intake.reading import IncomingFile
from datasources.intake.steps import VALUES, Step
from datasources.intake.unpacking import Table

WORTH_IT = 4 * 1024 * 1024
"""Two processes begin in the time in which one reads so many bytes."""
WAITING = 2
"""So many tables for each process may be unpacked before they are read."""
Report = Callable[[Step], None]


@dataclass(frozen=True)
class Processes:
    """So many processes may read a delivery of several files and enough bytes."""

    count: int
    begin: Callable[[], None] = lambda: None
    """What each does first."""
    worth_it: int = WORTH_IT


class Pending(Protocol):
    """A table that is read, or will have been when it is asked for: once."""

    def result(self) -> TableRead: ...


Begin = Callable[[Table, Path, Budget, Report], Pending]
"""Has a table read: with its file's folder, what the delivery has unpacked, and who is told."""


@contextmanager
def reading(
    reader: TableReader, files: Sequence[IncomingFile], allowed: Processes | None
) -> Iterator[Begin]:
    """How the tables of these files are read: here, one after another, or side by side."""
    if allowed is None or not _is_worth_it(files, allowed):
        yield partial(_here, reader)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        allowed.count, mp_context=context, initializer=_settle, initargs=(reader, allowed.begin)
    ) as pool:
        try:
            yield _Beside(pool, reader, allowed.count * WAITING).begin
        except BaseException:
            # What waits is wanted no more.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def are_several(names: Sequence[str]) -> bool:
    """Whether files so named may hold several tables: of one alone no process is begun."""
    return len(names) > 1 or any(name.lower().endswith(".zip") for name in names)


def _is_worth_it(files: Sequence[IncomingFile], allowed: Processes) -> bool:
    size = sum(one.path.stat().st_size for one in files if one.path.is_file())
    several = are_several([one.name for one in files])
    return allowed.count > 1 and several and size >= allowed.worth_it


@dataclass(frozen=True)
class _Done:
    read: TableRead

    def result(self) -> TableRead:
        return self.read


def _here(reader: TableReader, table: Table, folder: Path, budget: Budget, report: Report) -> _Done:
    read = reader.read(table, folder, budget.spent, report)
    budget.spend(read.spent)
    return _Done(read)


class _Beside:
    """Hands tables to the processes, not more of them at a time than they can be at soon."""

    def __init__(self, pool: ProcessPoolExecutor, reader: TableReader, most: int) -> None:
        self.pool = pool
        self.reader = reader
        self.most = most
        self.waiting: list[_Table] = []
        self.begun = 0

    def begin(self, table: Table, folder: Path, budget: Budget, report: Report) -> Pending:
        self.begun += 1
        if table.path.is_relative_to(folder):
            # The name will be taken by what is unpacked next.
            own = table.path.rename(folder / f"table-{self.begun}")
            table = replace(table, path=own)
        sent = folder / f"read-{self.begun}"
        future = self.pool.submit(_read, table, folder, budget.spent, sent)
        begun = _Table(self, table, folder, budget, report, sent, future)
        self.waiting.append(begun)
        if len(self.waiting) > self.most:
            self.waiting[0].settle()
        return begun


@dataclass
class _Table:
    """A table with one of the processes, or waiting for one."""

    by: _Beside
    table: Table
    folder: Path
    budget: Budget
    report: Report
    sent: Path
    future: Future[bool]
    read: TableRead | None = None

    def result(self) -> TableRead:
        read = self.settle()
        self.budget.spend(read.spent)
        return read

    def settle(self) -> TableRead:
        """Waits until it is read."""
        if self.read is None:
            self.by.waiting.remove(self)
            self.read = self._read()
            if self.table.path.is_relative_to(self.folder):
                self.table.path.unlink()
        return self.read

    def _read(self) -> TableRead:
        if self.future.result():
            self.report(VALUES)
            return _received(self.sent, self.by.reader)
        return self.by.reader.read(self.table, self.folder, self.budget.spent, self.report)


_reader: TableReader | None = None
"""In each of the processes, what it reads by."""


def _settle(reader: TableReader, begin: Callable[[], None]) -> None:
    global _reader  # noqa: PLW0603 - set once, as the process begins
    begin()
    _reader = reader


def _read(table: Table, folder: Path, spent: int, sent: Path) -> bool:
    """False where what was read cannot be sent: then it is read where it is wanted."""
    assert _reader is not None
    read = _reader.read(table, folder, spent, lambda _step: None)
    try:
        _send(read, sent, _reader)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _send(read: TableRead, path: Path, reader: TableReader) -> None:
    """The objects, and behind them the bytes of their columns, each where it can be mapped."""
    buffers: list[pickle.PickleBuffer] = []
    told = io.BytesIO()
    _Pickler(told, _shared(reader), buffers).dump(read)
    blocks = [memoryview(told.getbuffer()), *(one.raw() for one in buffers)]
    with path.open("wb") as out:
        index = pickle.dumps([len(block) for block in blocks])
        out.write(len(index).to_bytes(ALIGNED))
        out.write(index)
        for block in blocks:
            out.seek(_aligned(out.tell()))
            out.write(block)
        out.truncate(out.tell() + 1)


def _received(path: Path, reader: TableReader) -> TableRead:
    with path.open("rb") as stream:
        mapped = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY))
    path.unlink()
    at = ALIGNED + int.from_bytes(mapped[:ALIGNED])
    blocks = []
    for length in pickle.loads(mapped[ALIGNED:at]):  # noqa: S301 - of a process of our own
        at = _aligned(at)
        blocks.append(mapped[at : at + length])
        at += length
    told, *buffers = blocks
    found: TableRead = _Unpickler(io.BytesIO(told), _shared(reader), buffers).load()
    return found


ALIGNED = 64


def _aligned(at: int) -> int:
    return -(-at // ALIGNED) * ALIGNED


def _shared(reader: TableReader) -> list[Any]:
    """What both know, and what is named rather than sent: the kind and all that it is made of."""
    kind = reader.kind
    parts = [getattr(kind, one.name) for one in fields(kind)]
    return [kind, *kind.columns, *(one for one in parts if callable(one) or is_dataclass(one))]


class _Pickler(pickle.Pickler):
    def __init__(
        self, out: io.BytesIO, shared: list[Any], buffers: list[pickle.PickleBuffer]
    ) -> None:
        super().__init__(out, protocol=5, buffer_callback=buffers.append)
        self.shared = {id(one): at for at, one in enumerate(shared)}

    def persistent_id(self, one: object) -> int | None:
        return self.shared.get(id(one))


class _Unpickler(pickle.Unpickler):
    def __init__(self, told: io.BytesIO, shared: list[Any], buffers: Sequence[memoryview]) -> None:
        super().__init__(told, buffers=buffers)
        self.shared = shared

    def persistent_load(self, at: int) -> object:
        return self.shared[at]
