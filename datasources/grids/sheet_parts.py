"""What the XML of a workbook says of its sheets and no reader of cells tells.

Hidden rows, merged cells of ODS, and formulas whose result was never stored: programs that make
workbooks leave it out, or write a nought and ask Excel to calculate when the workbook is opened.
Read with expat, without entities: a document that declares any is refused.
"""

from __future__ import annotations

import functools
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

BLOCK = 1024 * 1024
WORTH_A_LOOK = re.compile(rb'hidden="|<(?:\w+:)?f[\s/>]')
SIGNS = (b'hidden="', b"<f", b":f")
"""Without any of them there is nothing to search for, and millions of cells have none."""
TRUE = ("1", "true")
LETTERS = re.compile(r"[A-Z]+")
MOST_REPEATED = 1_048_576
Attributes = dict[str, str]


@dataclass
class Column:
    """The formulas of one column: how many have no stored result, and where."""

    missing: int = 0
    noughts: int = 0
    stored: int = 0
    first: int = -1
    last: int = -1

    def see(self, row: int) -> None:
        self.first = row if self.first < 0 else self.first
        self.last = row


@dataclass
class SheetPart:
    """What was found of one sheet; rows and columns are counted from 0."""

    hidden_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    columns: dict[int, Column] = field(default_factory=dict)
    calculates_when_opened: bool = False

    def columns_without_value(self) -> list[tuple[int, int, int, int]]:
        """Column, first row, last row and number of its formulas that have no result.

        Where Excel is asked to calculate on opening, a column of noughts alone is none either.
        """
        found = []
        for at, column in sorted(self.columns.items()):
            count = column.missing
            if self.calculates_when_opened and not column.stored:
                count += column.noughts
            if count:
                found.append((at, column.first, column.last, count))
        return found


def of_workbook(path: Path) -> dict[str, SheetPart]:
    """What is known of each sheet, by its name."""
    with zipfile.ZipFile(path) as archive:
        members = set(archive.namelist())
        if "xl/workbook.xml" in members:
            return _of_xlsx(archive, members)
        if "content.xml" in members:
            return _of_ods(archive)
    return {}


def _parse(
    archive: zipfile.ZipFile,
    member: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)


@functools.lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """A name without its prefix, which each program may choose."""
    return name.rpartition(":")[2]


def _refuse_declarations(*_given: object) -> None:
    raise ValueError("A workbook declares no entities.")


def _of_xlsx(archive: zipfile.ZipFile, members: set[str]) -> dict[str, SheetPart]:
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}
    calculates: list[bool] = []

    def in_workbook(element: str, given: Attributes) -> None:
        name = _local(element)
        if name == "sheet":
            sheets[given.get("name", "")] = given.get("r:id") or _ending(given, ":id")
        elif name == "calcPr":
            calculates.append(given.get("fullCalcOnLoad") in TRUE)

    def in_relations(name: str, given: Attributes) -> None:
        if _local(name) == "Relationship":
            targets[given.get("Id", "")] = given.get("Target", "")

    _parse(archive, "xl/workbook.xml", in_workbook)
    if "xl/_rels/workbook.xml.rels" in members:
        _parse(archive, "xl/_rels/workbook.xml.rels", in_relations)
    found = {}
    for name, relation in sheets.items():
        member = _within(targets.get(relation, ""))
        if member in members and _is_worth_a_look(archive, member):
            found[name] = _of_xlsx_sheet(archive, member)
            found[name].calculates_when_opened = any(calculates)
    return found


def _ending(given: Attributes, ending: str) -> str:
    return next((value for name, value in given.items() if name.endswith(ending)), "")


def _within(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _is_worth_a_look(archive: zipfile.ZipFile, member: str) -> bool:
    """Most sheets have neither hidden rows nor formulas: finding that is quick, parsing is not."""
    before = b""
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            seen = before + block
            if any(one in seen for one in SIGNS) and WORTH_A_LOOK.search(seen):
                return True
            before = block[-32:]
    return False


class _XlsxSheet:
    """Follows the cells of a sheet as they are parsed."""

    def __init__(self) -> None:
        self.found = SheetPart()
        self.row = self.column = -1
        self.kind = ""
        self.has_formula = self.is_value = False
        self.value = ""

    def start(self, element: str, given: Attributes) -> None:
        name = _local(element)
        if name == "row":
            self.row = int(given["r"]) - 1 if "r" in given else self.row + 1
            self.column = -1
            if given.get("hidden") in TRUE:
                self.found.hidden_rows.append(self.row)
        elif name == "c":
            self.column = column_of(given["r"]) if "r" in given else self.column + 1
            self.kind = given.get("t", "")
            self.has_formula = self.is_value = False
            self.value = ""
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.is_value = True

    def text(self, text: str) -> None:
        if self.is_value:
            self.value += text

    def end(self, element: str) -> None:
        name = _local(element)
        if name == "v":
            self.is_value = False
        elif name == "c" and self.has_formula:
            column = self.found.columns.setdefault(self.column, Column())
            if self.value == "" and self.kind != "str":
                column.missing += 1
                column.see(self.row)
            elif self.value == "0":
                column.noughts += 1
                column.see(self.row)
            else:
                column.stored += 1


def _of_xlsx_sheet(archive: zipfile.ZipFile, member: str) -> SheetPart:
    sheet = _XlsxSheet()
    _parse(archive, member, sheet.start, sheet.end, sheet.text)
    return sheet.found


def column_of(reference: str) -> int:
    """0 for A1, 26 for AA7."""
    letters = LETTERS.match(reference)
    number = 0
    for letter in letters[0] if letters else "A":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _OdsSheets:
    """Follows rows and cells of all tables of an OpenDocument spreadsheet."""

    def __init__(self) -> None:
        self.found: dict[str, SheetPart] = {}
        self.sheet = SheetPart()
        self.row = self.column = 0
        self.repeated = 1

    def start(self, element: str, given: Attributes) -> None:
        name = _local(element)
        if name == "table":
            self.sheet = self.found.setdefault(given.get("table:name", ""), SheetPart())
            self.row = 0
        elif name == "table-row":
            self.column = 0
            self.repeated = _repeats(given, "table:number-rows-repeated")
            if given.get("table:visibility") in ("collapse", "filter"):
                self.sheet.hidden_rows += range(self.row, self.row + self.repeated)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(given)
            self.column += _repeats(given, "table:number-columns-repeated")

    def _cell(self, given: Attributes) -> None:
        wide = _repeats(given, "table:number-columns-spanned")
        high = _repeats(given, "table:number-rows-spanned")
        if wide > 1 or high > 1:
            last = (self.row + high - 1, self.column + wide - 1)
            self.sheet.merged.append((self.row, self.column, *last))
        if "table:formula" in given and "office:value-type" not in given:
            column = self.sheet.columns.setdefault(self.column, Column())
            column.missing += 1
            column.see(self.row)

    def end(self, element: str) -> None:
        if _local(element) == "table-row":
            self.row += self.repeated


def _repeats(given: Attributes, name: str) -> int:
    return min(max(int(given.get(name, "1")), 1), MOST_REPEATED)


def _of_ods(archive: zipfile.ZipFile) -> dict[str, SheetPart]:
    sheets = _OdsSheets()
    _parse(archive, "content.xml", sheets.start, sheets.end)
    return sheets.found
