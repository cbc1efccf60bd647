"""Files of editions are given out whole or not at all, and are made anew from what was frozen."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.utils import timezone

from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from reports.models import Edition, EditionFile
from reports.operations import edition_files, editions
from tests.integration.reading import words as page_words
from tests.integration.reports.conftest import Year, published

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def prepared_edition(prepare, prepared_year: Year) -> Edition:
    return prepare(lambda: published(prepared_year, "partnership"))


@pytest.fixture
def edition(prepared_edition: Edition, year: Year) -> Edition:
    """The year's edition as it was published, with its files whole."""
    return Edition.objects.get(pk=prepared_edition.pk)


def on_disk(file: EditionFile) -> Path:
    return Path(storages["default"].path(file.path))


def tamper(file: EditionFile) -> bytes:
    content = bytearray(on_disk(file).read_bytes())
    content[100:108] = b"TAMPERED"
    on_disk(file).write_bytes(bytes(content))
    return bytes(content)


def of_files(edition: Edition) -> list[tuple]:
    return list(edition.files.values_list("pk", "kind", "sha256", "size", "first_sha256"))


def verbs(edition: Edition) -> list[str]:
    entries = TrailEntry.objects.filter(target_type="reports.edition", target_pk=str(edition.pk))
    return list(entries.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize("kind", ["html", "pdf", "pack"])
def test_a_changed_file_is_refused_in_words_and_put_on_record_once(
    edition: Edition, year: Year, sign_in, kind
):
    file = edition.files.get(kind=kind)
    client = sign_in(year.world.analyst)
    assert client.get(f"/edition-files/{file.pk}/").status_code == 200
    tamper(file)

    answers = [client.get(f"/edition-files/{file.pk}/") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    page = page_words(answers[0])
    assert "TAMPERED" not in page
    assert (
        f"The {file.get_kind_display()} of edition 1 was changed or damaged in the place where"
        " files are kept." in page
    )
    assert "the files can be made anew from them" in page
    assert "Tell whoever looks after this system" in page
    assert "Make the files anew" in page
    assert verbs(edition) == ["edition.requested", "edition.published", "edition.file_lost"]


def test_a_missing_file_is_refused_in_words(edition: Edition, year: Year, sign_in):
    file = edition.files.get(kind="pdf")
    on_disk(file).unlink()

    answer = sign_in(year.world.viewer).get(f"/edition-files/{file.pk}/")

    assert answer.status_code == 409
    page = page_words(answer)
    assert "The PDF of edition 1 is missing from the place where files are kept." in page
    assert "Whoever may publish in this partnership can have them made anew." in page
    assert "Make the files anew" not in page


def test_the_page_of_the_edition_says_which_file_is_lost(edition: Edition, year: Year, sign_in):
    client = sign_in(year.world.analyst)
    before = page_words(client.get(edition.get_absolute_url()))

    on_disk(edition.files.get(kind="pack")).unlink()

    after = page_words(client.get(edition.get_absolute_url()))
    sentence = "The Supporting information pack of edition 1 is missing from the place where"
    assert (sentence in before, sentence in after) == (False, True)


def test_lost_and_damaged_files_are_made_anew_with_the_same_bytes(
    edition: Edition, year: Year, sign_in
):
    before = of_files(edition)
    tamper(edition.files.get(kind="pdf"))
    on_disk(edition.files.get(kind="html")).unlink()

    answer = sign_in(year.world.analyst).post(f"/editions/{edition.pk}/remake/")
    editions.render(edition.pk)

    assert answer.status_code == 302
    edition.refresh_from_db()
    assert (edition.state, of_files(edition)) == ("done", before)
    assert edition_files.faults(edition) == {}
    assert verbs(edition)[2:] == ["edition.remade_asked", "edition.remade"]


def test_damage_found_after_files_were_made_anew_is_put_on_record_again(
    edition: Edition, year: Year, sign_in
):
    file = edition.files.get(kind="pdf")
    client = sign_in(year.world.analyst)
    tamper(file)
    client.get(f"/edition-files/{file.pk}/")
    editions.remake(edition=edition, by=year.world.analyst)
    editions.render(edition.pk)
    tamper(file)

    client.get(f"/edition-files/{file.pk}/")

    assert verbs(edition).count("edition.file_lost") == 2


def test_a_newer_program_that_gives_other_bytes_is_named(edition: Edition, year: Year, sign_in):
    """The row and the bytes are as an older program would have left them."""
    now = edition.files.get(kind="pdf")
    older = store.put(b"%PDF of an older program", folder="editions/1", fan_out=False)
    EditionFile.objects.filter(pk=now.pk).update(
        path=older.path, sha256=older.sha256, size=older.size
    )
    storages["default"].delete(older.path)

    editions.remake(edition=edition, by=year.world.analyst)
    editions.render(edition.pk)

    made = edition.files.get(kind="pdf")
    assert (made.pk, made.sha256, made.first_sha256) == (now.pk, now.sha256, older.sha256)
    page = page_words(sign_in(year.world.analyst).get(edition.get_absolute_url()))
    assert "Made anew by a newer version of this program" in page
    assert older.sha256 in page


def test_no_file_is_made_of_a_frozen_document_that_was_changed(edition: Edition, year: Year):
    on_disk(edition.files.get(kind="pdf")).unlink()
    changed = edition.outline.replace("Before the figure.", "Other words entirely.")
    Edition.objects.filter(pk=edition.pk).update(outline=changed)

    editions.remake(edition=edition, by=year.world.analyst)
    editions.render(edition.pk)

    edition.refresh_from_db()
    assert (edition.state, edition.failure) == ("failed", editions.CHANGED)


def test_whole_files_are_not_made_anew(edition: Edition, year: Year):
    with pytest.raises(RuleBroken) as refused:
        editions.remake(edition=edition, by=year.world.analyst)

    assert refused.value.reasons == [
        "The files of this edition are whole: there is nothing to make anew."
    ]


def test_an_officer_may_not_make_files_anew(edition: Edition, year: Year):
    on_disk(edition.files.get(kind="pdf")).unlink()

    with pytest.raises(PermissionDenied):
        editions.remake(edition=edition, by=year.world.officer)


def test_half_a_file_left_by_a_killed_worker_is_not_taken_for_the_file(
    edition: Edition, year: Year
):
    wholes = {file.kind: on_disk(file).read_bytes() for file in edition.files.all()}
    for file in edition.files.all():
        on_disk(file).write_bytes(wholes[file.kind][: file.size // 2])
    Edition.objects.filter(pk=edition.pk).update(state="queued")

    editions.render(edition.pk)

    assert {file.kind: edition_files.content(file) for file in edition.files.all()} == wholes


def test_a_full_disk_puts_the_edition_off_and_the_sweep_finishes_it(
    edition: Edition, year: Year, sign_in, tiny_disk
):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    tiny_disk.fill(but=16_384)

    editions.render(edition.pk)

    edition.refresh_from_db()
    assert (edition.state, edition.attempts, edition.files.count()) == ("queued", 0, 0)
    full = "The disk on which files are kept is full, so nothing was kept."
    page = page_words(sign_in(year.world.analyst).get(edition.get_absolute_url()))
    assert full in page
    assert "It is tried again by itself, about every minute." in page
    assert "stopped" not in page
    assert editions.sweep() == 0

    tiny_disk.empty()
    Edition.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert editions.sweep() == 1

    edition.refresh_from_db()
    assert (edition.state, edition.failure, edition_files.faults(edition)) == ("done", "", {})
    assert [file.size for file in edition.files.all()] == [
        len(edition_files.content(file)) for file in edition.files.all()
    ]


def test_a_store_that_cannot_be_written_puts_the_edition_off(
    edition: Edition, year: Year, tiny_disk
):
    edition = editions.request(assessment=year.assessment, audience="board", by=year.world.analyst)
    tiny_disk.make_read_only()

    editions.render(edition.pk)

    edition.refresh_from_db()
    assert (edition.state, edition.failure) == (
        "queued",
        "The place where files are kept can be read but not written at the moment, so nothing was"
        " kept. Tell whoever looks after this system that it must be made writable; once it is,"
        " this works again.",
    )
