"""Every real file of the folder is received by command, as its own kind or as a table whose columns
are said, and of no row is it left unsaid what became of it.

The folder is walked: another file put there is tried as well.
"""

import contextlib
import json
import os
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from datasources.models import Delivery
from datasources.operations import deliveries, personal_data
from tests.factories import real_files
from tests.factories.real_files import FOLDER, NO_DATA, SAID, SET_ASIDE

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.slow,
    pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder"),
]
# What no cell of a file may say, and a person says then.
TO_BE_SAID = {"columns-unsaid", "missing-columns", "no-heading", "year-unknown"}
WHY_SET_ASIDE = ("repeated-numbers", "totals-left-out")
# Rows of other kinds are kept without a place.
WHY_OF_POPULATION = ("blank-codes", "places-unknown")
# What stands in the rows that are set aside.
LEFT_OUT = {
    "messy-spreadsheets/statutory_homelessness_detailed_la_2024-25.ods": 2 * 77_500,
    "partner-files/trafford_mye2024_lsoa.csv": 241_025,
}


def received(source: str, path: Path, partnership: str, *more: str) -> dict:
    """What the command prints, whether or not it refuses."""
    printed = StringIO()
    arguments = ["receive", source, str(path), "--partnership", partnership, "--json", *more]
    with contextlib.suppress(CommandError):
        call_command(*arguments, stdout=printed)
    result = json.loads(printed.getvalue())
    return result if result["state"] != "personal" else looked_through(result)


def looked_through(result: dict) -> dict:
    """What has come of it once an analyst has seen nothing personal where something looked so."""
    delivery = Delivery.objects.get(pk=result["delivery"])
    choices = {one["heading"]: "keep" for one in delivery.personal}
    personal_data.decide(delivery=delivery, choices=choices, original="kept", by=None)
    deliveries.read(delivery.pk)
    delivery.refresh_from_db()
    counted = ("state", "rows_read", "rows_kept", "rows_set_aside")
    found = list(delivery.findings.values("code", "severity", "count", "message"))
    return result | {name: getattr(delivery, name) for name in counted} | {"findings": found}


def test_whatever_is_said_of_a_file_is_said_of_one_that_is_there():
    there = real_files.files()

    assert all((FOLDER / name).is_file() for name in NO_DATA)
    assert {*SAID, *SET_ASIDE} <= {*there}


@pytest.mark.parametrize("name", real_files.files())
def test_a_real_file_is_received_whole(name, world, tmp_path):
    path = FOLDER / name
    for kind in real_files.kinds_of(path):
        result = received(f"as-{kind}", path, world.partnership.slug, "--kind", kind)
        if result["state"] == "refused":
            assert needs_to_be_told(result), result["findings"]
            tables = Delivery.objects.get(pk=result["delivery"]).tables
            said = real_files.said_of(name, kind, tables)
            assert said["columns"] or said["period"], "nobody can say what its columns are"
            result = with_layout(f"in-{kind}", kind, path, world, tmp_path, said)
        assert_received_whole(name, result)


def with_layout(source, kind, path, world, folder, said) -> dict:
    (folder / "layout.json").write_text(json.dumps(said))
    return received(
        source,
        path,
        world.partnership.slug,
        *("--kind", kind, "--layout", str(folder / "layout.json")),
    )


def needs_to_be_told(result: dict) -> bool:
    """Whether it is refused for nothing but what no cell of it says."""
    errors = {one["code"] for one in result["findings"] if one["severity"] == "error"}
    return bool(errors) and errors <= TO_BE_SAID


def assert_received_whole(name: str, result: dict) -> None:
    assert result["state"] == "read", (result["reason"], result["findings"])
    assert result["rows_read"] == result["rows_kept"] + result["rows_set_aside"]
    assert result["rows_read"] == real_files.rows_in(name, result["kind"])
    assert result["rows_set_aside"] == SET_ASIDE.get(name, 0)
    told = {one["code"]: one["count"] for one in result["findings"]}
    why = (*WHY_SET_ASIDE, *(WHY_OF_POPULATION if result["kind"] == "population" else ()))
    assert sum(told.get(code, 0) for code in why) == result["rows_set_aside"]
    if name in SAID and (total := SAID[name].total(FOLDER / name)) is not None:
        assert sum_of(result["delivery"]) + LEFT_OUT.get(name, 0) == pytest.approx(total)


def sum_of(pk: int) -> float:
    """All numbers of a delivery, from the clean rows as they are stored."""
    total = 0.0
    for one in Delivery.objects.get(pk=pk).slices.all():
        with default_storage.open(one.path) as stored:
            rows = pd.read_parquet(stored)
            total += float(rows[rows.columns.intersection(["number", "population"])].sum().sum())
    return total
