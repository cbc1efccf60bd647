"""Text files into raw rows: encoding, delimiter, heading row, then batches of strings.

Nothing here knows what the columns mean; a kind's own module does.
"""

from __future__ import annotations

import bisect
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from datasources.intake import dialects, findings, parsing
from datasources.intake.characters import Utf8, as_utf8
from datasources.intake.dialects import Dialect
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.found_words import repeated_headings
from datasources.intake.limits import Limits
from datasources.intake.parsing import Source
from datasources.intake.words import counted
from datasources.values import coded

LOOK_AT = 64 * 1024
LOOK_AT_MOST, FEW_LINES = 64 * LOOK_AT, 3
HEADING_WITHIN = 50
LOOKS, EACH_LOOK = 16, 16 * 1024
"""At so many places of a large text, of so many bytes, it is looked whether rows end too early."""
REMARK = "#"
FEW_CELLS = 4
MANY_LINES = 5
MOST_OF_A_NOTE = 500
MOST_OF_A_RECORD = 64 * 1024
"""So much is kept of a row whose cells cannot be told apart: with a stray mark it may be all."""
Note = Callable[[Finding], None]


Numbered = tuple[pa.Table, np.ndarray]
"""A batch of rows and the number of each, as a spreadsheet shows it."""


@dataclass(frozen=True)
class Ragged:
    """A row with too few or too many cells; an unclosed quotation mark joins many lines in one."""

    row: int
    cells: int
    lines: int
    text: str = ""
    """What the row says, where it is one cell alone: a note among or below the rows."""
    sent: tuple[tuple[str, ...], ...] = field(default=(), compare=False, repr=False)
    """Its cells, and those of each line joined with it: kept of so many rows as are listed."""

    def reason(self, width: int) -> str:
        """Why the row was set aside, in words that stand in a list."""
        if self.lines > 1:
            return f"an unclosed quotation mark joins {self.lines:,} lines into one"
        return f"the row has {counted(self.cells, 'cell')} where the headings have {width}"


@dataclass
class RawTable:
    """A heading row and, below it, batches of strings; what is no row gathers as it is met."""

    headings: list[str]
    heading_row: int
    batches: Iterator[pa.Table]
    ragged: list[Ragged] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    """The rows that begin with # and are no records: counted with the rows, and left out."""
    blank: list[int] = field(default_factory=list)
    """Blank rows of another width than the others."""
    repeated: list[int] = field(default_factory=list)
    """Rows in which the headings stand again, as on each page of a print: they are left out."""
    encoding: str = ""
    """What the text was written in; blank where it comes from no text."""
    delimiter: str = ""
    holds_lines: bool = True
    """Whether a cell may hold more than one line."""
    is_guarded: bool = True
    """Whether a cell may begin with the apostrophe of our own downloads."""
    numbers: list[np.ndarray] | None = None
    """Of each batch that was read the numbers of its rows, where these are known beforehand."""

    def row_numbers(self, good: int) -> np.ndarray:
        """The numbers of the good rows as a spreadsheet shows them, once all are read."""
        if self.numbers is not None:
            return np.concatenate([*self.numbers, np.empty(0, dtype="int64")])[:good]
        ragged = [one.row for one in self.ragged]
        left_out = [*ragged, *self.remarks, *self.blank, *self.repeated]
        numbers = np.arange(1, good + len(left_out) + 1) + self.heading_row
        if left_out:
            numbers = np.setdiff1d(numbers, left_out)[:good]
        return numbers


class Heading(NamedTuple):
    """The heading row of a text: its cells, its number, and where the rows below it begin."""

    cells: list[str]
    row: int
    dialect: Dialect
    ends_at: int
    """In bytes from the beginning of the file."""


def lines_at_top(path: Path, encoding: str = "utf-8") -> str:
    """The first lines: a few whole ones at least, however many columns they have."""
    with path.open("rb") as stream:
        top = stream.read(LOOK_AT)
        while len(top) < LOOK_AT_MOST and len(top.splitlines()) <= FEW_LINES:
            more = stream.read(LOOK_AT)
            if not more:
                break
            top += more
        return top.decode(encoding, errors="ignore")


