"""Files as they were sent: for analysts alone, named once, and deleted when somebody says so."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datasources import frames
from datasources.models import Delivery, Finding
from datasources.operations import deliveries
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from tests.factories.data import make_source, receive, receive_and_read
from tests.integration.reading import words
from tests.unit.datasources.building import csv_text, row, zipped

pytestmark = pytest.mark.slow

NAMED = "Jane Featherquay 07700900123 2025-01 street.csv"
MEMBER = "Tomasz Kowalczynski 2025-02-street.csv"
WORD = "Assault near the Ramaswamidas bakery"


@pytest.fixture
def named(world, tmp_path) -> Delivery:
    """A delivery whose files, a member of a ZIP and a crime type bear people's names."""
    bad = row("a2", crime="").replace("2025-01", "2025-13")
    (tmp_path / NAMED).write_text(csv_text(row("a1"), row("a3", crime=WORD), bad))
    packed = zipped({MEMBER: csv_text(row("b1", month="2025-02"), bad)})
    (tmp_path / "Priya.zip").write_bytes(packed)
    source = make_source(world.partnership, by=world.analyst)
    paths = [tmp_path / NAMED, tmp_path / "Priya.zip"]
    return receive_and_read(source, paths, by=world.contributor)


def delete(delivery: Delivery, by, reason: str = "It held names.") -> None:
    # What is done after the transaction is done in tests too.
    deliveries.delete_originals(delivery=delivery, reason=reason, by=by)


def test_a_file_name_is_kept_with_the_file_alone(named):
    told = json.dumps(
        [
            *TrailEntry.objects.values("target_label", "before", "after"),
            *Finding.objects.values("message", "what_to_do", "file", "examples"),
        ]
    )
    stored = frames.load(named.set_aside_path).to_csv()
    stored += "".join(frames.load(one.path).to_csv() for one in named.slices.all())

    assert [file.name for file in named.files.all()] == [NAMED, "Priya.zip"]
    assert [file.parts for file in named.files.all()] == [[], [MEMBER]]
    for name in ("Featherquay", "Kowalczynski", "Priya.zip"):
        assert name not in told
        assert name not in stored
    assert set(frames.load(named.set_aside_path)["file"]) == {"File 1", "File 2, part 1"}


@pytest.mark.parametrize("role", ["contributor", "member", "officer", "lead", "chair", "steward"])
def test_others_than_analysts_see_no_name_and_no_word_of_a_file(named, world, sign_in, role):
    page = words(sign_in(world.people[role]).get(named.get_absolute_url()))

    for name in ("Featherquay", "Kowalczynski", "Ramaswamidas"):
        assert name not in page
    assert "File 1" in page
    assert "Delete the originals" not in page


def test_the_analyst_sees_which_file_and_which_words(named, world, sign_in):
    page = words(sign_in(world.analyst).get(named.get_absolute_url()))

    for name in (NAMED, MEMBER, WORD):
        assert name in page


def test_deleting_takes_bytes_names_and_quotations_and_leaves_the_rows(
    named, world, sign_in, django_capture_on_commit_callbacks
):
    paths = [file.path for file in named.files.all()]
    deliveries.accept(delivery=named, by=world.analyst)

    with django_capture_on_commit_callbacks(execute=True):
        delete(named, world.analyst)

    page = words(sign_in(world.analyst).get(named.get_absolute_url()))
    assert [default_storage.exists(path) for path in paths] == [False, False]
    assert [(file.name, file.parts) for file in named.files.all()] == [("", []), ("", [])]
    assert f"by {world.analyst}, because: It held names." in page
    for name in ("Featherquay", "Kowalczynski", "Ramaswamidas", "Delete the originals now"):
        assert name not in page
    assert named.slices.filter(is_current=True).count() == 2
    entry = TrailEntry.objects.get(verb="delivery.originals_deleted")
    assert entry.after == {"files": 0, "reason": "It held names."}
    address = reverse("delivery-file", args=[named.files.first().pk])
    assert sign_in(world.analyst).get(address).status_code == 404


def test_a_rejected_delivery_offers_to_delete_its_originals(named, world, sign_in):
    deliveries.reject(delivery=named, reason="It holds names.", by=world.analyst)
    client: Client = sign_in(world.analyst)

    offered = words(client.get(named.get_absolute_url()))
    client.post(reverse("originals-delete", args=[named.pk]), {"reason": "Personal data."})

    assert "Delete the originals now" in offered
    assert "Personal data." in words(client.get(named.get_absolute_url()))


