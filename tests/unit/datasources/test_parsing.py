"""A text read in parts by several threads is the text read in one."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.intake import parsing
from datasources.intake.dialects import Dialect
from datasources.intake.parsing import Source, on_all_processors, on_one_processor

CELLS = st.text(alphabet="ab é", max_size=6)
WIDTH = 3


def read(path: Path, begins_at: int, *, is_plain: bool, on_all: bool = True) -> list[list[str]]:
    source = Source(
        path, begins_at, Dialect(","), has_lines_in_cells=False, is_coded=True, is_plain=is_plain
    )
    read = on_all_processors if on_all else on_one_processor
    return [
        list(row)
        for batch in read(source, WIDTH, lambda _odd: "skip")
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    ]


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=30),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.integers(1, 40),
    st.integers(1, 10),
)
def test_every_row_is_read_once_wherever_parts_end(rows, ends, is_ended, part, tail):
    before = parsing.PART, parsing.TAIL
    parsing.PART, parsing.TAIL = part, tail
    heading = f"Area,Ward,Place{ends}"
    text = ends.join(",".join(row) for row in rows) + (ends if is_ended and rows else "")
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.csv"
            path.write_bytes((heading + text).encode())
            found = read(path, len(heading.encode()), is_plain=True)
    finally:
        parsing.PART, parsing.TAIL = before

    assert found == list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("is_plain", [False, True])
def test_lines_longer_than_a_part_and_those_of_another_width(tmp_path, monkeypatch, is_plain):
    monkeypatch.setattr(parsing, "PART", 64)
    lines = ["a,b,c", f"{'x' * 40},b,c", "a,b", "d,e,f", *["g,h,i"] * 40]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(lines))

    assert read(path, 0, is_plain=is_plain) == [line.split(",") for line in lines if line != "a,b"]


def test_lines_that_no_line_feed_ends_are_not_divided(tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "PART", 8)
    path = tmp_path / "rows.csv"
    path.write_bytes(b"\r".join([b"a,b,c", b"d,e,f", b"g,h,i"]))

    assert read(path, 0, is_plain=True) == [list("abc"), list("def"), list("ghi")]


def test_there_may_be_no_row_at_all(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("Area,Ward,Place")

    assert read(path, 15, is_plain=True) == []
    assert read(path, 15, is_plain=True, on_all=False) == []