def opened(path: Path, folder: Path, name: str, note: Note) -> tuple[Utf8, str]:
    """The text as UTF-8 and its first lines; refused when it holds nothing."""
    utf8 = as_utf8(path, folder, name, note)
    top = lines_at_top(utf8.path)
    if not top.strip("\ufeff \t\r\n"):
        raise Refused(
            findings.EMPTY_FILE,
            "The file is empty: it holds nothing but blanks.",
            "Send the table itself as CSV, workbook or ZIP.",
        )
    return utf8, top


def fixed_width() -> Refused:
    return Refused(
        findings.FIXED_WIDTH,
        "The text has no sign between its columns: they seem to be told by their place in the"
        " line (fixed width).",
        "Open it in Excel with Data, From Text, choose “Fixed width”, look where it cuts the"
        " columns, save it as .xlsx or CSV, and send that.",
    )


def find_heading(text: str, is_heading: Callable[[Sequence[str]], bool]) -> Heading | None:
    """The heading row near the top, in whatever dialect it is found."""
    for delimiter in dialects.delimiters(text):
        dialect = dialects.dialect_with(text, delimiter)
        for number, cells, ends_at in rows_at_top(text, dialect):
            if is_heading(cells):
                return Heading(cells, number, dialect, ends_at)
    return None


def rows_at_top(
    text: str, dialect: Dialect, within: int = HEADING_WITHIN
) -> Iterator[tuple[int, list[str], int]]:
    """The first rows: number, cells, and the byte at which each ends."""
    read = _Lines(text)
    for number, cells in enumerate(dialects.rows_until_odd(dialect.rows(read)), start=1):
        if number > within:
            return
        yield number, cells, read.bytes_read


class _Lines:
    """The lines of a text one by one, however they end; knows how many bytes were given out."""

    def __init__(self, text: str) -> None:
        self.bytes_read = len("\ufeff".encode()) if text.startswith("\ufeff") else 0
        self.lines = io.StringIO(text.removeprefix("\ufeff"), newline="")

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.bytes_read += len(line.encode())
            yield line


def first_rows(text: str) -> list[list[str]]:
    """A few rows as they stand, for saying what the file seems to be."""
    delimiter = dialects.delimiters(text)[0]
    return [cells for _, cells, _ in rows_at_top(text, Dialect(delimiter))]


def raw_table(text: Utf8, heading: Heading, folder: Path, name: str, note: Note) -> RawTable:
    """The rows below the heading, as strings, in batches of bounded size."""
    table, numbered = numbered_table(text, heading, folder, name, note, is_coded=True)
    table.batches = _without_headings(numbered, table, name, note)
    return table


def _without_headings(
    batches: Iterator[Numbered], table: RawTable, name: str, note: Note
) -> Iterator[pa.Table]:
    """The rows but for those in which the headings stand again; after the last these are told."""
    for batch, at in batches:
        mask = _are_headings(batch, table.headings)
        if mask is None:
            yield batch
            continue
        table.repeated += at[mask].tolist()
        yield batch.filter(pa.array(~mask))
    if table.repeated:
        note(repeated_headings(name, table.repeated))


def _are_headings(batch: pa.Table, headings: list[str]) -> np.ndarray | None:
    """Of each row whether all of its cells are the headings; None where none is."""
    columns = zip(batch.columns, headings, strict=True)
    again: pa.ChunkedArray | None = None
    # Where texts come again few must be looked at to know that none is the heading.
    for column, heading in sorted(columns, key=lambda one: not coded.is_coded(one[0])):
        is_heading = coded.judged(column, partial(pc.equal, heading))
        again = is_heading if again is None else pc.and_(again, is_heading)
        if not pc.any(again).as_py():
            return None
    return None if again is None else again.to_numpy()


