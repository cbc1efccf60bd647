"""Which counts of a table must be held back so that none under the threshold can be worked out.

Every table with totals is a network: a count is an arc, and each sum ("these add up to that") a
node where what flows in flows out. A held-back count is safe when it could be one larger or one
smaller with all shown counts as they are and none below nought: when it lies on a cycle of
held-back arcs. Where it does not, the cheapest cycle through it is held back too.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

Key = Hashable
OUTSIDE = "outside"


@dataclass(frozen=True)
class Cell:
    """A published count: an arc from one sum to another."""

    key: Key
    value: int
    tail: Hashable
    head: Hashable


def held_back(
    cells: Sequence[Cell],
    threshold: int,
    *,
    already: Collection[Key] = frozenset(),
    shown_elsewhere: Collection[Key] = frozenset(),
) -> frozenset[Key]:
    """The counts under the threshold and those that must go with them.

    What another answer holds back `already` is held back here too; what is `shown_elsewhere` can
    hide nothing, so other counts go wherever there are any.
    """
    hidden = {cell.key for cell in cells if cell.value < threshold or cell.key in already}
    arcs = _arcs(cells)
    usable = _arcs(
        [cell for cell in cells if cell.key in hidden or cell.key not in shown_elsewhere]
    )
    for cell in sorted((c for c in cells if c.key in hidden), key=lambda c: (c.value, str(c.key))):
        possible = _ways(usable, cell, hidden) or _ways(arcs, cell, hidden)
        if possible:
            hidden.update(min(possible, key=lambda way: way[0])[1])
    return frozenset(hidden)


_Arcs = Mapping[Hashable, Sequence[tuple[Hashable, Key, int]]]


def _arcs(cells: Iterable[Cell]) -> _Arcs:
    """From each node: where one more, or one fewer, of a count can lead."""
    arcs: dict[Hashable, list[tuple[Hashable, Key, int]]] = defaultdict(list)
    for cell in cells:
        arcs[cell.tail].append((cell.head, cell.key, cell.value))
        if cell.value >= 1:
            arcs[cell.head].append((cell.tail, cell.key, cell.value))
    return arcs


def _ways(arcs: _Arcs, cell: Cell, hidden: set[Key]) -> list[tuple[int, list[Key]]]:
    """How a count could be one larger, and how one smaller, each at its cheapest."""
    ways = [_cheapest(arcs, cell.head, cell.tail, cell.key, hidden)]
    if cell.value >= 1:
        ways.append(_cheapest(arcs, cell.tail, cell.head, cell.key, hidden))
    return [way for way in ways if way is not None]


def _cheapest(
    arcs: _Arcs, start: Hashable, end: Hashable, without: Key, hidden: set[Key]
) -> tuple[int, list[Key]] | None:
    """The way that holds back least besides what is held back already."""
    tie = count()
    queue: list[tuple[int, int, Hashable, list[Key]]] = [(0, next(tie), start, [])]
    seen: set[Hashable] = set()
    while queue:
        cost, _, node, keys = heapq.heappop(queue)
        if node == end:
            return cost, keys
        if node in seen:
            continue
        seen.add(node)
        for other, key, value in arcs.get(node, ()):
            if key != without and other not in seen:
                price = 0 if key in hidden else 1 + value
                heapq.heappush(queue, (cost + price, next(tie), other, [*keys, key]))
    return None


def table(inside: Mapping[tuple[Hashable, Hashable], int], name: Hashable = "table") -> list[Cell]:
    """A table of rows and columns with all its totals, as arcs.

    Keys are (row, column); a total has TOTAL in the place of what it sums over.
    """
    rows: dict[Hashable, int] = defaultdict(int)
    columns: dict[Hashable, int] = defaultdict(int)
    cells = []
    for (row, column), value in inside.items():
        rows[row] += value
        columns[column] += value
        cells.append(Cell((row, column), value, (name, "row", row), (name, "column", column)))
    all_rows, all_columns = (name, "all rows"), (name, "all columns")
    cells += [
        Cell((row, TOTAL), value, all_rows, (name, "row", row)) for row, value in rows.items()
    ]
    cells += [
        Cell((TOTAL, column), value, (name, "column", column), all_columns)
        for column, value in columns.items()
    ]
    cells.append(Cell((TOTAL, TOTAL), sum(rows.values()), all_columns, all_rows))
    return cells


TOTAL = "total"
