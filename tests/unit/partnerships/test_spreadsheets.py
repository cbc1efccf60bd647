"""Cells that a spreadsheet could run: harmless outside, as they were typed inside."""

import ast
import csv
import io
from pathlib import Path

import pytest

from partnerships import spreadsheets

ROOMS = ("config", "reports", "assessment", "datasources", "partnerships")
RUN = (
    "=1+1",
    "+447700900123",
    "+44 call",
    "-",
    "-2+3",
    "−x",
    "@SUM(A1)",
    "\t=1",
    "\tplain",
    "\rplain",
    "\nplain",
    " =1",
    "\u00a0\u2003=1",
    "\ufeff=1",
    "\u200b@x",
    "\x01=1",
    " \t=1",
    "＝1",
    "＋x",
    "－x",
    "＠x",
    "﹣x",
)
LEFT = ("", "a=1", "St Osyth's", "'quoted'", "'", "'-5", "-4%", "+12.5", "−1,234", "-1e5",
        "2025-01", "–", "\u00a0", " x", "a\n=1")  # fmt: skip


@pytest.mark.parametrize("cell", RUN)
def test_what_could_run_begins_with_an_apostrophe(cell):
    assert spreadsheets.harmless(cell) == f"'{cell}"
    assert spreadsheets.as_typed(f"'{cell}") == cell


@pytest.mark.parametrize("cell", LEFT)
def test_other_texts_and_plain_numbers_are_left_alone(cell):
    assert spreadsheets.harmless(cell) == cell
    assert spreadsheets.as_typed(cell) == cell


@pytest.mark.parametrize("cell", [-5, 0, 1.5, -2.5, True, None])
def test_numbers_stay_numbers(cell):
    assert spreadsheets.harmless(cell) is cell


@pytest.mark.parametrize("cell", [*RUN, *LEFT, "'=1", "''=1", "'\t", "' =1"])
def test_what_was_typed_comes_back(cell):
    assert spreadsheets.as_typed(str(spreadsheets.harmless(cell))) == cell


def test_many_rows_are_written_in_pieces_that_read_as_one():
    rows = [["Name", "Count"], *(["=x", number] for number in range(12_000))]

    pieces = list(spreadsheets.csv_lines(rows))

    assert len(pieces) == 4
    text = "".join(pieces).removeprefix(spreadsheets.MARK)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["Name", "Count"], *(["'=x", str(number)] for number in range(12_000))]


def test_nothing_else_in_the_house_writes_tables_for_spreadsheets():
    writers = {"csv.writer", "csv.DictWriter", "openpyxl.Workbook", "to_csv", "to_excel"}
    found = set()
    for room in ROOMS:
        for path in Path(room).rglob("*.py"):
            named = {
                name
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Attribute)
                for name in (node.attr, ast.unparse(node))
            }
            if named & writers:
                found.add(str(path))

    # What the sample's providers send is written as they would write it; a damaged text is written
    # anew for our own reading alone.
    assert found == {
        "partnerships/spreadsheets.py",
        "datasources/samples/files.py",
        "datasources/samples/tables.py",
        "datasources/intake/text.py",
    }
