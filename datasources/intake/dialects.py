"""How a text marks its cells: the sign between them, the sign around them, and escapes.

Guessed from the top of the text, by counting; nothing here knows what the columns mean.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

USUAL_DELIMITERS = ",;\t|"
RARE_DELIMITERS = "~^!*&%@#:¬¦§"
QUOTES = "\"'"
ESCAPE = "\\"
SAID = re.compile(r"\"?sep=(?P<sign>[^\r\n\"])\"?[\r\n]", re.IGNORECASE)
LINES_LOOKED_AT = 50
MOST_OF = 0.9
GUTTERS = 2
"""So many blank columns through all lines make a text of fixed width."""


@dataclass(frozen=True)
class Dialect:
    """The sign between cells, the sign around those that hold it, and perhaps one before it."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None

    def rows(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(
            lines, delimiter=self.delimiter, quotechar=self.quote, escapechar=self.escape
        )


def rows_until_odd(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows before the first that cannot be divided into cells."""
    with suppress(csv.Error):
        yield from rows


def said_delimiter(text: str) -> str:
    """What a first line such as `sep=;` says: Excel's own way of naming the sign."""
    said = SAID.match(text.removeprefix("\ufeff"))
    return said["sign"] if said else ""


def delimiters(text: str) -> list[str]:
    """The signs that may stand between the cells, the likeliest first."""
    said = said_delimiter(text)
    usual = sorted(USUAL_DELIMITERS, key=lambda sign: -text.count(sign))
    rare = [sign for sign in RARE_DELIMITERS if _is_regular(text, sign)]
    return list(dict.fromkeys([*([said] if said else []), *usual, *rare]))


def likeliest(text: str) -> Dialect | None:
    """The dialect in which most lines have equally many cells, two at least; None where none."""
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    said = said_delimiter(text)
    for delimiter in [said] if said else delimiters(text):
        tried = dialect_with(text, delimiter)
        share, cells = _regularity(text, tried)
        # A sign that stands in words is as regular by chance; the one between cells stands oftener.
        if cells > 1 and (round(share, 1), cells) > best:
            best, chosen = (round(share, 1), cells), tried
    return chosen


def _regularity(text: str, dialect: Dialect) -> tuple[float, int]:
    """The share of rows that have as many cells as most rows of two cells or more, and how many."""
    counts: Counter[int] = Counter()
    try:
        for _, row in zip(
            range(LINES_LOOKED_AT),
            dialect.rows(io.StringIO(text.removeprefix("\ufeff"), newline="")),
            strict=False,
        ):
            if any(row):
                counts[len(row)] += 1
    except csv.Error:
        return 0.0, 0
    several = {cells: rows for cells, rows in counts.items() if cells > 1}
    if not several:
        return 0.0, 0
    cells = max(several, key=lambda one: (several[one], one))
    return several[cells] / counts.total(), cells


def _is_regular(text: str, sign: str) -> bool:
    """Whether nearly all lines hold the sign equally often: what stands in words does not."""
    counts = Counter(line.count(sign) for line in _whole_lines(text) if line.strip())
    if not counts:
        return False
    often, lines = counts.most_common(1)[0]
    return often > 0 and lines >= MOST_OF * counts.total()


def dialect_with(text: str, delimiter: str) -> Dialect:
    """The dialect that goes with a delimiter in this text."""
    quote = _quote(text, delimiter)
    return Dialect(delimiter, quote, ESCAPE if _escapes(text, delimiter, quote) else None)


def _quote(text: str, delimiter: str) -> str:
    """The single quotation mark, when cells begin and end with it and never with the double one."""
    counted = {sign: _opened_and_closed(text, delimiter, sign) for sign in QUOTES}
    opened, closed = counted["'"]
    if any(counted['"']) or opened < 2:
        return '"'
    return "'" if MOST_OF * opened <= closed <= opened / MOST_OF else '"'


def _opened_and_closed(text: str, delimiter: str, sign: str) -> tuple[int, int]:
    between = re.escape(delimiter)
    opened = re.findall(rf"(?:^|{between}){sign}", text, re.MULTILINE)
    closed = re.findall(rf"{sign}(?={between}|\r|$)", text, re.MULTILINE)
    return len(opened), len(closed)


def _escapes(text: str, delimiter: str, quote: str) -> bool:
    r"""Whether a backslash stands before a sign that is part of a cell.

    `"C:\data\"` ends with a backslash and escapes nothing: after a mark that is escaped the cell
    goes on, and not with a second mark, for `\""` is a backslash before a doubled one. A delimiter
    is escaped when without it the line has as many as most lines.
    """
    between = re.escape(delimiter)
    if re.search(rf"\\{quote}(?!{quote}|{between}|\r|\n|$)", text):
        return True
    escaped = ESCAPE + delimiter
    lines = _whole_lines(text)
    if not any(escaped in line for line in lines):
        return False
    usual = Counter(line.count(delimiter) for line in lines if escaped not in line)
    if not usual:
        return False
    cells = usual.most_common(1)[0][0]
    return all(
        line.count(delimiter) - line.count(escaped) == cells for line in lines if escaped in line
    )


def is_fixed_width(text: str) -> bool:
    """Whether columns are told by their position: blanks run down through all lines."""
    lines = [line.expandtabs() for line in _whole_lines(text) if line.strip()]
    if len(lines) < 4 or any(_is_regular(text, sign) for sign in USUAL_DELIMITERS):
        return False
    width = min(len(line.rstrip()) for line in lines)
    blank = [all(line[at] == " " for line in lines) for at in range(width)]
    filled = "".join(" " if is_blank else "x" for is_blank in blank)
    return len(filled.split()) > GUTTERS


def _whole_lines(text: str) -> list[str]:
    """The first lines, without one that is cut off where the look ended."""
    lines = io.StringIO(text, newline=None).read().split("\n")[: LINES_LOOKED_AT + 1]
    return lines[:-1] if len(lines) > 1 else lines
