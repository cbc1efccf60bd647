"""The folder of bad input: each file, or folder of files sent together, with what must come of it.

`bad/NAME` is what is sent, and `bad/NAME.expected.json` what must come of it. Where there is no
`bad/NAME`, a function of `built.py` makes it: it is too big, or too dangerous, to lie about.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datasources import kinds
from datasources.intake import Finding, IncomingFile, Limits, Reading, StagedSlice, read_files
from datasources.intake.reading import TableSeen
from datasources.intake.recognising import recognised
from datasources.layouts import Layout
from tests.samples import built
from tests.unit.datasources.building import context

FOLDER = Path(__file__).parent / "bad"
SUFFIX = ".expected.json"
# Of a table with more rows the first stand in the expectation, and how many there are.
SHOWN = 8


@dataclass(frozen=True)
class Entry:
    """One thing that is sent, and its expectation as it stands in the folder."""

    name: str

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}{SUFFIX}"

    @property
    def said(self) -> dict[str, Any]:
        return json.loads(self.path.read_text(encoding="utf-8"))

    def files(self, folder: Path) -> list[IncomingFile]:
        """What is sent, under the names by which it is sent."""
        place = FOLDER / self.name
        if not place.exists():
            place = built.BUILT[self.name](folder)
        if place.is_dir():
            return [IncomingFile(one.name, one) for one in sorted(place.iterdir())]
        return [IncomingFile(self.said.get("sent as", self.name), place)]


def every() -> list[Entry]:
    return [Entry(one.name.removesuffix(SUFFIX)) for one in sorted(FOLDER.glob(f"*{SUFFIX}"))]


def outcome(entry: Entry, folder: Path) -> dict[str, Any]:
    """What comes of it, told whole: as the expectation tells it."""
    said = entry.said
    files = entry.files(folder)
    limits = replace(Limits(), **said.get("limits", {}))
    result: dict[str, Any] = {}
    slug = said.get("kind")
    if slug is None:
        found = recognised(files, limits)
        result["recognised"] = [kind.slug for kind in found]
        slug = found[0].slug if len(found) == 1 else "plain-table"
    given = context(layout=Layout.from_json(said.get("layout", {})))
    reading = read_files(kinds.by_slug(slug), files, given, limits=limits)
    return result | told(reading)


def told(reading: Reading) -> dict[str, Any]:
    return {
        "rows": {
            "read": reading.rows_read,
            "kept": reading.rows_kept,
            "set aside": reading.rows_set_aside,
        },
        "findings": [_finding(one) for one in reading.findings],
        "set aside": [
            " | ".join(filter(None, map(str, one)))
            for one in reading.set_aside.head(SHOWN).itertuples(index=False)
        ],
        "in use": {one.period: _rows(one) for one in reading.slices},
        "tables": [_table(one) for one in reading.tables],
    }


def _finding(one: Finding) -> dict[str, Any]:
    said = {name: value for name, value in vars(one).items() if value not in ("", 0, ())}
    return said | ({"examples": list(one.examples)} if one.examples else {})


def _rows(one: StagedSlice) -> list[str]:
    """The clean rows, and the columns that they have; a cell without a value is a dot."""
    shown = one.frame.head(SHOWN).astype("object")
    shown = shown.where(shown.notna(), "·").astype("str").replace("", "·")
    columns = [name for name in shown if not (shown[name] == "·").all()]
    rows = [" | ".join(row) for row in shown[columns].itertuples(index=False)]
    more = [f"{one.rows:,} rows in all"] if one.rows > SHOWN else []
    return [" | ".join(columns), *rows, *more]


def _table(one: TableSeen) -> str:
    """Where the headings are, and what each that is used was taken for."""
    where = " ".join(filter(None, (one.sheet, f"row {one.heading_row}", one.encoding)))
    used = [f"{column.theirs.strip()} = {column.ours}" for column in one.columns if column.ours]
    columns = "; ".join(used) if one.is_used else f"not read, {len(one.columns)} columns"
    asked = f"; asked: {', '.join(one.asked)}" if one.asked else ""
    return f"{where} {one.delimiter!r}: {columns}{asked}"
