"""Which reader reads a kind: one for any table, or one of its own where a kind has oddities.

A reader of its own stands in `own/`, one module to a kind, and is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules

from datasources.intake import own
from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.reading import Context, Reading
from datasources.intake.steps import Place, Reader
from datasources.intake.tabular import across, reader, stairs
from datasources.intake.tabular.table import ADDED_UP, Piece, read_table
from datasources.intake.text import RawTable
from datasources.kinds import Kind

Note = Callable[[Finding], None]


def _any_heading(kind: Kind, cells: Sequence[str], _sheet: str, context: Context) -> bool:
    return across.is_heading(kind, cells, context)


def _any_table(
    kind: Kind, raw: RawTable, place: Place, context: Context, _limits: Limits, note: Note
) -> list[Piece]:
    if kind.shape in ADDED_UP:
        raw = stairs.filled_down(raw, kind, context.layout, place.name, note)
        raw = stairs.check_indents(raw, kind, context.layout)
    raw = across.turned(raw, kind, context)
    return [read_table(raw, kind, place.name, context, context.layout, note)]


def _finish(kind: Kind, pieces: list[Piece], context: Context, told: list[Finding]) -> Reading:
    return reader.finish(pieces, kind, context, told)


ANY = Reader(
    _any_heading, _any_table, _finish, lambda piece: piece.unknown_words, takes_layout=True
)


def _own_readers() -> dict[str, Reader]:
    modules = [import_module(f"{own.__name__}.{one.name}") for one in iter_modules(own.__path__)]
    return {module.KIND.slug: module.READER for module in modules}


OWN = _own_readers()


def reader_of(kind: Kind) -> Reader:
    return OWN.get(kind.slug, ANY)
