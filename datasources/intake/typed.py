"""Cells as they were typed, before a download of ours guarded them."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from datasources.values import coded
from partnerships import spreadsheets


def cells_as_typed(batch: pa.Table) -> pa.Table:
    """The same cells without the apostrophes of our own downloads."""
    for at, name in enumerate(batch.column_names):
        cells = batch.column(at)
        if coded.any_is(cells, lambda texts: pc.starts_with(texts, "'")):
            typed = [spreadsheets.as_typed(cell) for cell in cells.to_pylist()]
            batch = batch.set_column(at, name, coded.as_in(pa.array(typed, pa.string()), cells))
    return batch
