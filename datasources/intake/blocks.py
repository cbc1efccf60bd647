"""Where the tables of a sheet are: their headings, their rows, and the lines around them.

By structure alone: how many cells a row fills, where names stand over numbers, where rows and
columns are blank. Rows and columns are counted from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from datasources.intake.cells import RUN, TYPED, Look, are_names, is_year, look, looks_of

Rows = Sequence[Sequence[str]]
Merged = Sequence[tuple[int, int, int, int]]
SAMPLE = 40
"""So many rows below tell what a column holds."""
HEADINGS = 4
HEADINGS_WITHIN = 12
GAP_BEFORE_ROWS = 2
"""So many blank rows may stand between headings and their rows."""
MOST_LOOKS = 500
"""How often in a sheet it is looked whether another table begins: a sheet may be made to ask it of
every row."""
FEW_LINES = 8
LONG = 40
"""Pairs of a word and a text that are so few, or so long, are lines about a table and no table."""


@dataclass(frozen=True)
class Block:
    """One table of a sheet, by the rows and columns that are its own."""

    columns: tuple[int, ...]
    headings: tuple[int, ...]
    """One to four rows; none where the first row seems to be a record."""
    rows: tuple[int, ...]
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    """Rows in which the headings stand again, as on every page of a print."""


@dataclass
class Layout:
    """What a sheet holds: its tables, and headings that no row stands below."""

    blocks: list[Block] = field(default_factory=list)
    empty_headings: list[int] = field(default_factory=list)


def layout_of(
    rows: Rows,
    merged: Merged = (),
    hidden: frozenset[int] = frozenset(),
    *,
    side_by_side: bool = False,
) -> Layout:
    """The tables of a sheet, from top to bottom; beside one another only where that is asked."""
    found = Layout()
    width = max(map(len, rows), default=0)
    bands = _bands(rows, width) if side_by_side else [range(width)]
    layouts = [_Walk(rows, band, merged, hidden).layout() for band in bands]
    if len(bands) > 1 and not _stand_apart(layouts, rows):
        layouts = [_Walk(rows, range(width), merged, hidden).layout()]
    for one in layouts:
        found.blocks += _without_pairs(one.blocks, rows)
        found.empty_headings += one.empty_headings
    return found


def _without_pairs(blocks: list[Block], rows: Rows) -> list[Block]:
    """Pairs such as 'Date: 2021', and notes with their number, become lines of the next table.

    After the last table they are lines below it. A sheet of nothing but pairs keeps them.
    """
    if all(_are_pairs(block, rows) for block in blocks):
        return blocks
    kept: list[Block] = []
    waiting: tuple[int, ...] = ()
    for block in blocks:
        if _are_pairs(block, rows):
            inner = sorted((*block.headings, *block.rows, *block.repeated))
            waiting += (*block.above, *inner, *block.below)
        else:
            kept.append(replace(block, above=waiting + block.above))
            waiting = ()
    kept[-1] = replace(kept[-1], below=kept[-1].below + waiting)
    return kept


def _are_pairs(block: Block, rows: Rows) -> bool:
    lines = [
        [
            cell.strip()
            for cell in rows[at][block.columns[0] : block.columns[-1] + 1]
            if cell.strip()
        ]
        for at in (*block.headings, *block.rows)
    ]
    if max(map(len, lines)) > 2:
        return False
    is_long = sum(len(line[-1]) for line in lines) > LONG * len(lines)
    return len(lines) <= FEW_LINES or is_long


def _bands(rows: Rows, width: int) -> list[range]:
    """Runs of columns between columns that are blank from top to bottom."""
    filled = [False] * width
    for row in rows:
        for at, cell in enumerate(row):
            if not filled[at] and cell and not cell.isspace():
                filled[at] = True
    bands: list[range] = []
    for at in range(width):
        if filled[at] and at and filled[at - 1]:
            bands[-1] = range(bands[-1].start, at + 1)
        elif filled[at]:
            bands.append(range(at, at + 1))
    return bands


def _stand_apart(layouts: Sequence[Layout], rows: Rows) -> bool:
    """Whether each band is a table of its own, and not a group of columns of one.

    A table of its own begins with words and has the same first name, or rows elsewhere.
    """
    if not all(len(one.blocks) == 1 and len(one.blocks[0].columns) > 1 for one in layouts):
        return False
    first, *others = [one.blocks[0] for one in layouts]
    return all(_is_of_its_own(first, other, rows) for other in others)


def _is_of_its_own(first: Block, other: Block, rows: Rows) -> bool:
    if not first.headings or not other.headings:
        return False
    sample = [[cell_at(rows[row], other.columns[0])] for row in other.rows[:SAMPLE]]
    if looks_of(sample, 1)[0] in (Look.NUMBER, Look.BLANK):
        return False
    names = [
        cell_at(rows[block.headings[-1]], block.columns[0]).strip() for block in (first, other)
    ]
    return names[0] == names[1] != "" or first.rows != other.rows


def cell_at(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


class _Walk:
    """Goes down one band of columns and cuts it into blocks."""

    def __init__(self, rows: Rows, band: range, merged: Merged, hidden: frozenset[int]) -> None:
        self.band = band
        self.hidden = hidden
        self.whole = len(band) == max(map(len, rows), default=0)
        self.rows = rows if self.whole else [row[band.start : band.stop] for row in rows]
        self.filled = [_filled(row) for row in self.rows]
        self.looks_left = MOST_LOOKS
        self.wide = {
            (top, left - band.start)
            for top, left, _, right in merged
            if right > left and left in band
        }

    def layout(self) -> Layout:
        found = Layout()
        begin = 0
        while (start := self._next_row(begin)) is not None:
            headings, first = self._headings(start)
            if first is None:
                # Names with nothing below them: a form, or the last lines of notes.
                if headings and not found.blocks:
                    found.empty_headings += headings
                break
            block, begin = self._block(begin, headings, first)
            found.blocks.append(block)
        self._give_rest(found, begin)
        return found

    def _next_row(self, begin: int) -> int | None:
        """The next row with two cells or more, without words that stand hidden above a table."""
        return next(
            (
                at
                for at in range(begin, len(self.rows))
                if self.filled[at] > 1 and not (at in self.hidden and self._is_of_words(at))
            ),
            None,
        )

    def _is_of_words(self, at: int) -> bool:
        return not any(look(cell) in TYPED for cell in self.rows[at])

    def _give_rest(self, found: Layout, begin: int) -> None:
        """Lines below the last table, where a page of notes may have begun."""
        if found.blocks:
            rest = tuple(at for at in range(begin, len(self.rows)) if self.filled[at])
            last = found.blocks[-1]
            found.blocks[-1] = replace(last, below=last.below + rest)

    def _headings(self, start: int) -> tuple[tuple[int, ...], int | None]:
        """The heading rows from here on, and the first row of data below them."""
        seen: list[int] = []
        for at in range(start, min(start + HEADINGS_WITHIN, len(self.rows))):
            if not self.filled[at]:
                continue
            if self.filled[at] > 1 and self._is_record(at, before=bool(seen)):
                return self._chosen(seen, at)
            seen.append(at)
        return self._of_words(start)

    def _is_record(self, at: int, *, before: bool) -> bool:
        """Whether a row holds what the rows below it hold: numbers, dates or codes in columns."""
        row = self.rows[at]
        looks = [look(cell) for cell in row]
        below = self._sample(at)
        if not below:
            return before and any(one in TYPED for one in looks) and not are_names(row)
        columns = looks_of(below, len(row))
        if self._is_named_below(at, columns):
            return False
        has_words = (Look.TEXT, Look.NUMBER) in zip(looks, columns, strict=True)
        # Beside words over numbers 1, 2 and 3 are names: of how many needs, of which quarter.
        names = are_names(row, run=2 if has_words else RUN)
        return any(
            column in TYPED
            and (one is column or (one is Look.MARKER and before))
            and not (one is Look.NUMBER and names)
            for one, column in zip(looks, columns, strict=True)
        )

    def _is_named_below(self, at: int, columns: Sequence[Look]) -> bool:
        """Whether words stand right below a row, over all its columns of numbers, dates or codes.

        Then the row is a line such as "Period, January 2024", or a year that groups names.
        """
        if at + 1 >= len(self.rows):
            return False
        over = [
            look(cell)
            for cell, column in zip(self.rows[at + 1], columns, strict=False)
            if column in TYPED
        ]
        return Look.TEXT in over and set(over) <= {Look.TEXT, Look.BLANK}

    def _sample(self, at: int) -> list[Sequence[str]]:
        """Rows below a row, as far as the table may reach."""
        below: list[Sequence[str]] = []
        blank = 0
        for row in range(at + 1, len(self.rows)):
            blank = 0 if self.filled[row] else blank + 1
            if blank > GAP_BEFORE_ROWS or len(below) == SAMPLE:
                break
            if self.filled[row] > 1:
                below.append(self.rows[row])
        return below

    def _chosen(self, seen: list[int], first: int) -> tuple[tuple[int, ...], int]:
        """Of the rows before the first record those that name columns.

        They have words over columns of numbers, dates or codes. Without such words over them, rows
        are records whose numbers are blank.
        """
        sample = [self.rows[first], *self._sample(first)]
        columns = looks_of(sample, len(self.rows[first]))
        naming: list[int] = []
        for at in seen:
            # A cell alone may go on with names that stand right above, and is else a line.
            goes_on = bool(naming) and naming[-1] == at - 1
            if self._names(at, columns, alone=goes_on):
                naming.append(at)
        # What stands hidden above the headings is often left over from the making of the table.
        while naming[1:] and naming[0] in self.hidden:
            naming.pop(0)
        if not naming:
            # A line of words alone, right above, may still be the headings of columns of words.
            words = [at for at in seen if self.filled[at] > 1]
            if not words:
                return (), first
            naming = words[-1:]
        bottom = naming[-1]
        after = [at for at in seen if at > bottom]
        chosen = [bottom]
        for at in reversed(naming[:-1]):
            between = any(self.filled[row] for row in range(at + 1, chosen[0]))
            if between or len(chosen) == HEADINGS or not self._is_group(at, chosen[0]):
                break
            chosen.insert(0, at)
        return tuple(chosen), after[0] if after else first

    def _names(self, at: int, columns: Sequence[Look], *, alone: bool) -> bool:
        """Whether a row has words over columns of other looks, or numbers that are names."""
        row = self.rows[at]
        is_wide = any((at, column) in self.wide for column in range(1, len(row)))
        if is_wide or (self._is_named_below(at, columns) and is_year(row)):
            return True
        if self.filled[at] == 1 and not (alone and not row[0].strip()):
            return False
        return are_names(row) or any(
            column in TYPED and look(cell) not in (Look.BLANK, Look.MARKER, column)
            for cell, column in zip(row, columns, strict=False)
        )

    def _is_group(self, at: int, below: int) -> bool:
        """Whether a row names groups of the columns named below it, and is no line above them."""
        if any(not self.filled[between] for between in range(at + 1, below)) and below - at > 2:
            return False
        row = self.rows[at]
        named = [column for column, cell in enumerate(row) if cell.strip() and column]
        if any((at, column) in self.wide for column in named):
            return True
        is_pair = bool(row[0].strip() and self.rows[below][0].strip()) and len(named) == 1
        if is_pair:
            return False
        last = max((at for at, cell in enumerate(self.rows[below]) if cell.strip()), default=0)
        return len(named) > 1 or (bool(named) and named[0] < last and self.filled[at] > 1)

    def _of_words(self, start: int) -> tuple[tuple[int, ...], int | None]:
        """Headings of a table that holds words alone: its first row, unless its words recur."""
        below = [
            at
            for at in range(start + 1, min(start + SAMPLE, len(self.rows)))
            if self.filled[at] > 1
        ]
        if not below:
            return (start,), None
        first = self.rows[start]
        recurs = any(
            cell.strip()
            and cell == cell_at(self.rows[at], column)
            and list(self.rows[at]) != list(first)
            for column, cell in enumerate(first)
            for at in below
        )
        if recurs:
            return (), start
        return (start,), next(at for at in range(start + 1, below[0] + 1) if self.filled[at])

    def _block(self, begin: int, headings: tuple[int, ...], first: int) -> tuple[Block, int]:
        """The block whose first record stands at `first`, and where the search goes on."""
        heading = list(self.rows[headings[-1]]) if headings else None
        columns = looks_of(
            [self.rows[first], *self._sample(first)], max(map(len, self.rows[first : first + 1]))
        )
        rows, repeated = [first], []
        gap: list[int] = []
        blank = False
        at = first
        while (at := at + 1) < len(self.rows):
            if not self.filled[at]:
                blank = True
            elif self.filled[at] == 1:
                gap.append(at)
            else:
                if heading == list(self.rows[at]) and not (blank and gap):
                    rows += gap
                    repeated.append(at)
                elif (blank or gap) and self._begins_anew(at, columns, blank=blank):
                    break
                else:
                    rows += [*gap, at]
                gap, blank = [], False
        rows += self._records_alone(max(rows + repeated), gap)
        top = headings[0] if headings else first
        above = tuple(one for one in range(begin, top) if self.filled[one])
        end = max(rows + repeated)
        below = self._below(end, at)
        block = Block(tuple(self.band), headings, tuple(rows), above, below, tuple(repeated))
        return block, max((end, *below)) + 1

    def _records_alone(self, end: int, gap: Sequence[int]) -> list[int]:
        """Last rows that fill one cell and are records all the same: a month without a number."""
        alone: list[int] = []
        for at in gap:
            if at != end + 1 + len(alone) or look(self._only(at)) not in TYPED:
                break
            alone.append(at)
        return alone

    def _only(self, at: int) -> str:
        return next(cell for cell in self.rows[at] if cell.strip())

    def _below(self, end: int, stop: int) -> tuple[int, ...]:
        """The lines that stand right below the rows, up to the first blank row: the notes."""
        below: list[int] = []
        for at in range(end + 1, min(stop, len(self.rows))):
            if not self.filled[at]:
                if below:
                    break
                continue
            below.append(at)
        return tuple(below) if stop >= len(self.rows) or self._is_right_below(end) else ()

    def _is_right_below(self, end: int) -> bool:
        return end + 1 < len(self.rows) and self.filled[end + 1] > 0

    def _begins_anew(self, at: int, columns: Sequence[Look], *, blank: bool) -> bool:
        """Whether another table begins here: names over columns, and records below them.

        A row that fits the columns above goes on with them.
        """
        row = self.rows[at]
        typed = [column for column, one in enumerate(columns) if one in TYPED]
        if not typed:
            return blank and self._fills(at) != self._fills_usually(at)
        looks = [look(cell_at(row, column)) for column in typed]
        filled = [one for one in looks if one is not Look.BLANK]
        fits = [one for one, column in zip(looks, typed, strict=True) if one is columns[column]]
        if fits and not are_names(row):
            return False
        if not filled and blank:
            return False
        if not self.looks_left:
            return False
        self.looks_left -= 1
        headings, first = self._headings(at)
        return bool(headings) and first is not None and headings[0] <= at + HEADINGS_WITHIN

    def _fills(self, at: int) -> tuple[int, ...]:
        return tuple(column for column, cell in enumerate(self.rows[at]) if cell.strip())

    def _fills_usually(self, before: int) -> tuple[int, ...]:
        return next(
            (self._fills(at) for at in range(before - 1, -1, -1) if self.filled[at] > 1), ()
        )


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell and not cell.isspace())
