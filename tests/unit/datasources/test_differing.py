"""Whether identifiers all differ, told quickly, is what looking at each of them tells."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.intake.differing import all_differ

LONG = "ab" * 32
REFERENCES = st.lists(
    st.one_of(
        st.none(),
        st.sampled_from(["", "7", "AB/1", LONG, LONG[:-1] + "c", "c" + LONG[1:]]),
        st.text(alphabet="0123456789abcdefé", min_size=0, max_size=64),
        st.text(alphabet="01", min_size=16, max_size=16),
    ),
    max_size=12,
)


@given(REFERENCES, st.integers(0, 3))
def test_texts_all_differ_where_none_is_seen_twice(texts, left_out):
    column = pd.Series(texts, dtype="str")[left_out:]
    present = [text for text in texts[left_out:] if text is not None]

    assert all_differ(column) == (len(set(present)) == len(present))


@pytest.mark.parametrize("again", ["x" * 64, LONG])
def test_texts_in_several_pieces_are_compared_with_one_another(again):
    pieces = pa.chunked_array([[LONG], [], [again]], type=pa.large_string())

    assert all_differ(pd.Series(pieces, dtype="str")) == (again != LONG)


@pytest.mark.parametrize("at", [0, 8, 15, 16, 63])
def test_references_that_differ_in_one_sign_differ(at):
    texts = [LONG, f"{LONG[:at]}x{LONG[at + 1 :]}"]

    assert all_differ(pd.Series(texts, dtype="str"))
    assert not all_differ(pd.Series([*texts, texts[1]], dtype="str"))
