"""Every address that hands out a table: none of its cells is run by a spreadsheet.

The addresses are those of the access table, so that a new way out is tried by itself.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from datasources import frames
from datasources.analyses.result import Column, Result
from partnerships import store
from reports.document import Part, TableBlock, TableColumn, TableData
from reports.models import EditionFile
from reports.rendering.pack import pack
from tests.access.world import AccessWorld, make_access_world
from tests.factories.documents import bare_document
from tests.test_access import TABLE

# What a spreadsheet takes for a formula, or makes into one while it opens the file.
POISON = (
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0@x",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "\uff0bSUM(A1)",
    "\uff0d2+3",
    "\uff20SUM(A1)",
    "'=1+1",
)
TABLES = ("text/csv", "application/zip", "spreadsheet", "excel")


@pytest.fixture
def poisoned(db: None) -> AccessWorld:
    """A world whose tables hold every kind of poison."""
    world = make_access_world()
    _poison_rows_set_aside(world)
    _poison_evidence(world)
    _poison_pack(world)
    return world


def _poison_rows_set_aside(world: AccessWorld) -> None:
    delivery = world.things["delivery"]
    size = len(POISON)
    rows = {"file": POISON, "row": range(size), "rows": range(size), "code": POISON}
    rows["reason"] = POISON
    delivery.set_aside_path = frames.store(pd.DataFrame(rows), folder="set-aside").path
    delivery.save()


def _poison_evidence(world: AccessWorld) -> None:
    evidence = world.things["evidence"]
    result = Result.from_json(evidence.result)
    rows = tuple(
        {**result.rows[at % len(result.rows)], "=place": cell} for at, cell in enumerate(POISON)
    )
    columns = (*result.columns, Column("=place", "Place", "text"))
    evidence.result = replace(result, columns=columns, rows=rows).to_json()
    evidence.save()


def _poison_pack(world: AccessWorld) -> None:
    columns = (TableColumn("=Name"), TableColumn("Number", numeric=True))
    rows = tuple((cell, "−1,200") for cell in POISON)
    table = TableBlock("t", "=Caption", TableData(columns, rows))
    content = pack(bare_document(Part("a", "A", (table,))))
    kept = store.put(content, folder="editions/poisoned", fan_out=False)
    EditionFile.objects.filter(pk=world.things["edition_file"].pk).update(
        kind="pack", path=kept.path, size=kept.size, sha256=kept.sha256
    )
    world.things["edition_file"].refresh_from_db()


def tables_of(response: HttpResponse) -> Iterator[list[list[str]]]:
    """Each table that the answer holds, whether CSV, workbook or a ZIP of them."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "[Content_Types].xml" in archive.namelist():
                for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                    yield [[str(cell or "") for cell in row] for row in sheet.values]
            for name in archive.namelist():
                if name.endswith(".csv"):
                    yield _csv_rows(archive.read(name))
    else:
        yield _csv_rows(content)


def _csv_rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.slow
def test_no_table_that_leaves_the_house_holds_a_formula(poisoned: AccessWorld):
    client = Client()
    client.force_login(
        poisoned.people["analyst"], backend="django.contrib.auth.backends.ModelBackend"
    )
    ways_out: dict[str, set[str]] = {}

    for name, row in TABLE.items():
        if row.get is None:
            continue
        response = client.get(reverse(name, args=row.args(poisoned)))
        if any(kind in response.get("Content-Type", "") for kind in TABLES):
            cells = {cell for table in tables_of(response) for one in table for cell in one}
            ways_out[name] = cells

    assert set(ways_out) >= {"delivery-set-aside", "evidence-csv", "edition-file"}
    for name, cells in ways_out.items():
        # Each way out was given every poison: a new one has to be fed here too.
        assert {f"'{cell}" for cell in POISON} <= cells, name
        assert not cells & {*POISON[:-1], "=place", "=Name", "=Caption"}, name
