"""Columns in which texts come again are read coded: each text once a batch, and where it stands.

A column of a raw table is one of strings or of such codes (an Arrow dictionary), in all its batches
alike; what is asked of its texts is asked here, once for each different one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

CODED = pa.dictionary(pa.int32(), pa.string())
FEWEST = 20
"""Of fewer filled cells nothing is known of whether they come again: then they are coded."""
MOST_DIFFERENT = 0.95


def come_again(rows: Sequence[Sequence[str]], width: int) -> list[bool]:
    """Of each column, whether the texts of these rows come again; of references hardly any does."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for cells, cell in zip(columns, row, strict=False):
            if cell:
                cells.append(cell)
    return [
        len(cells) < FEWEST or len(set(cells)) <= MOST_DIFFERENT * len(cells) for cells in columns
    ]


def is_coded(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def offsets_of(texts: pa.Array) -> np.ndarray:
    """Where each text of the array that this one is a part of begins, and where the last ends."""
    wide = pa.types.is_large_string(texts.type)
    return np.frombuffer(texts.buffers()[1], dtype="int64" if wide else "int32")


def texts_in(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column as texts, one for each cell."""
    return column.cast(pa.string()) if is_coded(column) else column


def as_in(texts: pa.Array | pa.ChunkedArray, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Other texts in the place of a column's own, held as these are: so batches go together."""
    made = texts.dictionary_encode() if is_coded(column) else texts.cast(column.type)
    return made if isinstance(made, pa.ChunkedArray) else pa.chunked_array([made])


def judged(column: pa.ChunkedArray, judge: Callable[[pa.Array], pa.Array]) -> pa.ChunkedArray:
    """What `judge` says of each cell (bool); of a coded column each different text is judged
    once."""
    if not is_coded(column):
        return pa.chunked_array([judge(chunk) for chunk in column.chunks], type=pa.bool_())
    return pa.chunked_array([_judged(chunk, judge) for chunk in column.chunks], type=pa.bool_())


def _judged(chunk: pa.DictionaryArray, judge: Callable[[pa.Array], pa.Array]) -> pa.Array:
    of_texts = judge(chunk.dictionary)
    if not pc.any(of_texts).as_py():
        # Mostly nothing is found; then no cell need be looked up.
        return pa.array(np.zeros(len(chunk), dtype=bool))
    return of_texts.take(chunk.indices)


def any_is(column: pa.ChunkedArray, judge: Callable[[pa.Array], pa.Array]) -> bool:
    """Whether `judge` says so of any cell."""
    return bool(pc.any(judged(column, judge)).as_py())


def counted(column: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """The different texts (string) and how many cells hold each (int64)."""
    if not len(column):
        return pa.array([], pa.string()), np.empty(0, dtype="int64")
    whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    if not is_coded(column):
        counts = pc.value_counts(whole)
        return counts.field("values"), counts.field("counts").to_numpy()
    held = np.bincount(whole.indices.to_numpy(), minlength=len(whole.dictionary))
    (places,) = np.nonzero(held)
    if len(places) == len(held):
        return whole.dictionary, held
    return whole.dictionary.take(pa.array(places)), held[places]
