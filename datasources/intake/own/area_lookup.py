"""Area look-ups, whose headings tell the year of each geography."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datasources.intake import plain_delivery
from datasources.intake.area_lookup_file import read_area_lookup
from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.plain_rows import Piece
from datasources.intake.reading import Context
from datasources.intake.steps import Place, Reader
from datasources.intake.text import RawTable
from datasources.kinds import Kind, area_lookup

Note = Callable[[Finding], None]
KIND = area_lookup.KIND


def _is_heading(kind: Kind, cells: Sequence[str], _sheet: str, _context: Context) -> bool:
    return kind.known_by(cells)


def _read(
    kind: Kind, raw: RawTable, place: Place, context: Context, _limits: Limits, note: Note
) -> list[Piece]:
    read = read_area_lookup(raw, place.name, place.sheet, note, context)
    plain_delivery.check_usable(read, kind)
    return read


READER = Reader(
    is_heading=_is_heading,
    read=_read,
    finish=plain_delivery.finish,
)
