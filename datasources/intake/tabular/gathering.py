"""The wanted columns of a raw table as texts of few words, with the spreadsheet's row numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake.columns import DroppedColumns
from datasources.intake.setting_aside import ROW
from datasources.intake.text import RawTable
from datasources.values import coded

AT_ONCE = 16 * 1024 * 1024
"""So many bytes of texts are turned into categories together: few enough to be held as texts."""


def gathered(
    raw: RawTable,
    wanted: Mapping[str, int],
    keys: Collection[str],
    dropped: DroppedColumns,
    *,
    telling: Collection[str] = (),
) -> pd.DataFrame:
    """Each wanted column as categories of trimmed texts, and ROW; blank lines are left out.

    Of `keys` every text is another one: they stay plain texts. A line is blank where all columns
    are, or those that are `telling`.
    """
    texts_of_keys: dict[str, list[pa.Array]] = {name: [] for name in wanted if name in keys}
    pieces: dict[str, list[Piece]] = {name: [] for name in wanted if name not in keys}
    for texts in _together(raw, dropped):
        for name in texts_of_keys:
            column = coded.texts_in(texts.column(wanted[name]))
            texts_of_keys[name] += _trimmed_key(column).chunks
        for name in pieces:
            pieces[name] += _pieces_of(texts.column(wanted[name]))
    # The longest first, and none is held twice any longer than it must be.
    columns = {name: _as_key(texts_of_keys.pop(name)) for name in tuple(texts_of_keys)}
    columns |= {name: _as_category(pieces.pop(name)) for name in tuple(pieces)}
    rows = pd.DataFrame({name: columns.pop(name) for name in wanted}, copy=False)
    rows[ROW] = raw.row_numbers(len(rows))
    is_blank = pd.Series(data=True, index=rows.index)
    # Of most tables the first column looked at says that no line is blank.
    for name in sorted(telling or wanted, key=lambda name: name in keys):
        is_blank &= rows[name] == ""
        if not is_blank.any():
            return rows
    return rows[~is_blank].reset_index(drop=True)


class Piece(NamedTuple):
    """A part of a column: its words, trimmed, and which of them each cell holds."""

    codes: np.ndarray
    words: pa.Array


def _pieces_of(column: pa.ChunkedArray) -> Iterator[Piece]:
    for chunk in (column if coded.is_coded(column) else column.dictionary_encode()).chunks:
        words = pc.utf8_trim_whitespace(chunk.dictionary)
        yield Piece(chunk.indices.to_numpy().astype(_narrowest(len(words))), words)


def _narrowest(words: int) -> str:
    """The integers that a category of so many words is held by."""
    return next(name for name in ("int8", "int16", "int32") if words < np.iinfo(name).max)


def _as_key(chunks: list[pa.Array]) -> pd.Series:
    """The texts in the pieces they came in: putting them together would copy them all."""
    texts = pa.chunked_array(chunks, type=None if chunks else pa.string()).cast(pa.large_string())
    return pd.Series(texts, dtype="str", copy=False)


def _as_category(pieces: list[Piece]) -> pd.Series:
    """Words that are one when they are trimmed are one."""
    if not pieces:
        return pd.Series(dtype="category")
    together = pa.concat_arrays([one.words for one in pieces]).dictionary_encode()
    places = together.indices.to_numpy().astype(_narrowest(len(together.dictionary)))
    codes = np.empty(sum(len(one.codes) for one in pieces), places.dtype)
    at = first = 0
    for one in pieces:
        here = places[first : first + len(one.words)]
        np.take(here, one.codes, out=codes[at : at + len(one.codes)])
        at, first = at + len(one.codes), first + len(one.words)
    words = pd.Index(together.dictionary.to_pandas(), dtype="str")
    return pd.Series(pd.Categorical.from_codes(codes, categories=words, validate=False))


def _together(raw: RawTable, dropped: DroppedColumns) -> Iterator[pa.Table]:
    """The batches put together until they are worth the search for their categories."""
    waiting: list[pa.Table] = []
    size = 0
    for batch in raw.batches:
        dropped.look(batch)
        waiting.append(batch)
        size += batch.nbytes
        if size >= AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting, size = [], 0
    if waiting:
        yield pa.concat_tables(waiting)


def _trimmed_key(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """References hardly ever have blanks around them, and there are as many as rows."""
    return pc.utf8_trim_whitespace(column) if any(map(_has_edges, column.chunks)) else column


def _has_edges(texts: pa.StringArray) -> bool:
    """Whether any text begins or ends with what may be a blank: a space, or a sign not of ASCII."""
    if not len(texts):
        return False
    offsets = coded.offsets_of(texts)[texts.offset : texts.offset + len(texts) + 1]
    filled = offsets[1:] > offsets[:-1]
    if not filled.any():
        return False
    signs = np.frombuffer(texts.buffers()[2], dtype="int8")
    edges = (signs[offsets[:-1][filled]], signs[offsets[1:][filled] - 1])
    return any(bool((edge <= ord(" ")).any()) for edge in edges)


def without_blanks(column: pd.Series) -> pd.Series:
    """The column of plain texts with blank ones missing; the texts themselves are not copied."""
    texts = pa.chunked_array(
        [_blank_missing(chunk) for chunk in _chunks(column)], type=pa.large_string()
    )
    return pd.Series(texts, index=column.index, name=column.name, dtype="str", copy=False)


def _blank_missing(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    if texts.null_count or not len(texts):
        return pc.if_else(pc.equal(texts, ""), None, texts)
    is_text = pc.greater(pc.binary_length(texts), 0)
    _, offsets, signs = texts.buffers()
    mask = is_text.buffers()[1]
    if texts.offset or is_text.offset:
        return pc.if_else(is_text, texts, None)
    return pa.LargeStringArray.from_buffers(len(texts), offsets, signs, mask)


def _chunks(column: pd.Series) -> list[pa.LargeStringArray]:
    texts = pa.array(column, type=pa.large_string())
    return texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]


def texts_of(column: pd.Series) -> dict[str, int]:
    """Each distinct text of a gathered column with how many cells hold it."""
    counts = column.value_counts(sort=False)
    return {str(text): int(count) for text, count in counts.items() if count}


def mapped(column: pd.Series, meanings: Mapping[str, str]) -> pd.Series:
    """The column with each text replaced by its meaning, as a category; a blank one is missing."""
    wanted = pd.Index(sorted({one for one in meanings.values() if one}), dtype="str")
    place = {one: at for at, one in enumerate(wanted)}
    texts = column.cat.categories.tolist()
    codes = pd.array([place.get(meanings.get(text, ""), -1) for text in texts], dtype="int32")
    places = codes.to_numpy() if texts else np.zeros(1, dtype="int32")
    return pd.Series(
        pd.Categorical.from_codes(places[column.cat.codes.to_numpy()], categories=wanted),
        index=column.index,
        name=column.name,
    )


def numbered(column: pd.Series, values: Mapping[str, float | None]) -> pd.Series:
    """The column with each text replaced by its number (float64); where it has none, missing."""
    texts = column.cat.categories.tolist()
    known = [values.get(text) for text in texts]
    numbers = np.array([float("nan") if one is None else one for one in known] or [0.0])
    return pd.Series(numbers[column.cat.codes.to_numpy()], index=column.index)
