"""Mid-year estimates: a column for each year, or a sheet that is named for it; or by sex or age."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datasources.intake import plain_delivery
from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.plain_rows import Piece
from datasources.intake.population_file import read_population
from datasources.intake.population_parts_file import read_parts
from datasources.intake.reading import Context
from datasources.intake.steps import Place, Reader
from datasources.intake.text import RawTable
from datasources.kinds import Kind, population
from datasources.kinds.residents import parts_of

Note = Callable[[Finding], None]
KIND = population.KIND


def _is_heading(_kind: Kind, cells: Sequence[str], sheet: str, _context: Context) -> bool:
    return population.layout_of(cells, sheet) is not None or parts_of(cells, sheet) is not None


def _read(
    kind: Kind, raw: RawTable, place: Place, context: Context, _limits: Limits, note: Note
) -> list[Piece]:
    called = place.sheet or place.name
    parts = parts_of(raw.headings, called)
    has_rows_of_parts = parts is not None and (parts.sex is not None or parts.age is not None)
    if parts is None or (population.layout_of(raw.headings, called) and not has_rows_of_parts):
        read = read_population(raw, place.name, place.sheet, note, context)
    else:
        read = read_parts(raw, parts, place.name, note, context)
        if not read:
            return read
    plain_delivery.check_usable(read, kind)
    return read


READER = Reader(
    is_heading=_is_heading,
    read=_read,
    finish=plain_delivery.finish,
)
