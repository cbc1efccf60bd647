"""What a cell looks like, and what most cells of a column do: all that tells a heading from a row.

Looks only; what a cell means is read later, by its whole column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from datasources.values import markers

MOST = 0.6
"""A column is of the look that this share of its filled cells has."""
RUN = 5
"""So many numbers, each one more than the last, are names of columns: ages, years of service."""
NUMBER = re.compile(r"\(?[-+−]?[£$€]?\s?(\d[\d,\s]*(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s?%?\)?")
DATE = re.compile(
    r"\d{4}-\d\d(-\d\d)?([T ]\d\d:\d\d.*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(\s+\d\d?:\d\d.*)?"
    r"|\d\d?:\d\d(:\d\d)?|(\d{1,2}[- ])?[A-Za-z]{3,9}[- ,]+\d{2,4}",
)
MONTHS = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
CODE = re.compile(r"[A-Z]{1,3}[-/ ]?\d{4,}|[0-9a-f]{32,}", re.IGNORECASE)
YEARS = range(1900, 2100)
MONTHS_OF_YEAR = range(1, 13)


class Look(Enum):
    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    MARKER = "marker"


TYPED = frozenset({Look.NUMBER, Look.DATE, Look.CODE})
"""Looks that names of columns hardly have."""


def look(cell: str) -> Look:
    text = cell.strip()
    if not text:
        return Look.BLANK
    if markers.is_not_known(text):
        return Look.MARKER
    if NUMBER.fullmatch(text):
        return Look.NUMBER
    if CODE.fullmatch(text):
        return Look.CODE
    if DATE.fullmatch(text) and (not re.search("[A-Za-z]{3}", text) or MONTHS.search(text)):
        return Look.DATE
    return Look.TEXT


def looks_of(rows: Sequence[Sequence[str]], width: int) -> list[Look]:
    """The look of each column: that of most of its filled cells, text where they differ."""
    return [_most(Counter(look(row[at]) for row in rows if at < len(row))) for at in range(width)]


def _most(counts: Counter[Look]) -> Look:
    del counts[Look.BLANK]
    if set(counts) > {Look.MARKER}:
        del counts[Look.MARKER]
    if not counts:
        return Look.BLANK
    one, often = counts.most_common(1)[0]
    return one if often >= MOST * counts.total() else Look.TEXT


def are_names(cells: Iterable[str], run: int = RUN) -> bool:
    """Whether the numbers of a row name columns: years, months as 202401, or ages one by one.

    `run` is how many numbers, each one more than the last, are taken for names.
    """
    numbers = [cell.strip() for cell in cells if look(cell) is Look.NUMBER]
    if len(numbers) < 2 or not all(text.isascii() and text.isdigit() for text in numbers):
        return False
    values = [int(text) for text in numbers]
    rises = all(before < after for before, after in zip(values, values[1:], strict=False))
    falls = all(before > after for before, after in zip(values, values[1:], strict=False))
    if not rises and not falls:
        return False
    if all(value in YEARS for value in values) or all(map(_is_month, values)):
        return True
    steps = {after - before for before, after in zip(values, values[1:], strict=False)}
    return len(values) >= run and steps == {1}


def is_year(cells: Iterable[str]) -> bool:
    """Whether the one number of a row is a year, which may stand over names of its columns."""
    numbers = [cell.strip() for cell in cells if look(cell) is Look.NUMBER]
    return len(numbers) == 1 and numbers[0].isdecimal() and int(numbers[0]) in YEARS


def _is_month(value: int) -> bool:
    return value // 100 in YEARS and value % 100 in MONTHS_OF_YEAR
