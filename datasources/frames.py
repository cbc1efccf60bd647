"""The only reader and writer of stored frames: Parquet files on Django's storage, named by hash.

A stored frame never changes, so storing the same rows again costs nothing and a reader that was
interrupted leaves nothing half done.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from partnerships import spreadsheets


@dataclass(frozen=True)
class Stored:
    """Where a frame lies, and what its bytes are."""

    path: str
    sha256: str
    rows: int


def store(rows: pd.DataFrame, *, folder: str) -> Stored:
    """Write a frame under its own hash, unless it is there already."""
    buffer = io.BytesIO()
    rows.to_parquet(buffer, engine="pyarrow", compression="zstd", index=False)
    content = buffer.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"{folder}/{sha256[:2]}/{sha256}.parquet"
    if not is_whole(path, len(content)):
        default_storage.save(path, ContentFile(content))
    return Stored(path, sha256, len(rows))


def is_whole(path: str, size: int) -> bool:
    """Whether a file is there with all its bytes: a killed writer may have left a part of it."""
    return default_storage.exists(path) and default_storage.size(path) == size


def load(path: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """One stored frame, or the named columns of it."""
    return _table(path, columns).to_pandas()


def load_many(paths: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Several stored frames as one, with the named columns; categories become common to all."""
    if not paths:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in columns})
    tables = [_table(path, columns).replace_schema_metadata(None) for path in paths]
    whole = pa.concat_tables(tables, promote_options="permissive")
    return whole.unify_dictionaries().to_pandas()


def csv_lines(path: str, headings: dict[str, str]) -> Iterator[str]:
    """A stored frame as lines of CSV for a download; what is missing is an empty cell."""
    rows = load(path, list(headings)).astype(object)
    rows = rows.where(rows.notna(), None)
    cells = rows.itertuples(index=False, name=None)
    return spreadsheets.csv_lines(chain([tuple(headings.values())], cells))


def _table(path: str, columns: Sequence[str] | None) -> pa.Table:
    with default_storage.open(path, "rb") as stream:
        return pq.read_table(stream, columns=list(columns) if columns else None)
