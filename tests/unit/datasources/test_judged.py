"""A column judged in parts, coded or not, is judged as in one."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.personal.judging import HARMLESS, Judged, harmless
from datasources.values import coded

HASH = "0123456789abcdef" * 4
CELLS = ["", "-", "12", "E01017990", HASH, "Ada Smith", "Mary Jones", "PE15 8NQ", "07700 900123",
         "9434765919", "01/02/1990", "2024-05-06", "ada@example.org", "Fen Ward"]  # fmt: skip
PARTS = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=8), min_size=1, max_size=4)


def column(cells: list[str], *, is_coded: bool = False) -> pa.ChunkedArray:
    texts = pa.array(cells, pa.string())
    return pa.chunked_array([texts.dictionary_encode() if is_coded else texts])


def told(judged: Judged) -> tuple[object, ...]:
    return (
        judged.found(),
        judged.filled,
        judged.different,
        judged.perhaps_different,
        judged.sure_different,
        judged.years,
        judged.shown,
    )


@given(PARTS, st.sampled_from(["Reported by", "Name", "Ref", "Ward", "Remarks"]))
def test_in_parts_or_in_one_coded_or_not_the_same_is_told(parts, heading):
    whole, coded_parts, joined = Judged(heading), Judged(heading), Judged(heading)
    for part in parts:
        whole.see(column(part))
        coded_parts.see(column(part, is_coded=True))
        one = Judged(heading)
        one._is_many = whole._is_many
        one.see(column(part))
        joined.join(one)

    assert told(coded_parts) == told(whole)
    assert told(joined) == told(whole)


def test_of_more_than_are_remembered_all_are_counted():
    cells = [f"word {at} of it" for at in range(6)]
    first, second = Judged("Remarks", remembers=4), Judged("Remarks", remembers=4)
    first.see(column(["word 0 of it"]))
    second.see(column(cells))

    first.join(second)

    assert (first.filled, first.different) == (7, 7)


@pytest.mark.parametrize(
    "cells",
    [
        ["", HASH, HASH[:32]],
        [HASH[:31]],
        [HASH + "0"],
        [HASH, "g" + HASH[1:]],
        [HASH, HASH[:-1] + "F"],
        ["E01017990", "12", "-1.5", "2024-05", "10:30", "x"],
        ["", "0.124", "-51.5"],
        ["0.1", "-"],
        ["0.1", "1"],
        ["0.1", ".5"],
        ["0.1", "5."],
        ["0.1", "-.5"],
        ["0.1", "1.2.3"],
        ["1.2.3", "12"],
        ["0.1", "1-1.5"],
        ["0.1", "1.5-"],
        ["0.1", "+1.5"],
        ["0.1", "1.5e3"],
        ["1..", "2"],
        ["."],
        [""],
        [],
    ],
)
def test_what_is_harmless_is_found_the_quick_way_and_the_long_way(cells):
    texts = pa.array(["edge", *cells, "edge"], pa.string()).slice(1, len(cells))

    assert harmless(texts).to_pylist() == pc.match_substring_regex(texts, HARMLESS).to_pylist()


@given(st.lists(st.text(alphabet="0-.", max_size=5), max_size=4))
def test_decimals_are_harmless_the_quick_way_and_the_long_way(cells):
    texts = pa.array(cells, pa.string())

    assert harmless(texts).to_pylist() == pc.match_substring_regex(texts, HARMLESS).to_pylist()


def test_a_column_of_codes_is_counted_as_it_stands():
    cells = column(["a", "b", "a"], is_coded=True)

    assert coded.is_coded(cells)
    judged = Judged("Remarks")
    judged.see(cells)
    assert (judged.filled, judged.different) == (3, 2)
