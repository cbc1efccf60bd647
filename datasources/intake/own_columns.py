"""The two columns that stand first in our downloads of rows to be mended; we pass over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from datasources.intake.text import RawTable
from partnerships import spreadsheets

ROW_SENT = "Row in the file as it was sent"
WHY_SENT = "Why the row was set aside"
OURS = (ROW_SENT, WHY_SENT)


def are_there(cells: Sequence[str]) -> bool:
    """Whether both stand among the headings, wherever the sender has put them."""
    return set(OURS) <= set(map(_plain, cells))


def theirs(cells: Sequence[str]) -> list[str]:
    """The headings without ours; all of them where ours are not there."""
    return [cells[at] for at in _places(cells)]


def without_ours(raw: RawTable) -> RawTable:
    """The table as it was before we wrote beside it."""
    if not are_there(raw.headings):
        return raw
    places = _places(raw.headings)
    batches = (batch.select(places) for batch in raw.batches)
    return replace(raw, headings=[raw.headings[at] for at in places], batches=batches)


def _places(cells: Sequence[str]) -> list[int]:
    has_ours = are_there(cells)
    return [at for at, cell in enumerate(cells) if not has_ours or _plain(cell) not in OURS]


def _plain(cell: str) -> str:
    return spreadsheets.as_typed(cell).strip()
