"""What a file really is, by its first bytes: names are often wrong."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from pathlib import Path

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding

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
HTML = "html"
JSON = "json"

IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
SEND_A_TABLE = "Send the table itself as CSV, as an Excel or ODS workbook, or as a ZIP of these."
AS_PROGRAM_OF_ORIGIN = (
    "Open it in the program that made it, save or export the table as CSV and send that."
)
FROM_A_MAP = (
    "Open it in QGIS or another mapping program, export the layer as CSV (or GeoJSON), and send"
    " that."
)
FROM_EXCEL = "Open it in Excel, save it as .xlsx or CSV, and send that."
OTHERS = {
    b"7z\xbc\xaf\x27\x1c": ("a 7-Zip archive", SEND_A_TABLE),
    b"Rar!": ("a RAR archive", SEND_A_TABLE),
    b"BZh": ("a bzip2 file", SEND_A_TABLE),
    b"\xfd7zXZ": ("an xz file", SEND_A_TABLE),
    b"PAR1": ("a Parquet file", SEND_A_TABLE),
    b"ARROW1": ("an Arrow file", SEND_A_TABLE),
    b"SQLite format 3": ("a database file (SQLite or GeoPackage)", AS_PROGRAM_OF_ORIGIN),
    b"\x00\x01\x00\x00Standard": ("a database of Microsoft Access", AS_PROGRAM_OF_ORIGIN),
    b"$FL2": ("a data file of SPSS", AS_PROGRAM_OF_ORIGIN),
    b"$FL3": ("a data file of SPSS", AS_PROGRAM_OF_ORIGIN),
    b"<stata_dta>": ("a data file of Stata", AS_PROGRAM_OF_ORIGIN),
    b"\x00\x00\x27\x0a": ("the map part of a shapefile", FROM_A_MAP),
    b"-----BEGIN PGP": (
        "an encrypted file (PGP)",
        "Decrypt it on your own computer and send the table itself: the upload is encrypted on"
        " its way.",
    ),
    b"MZ": ("a program", SEND_A_TABLE),
    b"\x7fELF": ("a program", SEND_A_TABLE),
}
DBF_VERSIONS = b"\x03\x04\x30\x31\x32\x43\x83\x8b\xcb\xf5"
OLE = b"\xd0\xcf\x11\xe0"
RTF = b"{\\rtf"
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style")
XML_KINDS = {
    b"<kml": ("a map file (KML)", FROM_A_MAP),
    b"<gpx": ("a track of a navigation device (GPX)", FROM_A_MAP),
    b"opengis.net/gml": ("a map file (GML)", FROM_A_MAP),
    b"urn:schemas-microsoft-com:office:spreadsheet": (
        "a workbook in the form 'XML Spreadsheet 2003'",
        FROM_EXCEL,
    ),
}
# A heading in square brackets is no JSON; a list of records, lists or values is.
JSON_START = re.compile(rb'(\{\s*["}]|\[\s*([\[{\]"]|$))')
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
SAID_BY_NAME = {
    WORKBOOK_ENDINGS: ("a workbook", (XLSX, ODS, XLS)),
    (".csv", ".tsv"): ("plain text", (TEXT,)),
    (".json", ".geojson"): ("JSON", (JSON,)),
    (".htm", ".html"): ("a web page", (HTML,)),
    (".zip",): ("a ZIP", (ZIP,)),
    (".gz",): ("a packed file (gz)", (GZ,)),
}
FORMS = {
    TEXT: "plain text",
    GZ: "a packed file (gz)",
    ZIP: "a ZIP",
    XLSX: "an Excel workbook",
    ODS: "an OpenDocument workbook",
    XLS: "an Excel workbook",
    HTML: "a web page with a table",
    JSON: "JSON",
}
LOOKED_AT = 4096
CONTROLS = bytes(sorted(set(range(0x20)) - set(b"\t\n\r\x0b\x0c\x1a\x00")))
BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def form_of(path: Path, name: str) -> str:
    """Text, JSON, a web page, gz, ZIP or one of the workbooks; others are refused by name."""
    with path.open("rb") as stream:
        start = stream.read(LOOKED_AT)
    if not start:
        raise Refused(findings.EMPTY_FILE, "The file is empty: it holds no bytes.", SEND_A_TABLE)
    if start.startswith(b"\x1f\x8b"):
        return GZ
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _form_of_zip(path, name)
    if start.startswith(OLE):
        return _form_of_ole(path)
    _refuse_other_formats(start)
    text = _as_text(start)
    if _is_web_page(text):
        if _holds_table(path):
            return HTML
        raise no_table_in_page()
    _refuse_other_texts(text)
    if JSON_START.match(text):
        return JSON
    if is_named_workbook(name) and len(start) - len(start.translate(None, CONTROLS)) > 0:
        raise Refused(
            findings.WORKBOOK_DAMAGED,
            "The file is named like a workbook, and its content is not one.",
            "Open it in Excel, save it again as .xlsx or CSV, and send that.",
        )
    return TEXT


def is_named_workbook(name: str) -> bool:
    return name.lower().endswith(WORKBOOK_ENDINGS)


def named_otherwise(name: str, form: str, file: str) -> Finding | None:
    """A note when the file's name says another form than its bytes; `file` is what to call it."""
    for endings, (said, forms) in SAID_BY_NAME.items():
        if name.lower().endswith(endings) and form not in forms:
            return finding(
                findings.NAMED_OTHERWISE,
                f"The file is named like {said}, and what it holds is {FORMS[form]}. It was read"
                f" as {FORMS[form]}.",
                "Look whether it is the file you meant. Nothing else needs to be done.",
                file=file,
            )
    return None


