"""Anything may be sent. Each bad file has a code of its own, a reason, and something to do."""

import gzip
import io
import os
import zipfile

import openpyxl
import pytest

from datasources.intake import MEANINGS, Limits, sniffing
from datasources.intake import findings as codes
from tests.unit.datasources.building import (
    HEADING,
    csv_text,
    gzipped,
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


def encrypted_zip() -> bytes:
    """A ZIP whose member says it is encrypted, as the flag in both of its headers."""
    content = bytearray(zipped({NAME: GOOD}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def zip_of(kind: str) -> bytes:
    members = {
        "docx": {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"},
        "pptx": {"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"},
        "odt": {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
    }
    return zipped(members[kind])


NOUGHTS = b"0" * 3_000_000
BAD = {
    "empty": (NAME, b"", codes.EMPTY_FILE),
    "blank": (NAME, b"\n  \n\n", codes.EMPTY_FILE),
    "PDF called CSV": (NAME, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", codes.PDF_FILE),
    "PNG": (NAME, b"\x89PNG\r\n\x1a\n\x00\x00", codes.IMAGE_FILE),
    "JPEG": (NAME, b"\xff\xd8\xff\xe0\x00\x10JFIF", codes.IMAGE_FILE),
    "web page": (NAME, b"\n<!DOCTYPE html><html><body>Sign in</body></html>", codes.WEB_PAGE),
    "Word": (NAME, zip_of("docx"), codes.WORD_DOCUMENT),
    "OpenDocument text": (NAME, zip_of("odt"), codes.WORD_DOCUMENT),
    "rich text": (NAME, b"{\\rtf1\\ansi hello}", codes.WORD_DOCUMENT),
    "slides": (NAME, zip_of("pptx"), codes.OTHER_FORMAT),
    "7-Zip": ("x.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", codes.OTHER_FORMAT),
    "random bytes": (NAME, bytes(range(256)) * 40, codes.NOT_TEXT),
    "undefined in Windows-1252": (NAME, HEADING.encode() + b"\n\x81\x8d\n", codes.NOT_TEXT),
    "a hole of NULs": (NAME, (GOOD * 40 + "\x00" * 256 + GOOD).encode(), codes.HOLDS_NUL),
    "no heading": (NAME, "\n".join(GOOD.splitlines()[1:]), codes.NO_HEADING),
    "another table": (NAME, "Licence,Premises\n1,Swan Inn\n", codes.NO_HEADING),
    "a column short": (NAME, "Month,Crime type\n2025-01,Drugs\n", codes.MISSING_COLUMNS),
    "a heading twice": (NAME, "Month,Month,LSOA code,Crime type\n", codes.REPEATED_HEADING),
    "outcomes": (NAME, "Crime ID,Month,LSOA code,Outcome type\n", codes.WRONG_KIND),
    "stop and search": (NAME, "Type,Date,Legislation,Object of search\n", codes.WRONG_KIND),
    "a look-up": (NAME, "LSOA21CD,WD24CD,LAD24CD\n", codes.WRONG_KIND),
    "headings only": (NAME, HEADING + "\n", codes.NO_ROWS),
    "no good row": (NAME, csv_text(row("a1", month="?")), codes.NO_GOOD_ROWS),
    "truncated gz": (NAME + ".gz", gzipped(GOOD * 50)[:-30], codes.GZ_DAMAGED),
    "gz with nothing in it": (NAME + ".gz", gzip.compress(b""), codes.EMPTY_FILE),
    "gz in gz": (NAME + ".gz", gzip.compress(gzipped(GOOD)), codes.ZIP_IN_ZIP),
    "truncated ZIP": ("d.zip", zipped({NAME: GOOD * 50})[:-40], codes.ZIP_DAMAGED),
    "encrypted ZIP": ("d.zip", encrypted_zip(), codes.ZIP_ENCRYPTED),
    "climbs out": ("d.zip", zipped({"../../etc/x.csv": GOOD}), codes.ZIP_CLIMBS_OUT),
    "climbs out on Windows": ("d.zip", zipped({"..\\x.csv": GOOD}), codes.ZIP_CLIMBS_OUT),
    "absolute path": ("d.zip", zipped({"/etc/x.csv": GOOD}), codes.ZIP_CLIMBS_OUT),
    "ZIP of outcomes only": (
        "d.zip",
        zipped({"2025-01-x-outcomes.csv": "Crime ID\n"}),
        codes.ZIP_NOTHING_USABLE,
    ),
    "ZIP in ZIP": ("d.zip", zipped({"in.zip": zipped({NAME: GOOD})}), codes.ZIP_NOTHING_USABLE),
    "empty ZIP": ("d.zip", zipped({}), codes.ZIP_NOTHING_USABLE),
    "too many members": (
        "d.zip",
        zipped({f"{n}.csv": GOOD for n in range(6)}),
        codes.ZIP_TOO_MANY,
    ),
    "ZIP that swells": ("d.zip", zipped({NAME: NOUGHTS}), codes.UNPACKS_TOO_LARGE),
    "gz that swells": (NAME + ".gz", gzip.compress(NOUGHTS), codes.UNPACKS_TOO_LARGE),
    "truncated workbook": ("c.xlsx", workbook_bytes(["a", "b"])[:2000], codes.WORKBOOK_DAMAGED),
    "junk called workbook": ("c.xlsx", b"\x02\x01junk" * 99, codes.WORKBOOK_DAMAGED),
    "part of a workbook": (
        "c.xlsx",
        zipped({"[Content_Types].xml": "<Types/>"}),
        codes.WORKBOOK_DAMAGED,
    ),
    "broken sheet": (
        "c.xlsx",
        zipped({"[Content_Types].xml": "<", "xl/workbook.xml": "<"}),
        codes.WORKBOOK_DAMAGED,
    ),
    "old container with junk": (
        "c.xls",
        sniffing.OLE + b"\xa1\xb1\x1a\xe1" + bytes(600),
        codes.WORKBOOK_DAMAGED,
    ),
    "locked workbook": (
        "c.xlsx",
        sniffing.OLE + b"\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        codes.WORKBOOK_LOCKED,
    ),
    "workbook without the table": ("c.xlsx", workbook_bytes(["a"], [1]), codes.NO_HEADING),
}


@pytest.mark.parametrize(("name", "content", "code"), BAD.values(), ids=BAD.keys())
def test_bad_file_is_refused_with_its_reason(tmp_path, name, content, code):
    reading = read_street(tmp_path, (name, content), limits=SMALL)

    assert reading.slices == ()
    assert [one.code for one in reading.findings if one.severity == "error"] == [code]
    refusal = next(one for one in reading.findings if one.severity == "error")
    assert refusal.file == name
    assert refusal.message.endswith(".")
    assert refusal.what_to_do.endswith(".")


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
        value for name, value in vars(codes).items() if name.isupper() and isinstance(value, str)
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
