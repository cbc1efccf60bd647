"""The supporting information pack: the tables, charts and data that the short document leaves out.

A ZIP that is the same bytes for the same document. CSV files begin with a byte order mark, because
spreadsheets otherwise misread accents and the pound sign; programs read them as `utf-8-sig`.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from partnerships import spreadsheets
from reports import numbering
from reports.document import Document, FigureBlock, Provenance, TableBlock, TableData
from reports.rendering.html import file_stem, long_date

NUMBER = re.compile(r"[+\-−]?\d[\d,]*(\.\d+)?%?")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can record
INDEX_COLUMNS = (
    "file", "number", "title", "rows", "source", "provider", "period", "area", "denominator",
    "vintage", "robustness", "suppression", "licence",
)  # fmt: skip


@dataclass(frozen=True)
class PackFile:
    """One file of the pack, with what it shows, for the index and the notes."""

    name: str
    content: str
    block: FigureBlock | TableBlock
    title: str


def pack(document: Document) -> bytes:
    files = pack_files(document)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "notes.md", notes(document, files))
        _add(archive, "index.csv", index(files))
        for file in files:
            _add(archive, file.name, file.content)
    return out.getvalue()


def pack_files(document: Document) -> tuple[PackFile, ...]:
    """Charts with their tables, as the document numbers them, then the tables that stand alone."""
    files = []
    for figure in numbering.figures(document):
        stem = file_stem(figure.number)
        files.append(PackFile(f"charts/{stem}.svg", figure.svg, figure, figure.headline))
        files.append(
            PackFile(f"tables/{stem}.csv", table_csv(figure.table), figure, figure.headline)
        )
    for table in numbering.tables(document):
        stem = file_stem(table.number)
        files.append(PackFile(f"tables/{stem}.csv", table_csv(table.table), table, table.caption))
    return tuple(files)


def table_csv(table: TableData) -> str:
    """The table for a spreadsheet: numbers without commas, no cell that could be a formula."""
    rows = [[column.label for column in table.columns]]
    rows += [
        [
            _number(cell) if column.numeric else cell
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    return spreadsheets.csv_text(rows)


def index(files: tuple[PackFile, ...]) -> str:
    rows: list[list[str]] = [list(INDEX_COLUMNS)]
    for file in files:
        known = file.block.provenance
        rows.append(
            [
                file.name,
                file.block.number,
                file.title,
                str(len(file.block.table.rows)),
                known.source,
                known.provider,
                known.period,
                known.area,
                known.denominator,
                known.vintage,
                known.robustness,
                known.suppression,
                known.licence,
            ]
        )
    return spreadsheets.csv_text(rows)


def notes(document: Document, files: tuple[PackFile, ...]) -> str:
    """What each file is and what must be known before it is used, in words."""
    lines = [
        f"# {document.partnership}: supporting information",
        "",
        f"{document.title}, {document.year}. {document.edition_label}, "
        f"issued {long_date(document.issued_on)}. Marking: {document.marking or 'none'}.",
        f"Hash of the edition (SHA-256): {document.digest or 'none: a draft'}",
        "",
    ]
    if document.is_sample:
        lines += ["**Sample: invented data.** The place and its numbers are fictional.", ""]
    lines += [
        "CSV files are UTF-8 with a byte order mark, so that spreadsheets open them rightly. "
        "Numbers have no thousands commas. A word or sign in a column of numbers says why there is "
        "no number: it never means zero. A cell that a spreadsheet could take for a formula begins "
        "with an apostrophe.",
        "`index.csv` lists every file with its source.",
        "",
    ]
    lines += [f"* {note}" for note in document.notes]
    if not files:
        lines += ["", "This document has no figures and no tables."]
    for block in _blocks(files):
        names = [file.name for file in files if file.block is block]
        lines += ["", f"## {block.number}. {_title(block)}", ""]
        if isinstance(block, FigureBlock):
            lines += [f"{block.subtitle}", "", f"{block.description}", ""]
        lines += [f"* Files: {', '.join(names)}", *_known(block.provenance)]
        if block.source_line:
            lines.append(f"* As printed: {block.source_line}")
        lines += [f"* Caveat: {caveat}" for caveat in block.caveats]
    return "\n".join(lines) + "\n"


def _title(block: FigureBlock | TableBlock) -> str:
    return block.headline if isinstance(block, FigureBlock) else block.caption


def _blocks(files: tuple[PackFile, ...]) -> list[FigureBlock | TableBlock]:
    blocks: list[FigureBlock | TableBlock] = []
    for file in files:
        if not blocks or blocks[-1] is not file.block:
            blocks.append(file.block)
    return blocks


def _known(known: Provenance) -> list[str]:
    labelled = {
        "Source": ", ".join(part for part in (known.source, known.provider) if part),
        "Period": known.period,
        "Area": known.area,
        "Denominator": known.denominator,
        "Vintage": known.vintage,
        "Robustness": known.robustness,
        "Suppression": known.suppression,
        "Licence": ". ".join(part for part in (known.licence, known.attribution) if part),
    }
    return [f"* {label}: {value}" for label, value in labelled.items() if value]


def _number(cell: str) -> str:
    if not NUMBER.fullmatch(cell):
        return cell
    return cell.replace(",", "").replace("−", "-").removeprefix("+")


def _add(archive: zipfile.ZipFile, name: str, content: str) -> None:
    entry = zipfile.ZipInfo(name, date_time=EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content.encode())
