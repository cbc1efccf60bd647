"""What is too big or too dangerous to lie in a folder, made when it is sent."""

from __future__ import annotations

import copy
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.unit.datasources.building import zipped
from tests.unit.datasources.raw_reading import workbook_of

BUILT: dict[str, Callable[[Path], Path]] = {}
"""The name of what is sent, and what writes it into a folder."""


def made(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Registers what makes the bytes of a file of that name."""

    def registered(make: Callable[[], bytes]) -> Callable[[], bytes]:
        def written(folder: Path) -> Path:
            path = folder / name
            path.write_bytes(make())
            return path

        BUILT[name] = written
        return make

    return registered


NOUGHTS = b"0" * (32 * 1024 * 1024)
STREET = "2025-01-wexshire-street.csv"


@made("swells.zip")
def _swells() -> bytes:
    return zipped({STREET: NOUGHTS})


@made("swells.csv.gz")
def _swells_packed() -> bytes:
    return gzip.compress(NOUGHTS, mtime=0)


@made("swells-nested.zip")
def _swells_nested() -> bytes:
    return zipped({f"{number}.zip": zipped({STREET: NOUGHTS}) for number in range(4)})


@made("overlaps.zip")
def _overlaps() -> bytes:
    """Every member's entry of the directory leads to the first one's bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(STREET, NOUGHTS[: 1024 * 1024])
        (first,) = archive.filelist
        for number in range(2, 200):
            again = copy.copy(first)
            again.filename = f"2025-01-wexshire-street-{number}.csv"
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    return packed.getvalue()


@made("lies-about-its-size.zip")
def _lies() -> bytes:
    honest = zipped({STREET: NOUGHTS[:3_000_000]})
    return honest.replace((3_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def _workbook_that_declares(declared: str, first: str) -> bytes:
    """A workbook whose first heading is an entity that its sheet declares."""
    source = zipfile.ZipFile(io.BytesIO(workbook_of(("Data", [["Case reference", "Ward"]]))))
    parts = {one.filename: source.read(one) for one in source.infolist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("Case reference", first)
    return zipped({**parts, "xl/worksheets/sheet1.xml": declared + sheet})


@made("entities.xlsx")
def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 9))
    return _workbook_that_declares(f'<!DOCTYPE worksheet [<!ENTITY e0 "ha">{levels}]>', "&e8;")


@made("outside-entity.xlsx")
def _outside_entity() -> bytes:
    declared = '<!DOCTYPE worksheet [<!ENTITY it SYSTEM "file:///etc/hostname">]>'
    return _workbook_that_declares(declared, "&it;")


@made("deep.json")
def _deep() -> bytes:
    return b"[" * 100_000


@made("million-styled-rows.xlsx")
def _styled() -> bytes:
    """As a person makes it who colours whole columns: each row is written, and holds nothing."""
    rows = [["Case reference", "Date reported", "ASB type", "Ward"]]
    rows += [["C-1", "13/01/2025", "Noise", "Brook End"], ["C-2", "14/01/2025", "Litter", ""]]
    source = zipfile.ZipFile(io.BytesIO(workbook_of(("Data", rows))))
    parts = {one.filename: source.read(one) for one in source.infolist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    styled = "".join(
        f'<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>'
        for row in range(len(rows) + 1, 1_048_577)
    )
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{styled}</sheetData>")
    return zipped(parts)


@made("cell-far-away.xlsx")
def _far_away() -> bytes:
    def put(book: openpyxl.Workbook) -> None:
        book["Data"]["XFD1048576"] = "far away"

    return workbook_of(("Data", [["Month"]]), change=put)


@made("nine-thousand-columns.csv")
def _wide() -> bytes:
    headings = ["Period", "Area code", "Offence group", "Number"]
    headings += [f"Extra {number}" for number in range(9_070)]
    row = ["2025-01", "X05000001", "Robbery", "4", *[""] * 9_070]
    return "\n".join([",".join(headings), ",".join(row), ""]).encode()
