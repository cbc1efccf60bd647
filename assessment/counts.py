"""Reading counted answers from typed, pasted or uploaded lines: choice, ward, count. Pure."""

import csv
import re
from dataclasses import dataclass

from partnerships import spreadsheets

MOST_LINES = 2000
LONGEST_CHOICE, LONGEST_WARD, LONGEST_LINE = 160, 120, 1000
HEADINGS = {"choice": "choice", "answer": "choice", "ward": "ward", "count": "count",
            "number": "count", "how many": "count"}  # fmt: skip
DEFAULT = ("choice", "ward", "count")


@dataclass(frozen=True)
class Counted:
    """So many gave this choice, in this ward where it is known."""

    choice: str
    ward: str
    count: int

    def as_tuple(self) -> tuple[str, str, int]:
        return self.choice, self.ward, self.count


@dataclass(frozen=True)
class Reading:
    """What was understood, and every line that was not, by its number."""

    answers: tuple[Counted, ...]
    problems: tuple[str, ...]


def read(text: str) -> Reading:
    """Lines of "choice; ward; count" or "choice; count"; commas or tabs do as well.

    A first line of headings may put the columns in another order. Nothing is guessed: a line that
    cannot be read is named with its number and what is wrong with it.
    """
    lines = [
        (number, line.strip("\ufeff\r\n \u00a0"))
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    lines = [(number, line) for number, line in lines if line.strip(" ;,\t")]
    if not lines:
        return Reading((), ("Enter at least one answer with its count.",))
    if len(lines) > MOST_LINES:
        return Reading((), (f"Too many lines: {MOST_LINES:,} can be read at once.",))
    columns: tuple[str, ...] = DEFAULT
    heading = [HEADINGS.get(cell.lower()) for cell in _cells(lines[0][1][:LONGEST_LINE])]
    if "choice" in heading and "count" in heading:
        columns, lines = tuple(name or "" for name in heading), lines[1:]
        if not lines:
            return Reading((), ("There are headings, and no answer under them.",))
    return _gather(lines, columns)


def _gather(lines: list[tuple[int, str]], columns: tuple[str, ...]) -> Reading:
    answers: dict[tuple[str, str], tuple[int, Counted]] = {}
    problems = []
    for number, line in lines:
        if len(line) > LONGEST_LINE:
            problems.append(f"Line {number}: it is too long to be one answer.")
            continue
        counted = _counted(_cells(line), columns)
        if isinstance(counted, str):
            problems.append(f"Line {number}: {counted}")
            continue
        key = counted.choice.lower(), counted.ward.lower()
        if key in answers:
            earlier = answers[key][0]
            problems.append(f"Line {number}: it repeats line {earlier}; add the two counts up.")
            continue
        answers[key] = number, counted
    return Reading(tuple(counted for _, counted in answers.values()), tuple(problems))


def _cells(line: str) -> list[str]:
    """Tabs come from a spreadsheet, semicolons are typed, commas are CSV."""
    for mark in ("\t", ";"):
        if mark in line:
            return [cell.strip().strip('"') for cell in line.split(mark)]
    return [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True), [])]


def _counted(cells: list[str], columns: tuple[str, ...]) -> Counted | str:
    """The line understood, or what is wrong with it."""
    while len(cells) > len(columns) and not cells[-1]:
        cells = cells[:-1]
    if len(cells) == 2 and columns == DEFAULT:
        cells = [cells[0], "", cells[1]]
    if len(cells) != len(columns):
        return "give the choice, the ward if known, and the count, with semicolons between them."
    # They may have been downloaded from here.
    row = dict(zip(columns, map(spreadsheets.as_typed, cells), strict=True))
    choice, ward = row["choice"], row.get("ward", "")
    if not choice:
        return "the choice is missing."
    if len(choice) > LONGEST_CHOICE or len(ward) > LONGEST_WARD:
        return "the choice or the ward is too long."
    figures = re.sub(r"[ ,\u00a0]", "", row["count"])
    if not figures.isascii() or not figures.isdigit():
        return f"“{row['count']}” is not a whole number."
    if len(figures) > 7:
        return f"{row['count']} is too many to be meant."
    return Counted(choice, ward, int(figures))
