"""The only reader and writer of stored frames: Parquet files in the store, named by hash.

A stored frame never changes, so storing the same rows again costs nothing and a reader that was
interrupted leaves nothing half done. One that is lost or damaged says whose rows it held.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from datasources import kinds, periods
from datasources.models import Slice
from partnerships import spreadsheets
from partnerships import store as files


@dataclass(frozen=True)
class Stored:
    """Where a frame lies, and what its bytes are."""

    path: str
    sha256: str
    rows: int


def store(rows: pd.DataFrame, *, folder: str) -> Stored:
    """Write a frame under its own hash, unless it is there already."""
    table = pa.Table.from_pandas(rows, preserve_index=False)
    buffer = pa.BufferOutputStream()
    # Statistics help to pass over parts of a file; ours are read whole.
    pq.write_table(
        table,
        buffer,
        compression="zstd",
        write_statistics=False,
        use_dictionary=[one.name for one in table.schema if pa.types.is_dictionary(one.type)],
        column_encoding={
            one.name: encoding for one in table.schema if (encoding := _encoding(one.type))
        },
    )
    stored = files.put(buffer.getvalue().to_pybytes(), folder=folder, suffix=".parquet")
    return Stored(stored.path, stored.sha256, len(rows))


def _encoding(type_: pa.DataType) -> str:
    """How columns are packed of which hardly a cell comes again: references, numbers of rows."""
    if pa.types.is_integer(type_):
        return "DELTA_BINARY_PACKED"
    return "DELTA_LENGTH_BYTE_ARRAY" if pa.types.is_large_string(type_) else ""


def fault(path: str) -> files.StoreError | None:
    """What is wrong with a stored frame, in words, or None when it is whole."""
    found = files.fault(path)
    return _named(found) if found else None


def load(path: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """One stored frame, or those of the named columns that it has: a partner may send none."""
    return _table(path, columns).to_pandas()


def columns(path: str) -> tuple[str, ...]:
    """What the columns of a stored frame are called."""
    try:
        with files.opened(path) as stream:
            return tuple(pq.ParquetFile(stream).schema_arrow.names)
    except files.StoreError as lost:
        raise _named(lost) from lost


def first(path: str, rows: int) -> pd.DataFrame:
    """The first rows of a stored frame, however long it is."""
    try:
        with files.opened(path) as stream:
            batches = pq.ParquetFile(stream).iter_batches(batch_size=rows)
            return pa.Table.from_batches([next(batches)]).to_pandas()
    except files.StoreError as lost:
        raise _named(lost) from lost


def csv_lines(path: str, headings: dict[str, str]) -> Iterator[str]:
    """A stored frame as lines of CSV for a download; what is missing is an empty cell."""
    rows = load(path, list(headings)).astype(object)
    rows = rows.where(rows.notna(), None)
    cells = rows.itertuples(index=False, name=None)
    return spreadsheets.csv_lines(chain([tuple(headings.values())], cells))


def _table(path: str, columns: Sequence[str] | None) -> pa.Table:
    try:
        with files.opened(path) as stream:
            frame = pq.ParquetFile(stream)
            there = frame.schema_arrow.names
            return frame.read([name for name in columns if name in there] if columns else None)
    except files.StoreError as lost:
        raise _named(lost) from lost


def _named(lost: files.StoreError) -> files.StoreError:
    """The same trouble, said of the kind of data and the period whose rows the file holds.

    Not of the source: the same rows may be another partnership's too.
    """
    one = Slice.objects.filter(path=lost.path).select_related("source").first()
    if one is None or isinstance(lost, files.UnavailableError):
        return lost
    label = kinds.shown(one.source.kind).label
    return type(lost)(
        f"The stored rows of “{label}” for {periods.said(one.period)} cannot be used:"
        f" their file {lost.what}. Send the file that they came from once more; then it is"
        f" kept anew. {files.TELL} what happened.",
        lost.path,
    )
