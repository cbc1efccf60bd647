"""Columns read coded say the same as columns of strings."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.values import coded

CHUNKS = st.lists(st.lists(st.sampled_from(["", "a", "b", " a", "# c"]), max_size=6), max_size=4)


def both(chunks: list[list[str]]) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The same texts as strings and coded, each piece with codes of its own."""
    plain = pa.chunked_array([pa.array(one, pa.string()) for one in chunks], type=pa.string())
    pieces = [pa.array(one, pa.string()).dictionary_encode() for one in chunks]
    return plain, pa.chunked_array(pieces, type=coded.CODED)


@given(CHUNKS)
def test_coded_or_not_a_column_says_the_same(chunks):
    plain, of_codes = both(chunks)
    texts = [text for chunk in chunks for text in chunk]

    def begins(cells: pa.Array) -> pa.Array:
        return pc.starts_with(cells, "#")

    for column in (plain, of_codes):
        assert coded.texts_in(column).to_pylist() == texts
        assert coded.judged(column, begins).to_pylist() == [one.startswith("#") for one in texts]
        assert coded.any_is(column, begins) is any(one.startswith("#") for one in texts)
        words, counts = coded.counted(column)
        assert dict(zip(words.to_pylist(), counts.tolist(), strict=True)) == {
            one: texts.count(one) for one in texts
        }


def test_words_of_a_piece_that_no_row_has_any_more_are_not_counted():
    column = pa.chunked_array([pa.array(["a", "b", "a"]).dictionary_encode()]).filter(
        pa.array([True, False, True])
    )

    words, counts = coded.counted(column)

    assert (words.to_pylist(), counts.tolist()) == (["a"], [2])


@pytest.mark.parametrize(
    ("cells", "again"),
    [
        ([str(at) for at in range(19)], True),
        ([str(at) for at in range(20)], False),
        ([*(str(at) for at in range(19)), "1"], True),
        (["", "", *(str(at) for at in range(20))], False),
        ([], True),
    ],
    ids=["too few to tell", "all differ", "one in twenty again", "blanks do not count", "none"],
)
def test_texts_come_again_where_one_in_twenty_of_the_filled_cells_does(cells, again):
    assert coded.come_again([[cell, "x"] for cell in cells], 2) == [again, True]


def test_rows_of_another_width_are_no_trouble():
    assert coded.come_again([["a"], ["b", "c", "d"], []], 2) == [True, True]
