"""Anything may be sent: what the folder of bad input (`tests/samples`) cannot show."""

import io
import os
import zipfile

import openpyxl
import pytest

from datasources.intake import MEANINGS, Limits
from datasources.intake import findings as codes
from tests.unit.datasources.building import (
    HEADING,
    csv_text,
    read_street,
    row,
    zipped,
)

NAME = "2025-01-wexshire-street.csv"
GOOD = csv_text(row("a1"))
SMALL = Limits(
    unpacked_bytes=4_000_000, workbook_bytes=4_000_000, ratio_counts_from=200_000, members=5
)


def workbook_bytes(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


NOUGHTS = b"0" * 3_000_000


def test_good_files_are_read_beside_bad_ones(tmp_path):
    reading = read_street(tmp_path, (NAME, GOOD), ("x.csv", b"%PDF-1.4"), ("y.csv", b""))

    assert reading.rows_kept == 1
    assert [(one.code, one.file) for one in reading.findings] == [
        (codes.PDF_FILE, "x.csv"),
        (codes.EMPTY_FILE, "y.csv"),
    ]


def test_missing_file_is_a_finding(tmp_path):
    from datasources.intake import Context, IncomingFile, read_files
    from datasources.kinds import police_street

    file = IncomingFile(NAME, tmp_path / "gone")

    reading = read_files(police_street.KIND, [file], Context())

    assert [one.code for one in reading.findings] == [codes.FILE_MISSING]


def test_header_that_lies_about_its_size_is_not_believed(tmp_path):
    honest = zipped({NAME: NOUGHTS})
    size = (3_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (100).to_bytes(4, "little"))

    reading = read_street(tmp_path, ("d.zip", lying), limits=SMALL)

    assert reading.slices == ()
    assert {one.code for one in reading.findings if one.severity == "error"} <= {
        codes.UNPACKS_TOO_LARGE,
        codes.ZIP_NOTHING_USABLE,
    }


def test_limit_holds_for_all_files_of_a_delivery_together(tmp_path):
    random = os.urandom(900_000).hex()
    text = csv_text(*(row(random[at : at + 64]) for at in range(0, len(random), 64)))
    packed = zipped({f"2025-0{n}/2025-0{n}-x-street.csv": text for n in (1, 2)})

    reading = read_street(tmp_path, ("d.zip", packed), limits=SMALL)

    assert [one.code for one in reading.findings] == [codes.UNPACKS_TOO_LARGE]
    assert reading.slices == ()


def test_cell_a_million_rows_away_does_not_kill_the_reader(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Month"
    book.active["XFD1048576"] = "far away"
    saved = io.BytesIO()
    book.save(saved)

    reading = read_street(tmp_path, ("c.xlsx", saved.getvalue()))

    assert reading.slices == ()
    assert [one.severity for one in reading.findings] == ["error"]
    assert reading.findings[0].code in (codes.WORKBOOK_TOO_LARGE, codes.WORKBOOK_DAMAGED)


def test_workbook_of_a_street_month_is_read(tmp_path):
    cells = [row("a1").split(",")]

    reading = read_street(tmp_path, ("c.xlsx", workbook_bytes(HEADING.split(","), *cells)))

    assert reading.slices[0].frame["crime_id"].tolist() == ["a1"]
    assert [one.code for one in reading.findings] == [codes.SHEET_USED]


def test_deflated_member_cut_short_is_damaged(tmp_path):
    content = bytearray(zipped({NAME: GOOD * 100}))
    content[60:90] = bytes(30)

    reading = read_street(tmp_path, ("d.zip", bytes(content)))

    assert {one.code for one in reading.findings} == {codes.ZIP_DAMAGED, codes.ZIP_NOTHING_USABLE}


@pytest.mark.parametrize(
    ("name", "code"), [("d.zip", codes.ZIP_DAMAGED), ("d.ods", codes.WORKBOOK_DAMAGED)]
)
def test_what_a_container_says_it_is_may_be_damaged_too(tmp_path, name, code):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 20)
        archive.writestr("content.xml", "<x/>")
    content = bytearray(packed.getvalue())
    start = 30 + len("mimetype")
    content[start : start + 4] = b"\xff" * 4

    reading = read_street(tmp_path, (name, bytes(content)))

    assert code in {one.code for one in reading.findings}
    assert reading.slices == ()


def test_every_code_has_a_meaning_and_every_meaning_a_code():
    constants = {
        value
        for name, value in vars(codes).items()
        if name.isupper() and name[0] != "_" and isinstance(value, str)
    } - {codes.ERROR, codes.WARNING, codes.NOTE}

    assert constants == set(MEANINGS)


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(own))
    files = tmp_path / "files"
    files.mkdir()

    read_street(files, ("d.zip", zipped({NAME: GOOD})), ("c.xlsx", workbook_bytes(["a"])))

    assert list(own.iterdir()) == []
    assert zipfile.is_zipfile(io.BytesIO(zipped({})))