def no_table_in_page() -> Refused:
    return Refused(
        findings.WEB_PAGE,
        "This is a web page, not a table. A download link often gives one when it has run"
        " out or wants you to sign in.",
        "Download the file again and look whether it opens in Excel.",
    )


def _as_text(start: bytes) -> bytes:
    """The first bytes in small letters of one byte each, without a mark and blanks before them."""
    mark = BYTE_ORDER_MARKS.get(start[:2])
    if mark:
        start = start.decode(mark, "ignore").encode()
    return start.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n").lower()


def _is_web_page(text: bytes) -> bool:
    """Reports named .xls are often pages that begin with a comment, a style or the table itself."""
    if text.startswith(HTML_STARTS):
        return True
    return text.startswith((b"<?xml", b"<!--", b"<!doctype", b"<div", b"<center")) and (
        b"<html" in text or b"<table" in text
    )


def _holds_table(path: Path) -> bool:
    """Whether the tag of a table stands anywhere in the page, in whatever width of letters."""
    before = b""
    with path.open("rb") as stream:
        while block := stream.read(1024 * 1024):
            if b"<table" in (before + block).replace(b"\x00", b"").lower():
                return True
            before = block[-16:]
    return False


def _refuse_other_formats(start: bytes) -> None:
    if b"%PDF-" in start[:1024]:
        raise Refused(
            findings.PDF_FILE, "This is a PDF, and we cannot read tables from a PDF.", SEND_A_TABLE
        )
    if start.startswith(IMAGES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        raise Refused(findings.IMAGE_FILE, "This is a picture, not a table.", SEND_A_TABLE)
    if start.startswith(RTF):
        raise _word_document()
    for signature, (what, advice) in OTHERS.items():
        # Two letters are too few to tell a program from a heading that begins with them.
        if start.startswith(signature) and (len(signature) > 2 or b"\x00" in start):
            raise _other_format(what, advice)
    if _is_dbf(start):
        raise _other_format(
            "a database file (dBASE, .dbf), often the table of a shapefile",
            "Open the .dbf in Excel or LibreOffice, save it as .xlsx or CSV, and send that.",
        )


def _refuse_other_texts(text: bytes) -> None:
    if text.startswith(b"mime-version:") and b"multipart/related" in text:
        raise _other_format("a web page in one file (MHTML)", FROM_EXCEL)
    if text.startswith(b"<"):
        for mark, (what, advice) in XML_KINDS.items():
            if mark in text:
                raise _other_format(what, advice)
    if text.startswith(b"<?xml"):
        raise _other_format("an XML file", AS_PROGRAM_OF_ORIGIN)


def _is_dbf(start: bytes) -> bool:
    """A version, a day, and a heading of whole 32 bytes that ends where it says it does."""
    if len(start) < 65 or start[0] not in DBF_VERSIONS or b"\x00" not in start[:32]:
        return False
    heading = int.from_bytes(start[8:10], "little")
    is_day = 1 <= start[2] <= 12 and 1 <= start[3] <= 31
    # Visual FoxPro keeps 263 bytes more there.
    return is_day and heading > 32 and (heading % 32 == 1 or (heading - 263) % 32 == 1)


def _other_format(what: str, advice: str) -> Refused:
    return Refused(findings.OTHER_FORMAT, f"This is {what}, which we cannot read.", advice)


def _word_document() -> Refused:
    return Refused(
        findings.WORD_DOCUMENT, "This is a word-processor document, not a table.", SEND_A_TABLE
    )


def _form_of_zip(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            kind = _opendocument_type(archive, members)
    except DAMAGE as damage:
        raise _damaged(is_named_workbook=is_named_workbook(name)) from damage
    if "xl/workbook.xml" in members or "xl/workbook.bin" in members:
        return XLSX
    if kind.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return ODS
    _refuse_other_archives(members, kind)
    # Part of a workbook is a damaged one; any other ZIP is read under whatever name.
    if is_named_workbook(name) and ("[Content_Types].xml" in members or not members):
        raise _damaged(is_named_workbook=True)
    return ZIP


def _refuse_other_archives(members: set[str], kind: str) -> None:
    if "word/document.xml" in members or kind.startswith("application/vnd.oasis.opendocument"):
        raise _word_document()
    if "ppt/presentation.xml" in members:
        raise Refused(findings.OTHER_FORMAT, "This is a set of slides.", SEND_A_TABLE)
    if "Index/Document.iwa" in members or "Index.zip" in members:
        raise _other_format(
            "a document of Apple Numbers or Pages",
            "Open it in Numbers, choose File, Export To, Excel or CSV, and send that.",
        )
    endings = {Path(member).suffix.lower() for member in members}
    if ".kml" in endings and endings <= {".kml", ".png", ".jpg", ""}:
        raise _other_format("a map file (KMZ)", FROM_A_MAP)
    if {".shp", ".dbf"} <= endings and not endings & {".csv", ".txt", ".json", *WORKBOOK_ENDINGS}:
        raise _other_format(
            "a map layer in several files (a shapefile)",
            "Its table stands in the .dbf: open that in Excel or LibreOffice, save it as .xlsx or"
            " CSV, and send that.",
        )


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
    """The old Office container: a workbook, a locked new workbook, a letter or a document."""
    content = path.read_bytes() if path.stat().st_size < 64 * 1024 * 1024 else b""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(
            findings.WORKBOOK_LOCKED,
            "The workbook is locked with a password.",
            "Save it without a password and send that.",
        )
    if "WordDocument".encode("utf-16-le") in content:
        raise _word_document()
    if "__substg1.0_".encode("utf-16-le") in content:
        raise _other_format(
            "a message of Outlook", "Save what is attached to the message and send that."
        )
    return XLS
