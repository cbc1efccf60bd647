"""Tables that leave the house as files: no spreadsheet runs a cell of them, and ours reads them
back as they were typed.

The one place that writes CSV. Whoever writes a workbook gives each of its cells to `harmless` too:
libraries take a text that begins with = for a formula.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

# Tells spreadsheets that the text is UTF-8; programs read it as utf-8-sig.
MARK = "\ufeff"
NUMBER = re.compile(r"[+\-−]?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?%?")
# A spreadsheet would drop its plus, and with it what was typed.
TELEPHONE = re.compile(r"\+[0-9]+")
STARTS = frozenset("=+-−@")
BREAKS = frozenset("\t\r\n")
# Controls, signs without width, and every kind of blank.
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
ROWS_AT_ONCE = 5_000


def harmless(cell: object) -> object:
    """The cell as a spreadsheet may have it: what it could run begins with an apostrophe.

    Numbers stay numbers, and so does a text that is nothing but one. Texts that begin with an
    apostrophe and then a formula get another, so that `as_typed` can tell the two apart.
    """
    if isinstance(cell, str) and _could_run(cell.lstrip("'")):
        return f"'{cell}"
    return cell


def as_typed(cell: str) -> str:
    """What stood in the cell before `harmless`."""
    return cell[1:] if cell.startswith("'") and _could_run(cell.lstrip("'")) else cell


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    return "".join(csv_lines(rows))


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as CSV in pieces, for a download; None is an empty cell."""
    yield MARK
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for number, row in enumerate(rows, start=1):
        writer.writerow([harmless(cell) for cell in row])
        if number % ROWS_AT_ONCE == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def _could_run(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula, or turn it into one.

    Some drop leading blanks, and East Asian ones read full-width signs as the plain ones.
    """
    if text[:1] in BREAKS:
        return True
    start = next((letter for letter in text if unicodedata.category(letter) not in UNSEEN), "")
    if unicodedata.normalize("NFKC", start)[:1] not in STARTS:
        return False
    return not NUMBER.fullmatch(text) or bool(TELEPHONE.fullmatch(text))
