"""Rows that are set aside: where each stood, why, and what is said of all of one cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from datasources.intake import findings
from datasources.intake.findings import MEANINGS, Finding, finding
from datasources.intake.limits import Limits
from datasources.intake.words import counted

SetAside = tuple[str, int | None, int, str, str]
"""File, row as a spreadsheet shows it (None: a period, or the rest of a long list), rows, code of
the finding, and why in words."""
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


def aside(name: str, numbers: Sequence[int], code: str, reason: str, most: int) -> list[SetAside]:
    """A line for each row that is set aside, as many as are listed, and one for all the others."""
    listed: list[SetAside] = [(name, int(number), 1, code, reason) for number in numbers[:most]]
    rest = len(numbers) - len(listed)
    return [*listed, (name, None, rest, code, reason)] if rest else listed


class SettingAside:
    """What a table is read into, and what was set aside of it."""

    name: str
    aside: list[SetAside]
    missing: Counter[str]
    """Rows set aside that are no copy and no total of others: of each period; under a blank, of
    periods that are not known."""

    def count(self, code: str) -> int:
        """How many rows were set aside for this cause."""
        return sum(lines for _, _, lines, one, _ in self.aside if one == code)

    def without(
        self,
        rows: pd.DataFrame,
        bad: pd.Series,
        code: str,
        reason: str,
        periods: pd.Series | None = None,
    ) -> pd.DataFrame:
        """The other rows; the bad ones are set aside, of these periods where they are known."""
        if not bad.any():
            return rows
        numbers = rows.loc[bad, ROW].tolist()
        self.aside += aside(self.name, numbers, code, reason, Limits.set_aside_listed)
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
        rows = [row for row in set_aside if row[3] == code]
        if not rows:
            continue
        count = sum(lines for _, _, lines, _, _ in rows)
        files = {name for name, *_ in rows}
        # With rows of several files the list of rows set aside says which.
        where = tuple(f"row {number}" for _, number, *_ in rows[:5] if number and len(files) == 1)
        told.append(
            finding(
                code,
                said.format(counted(count, "row", "was")),
                advice,
                count=count,
                file=files.pop() if len(files) == 1 else "",
                examples=where,
            )
        )
    return told


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
