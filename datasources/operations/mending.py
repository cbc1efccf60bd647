"""The rows of a delivery that are missing in what was kept, as they were sent: to be mended and
sent again. They are read from the originals whenever somebody asks: no cell of them is stored."""

import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from datasources import frames, kinds, permissions
from datasources.intake import as_sent
from datasources.intake.as_sent import Asked, NotReadError, Written
from datasources.intake.findings import MEANINGS
from datasources.intake.reading import Context, IncomingFile
from datasources.labels import Labels, label_of_member
from datasources.models import Delivery, DeliveryFile
from datasources.operations import beside, holdings, layouts, originals
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission

SECONDS = 100
"""The web server gives a request up after 120."""
GONE = (
    "The originals of this delivery were deleted, and the cells of its rows with them. The list of"
    " rows set aside says which they are and why: the sender can find them by their numbers."
)
NONE_TO_MEND = (
    "No row of this delivery can be given to be mended: what was set aside are copies, totals or"
    " whole tables. The list of rows set aside says why."
)
TOO_LARGE = (
    "Finding these rows in the originals took too long or too much memory. The list of rows set"
    " aside says which they are and why: the sender can find them by their numbers."
)


@dataclass(frozen=True)
class Rows:
    """Rows to be mended, as a file: a CSV, or a ZIP of one for each table."""

    content: IO[bytes]
    name: str
    content_type: str


def rows_to_mend(*, delivery: Delivery, by: User) -> Rows:
    """For whoever may have the originals; the trail keeps who had the rows when."""
    partnership = delivery.source.partnership
    permissions.check_operation(by, partnership, Permission.HANDLE_ORIGINALS)
    files = list(delivery.files.all())
    if not files or any(file.deleted_at for file in files):
        raise RuleBroken(GONE)
    wanted = _wanted(delivery, files)
    if not wanted or delivery.source.kind not in kinds.BY_SLUG:
        raise RuleBroken(NONE_TO_MEND)
    with originals.on_disk(files) as paths, tempfile.TemporaryDirectory(prefix="mending-") as own:
        incoming = [IncomingFile(file.name, path) for file, path in zip(files, paths, strict=True)]
        asked = Asked(delivery.source.read_as, tuple(incoming), wanted, _context(delivery))
        try:
            written = as_sent.apart(
                asked, Path(own), memory=settings.READING_MEMORY_BYTES, seconds=SECONDS
            )
        except NotReadError as broken:
            raise RuleBroken(TOO_LARGE) from broken
        if not written:
            raise RuleBroken(NONE_TO_MEND)
        labels = Labels([file.name for file in files], [list(file.parts) for file in files])
        rows = _as_file(delivery, written, labels)
    trail.record(
        partnership=partnership,
        by=by,
        verb="delivery.rows_fetched",
        target=delivery,
        after={"rows": sum(one.rows for one in written)},
    )
    return rows


def _wanted(
    delivery: Delivery, files: Sequence[DeliveryFile]
) -> dict[tuple[str, str], dict[int, list[str]]]:
    """Of each table the numbers of the rows that are missing, with the reasons.

    Copies and totals are not among them: sent again alone they would be counted. Nor are rows of
    which it is not known in which of several files of one name they stand.
    """
    if not delivery.set_aside_path:
        return {}
    names = _names(files)
    wanted: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(dict)
    rows = frames.load(delivery.set_aside_path)
    if "sheet" not in rows:
        rows = rows.assign(sheet="")
    rows = rows[rows["row"].notna() & rows["code"].isin(_missing_codes())]
    for one in rows.itertuples():
        if one.file in names:
            reasons = wanted[names[one.file], one.sheet]
            reasons.setdefault(int(one.row), []).append(one.reason)
    return wanted


def _missing_codes() -> set[str]:
    return {code for code, meaning in MEANINGS.items() if meaning.is_missing}


def _names(files: Iterable[DeliveryFile]) -> dict[str, str]:
    """What the reading calls each file and member, by the label under which it is recorded."""
    files = list(files)
    labels = Labels([file.name for file in files], [list(file.parts) for file in files])
    every = [file.name for file in files]
    every += [label_of_member(file.name, part) for file in files for part in file.parts]
    return {labels.of(name): name for name in every if every.count(name) == 1}


def _context(delivery: Delivery) -> Context:
    """What a table's headings are known by."""
    source = delivery.source
    return Context(
        partnership_areas=source.partnership.area_codes,
        lookup=beside.lookup_of(source, holdings.areas(source.partnership)),
        layout=layouts.of(delivery.layout),
    )


def _as_file(delivery: Delivery, written: Sequence[Written], labels: Labels) -> Rows:
    """Neither the file's name nor a sheet's says more than their numbers do."""
    content = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    name = f"rows-to-mend-{delivery.pk}"
    if len(written) == 1:
        content.write(written[0].path.read_bytes())
        content.seek(0)
        return Rows(content, f"{name}.csv", "text/csv; charset=utf-8")
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, one in enumerate(written, start=1):
            label = labels.of(one.file).lower().replace(", ", " ").replace(" ", "-")
            packed.write(one.path, f"{number}-{label}.csv")
    content.seek(0)
    return Rows(content, f"{name}.zip", "application/zip")
