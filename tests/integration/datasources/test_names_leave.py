"""What was recorded before file names were kept once is cleaned when a site is upgraded."""

from importlib import import_module

from django.apps import apps

from datasources.models import Finding
from partnerships.models import TrailEntry
from partnerships.operations import trail
from tests.factories.data import make_source, receive
from tests.unit.datasources.building import csv_text, row

migration = import_module("datasources.migrations.0005_file_names_kept_once")


def test_names_leave_the_trail_and_the_findings(world, tmp_path):
    for name in ("b Jane Featherquay.csv", "a Priya.zip"):
        (tmp_path / name).write_text(csv_text(row(name)))
    source = make_source(world.partnership, by=world.analyst)
    paths = [tmp_path / "b Jane Featherquay.csv", tmp_path / "a Priya.zip"]
    delivery = receive(source, paths, by=world.analyst)
    delivery.files.update(number=1)
    TrailEntry.objects.filter(verb="delivery.received").delete()
    names = [file.name for file in delivery.files.all()]
    trail.record(
        partnership=world.partnership,
        by=None,
        verb="delivery.received",
        target=delivery,
        after={"files": names, "bytes": 5},
    )
    member = "a Priya.zip: Tomasz.csv"
    for file, message in (
        (
            "b Jane Featherquay.csv",
            "We used a Priya.zip: Tomasz.csv and not b Jane Featherquay.csv.",
        ),
        (member, "Nothing."),
        ("", "Something else."),
    ):
        Finding.objects.create(
            delivery=delivery,
            code="two-versions-of-a-period",
            severity="warning",
            file=file,
            message=message,
            examples=[f"{member}, row 3"],
        )

    migration.forwards(apps, None)

    files = {file.name: (file.number, file.parts) for file in delivery.files.all()}
    assert files == {"a Priya.zip": (1, ["Tomasz.csv"]), "b Jane Featherquay.csv": (2, [])}
    told = delivery.findings.values_list("file", "message", "examples")
    assert list(told) == [
        ("File 2", "We used File 1, part 1 and not File 2.", ["File 1, part 1, row 3"]),
        ("File 1, part 1", "Nothing.", ["File 1, part 1, row 3"]),
        ("", "Something else.", ["File 1, part 1, row 3"]),
    ]
    assert TrailEntry.objects.get(verb="delivery.received").after == {"files": 2, "bytes": 5}
