"""Categories and keys, whatever pieces they came in, are what was in the file."""

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from datasources.intake.columns import DroppedColumns
from datasources.intake.tabular import gathering
from datasources.intake.tabular.gathering import gathered, without_blanks
from datasources.intake.text import RawTable

CELLS = st.sampled_from(["", " ", "a", " a", "a ", "b", "é", "\u00a0b", "long reference 1"])
BATCHES = st.lists(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=0, max_size=5), min_size=0, max_size=4
)


@given(BATCHES, st.sampled_from([1, 1_000_000]), st.integers(0, 2))
def test_each_row_stands_trimmed_under_its_number(batches, at_once, left_out):
    rows = [row for batch in batches for row in batch]
    tables = [
        # A slice does not begin where its texts are kept.
        pa.table(
            {
                f"c{at}": pa.array(["x"] * left_out + list(cells), pa.string())
                for at, cells in columns
            }
        )[left_out:]
        for batch in batches
        for columns in [list(enumerate(zip(*batch, strict=True) if batch else [()] * 3))]
    ]
    raw = RawTable(["Key", "Kind", "Word"], 1, iter(tables))
    before, gathering.AT_ONCE = gathering.AT_ONCE, at_once
    try:
        dropped = DroppedColumns(raw.headings, [], [0, 1, 2])
        read = gathered(raw, {"key": 0, "kind": 1, "word": 2}, ["key"], dropped)
    finally:
        gathering.AT_ONCE = before

    expected = [
        (*map(str.strip, row), number)
        for number, row in enumerate(rows, start=2)
        if any(map(str.strip, row))
    ]
    assert list(read.astype({"kind": "str", "word": "str"}).itertuples(index=False)) == expected
    keys = [row[0] or None for row in expected]
    blank = without_blanks(read["key"]) if rows else pd.Series([], dtype="str")
    assert blank.astype(object).where(blank.notna(), None).tolist() == keys


def test_blank_keys_of_a_part_of_a_column_are_missing():
    whole = pd.Series(["a", "", "b", ""], dtype="str")

    part = without_blanks(whole[1:])

    assert part.index.tolist() == [1, 2, 3]
    assert part.isna().tolist() == [True, False, True]
    assert part[2] == "b"
