"""Rows that were set aside, as they were sent: mended and sent again they are rows like others."""

import csv
import io
from pathlib import Path

import pytest

from datasources import kinds
from datasources.intake import IncomingFile
from datasources.intake.as_sent import Asked, NotReadError, apart, written
from datasources.intake.own_columns import OURS
from tests.unit.datasources.building import context, read_as, stored, zipped
from tests.unit.datasources.old_workbook import xls
from tests.unit.datasources.raw_reading import workbook_of

HEADINGS = ["Date", "Type", "Ref", "Remarks"]
GOOD = ["2025-01-03", "Noise", "007", "one"]
BAD = ["soon", "Noise", "008", "two"]
CLEAN = ["2025-01-04", "Litter", "009", "three"]
PREAMBLE = ["Wexmere District Council", "", "", ""]


def missing(kind: str, file: IncomingFile, folder: Path) -> dict[tuple[str, str], list[list[str]]]:
    """What can be downloaded, by file and sheet."""
    rows: dict[tuple[str, str], dict[int, list[str]]] = {}
    for one in read_as(kind, file).set_aside.itertuples():
        rows.setdefault((one.file, one.sheet), {}).setdefault(one.row, []).append(one.reason)
    asked = Asked(kinds.by_slug(kind), (file,), rows, context())
    return {
        (one.file, one.sheet): list(csv.reader(io.StringIO(one.path.read_text("utf-8-sig"))))
        for one in written(asked, folder)
    }


def comma_text(*rows: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_text_with_lines_above_its_headings_and_a_row_of_too_many_cells(tmp_path, out):
    file = stored(
        tmp_path,
        "a.csv",
        comma_text(["Wexmere"], HEADINGS, GOOD, BAD, [*CLEAN, "more"], CLEAN, ["nought", *BAD[1:]]),
    )

    assert missing("asb-incidents", file, out) == {
        ("a.csv", ""): [
            [*OURS, *HEADINGS],
            ["4", "its date cannot be read", *BAD],
            ["5", "the row has 5 cells where the headings have 4", *CLEAN, "more"],
            ["7", "its date cannot be read", "nought", *BAD[1:]],
        ]
    }


def test_each_sheet_of_a_workbook_has_its_own_rows(tmp_path, out):
    book = workbook_of(
        ("North", [PREAMBLE, HEADINGS, GOOD, BAD, CLEAN]),
        ("South", [HEADINGS, GOOD, CLEAN, CLEAN]),
        ("West", [HEADINGS, CLEAN, [*BAD[:3], "west"]]),
    )

    assert missing("asb-incidents", stored(tmp_path, "a.xlsx", book), out) == {
        ("a.xlsx", "North"): [[*OURS, *HEADINGS], ["4", "its date cannot be read", *BAD]],
        ("a.xlsx", "West"): [
            [*OURS, *HEADINGS],
            ["3", "its date cannot be read", *BAD[:3], "west"],
        ],
    }


def test_an_old_workbook_and_members_of_a_zip(tmp_path, out):
    text = comma_text(HEADINGS, GOOD, BAD, CLEAN)
    packed = zipped({"north.csv": text, "south.csv": comma_text(HEADINGS, GOOD, GOOD)})
    old = stored(tmp_path, "a.xls", xls([HEADINGS, GOOD, BAD, CLEAN], small=False))

    (of_old,) = missing("asb-incidents", old, out).values()
    in_zip = missing("asb-incidents", stored(tmp_path, "a.zip", packed), out)

    assert of_old == [[*OURS, *HEADINGS], ["3", "its date cannot be read", *BAD]]
    assert in_zip == {("a.zip: north.csv", ""): of_old}


def test_a_row_of_a_wide_table_is_one_row_and_no_cell_is_a_formula(tmp_path, out):
    headings = ["Area code", "Offence group", "Jan-25", "Feb-25", "Mar-25"]
    rows = [["X05000001", "Robbery", "4", "5", "6"], ["X05000002", "=1+1", "3", "four", "five"]]
    asked = stored(tmp_path, "a.csv", comma_text(headings, *rows, ["X05000001", "Theft", *"123"]))

    assert missing("counts", asked, out) == {
        ("a.csv", ""): [
            [*OURS, *headings],
            ["3", "no number under Number", "X05000002", "'=1+1", "3", "four", "five"],
        ]
    }


def mended(rows: list[list[str]]) -> str:
    heading, *others = rows
    at = heading.index("Date")
    return comma_text(heading, *([*row[:at], "2025-01-05", *row[at + 1 :]] for row in others))


@pytest.mark.parametrize("turn", [0, 2])
def test_mended_and_sent_again_they_are_rows_of_the_same_layout(tmp_path, out, turn):
    """Wherever the two columns stand by then."""
    file = stored(tmp_path, "a.csv", comma_text(PREAMBLE, HEADINGS, GOOD, BAD, CLEAN))
    (rows,) = missing("asb-incidents", file, out).values()
    moved = [[*row[turn:], *row[:turn]] for row in rows]
    plain = [row[2:] for row in rows]

    again = read_as("asb-incidents", stored(tmp_path, "b.csv", mended(moved)))
    alone = read_as("asb-incidents", stored(tmp_path, "b.csv", mended(plain)))

    assert again.rows_kept == 1
    assert [one.frame.to_dict() for one in again.slices] == [
        one.frame.to_dict() for one in alone.slices
    ]
    assert again.findings == alone.findings
    assert [[one.theirs for one in table.columns] for table in again.tables] == [HEADINGS]


def test_one_of_the_two_columns_alone_is_the_senders(tmp_path):
    text = comma_text([OURS[1], *HEADINGS], ["why", *GOOD], ["why", *CLEAN])

    (table,) = read_as("asb-incidents", stored(tmp_path, "a.csv", text)).tables

    assert [one.theirs for one in table.columns] == [OURS[1], *HEADINGS]


def test_far_down_a_long_table_the_right_rows_are_found(tmp_path, out):
    rows = [[f"2025-01-{at % 28 + 1:02d}", "Noise", f"{at:06d}", "x" * 90] for at in range(60_000)]
    for at in (5, 30_000, 59_998):
        rows[at][0] = "soon"
    rows[100] = ["ragged", "row"]
    rows[40_000] = ["ragged", "too"]
    file = stored(tmp_path, "a.csv", comma_text(HEADINGS, *rows))

    (found,) = missing("asb-incidents", file, out).values()

    expected = [5, 100, 30_000, 40_000, 59_998]
    assert [row[0] for row in found[1:]] == [str(at + 2) for at in expected]
    assert [row[2:] for row in found[1:]] == [rows[at] for at in expected]


def test_a_process_of_its_own_writes_the_same_within_its_limits(tmp_path, out):
    file = stored(tmp_path, "a.csv", comma_text(HEADINGS, GOOD, BAD, CLEAN))
    asked = Asked(kinds.by_slug("asb-incidents"), (file,), {("a.csv", ""): {3: ["late", "late"]}})

    (one,) = apart(asked, out, memory=1 << 31, seconds=60)

    assert (one.file, one.sheet, one.rows) == ("a.csv", "", 1)
    assert one.path.read_text("utf-8-sig").splitlines() == [
        ",".join([*OURS, *HEADINGS]),
        ",".join(["3", "late", *BAD]),
    ]
    with pytest.raises(NotReadError):
        apart(asked, out, memory=1 << 20, seconds=60)
    with pytest.raises(NotReadError):
        apart(asked, out, memory=1 << 31, seconds=0)