def numbered_table(
    text: Utf8, heading: Heading, folder: Path, name: str, note: Note, *, is_coded: bool = False
) -> tuple[RawTable, Iterator[Numbered]]:
    """The table without its batches, and these with the numbers of their rows.

    With `is_coded` columns whose texts come again are coded; otherwise all are strings.
    """
    table = RawTable(
        heading.cells,
        heading.row,
        iter(()),
        encoding=text.encoding,
        delimiter=heading.dialect.delimiter,
        is_guarded=text.has_guards,
        holds_lines=bool(text.quotes) or heading.dialect.quote != '"',
    )
    # With an odd number of marks one is never closed, and blocks must not wait for its end.
    has_whole_quotes = bool(text.quotes) and text.quotes % 2 == 0
    source = Source(
        text.path,
        heading.ends_at,
        heading.dialect,
        has_lines_in_cells=has_whole_quotes,
        is_coded=is_coded,
        is_plain=not table.holds_lines and heading.dialect.escape is None,
    )
    if not heading.dialect.delimiter.isascii() or _ends_differ(text.path, heading):
        source = _mended(source, folder, heading, name, note)
    numbered = _batches(table, source, heading, text)
    if text.has_hash_lines:
        numbered = _telling_remarks(numbered, table.remarks, name, note)
    return table, numbered


