"""The rows of a text in UTF-8, as batches of strings, with all processors where that is right."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv as pa_csv

from datasources.intake import findings
from datasources.intake.ahead import ahead
from datasources.intake.dialects import Dialect, rows_until_odd
from datasources.intake.findings import Refused
from datasources.values import coded

BLOCK = 4 * 1024 * 1024
"""No row of a text that is not read in parts may be longer than so many bytes."""
PART = 8 * 1024 * 1024
TAIL = 64 * 1024
"""Within so many bytes the last line of a part is looked for first."""
SHOWN_FIRST = 256 * 1024
"""So many bytes show of each column whether its texts come again."""
MOST_THREADS = 4
Odd = Callable[[pa_csv.InvalidRow], str]
"""Told of a row of another width than the headings."""


def _memory() -> pa.MemoryPool:
    """Memory that is given back late: texts of one block take the place of those before it."""
    try:
        return pa.jemalloc_memory_pool()
    except NotImplementedError:
        return pa.default_memory_pool()


MEMORY = _memory()


class Source(NamedTuple):
    """Where the rows below a heading lie, and how they are written."""

    path: Path
    begins_at: int
    dialect: Dialect
    has_lines_in_cells: bool
    is_coded: bool
    is_plain: bool = False
    """Whether no cell can hold the end of a line: each line is a row, or none."""


def on_all_processors(source: Source, width: int, odd: Odd) -> Iterator[pa.Table]:
    """The rows in their order; `odd` is not told which row it is."""
    size = source.path.stat().st_size
    if source.is_plain and size - source.begins_at > PART and _ends_lines(source):
        yield from _in_parts(source, width, odd, size)
        return
    batches = _stream(source, width, odd, on_all=True)
    made = ahead(repeat(partial(next, batches, None)), 1)
    yield from takewhile(lambda batch: batch is not None, made)


def on_one_processor(source: Source, width: int, odd: Odd) -> Iterator[pa.Table]:
    """The rows in their order; of each that is odd it is known which it is."""
    return _stream(source, width, odd, on_all=False)


def _stream(source: Source, width: int, odd: Odd, *, on_all: bool) -> Iterator[pa.Table]:
    if source.path.stat().st_size <= source.begins_at:
        return
    stream = pa.OSFile(str(source.path))
    stream.seek(source.begins_at)
    how = _how(source, width, odd)
    try:
        reader = pa_csv.open_csv(stream, **how, read_options=_names(width, BLOCK, on_all=on_all))
        for batch in reader:
            yield pa.Table.from_batches([batch])
    except pa.ArrowInvalid as trouble:
        raise unreadable() from trouble


def _ends_lines(source: Source) -> bool:
    with source.path.open("rb") as stream:
        stream.seek(source.begins_at)
        return b"\n" in stream.read(PART)


def _in_parts(source: Source, width: int, odd: Odd, size: int) -> Iterator[pa.Table]:
    """Parts of whole lines, several at a time: Arrow by itself divides cells on one processor."""
    how = _how(source, width, odd)
    threads = min(pa.cpu_count(), MOST_THREADS)
    with source.path.open("rb") as stream:
        parts = _parts(stream.fileno(), source.begins_at, size)
        works = (partial(_part, stream.fileno(), part, width, how) for part in parts)
        try:
            yield from ahead(works, threads)
        except pa.ArrowInvalid as trouble:
            raise unreadable() from trouble


def _parts(file: int, begins_at: int, size: int) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends: behind the end of a line."""
    while begins_at < size:
        ends_at = _line_end(file, begins_at, min(begins_at + PART, size), size)
        yield begins_at, ends_at
        begins_at = ends_at


def _line_end(file: int, begins_at: int, about: int, size: int) -> int:
    """Behind the last line that ends before `about`; of a longer line behind its own end."""
    if about == size:
        return size
    tail = max(begins_at, about - TAIL)
    for start in dict.fromkeys((tail, begins_at)):
        at = os.pread(file, about - start, start).rfind(b"\n")
        if at >= 0:
            return start + at + 1
    while about < size:
        at = os.pread(file, PART, about).find(b"\n")
        if at >= 0:
            return about + at + 1
        about += PART
    return size


def _part(file: int, part: tuple[int, int], width: int, how: dict[str, Any]) -> pa.Table:
    begins_at, ends_at = part
    read = pa.BufferReader(os.pread(file, ends_at - begins_at, begins_at))
    options = _names(width, ends_at - begins_at + 1, on_all=False)
    return pa_csv.read_csv(read, **how, read_options=options)


def _names(width: int, block: int, *, on_all: bool) -> pa_csv.ReadOptions:
    names = [f"c{at}" for at in range(width)]
    return pa_csv.ReadOptions(column_names=names, use_threads=on_all, block_size=block)


def _how(source: Source, width: int, odd: Odd) -> dict[str, Any]:
    # Long texts that all differ are held as a frame holds them: none is copied again.
    texts = pa.large_string() if source.is_coded else pa.string()
    again = _come_again(source, width)
    types = {f"c{at}": coded.CODED if each else texts for at, each in enumerate(again)}
    return {
        "parse_options": pa_csv.ParseOptions(
            delimiter=source.dialect.delimiter,
            quote_char=source.dialect.quote,
            escape_char=source.dialect.escape or False,
            newlines_in_values=source.has_lines_in_cells,
            ignore_empty_lines=False,
            invalid_row_handler=odd,
        ),
        "convert_options": pa_csv.ConvertOptions(
            column_types=types,
            strings_can_be_null=False,
            # All of it was decoded before.
            check_utf8=False,
        ),
        "memory_pool": MEMORY,
    }


def _come_again(source: Source, width: int) -> list[bool]:
    """Of each column, whether it is to be coded: whether its texts come again in the first rows."""
    if not source.is_coded:
        return [False] * width
    with source.path.open("rb") as stream:
        stream.seek(source.begins_at)
        top = stream.read(SHOWN_FIRST).decode(errors="ignore")
    rows = rows_until_odd(source.dialect.rows(io.StringIO(top, newline="")))
    return coded.come_again(list(rows), width)


def unreadable() -> Refused:
    return Refused(
        findings.UNREADABLE_TABLE,
        "The text could not be divided into rows and columns: often a quotation mark is"
        " opened and never closed.",
        "Open the file in Excel, look at its last rows, and save it again as CSV.",
    )
