"""The wanted columns of a raw table as texts of few words, with the spreadsheet's row numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake.columns import DroppedColumns
from datasources.intake.text import RawTable

ROW = "source_row"


def gathered(
    raw: RawTable, wanted: Mapping[str, int], keys: Collection[str], dropped: DroppedColumns
) -> pd.DataFrame:
    """Each wanted column as categories of trimmed texts, and ROW; blank lines are left out.

    Of `keys` every text is another one: they stay plain texts.
    """
    batches = []
    for batch in raw.batches:
        dropped.look(batch)
        cells = {}
        for name, at in wanted.items():
            trimmed = pc.utf8_trim_whitespace(batch.column(at))
            cells[name] = trimmed if name in keys else trimmed.dictionary_encode()
        batches.append(pa.table(cells))
    if not batches:
        blank = {name: pd.Series(dtype="category") for name in wanted}
        return pd.DataFrame({**blank, ROW: pd.Series(dtype="int64")})
    rows: pd.DataFrame = pa.concat_tables(batches).unify_dictionaries().combine_chunks().to_pandas()
    rows[ROW] = raw.row_numbers(len(rows))
    is_blank = pd.Series(data=True, index=rows.index)
    for name in wanted:
        is_blank &= rows[name] == ""
    return rows[~is_blank].reset_index(drop=True) if is_blank.any() else rows


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
