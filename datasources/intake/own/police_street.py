"""The monthly street files of data.police.uk: forces, versions, copies, outcomes that settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datasources.intake import street_delivery
from datasources.intake.findings import Finding
from datasources.intake.limits import Limits
from datasources.intake.reading import Context, Reading
from datasources.intake.steps import Place, Reader
from datasources.intake.street_file import StreetFile, read_street_file
from datasources.intake.text import RawTable
from datasources.kinds import Kind, police_street

Note = Callable[[Finding], None]
KIND = police_street.KIND


def _is_heading(_kind: Kind, cells: Sequence[str], _sheet: str, _context: Context) -> bool:
    return police_street.is_heading(cells)


def _read(
    _kind: Kind, raw: RawTable, place: Place, _context: Context, limits: Limits, note: Note
) -> list[StreetFile]:
    return [read_street_file(raw, place.name, note, limits)]


def _finish(_kind: Kind, files: list[StreetFile], context: Context, told: list[Finding]) -> Reading:
    return street_delivery.finish(files, context, told)


def _is_other_police_file(name: str) -> bool:
    lower = name.lower().removesuffix(".gz")
    return lower.endswith(("-outcomes.csv", "-stop-and-search.csv"))


READER = Reader(
    is_heading=_is_heading,
    read=_read,
    finish=_finish,
    is_other_kind=_is_other_police_file,
)
