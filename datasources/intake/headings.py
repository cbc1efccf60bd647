"""One name for each column, from heading rows as people make them: grouped, repeated, blank."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from datasources.intake.blocks import Block, Merged, Rows, cell_at
from datasources.kinds.headings import plain

BETWEEN = ": "


class Names(NamedTuple):
    """The names of the columns, all different, and which of them had to be given."""

    columns: tuple[str, ...]
    blank: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def names_of(rows: Rows, block: Block, merged: Merged = ()) -> Names:
    """Names of a block's columns: groups above joined to what they group, as "2024: Burglary"."""
    levels = [_level(rows, block, at, merged) for at in block.headings]
    joined = [_joined(parts) for parts in zip(*levels, strict=True)] if levels else []
    return _all_different(joined or [""] * len(block.columns), block.columns)


def _all_different(headings: Sequence[str], columns: Sequence[int]) -> Names:
    """Blank headings become "column 7" as a spreadsheet counts, repeated ones "Number (2)"."""
    given: list[str] = []
    blank: list[str] = []
    repeated: list[str] = []
    for at, heading in zip(columns, headings, strict=True):
        name = heading or f"column {at + 1}"
        if not heading:
            blank.append(name)
        if name in given:
            repeated.append(name)
        given.append(_other_than(given, name))
    return Names(tuple(given), tuple(blank), tuple(dict.fromkeys(repeated)))


def _other_than(given: Sequence[str], name: str) -> str:
    numbered = (f"{name} ({number})" for number in itertools.count(2))
    return next(one for one in itertools.chain([name], numbered) if one not in given)


def told_apart(headings: Sequence[str]) -> list[str]:
    """The headings, of which a second one that is written alike is called "Ward (2)"."""
    given: list[str] = []
    names: set[str] = set()
    for heading in headings:
        name = one_line(heading)
        again = bool(name) and plain(name) in names
        given.append(_other_than(given, name) if again else heading)
        names.add(plain(given[-1]))
    return given


def have_twins(headings: Iterable[str]) -> frozenset[str]:
    """Those headings, as they are compared, that stand more than once among them."""
    names = {plain(heading) for heading in headings}
    return frozenset(name for name in names if name and f"{name} 2" in names)


def one_line(heading: str) -> str:
    return " ".join(heading.replace("\ufeff", "").split())


def _joined(parts: Sequence[str]) -> str:
    *groups, name = dict.fromkeys(part for part in parts if part) or [""]
    return BETWEEN.join([*(group.rstrip(" :") for group in groups), name])


def _level(rows: Rows, block: Block, at: int, merged: Merged) -> list[str]:
    """One heading row, with the name of each group in all of its columns.

    Where the row has merged cells these say how far a group reaches. Else it reaches to the next
    name, over columns that are named below.
    """
    cells = [one_line(cell_at(rows[at], column)) for column in block.columns]
    if at == block.headings[-1]:
        return cells
    spans = {left: right for top, left, _, right in merged if top == at and right > left}
    if spans:
        for left, right in spans.items():
            name = one_line(cell_at(rows[at], left))
            cells = [
                name if left <= column <= right else cell
                for column, cell in zip(block.columns, cells, strict=True)
            ]
        return cells
    below = rows[block.headings[block.headings.index(at) + 1]]
    group = ""
    reached = []
    for column, name in zip(block.columns, cells, strict=True):
        is_named = bool(one_line(cell_at(below, column)))
        group = name or (group if is_named else "")
        reached.append(group)
    return reached
