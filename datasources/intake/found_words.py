"""What finding tables tells the person who sent them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.headings import Names
from datasources.intake.words import counted
from partnerships.words import listed


def left_out(refusal: Refused, file: str) -> Finding:
    return finding(
        refusal.code,
        refusal.message,
        refusal.what_to_do,
        count=1,
        file=file,
        severity=findings.WARNING,
    )


def none_found(*, empty: bool) -> Refused:
    if empty:
        return Refused(
            findings.NO_ROWS,
            "There are column headings and no rows below them: an empty form, perhaps.",
            "Ask whether the right file was sent. Without rows nothing is known: it is not nought.",
        )
    return Refused(
        findings.NO_TABLE,
        "No table was found: nowhere do two rows of two cells or more stand together.",
        "Send the table itself, with a row of headings and a row for each record or area.",
    )


def no_heading_row(file: str, row: int, cells: Sequence[str]) -> Finding:
    return finding(
        findings.NO_HEADING_ROW,
        f"No row of names stands above the rows: row {row:,}, the first, looks like a record, and"
        f" was read as one. The columns are called column 1 to column {len(cells)}.",
        "Say what each column holds, or ask the sender for the file with its headings.",
        count=len(cells),
        file=file,
    )


def other_table(file: str, sheet: str, row: int, columns: Sequence[str]) -> Finding:
    """Of a table that stands in the sheet beside those that are read; its headings in a row."""
    names = [f"“{name}”" for name in columns]
    where = f" of the sheet '{sheet}'" if sheet else ""
    return finding(
        findings.OTHER_TABLES,
        f"Another table, from row {row:,}{where}, was not read: its headings are"
        f" {listed(names, 6)}.",
        "If it is needed, send it alone, to a source of its own.",
        count=1,
        file=file,
        examples=(f"row {row:,}",),
    )


def sideways(file: str, sheet: str, column: int, records: int) -> Finding:
    """Of a table that was turned, because its names stand below one another."""
    where = f" of the sheet '{sheet}'" if sheet else ""
    return finding(
        findings.SIDEWAYS,
        f"The names stand below one another in column {column}{where}, and"
        f" {counted(records, 'record', 'stands')} across, a column each. The table was turned: a"
        " row that is named here is that column of the file.",
        "Look whether the records are right.",
        count=records,
        file=file,
    )


def headings_named(file: str, names: Names) -> Iterator[Finding]:
    if not names.blank and not names.repeated:
        return
    said = []
    if names.blank:
        said.append(
            f"{counted(len(names.blank), 'column', 'has')} no heading and"
            f" {'is' if len(names.blank) == 1 else 'are'} called {listed(names.blank)}."
        )
    if names.repeated:
        said.append(
            f"{counted(len(names.repeated), 'heading', 'stands')} more than once"
            f" ({listed(names.repeated)}); the later ones are numbered: (2) and so on."
        )
    yield finding(
        findings.HEADINGS_NAMED,
        " ".join(said),
        "Say what these columns hold where they are needed.",
        count=len(names.blank) + len(names.repeated),
        file=file,
        examples=(*names.blank, *names.repeated)[:5],
    )


def repeated_headings(file: str, rows: Sequence[int]) -> Finding:
    return finding(
        findings.REPEATED_HEADINGS,
        f"The headings stand again in {counted(len(rows), 'row')} among the records, as on each"
        " page of a print. These rows were left out.",
        count=len(rows),
        file=file,
        examples=tuple(f"row {row:,}" for row in rows[:5]),
    )


def merged_cells(cells: int, file: str) -> Finding:
    return finding(
        findings.MERGED_CELLS,
        f"Words in cells that are merged over several rows were read for each of these rows:"
        f" {counted(cells, 'cell', 'was')} filled. Numbers were left where they stand.",
        count=cells,
        file=file,
    )
