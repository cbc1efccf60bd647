"""Rows that are set aside: where each stood, why, and what is said of all of one cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

import pandas as pd

from datasources.intake import findings, privacy
from datasources.intake.findings import MEANINGS, Finding, finding
from datasources.intake.limits import Limits
from datasources.intake.words import counted
from datasources.values.markers import is_not_known

ROW = "source_row"
"""While a table is read: the number of each row as a spreadsheet shows it."""
NO_SUCH_CODE = "the area code cannot exist"
RAGGED = (
    "{} set aside: too few or too many cells, so that these cannot be told apart.",
    "Look at the rows listed. Often a comma or a quotation mark stands where none should.",
)
IMPOSSIBLE_CODES = (
    "{} set aside, and counted in no area: an area code that cannot exist. A code is one letter"
    " and eight figures, such as E01017990.",
    "Ask the sender to put the codes right and send the file again.",
)


EXAMPLES = 5
LONGEST_SHOWN = 40
WORDS = re.compile(r"[^\W\d_]{2,}")


class SetAside(NamedTuple):
    """A row that is set aside, or several of one cause."""

    file: str
    row: int | None
    """As a spreadsheet shows it; None: a period, or the rest of a long list."""
    rows: int
    code: str
    """Of the finding."""
    reason: str
    sheet: str = ""
    """Blank in a text, and where it is not known."""
    cell: str = ""
    """What stands there: of the rows that are shown as examples, where one cell is the cause."""


def aside(
    name: str,
    numbers: Sequence[int],
    code: str,
    reason: str,
    most: int,
    sheet: str = "",
    cells: Sequence[str] = (),
) -> list[SetAside]:
    """A line for each row that is set aside, as many as are listed, and one for all the others."""
    shown = zip_longest(numbers[:most], cells[:EXAMPLES], fillvalue="")
    listed = [SetAside(name, int(one), 1, code, reason, sheet, cell) for one, cell in shown]
    rest = len(numbers) - len(listed)
    return [*listed, SetAside(name, None, rest, code, reason, sheet)] if rest else listed


class SettingAside:
    """What a table is read into, and what was set aside of it."""

    name: str
    sheet: str
    aside: list[SetAside]
    missing: Counter[str]
    """Rows set aside that are no copy and no total of others: of each period; under a blank, of
    periods that are not known."""

    def stands_on(self, sheet: str) -> None:
        """Says of its rows, and of those set aside, which sheet they stand on."""
        self.sheet = sheet
        self.aside = [one._replace(sheet=sheet) for one in self.aside]

    def count(self, code: str) -> int:
        """How many rows were set aside for this cause."""
        return sum(one.rows for one in self.aside if one.code == code)

    def without(
        self,
        rows: pd.DataFrame,
        bad: pd.Series,
        code: str,
        reason: str,
        periods: pd.Series | None = None,
        cells: pd.Series | None = None,
    ) -> pd.DataFrame:
        """The other rows; the bad ones are set aside.

        Of these periods, for these cells, where that is known.
        """
        if not bad.any():
            return rows
        numbers = rows.loc[bad, ROW].tolist()
        most = Limits.set_aside_listed
        shown = [] if cells is None else [str(one) for one in cells[bad].head(EXAMPLES)]
        self.aside += aside(self.name, numbers, code, reason, most, self.sheet, shown)
        miss(self.missing, code, len(numbers) if periods is None else periods[bad])
        return rows[~bad]


def miss(missing: Counter[str], code: str, of: int | pd.Series) -> None:
    """Counts rows set aside for this cause, where they are missing then: so many of a period that
    is not known, or those of periods."""
    if MEANINGS[code].is_missing and (of if isinstance(of, int) else len(of)):
        missing.update({"": of} if isinstance(of, int) else rows_in(of))


def rows_in(periods: pd.Series) -> dict[str, int]:
    """How many rows are of each period."""
    return {str(one): int(count) for one, count in periods.value_counts().items() if count}


def about(set_aside: Sequence[SetAside], words: Mapping[str, tuple[str, str]]) -> list[Finding]:
    """A finding for each cause of which there are words: {} rows, why, and what to do."""
    told = []
    for code, (said, advice) in words.items():
        rows = [row for row in set_aside if row.code == code]
        if not rows:
            continue
        count = sum(row.rows for row in rows)
        files = {row.file for row in rows}
        # With rows of several files the list of rows set aside says which.
        where = tuple(map(_example, rows[:EXAMPLES])) if len(files) == 1 else ()
        told.append(
            finding(
                code,
                said.format(counted(count, "row", "was")),
                advice,
                count=count,
                file=files.pop() if len(files) == 1 else "",
                examples=tuple(filter(None, where)),
            )
        )
    return told


def _example(one: SetAside) -> str:
    """The row as a spreadsheet counts it and what stands there, unless that may be a person's."""
    if one.row is None:
        return ""
    return f"row {one.row}: {one.cell}" if _is_shown(one.cell) else f"row {one.row}"


def _is_shown(cell: str) -> bool:
    """What was meant as a date, a number or a code has figures, and hardly a word beside them.

    Other words may be a name or what somebody wrote of a person, which no pattern tells.
    """
    if not cell or len(cell) > LONGEST_SHOWN or privacy.patterns_in([cell]):
        return False
    has_figures = any(map(str.isdigit, cell)) and len(WORDS.findall(cell)) <= 1
    return has_figures or is_not_known(cell)


def codes_rewritten(count: int, file: str = "") -> Finding:
    """Said of every kind of table with codes of areas."""
    return finding(
        findings.AREA_CODES_REWRITTEN,
        f"{counted(count, 'row', 'has')} an area code with quotation marks, blanks or small"
        " letters. It was read as the code meant.",
        "Nothing. Sending the original file avoids this.",
        count=count,
        file=file,
    )
