"""The command that finds lost files, and brings back what can be brought back."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from datasources.models import DeliveryFile
from datasources.operations import deliveries
from tests.factories.data import make_sample, make_source, receive_and_accept
from tests.factories.people import World


def check(*options: str) -> tuple[str, str]:
    """What it said, and what it ended with."""
    said = io.StringIO()
    try:
        call_command("check_files", *options, stdout=said)
    except CommandError as ended:
        return said.getvalue(), str(ended)
    return said.getvalue(), ""


def path_of(stored: str) -> Path:
    return Path(storages["default"].path(stored))


@pytest.mark.django_db
def test_lost_rows_are_found_and_read_again_and_lost_originals_named(world: World, tmp_path: Path):
    sample = make_sample(tmp_path / "sample", months=1, rows=40)
    source = make_source(world.partnership, by=world.analyst)
    rows = receive_and_accept(source, sample.street, by=world.analyst).slices.get()
    assert check() == ("Every stored file is there and whole.\n", "")

    path_of(rows.path).write_bytes(b"other bytes")
    found = f"Rows of {source} for 2025-12 ({rows.pk}): was changed or damaged in the place where"

    said, ended = check()
    assert said.startswith(found)
    assert ended == "Missing or damaged: 1."
    said, ended = check("--mend")
    assert said.splitlines()[1:] == [
        "Everything is whole again.",
        "Every stored file is there and whole.",
    ]

    original = DeliveryFile.objects.get()
    path_of(original.path).unlink()
    named = f"Original {original.pk} of delivery {original.delivery_id}"
    said, ended = check("--mend")
    assert said.splitlines()[1:] == [f"Still lost: {named}."]
    assert ended == "Missing or damaged: 1."

    deliveries.delete_originals(
        delivery=original.delivery, reason="It held a name.", by=world.analyst
    )
    assert check() == ("Every stored file is there and whole.\n", "")
