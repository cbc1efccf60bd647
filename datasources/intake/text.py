"""Text files into raw rows: encoding, delimiter, heading row, then batches of strings.

Nothing here knows what the columns mean; a kind's own module does.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.csv as pa_csv

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding

BLOCK = 8 * 1024 * 1024
LOOK_AT = 64 * 1024
HEADING_WITHIN = 50
DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r\x0b\x0c\x1a\x00")


class Ragged(NamedTuple):
    """A row with too few or too many cells; an unclosed quotation mark joins many lines in one."""

    row: int
    cells: int
    lines: int


@dataclass
class RawTable:
    """A heading row and, below it, batches of strings; ragged rows gather as they are met."""

    headings: list[str]
    heading_row: int
    batches: Iterator[pa.Table]
    ragged: list[Ragged] = field(default_factory=list)


def lines_at_top(path: Path, encoding: str = "utf-8-sig") -> str:
    with path.open("rb") as stream:
        return stream.read(LOOK_AT).decode(encoding, errors="replace")


def as_utf8(path: Path, folder: Path, name: str, note: Callable[[Finding], None]) -> Path:
    """The file itself when it is UTF-8, otherwise a copy of it in UTF-8, with a note."""
    with path.open("rb") as stream:
        mark = stream.read(2)
    if mark in BYTE_ORDER_MARKS:
        note(finding(findings.UTF_16, "The text was read as 'Unicode text' (UTF-16).", file=name))
        return _rewritten(path, folder, BYTE_ORDER_MARKS[mark])
    if _is_utf8(path):
        return path
    note(
        finding(
            findings.WINDOWS_1252,
            "The text is not in UTF-8 and was read as Windows-1252, the way older Excel saves.",
            "Look whether names with accents or pound signs are right.",
            file=name,
        )
    )
    return _rewritten(path, folder, "cp1252")


def _is_utf8(path: Path) -> bool:
    """Also refuses what is no text at all, by its control characters."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    good = True
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            _check_is_text(block)
            if good:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    good = False
    if good:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return good


DELETED_BUT_TEXT = bytes(sorted(set(range(256)) - CONTROLS - {0}))


def _check_is_text(block: bytes) -> None:
    odd = block.translate(None, DELETED_BUT_TEXT)
    if not odd:
        return
    nuls = odd.count(b"\x00")
    if len(odd) - nuls > len(block) / 200 or nuls > len(block) / 10:
        raise _not_text()
    if nuls:
        raise Refused(
            findings.HOLDS_NUL,
            "The text is interrupted by NUL bytes, which a table never holds: the file was"
            " damaged when it was saved or copied.",
            "Export or download it again.",
        )


def _not_text() -> Refused:
    return Refused(
        findings.NOT_TEXT,
        "The file is named like a table, and its content is no text that we can read.",
        "Open it in the program that made it, save it as CSV (UTF-8) and send that.",
    )


def _rewritten(path: Path, folder: Path, encoding: str) -> Path:
    target = folder / "rewritten.csv"
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream, target.open("w", encoding="utf-8", newline="") as out:
            while block := stream.read(BLOCK):
                out.write(decoder.decode(block))
            out.write(decoder.decode(b"", final=True))
    except UnicodeDecodeError as trouble:
        raise _not_text() from trouble
    return target


def find_heading(
    text: str, is_heading: Callable[[Sequence[str]], bool]
) -> tuple[list[str], int, str, int] | None:
    """The heading row near the top: its cells, row number, delimiter and lines before the data."""
    for delimiter in sorted(DELIMITERS, key=lambda sign: -text.count(sign)):
        rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        for number, cells in enumerate(_safely(rows), start=1):
            if number > HEADING_WITHIN:
                break
            if is_heading(cells):
                return cells, number, delimiter, rows.line_num
    return None


def _safely(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def first_rows(text: str) -> list[list[str]]:
    """A few rows as they stand, for saying what the file seems to be."""
    rows = _safely(csv.reader(io.StringIO(text)))
    return [row for _, row in zip(range(HEADING_WITHIN), rows, strict=False)]


def raw_table(
    path: Path, headings: list[str], heading_row: int, delimiter: str, lines_before: int
) -> RawTable:
    """The rows below the heading, as strings, in batches of bounded size."""
    table = RawTable(headings, heading_row, iter(()))
    names = [f"c{at}" for at in range(len(headings))]

    def set_aside(row: pa_csv.InvalidRow) -> str:
        lines = 1 + row.text.rstrip("\r\n").count("\n")
        table.ragged.append(Ragged(heading_row + (row.number or 0), row.actual_columns, lines))
        return "skip"

    table.batches = _batches(path, names, delimiter, lines_before, set_aside)
    return table


def _batches(
    path: Path,
    names: list[str],
    delimiter: str,
    lines_before: int,
    set_aside: Callable[[pa_csv.InvalidRow], str],
) -> Iterator[pa.Table]:
    with path.open("rb") as stream:
        for _ in range(lines_before):
            stream.readline()
        if not stream.read(1):
            return
        stream.seek(-1, io.SEEK_CUR)
        try:
            reader = pa_csv.open_csv(
                stream,
                read_options=pa_csv.ReadOptions(
                    column_names=names, use_threads=False, block_size=BLOCK
                ),
                parse_options=pa_csv.ParseOptions(
                    delimiter=delimiter,
                    ignore_empty_lines=False,
                    invalid_row_handler=set_aside,
                ),
                convert_options=pa_csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
                ),
            )
            for batch in reader:
                yield pa.Table.from_batches([batch])
        except pa.ArrowInvalid as trouble:
            raise Refused(
                findings.UNREADABLE_TABLE,
                "The text could not be divided into rows and columns: often a quotation mark is"
                " opened and never closed.",
                "Open the file in Excel, look at its last rows, and save it again as CSV.",
            ) from trouble