def _ends_differ(path: Path, heading: Heading) -> bool:
    """Whether at some of the places looked at rows have one cell too few, or a blank one more."""
    size = path.stat().st_size
    signs = len(heading.cells) - 1
    delimiter, quote = heading.dialect.delimiter.encode(), heading.dialect.quote.encode()
    places = range(heading.ends_at, size, max(EACH_LOOK, (size - heading.ends_at) // LOOKS))
    with path.open("rb") as stream:
        for place in places:
            stream.seek(place)
            lines = stream.read(EACH_LOOK).splitlines()
            begins = 1 if place > heading.ends_at else 0
            ends = len(lines) if place + EACH_LOOK >= size else -1
            for line in lines[begins:ends]:
                count = line.count(delimiter)
                if quote in line or not line.strip():
                    continue
                if count == signs - 1 or (count == signs + 1 and line.endswith(delimiter)):
                    return True
    return False


@dataclass
class _Ends:
    """How the rows of a text end: with too few cells, just enough, or a blank one more."""

    full: int = 0
    full_but_blank: int = 0
    last_full: int = 0
    long: int = 0
    short: int = 0
    first_short: int = 0
    too_short: int = 0

    def see(self, number: int, cells: list[str], width: int) -> None:
        if len(cells) == width:
            self.full += 1
            self.full_but_blank += not cells[-1].strip()
            self.last_full = number
        elif len(cells) == width + 1 and not cells[-1]:
            self.long += 1
        elif len(cells) == width - 1:
            self.short += 1
            self.first_short = self.first_short or number
        elif len(cells) > 1:
            self.too_short += len(cells) < width

    @property
    def last_is_left_out(self) -> bool:
        """Whether it is sure that short rows lack their last cell, because it is empty.

        A writer that leaves out empty last cells never writes one, and leaves out no other. Short
        rows below all others are footnotes.
        """
        is_among_rows = not self.full or self.first_short < self.last_full
        return (
            bool(self.short)
            and is_among_rows
            and not (self.full_but_blank or self.too_short or self.long)
        )

    @property
    def has_one_more(self) -> bool:
        """Whether every row has a sign more at its end; of some rows it could be any cell."""
        return bool(self.long) and not self.full and not self.short


def _mended(source: Source, folder: Path, heading: Heading, name: str, note: Note) -> Source:
    """A copy with the last cells put right, where it is sure how; commas between all cells."""
    width = len(heading.cells)
    ends = _Ends()
    for number, cells in enumerate(_records(source), start=heading.row + 1):
        if any(cells) and not cells[0].lstrip().startswith(REMARK):
            ends.see(number, cells, width)
    adds, takes = ends.last_is_left_out and width > 2, ends.has_one_more
    if not adds and not takes and source.dialect.delimiter.isascii():
        return source
    mended = folder / "mended.csv"
    with mended.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for cells in _records(source):
            if adds and len(cells) == width - 1:
                cells.append("")
            elif takes and len(cells) == width + 1 and not cells[-1]:
                cells.pop()
            writer.writerow(cells)
    if adds:
        note(_last_left_out(ends, name))
    if takes:
        note(_one_sign_more(ends, name))
    return Source(mended, 0, Dialect(","), has_lines_in_cells=True, is_coded=source.is_coded)


def _records(source: Source) -> Iterator[list[str]]:
    with source.path.open("rb") as stream:
        stream.seek(source.begins_at)
        lines = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        try:
            yield from source.dialect.rows(lines)
        except csv.Error as trouble:
            raise parsing.unreadable() from trouble


def _last_left_out(ends: _Ends, name: str) -> Finding:
    others = " and every other row has its last cell filled:" if ends.full else ""
    return finding(
        findings.LAST_CELL_MISSING,
        f"{counted(ends.short, 'row', 'has')} one cell less than there are headings,{others} as"
        " when a program leaves out a last cell that is empty. The last cell was read as blank.",
        "Look whether the cells stand under the headings that they belong to.",
        count=ends.short,
        file=name,
        examples=(f"row {ends.first_short:,}",),
    )


def _one_sign_more(ends: _Ends, name: str) -> Finding:
    return finding(
        findings.TRAILING_DELIMITER,
        f"Every row ends with one sign more than the headings ({counted(ends.long, 'row')}). The"
        " empty cell after it was left out.",
        count=ends.long,
        file=name,
    )


class _Numbers:
    """Gives the rows of each batch their numbers, when other rows between them were skipped."""

    def __init__(self, before: int) -> None:
        self.before = before
        self.next = before + 1
        self.skipped: list[int] = []

    def skip(self, number: int) -> None:
        bisect.insort(self.skipped, number)

    def of(self, rows: int) -> np.ndarray:
        numbers = np.arange(self.next, self.next + rows + len(self.skipped))
        if self.skipped:
            numbers = np.setdiff1d(numbers, self.skipped)[:rows]
        self.next = int(numbers[-1]) + 1 if rows else self.next
        self.skipped = [number for number in self.skipped if number >= self.next]
        return numbers


def _batches(table: RawTable, source: Source, heading: Heading, text: Utf8) -> Iterator[Numbered]:
    numbers = _Numbers(heading.row)

    def set_aside(row: pa_csv.InvalidRow) -> str:
        number = heading.row + (row.number or 0)
        numbers.skip(number)
        if row.text.lstrip().startswith((REMARK, f'"{REMARK} ')):
            table.remarks.append(number)
        elif not row.text.strip(f" \t\r\n{source.dialect.delimiter}"):
            table.blank.append(number)
        else:
            lines = len(row.text.rstrip("\r\n").splitlines())
            says = row.text.strip()[:MOST_OF_A_NOTE] if row.actual_columns == 1 else ""
            sent = _sent(row.text, source.dialect) if _is_listed(table) else ()
            table.ragged.append(Ragged(number, row.actual_columns, max(lines, 1), says, sent))
        return "skip"

    for read in _read(source, len(heading.cells), numbers, set_aside):
        batch, at = read
        if text.has_hash_lines:
            batch, at = _without_remarks(batch, at, table)
        if text.quotes:
            batch, at = _without_swallowed(batch, at, table, heading.dialect.delimiter)
        yield batch, at


def _is_listed(table: RawTable) -> bool:
    return len(table.ragged) < Limits.set_aside_listed


def _sent(text: str, dialect: Dialect) -> tuple[tuple[str, ...], ...]:
    """The cells of each line by itself: a mark that was never closed joins no others here."""
    lines = text[:MOST_OF_A_RECORD].splitlines()
    return tuple(
        tuple(cells) for line in lines for cells in dialects.rows_until_odd(dialect.rows([line]))
    )


def _without_remarks(batch: pa.Table, at: np.ndarray, table: RawTable) -> Numbered:
    """Without rows whose first cell begins with # and whose others are blank."""
    is_remark = coded.judged(batch.column(0), lambda texts: pc.starts_with(texts, REMARK))
    for column in batch.columns[1:]:
        if not pc.any(is_remark).as_py():
            return batch, at
        is_remark = pc.and_(is_remark, coded.judged(column, _is_blank))
    mask = is_remark.to_numpy() if batch.num_columns > 1 else np.zeros(len(at), dtype=bool)
    table.remarks += at[mask].tolist()
    return batch.filter(pa.array(~mask)), at[~mask]


def _is_blank(texts: pa.Array) -> pa.Array:
    return pc.equal(pc.utf8_trim_whitespace(texts), "")


def _without_swallowed(
    batch: pa.Table, at: np.ndarray, table: RawTable, delimiter: str
) -> Numbered:
    """Without rows in one cell of which other records stand: a stray mark has swallowed them."""
    swallowed: dict[int, int] = {}
    for at_column, column in enumerate(batch.columns):
        broken = coded.judged(column, lambda texts: pc.match_substring(texts, "\n"))
        if not pc.any(broken).as_py():
            continue
        for place in np.flatnonzero(broken.to_numpy()).tolist():
            cell = column[place].as_py()
            if _holds_records(cell, at_column, delimiter, batch.num_columns):
                swallowed[place] = swallowed.get(place, 1) + cell.count("\n")
    if not swallowed:
        return batch, at
    keep = np.ones(batch.num_rows, dtype=bool)
    for place, lines in swallowed.items():
        keep[place] = False
        cells = tuple(column[place].as_py() for column in batch.columns)
        sent = (cells,) if _is_listed(table) else ()
        table.ragged.append(Ragged(int(at[place]), batch.num_columns, lines, sent=sent))
    return batch.filter(pa.array(keep)), at[keep]


def _holds_records(cell: str, column: int, delimiter: str, width: int) -> bool:
    """Whether a cell holds the end of its own record, other records, and the beginning of a last.

    Each line has then just the signs that are its share. Comments of several lines may hold many
    commas, but hardly those; in narrow tables only many lines tell.
    """
    first, *between, last = (line.count(delimiter) for line in cell.split("\n"))
    is_clear = width >= FEW_CELLS or len(between) + 1 >= MANY_LINES
    ends = (first, last) == (width - 1 - column, column)
    return is_clear and ends and all(signs == width - 1 for signs in between)


def _read(
    source: Source,
    width: int,
    numbers: _Numbers,
    set_aside: Callable[[pa_csv.InvalidRow], str],
) -> Iterator[Numbered]:
    """On all processors, until a row of another width is met: only one alone can number those."""
    is_odd = False

    def meet(_row: pa_csv.InvalidRow) -> str:
        nonlocal is_odd
        is_odd = True
        return "skip"

    given = 0
    for batch in parsing.on_all_processors(source, width, meet):
        if is_odd:
            break
        yield batch, np.arange(given + 1, given + batch.num_rows + 1) + numbers.before
        given += batch.num_rows
    if not is_odd:
        return
    for batch in parsing.on_one_processor(source, width, set_aside):
        at = numbers.of(batch.num_rows)
        again = min(given, batch.num_rows)
        given -= again
        if again < batch.num_rows:
            yield batch.slice(again), at[again:]


def _telling_remarks(
    batches: Iterator[Numbered], remarks: list[int], name: str, note: Note
) -> Iterator[Numbered]:
    """The same batches; after the last one the remark lines are told."""
    yield from batches
    if remarks:
        begin, are = ("begins", "is a remark") if len(remarks) == 1 else ("begin", "are remarks")
        note(
            finding(
                findings.REMARKS_LEFT_OUT,
                f"{counted(len(remarks), 'line')} among the rows {begin} with {REMARK} and {are},"
                " not rows. They were left out.",
                count=len(remarks),
                file=name,
                examples=tuple(f"row {row:,}" for row in sorted(remarks)[:5]),
            )
        )
