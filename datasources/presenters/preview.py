"""The first clean rows of what waits for a decision, in the words of the kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from datasources import frames, kinds
from datasources.kinds import Role
from datasources.kinds.columns import PERIOD
from datasources.models import Slice
from datasources.periods import said
from datasources.presenters.tables import in_words
from datasources.values.clocks import MINUTES_IN_A_DAY
from partnerships import store

ROWS, PERIODS = 20, 24
NOT_SHOWN = (Role.KEY, Role.SAME, Role.SHAPE)
"""What tells a crime, a place or a person from all others is shown to nobody; an outline is no word
to be read."""
TIMES = (Role.TIME, Role.UNTIL_TIME)
BESIDE = {"day": "Day", "span": "Span"}
"""What the clean rows hold beside the columns of the kind."""


@dataclass(frozen=True)
class Preview:
    period: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Came:
    """What the last reading of a delivery came to: its rows by period, and the first of them."""

    periods: tuple[tuple[str, int], ...]
    """The newest first, and no more than fit a page."""
    others: int
    first: Preview | None


def came_of(slices: Sequence[Slice], *, in_confidence: bool) -> Came | None:
    """None where nothing was kept. Rows are shown to those who may see what is not in use yet."""
    if not slices:
        return None
    ordered = sorted(slices, key=lambda one: one.period, reverse=True)
    shown = tuple((said(one.period), one.rows) for one in ordered[:PERIODS])
    first = newest(slices) if in_confidence else None
    return Came(shown, len(ordered) - len(shown), first)


def newest(slices: Sequence[Slice]) -> Preview | None:
    """Of the newest slice that was never in use; None where there is none, or its rows are lost."""
    staged = [one for one in slices if one.accepted_at is None and not one.rows_disposed_at]
    if not staged:
        return None
    one = max(staged, key=lambda each: each.period)
    columns = {each.name: each for each in kinds.shown(one.source.kind).columns if each.name}
    try:
        rows = frames.first(one.path, ROWS).astype(object)
    except store.StoreError:
        return None
    rows = rows.where(rows.notna(), None)
    shown = {
        name: BESIDE.get(name) or in_words(columns[name])
        for name in rows.columns
        if name in BESIDE
        or (name in columns and name != PERIOD and columns[name].role not in NOT_SHOWN)
    }
    times = {name for name in shown if name in columns and columns[name].role in TIMES}
    cells = [
        tuple(_said(cell, is_time=name in times) for name, cell in zip(shown, row, strict=True))
        for row in rows[list(shown)].itertuples(index=False, name=None)
    ]
    return Preview(said(one.period), tuple(shown.values()), tuple(cells))


def _said(cell: object, *, is_time: bool) -> str:
    """A cell as text; blank where nothing is known."""
    if cell is None:
        return ""
    if is_time and isinstance(cell, int | float):
        hours, minutes = divmod(int(cell) % MINUTES_IN_A_DAY, 60)
        return f"{hours:02}:{minutes:02}"
    if isinstance(cell, float) and cell.is_integer():
        return f"{int(cell)}"
    return str(cell)
