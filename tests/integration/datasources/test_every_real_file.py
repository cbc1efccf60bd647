"""Every real file of the folder is received, as its own kind or as a table whose columns are said.

The folder is walked: another file put there is tried as well.
"""

import contextlib
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datasources import kinds
from datasources.intake import IncomingFile
from datasources.intake.recognising import recognised
from datasources.kinds.headings import plain
from datasources.models import Delivery
from datasources.operations import deliveries, personal_data

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.slow,
    pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder"),
]
FOLDER = Path(os.environ.get("REAL_DATA", "nowhere"))
# Of months that come alike one is walked here: the others are read with the figures.
ALIKE = ("police-uk/street/", "police-uk/outcomes/", "police-uk/stop-and-search/", "boundaries/")
ONE_OF_THEM = ("2024-01", "E07000010")
# What the tables look like tells a person which column is which.
MEANT = (
    ("period", "dates"),
    ("area_code", "codes of"),
    ("number", "numbers"),
    ("category", "a few words"),
)
# What a person says of a table that says it in none of its columns.
PERIOD = "2024"


def files() -> list[str]:
    names = sorted(
        str(path.relative_to(FOLDER))
        for path in FOLDER.rglob("*")
        if path.is_file() and path.suffix != ".md"
    )
    return [
        name
        for name in names
        if not name.startswith(ALIKE) or any(one in name for one in ONE_OF_THEM)
    ]


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
    found = list(delivery.findings.values("code", "severity", "message"))
    return result | {name: getattr(delivery, name) for name in counted} | {"findings": found}


def said_of(table: dict) -> dict:
    """A layout as a person says it who looks at the columns of a table and at a few cells."""
    columns: dict[str, str] = {}
    for name, looks in MEANT:
        for column in table["columns"]:
            heading = column["theirs"].strip()
            seen = column["looks"].partition(" ")[2]
            if heading and plain(heading) and heading not in columns and seen.startswith(looks):
                columns[heading] = name
                break
    layout = {"columns": columns, "sheet": table["sheet"]}
    return layout if "period" in columns.values() else {**layout, "period": PERIOD}


@pytest.mark.parametrize("name", files())
def test_a_real_file_is_received(name, world, tmp_path):
    path = FOLDER / name
    found = recognised([IncomingFile(path.name, path)])
    for kind in found:
        result = received(f"as-{kind.slug}", path, world.partnership.slug, "--kind", kind.slug)
        if result["state"] == "refused" and is_only_without_time(result):
            result = with_layout(f"in-{kind.slug}", kind.slug, path, world, tmp_path, period=PERIOD)
        assert_received(result)
    if not found:
        seen = received("seen", path, world.partnership.slug, "--kind", "plain-table")
        assert {one["code"] for one in seen["findings"]} >= {"columns-unsaid"}, seen["findings"]
        shown = Delivery.objects.get(pk=seen["delivery"]).tables
        said = max(map(said_of, shown), key=lambda one: len(one["columns"]))
        assert said["columns"], "nobody can say what its columns are"
        assert_received(with_layout("said", "plain-table", path, world, tmp_path, **said))


def with_layout(source, kind, path, world, folder, **said) -> dict:
    (folder / "layout.json").write_text(json.dumps(said))
    return received(
        source,
        path,
        world.partnership.slug,
        *("--kind", kind, "--layout", str(folder / "layout.json")),
    )


def is_only_without_time(result: dict) -> bool:
    errors = [one["code"] for one in result["findings"] if one["severity"] == "error"]
    return errors == ["year-unknown"]


def assert_received(result: dict) -> None:
    assert result["state"] == "read", (result["reason"], result["findings"])
    assert result["rows_kept"] > 0
    assert result["rows_read"] == result["rows_kept"] + result["rows_set_aside"]
    assert kinds.by_slug(result["kind"])