def test_bytes_of_another_delivery_stay_until_that_one_goes_too(
    world, tmp_path: Path, django_capture_on_commit_callbacks
):
    (tmp_path / "a.csv").write_text(csv_text(row("a1")))
    (tmp_path / "b.csv").write_text(csv_text(row("b1", month="2025-02")))
    source = make_source(world.partnership, by=world.analyst)
    first = receive_and_read(source, [tmp_path / "a.csv"], by=world.analyst)
    both = [tmp_path / "a.csv", tmp_path / "b.csv"]
    second = receive_and_read(source, both, by=world.analyst)
    shared = first.files.get().path

    with django_capture_on_commit_callbacks(execute=True):
        delete(first, world.analyst)
    still = default_storage.exists(shared)
    with django_capture_on_commit_callbacks(execute=True):
        delete(second, world.analyst)

    assert (still, default_storage.exists(shared)) == (True, False)


@pytest.mark.parametrize(("minutes", "is_there"), [(59, True), (61, False)])
def test_what_a_store_that_was_away_kept_is_deleted_later(
    world, tmp_path: Path, minutes: int, is_there: bool
):
    (tmp_path / "a.csv").write_text(csv_text(row("a1")))
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, [tmp_path / "a.csv"], by=world.analyst)
    path = delivery.files.get().path
    written = timezone.now().timestamp() - minutes * 60
    os.utime(default_storage.path(path), (written, written))
    # What follows the commit does not happen: the store was away.
    delete(delivery, world.analyst)

    deliveries.sweep()

    assert default_storage.exists(path) is is_there


def test_the_sweep_leaves_what_another_delivery_rests_on(world, tmp_path: Path):
    (tmp_path / "a.csv").write_text(csv_text(row("a1")))
    source = make_source(world.partnership, by=world.analyst)
    other = make_source(world.partnership, by=world.analyst, slug="another")
    delivery = receive_and_read(source, [tmp_path / "a.csv"], by=world.analyst)
    receive_and_read(other, [tmp_path / "a.csv"], by=world.analyst)
    path = delivery.files.get().path
    os.utime(default_storage.path(path), (0, 0))
    delete(delivery, world.analyst)

    deliveries.sweep()

    assert default_storage.exists(path) is True


def test_sending_a_deleted_file_again_leaves_nothing_behind(
    world, tmp_path: Path, django_capture_on_commit_callbacks
):
    (tmp_path / "a.csv").write_text(csv_text(row("a1")))
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive_and_read(source, [tmp_path / "a.csv"], by=world.analyst)
    deliveries.accept(delivery=delivery, by=world.analyst)
    with django_capture_on_commit_callbacks(execute=True):
        delete(delivery, world.analyst)

    with pytest.raises(deliveries.AlreadyReceived):
        receive(source, [tmp_path / "a.csv"], by=world.analyst)

    assert default_storage.exists(delivery.files.get().path) is False


def test_what_stands_against_deleting_is_said(named, world, tmp_path):
    (tmp_path / "new.csv").write_text(csv_text(row("n1", month="2025-03")))
    waiting = receive(named.source, [tmp_path / "new.csv"], by=world.analyst)

    with pytest.raises(RuleBroken, match="still to be read"):
        delete(waiting, world.analyst)
    with pytest.raises(RuleBroken, match="Say why"):
        delete(named, world.analyst, reason=" ")
    with pytest.raises(PermissionDenied):
        delete(named, world.contributor)
    delete(named, world.analyst)
    with pytest.raises(RuleBroken, match="deleted before"):
        delete(named, world.analyst)


def test_a_delivery_that_broke_off_is_not_read_again_without_its_files(named, world):
    Delivery.objects.filter(pk=named.pk).update(state="failed")
    delete(named, world.analyst)

    with pytest.raises(RuleBroken, match="originals were deleted"):
        deliveries.retry(delivery=named, by=world.analyst)


def test_the_command_deletes_and_says_what(named):
    size = sum(file.size for file in named.files.all())
    out = StringIO()

    call_command("delete_originals", named.pk, "--reason", "Names.", "--json", stdout=out)

    assert json.loads(out.getvalue()) == {
        "partnership": "wexmere",
        "source": "police-street",
        "delivery": named.pk,
        "state": "read",
        "files_deleted": 2,
        "bytes": size,
        "reason": "Names.",
    }
    with pytest.raises(CommandError, match="deleted before") as again:
        call_command("delete_originals", named.pk, "--reason", "Names.")
    assert again.value.returncode == 1
    with pytest.raises(CommandError) as unknown:
        call_command("delete_originals", 99_999, "--reason", "Names.")
    assert unknown.value.returncode == 2
