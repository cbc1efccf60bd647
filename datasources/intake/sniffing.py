"""What a file really is, by its first bytes: names are often wrong."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from datasources.intake import findings
from datasources.intake.findings import Refused

# What reading a damaged container raises, or one that was packed in a way we cannot undo.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
# Workbooks have no other methods, and of others zipfile unpacks more than it is asked for at once.
METHODS_OF_WORKBOOKS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
TEXT = "text"
GZ = "gz"
ZIP = "zip"
XLSX = "xlsx"
ODS = "ods"
XLS = "xls"

IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database file",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
OLE = b"\xd0\xcf\x11\xe0"
RTF = b"{\\rtf"
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
SEND_A_TABLE = "Send the table itself as CSV, as an Excel or ODS workbook, or as a ZIP of these."


def form_of(path: Path, name: str) -> str:
    """Text, gz, ZIP or one of the workbooks; anything else is refused with its reason."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    if not start:
        raise Refused(findings.EMPTY_FILE, "The file is empty: it holds no bytes.", SEND_A_TABLE)
    if start.startswith(b"\x1f\x8b"):
        return GZ
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _form_of_zip(path, name)
    if start.startswith(OLE):
        return _form_of_ole(path)
    _refuse_other_formats(start)
    if name.lower().endswith(WORKBOOK_ENDINGS):
        raise Refused(
            findings.WORKBOOK_DAMAGED,
            "The file is named like a workbook, and its content is not one.",
            "Open it in Excel, save it again as .xlsx or CSV, and send that.",
        )
    return TEXT


def _refuse_other_formats(start: bytes) -> None:
    if b"%PDF-" in start[:1024]:
        raise Refused(
            findings.PDF_FILE, "This is a PDF, and we cannot read tables from a PDF.", SEND_A_TABLE
        )
    if start.startswith(IMAGES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        raise Refused(findings.IMAGE_FILE, "This is a picture, not a table.", SEND_A_TABLE)
    if start.startswith(RTF):
        raise Refused(
            findings.WORD_DOCUMENT, "This is a word-processor document, not a table.", SEND_A_TABLE
        )
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(HTML_STARTS) or (text.startswith(b"<?xml") and b"<html" in text):
        raise Refused(
            findings.WEB_PAGE,
            "This is a web page, not a table. A download link often gives one when it has run"
            " out or wants you to sign in.",
            "Download the file again and look whether it opens in Excel.",
        )
    for signature, what in OTHERS.items():
        # Two letters are too few to tell a program from a heading that begins with them.
        if start.startswith(signature) and (len(signature) > 2 or b"\x00" in start):
            raise Refused(
                findings.OTHER_FORMAT, f"This is {what}, which we cannot read.", SEND_A_TABLE
            )


def _form_of_zip(path: Path, name: str) -> str:
    is_named_workbook = name.lower().endswith(WORKBOOK_ENDINGS)
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            kind = _opendocument_type(archive, members)
    except DAMAGE as damage:
        raise _damaged(is_named_workbook=is_named_workbook) from damage
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        return XLSX
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return ODS
    if "word/document.xml" in members or kind.startswith("application/vnd.oasis.opendocument"):
        raise Refused(
            findings.WORD_DOCUMENT, "This is a word-processor document, not a table.", SEND_A_TABLE
        )
    if "ppt/presentation.xml" in members:
        raise Refused(findings.OTHER_FORMAT, "This is a set of slides.", SEND_A_TABLE)
    if is_named_workbook:
        raise _damaged(is_named_workbook=True)
    return ZIP


def _opendocument_type(archive: zipfile.ZipFile, members: set[str]) -> str:
    if "mimetype" not in members or archive.getinfo("mimetype").flag_bits & 1:
        return ""
    if archive.getinfo("mimetype").compress_type not in METHODS_OF_WORKBOOKS:
        return ""
    with archive.open("mimetype") as stream:
        return stream.read(100).decode("ascii", "replace")


def _damaged(*, is_named_workbook: bool) -> Refused:
    if is_named_workbook:
        return Refused(
            findings.WORKBOOK_DAMAGED,
            "The workbook is damaged or only part of it arrived.",
            "Open it in Excel to see whether it is whole, save it again and send that.",
        )
    return Refused(
        findings.ZIP_DAMAGED,
        "The ZIP file is damaged or only part of it arrived.",
        "Download or copy it again and look whether it opens on your own computer.",
    )


def _form_of_ole(path: Path) -> str:
    """The old Office container: a workbook, a locked new workbook or a Word document."""
    content = path.read_bytes() if path.stat().st_size < 64 * 1024 * 1024 else b""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(
            findings.WORKBOOK_LOCKED,
            "The workbook is locked with a password.",
            "Save it without a password and send that.",
        )
    if "WordDocument".encode("utf-16-le") in content:
        raise Refused(
            findings.WORD_DOCUMENT, "This is a word-processor document, not a table.", SEND_A_TABLE
        )
    return XLS
