"""Maps of boundaries, whose codes and names are known by their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datasources.intake import plain_delivery
from datasources.intake.boundaries_file import finish, read_boundaries
from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.plain_rows import Piece
from datasources.intake.reading import Context
from datasources.intake.steps import Place, Reader
from datasources.intake.text import RawTable
from datasources.kinds import Kind, boundaries

Note = Callable[[Finding], None]
KIND = boundaries.KIND


def _is_heading(kind: Kind, cells: Sequence[str], _sheet: str, _context: Context) -> bool:
    return kind.known_by(cells)


def _read(
    kind: Kind, raw: RawTable, place: Place, context: Context, _limits: Limits, note: Note
) -> list[Piece]:
    read = read_boundaries(raw, place.name, note, context)
    plain_delivery.check_usable(read, kind)
    return read


READER = Reader(is_heading=_is_heading, read=_read, finish=finish, takes_layout=True)
