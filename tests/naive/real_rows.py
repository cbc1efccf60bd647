"""The rows of a real file, counted as plainly as can be: by a reader that the house does not use.

Workbooks alone are opened by the same library as the house's; which of their rows are meant is
found here by a pattern, and nothing of headings, blank rows or totals is taken from the house.
"""

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

Row = list[str]
WORKBOOKS = (".xls", ".xlsx", ".ods")


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return decoded(gzip.decompress(content) if path.suffix == ".gz" else content)


def decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def records(text: str) -> list[Row]:
    """Every record of a CSV that holds anything."""
    return [row for row in csv.reader(io.StringIO(text, newline="")) if any(map(str.strip, row))]


def cells(path: Path, sheet: str = "") -> Iterator[Row]:
    """Every row of a text, or of one sheet of a workbook."""
    if path.suffix in WORKBOOKS:
        for row in CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python():
            yield [str(cell) for cell in row]
    else:
        yield from records(text_of(path))


def meant(path: Path, sheet: str, column: int, pattern: str) -> list[Row]:
    """The rows of which a cell of this column is wholly of the pattern."""
    whole = re.compile(pattern)
    return [
        row
        for row in cells(path, sheet)
        if len(row) > column and whole.fullmatch(row[column].strip())
    ]


def number_in(cell: str) -> float | None:
    """None where the cell holds words or a marker."""
    try:
        return float(cell.replace(",", "").strip())
    except ValueError:
        return None


def areas_in(path: Path) -> int:
    """How many areas a map has."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["type"] == "Topology":
        return sum(len(one["geometries"]) for one in content["objects"].values())
    return len(content["features"])


def members(path: Path) -> dict[str, int]:
    """The rows below the headings of each file of a ZIP."""
    with zipfile.ZipFile(path) as packed:
        return {
            name: len(records(decoded(packed.read(name)))) - 1
            for name in packed.namelist()
            if name.endswith(".csv")
        }


def rows_below_headings(path: Path) -> int:
    """Of a CSV whose first record is its headings."""
    return len(records(text_of(path))) - 1
