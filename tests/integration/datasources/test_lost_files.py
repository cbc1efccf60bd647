"""Full disks, and stored files that are lost or damaged, are said in words and can be mended."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from datasources import frames
from datasources.models import Delivery, Slice
from datasources.operations import deliveries
from partnerships.errors import RuleBroken
from tests.factories.data import make_source, receive, receive_and_accept
from tests.factories.data import receive_and_read as read_again
from tests.integration.reading import words as page_words

FULL = "The disk on which files are kept is full, so nothing was kept."


def path_of(stored: str) -> Path:
    return Path(storages["default"].path(stored))


def send(client, source, file: Path):
    return client.post(
        f"/partnerships/{source.partnership.slug}/data/{source.slug}/upload/",
        {"files": SimpleUploadedFile(file.name, file.read_bytes())},
    )


def damage(stored: str) -> None:
    content = path_of(stored).read_bytes()
    path_of(stored).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def remove(stored: str) -> None:
    path_of(stored).unlink()


def test_an_upload_to_a_full_disk_is_refused_in_words(world, sample, sign_in, tiny_disk):
    source = make_source(world.partnership, by=world.analyst)
    tiny_disk.fill()
    client = sign_in(world.analyst)

    answer = send(client, source, sample.street[0])

    assert answer.status_code == 422
    assert FULL in page_words(answer)
    assert Delivery.objects.count() == 0
    tiny_disk.empty()
    assert send(client, source, sample.street[0]).status_code == 302


def test_an_upload_to_a_disk_that_cannot_be_written_is_refused_in_words(
    world, sample, sign_in, tiny_disk
):
    source = make_source(world.partnership, by=world.analyst)
    tiny_disk.make_read_only()

    answer = send(sign_in(world.analyst), source, sample.street[0])

    assert answer.status_code == 422
    assert "can be read but not written at the moment" in page_words(answer)
    assert Delivery.objects.count() == 0


def test_a_disk_that_fills_while_reading_puts_the_delivery_off(world, sample, sign_in, tiny_disk):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    tiny_disk.fill()

    deliveries.read(delivery.pk)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.slices.count()) == ("received", 0, 0)
    page = page_words(sign_in(world.analyst).get(delivery.get_absolute_url()))
    assert FULL in page
    assert deliveries.sweep() == []
    tiny_disk.empty()
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert deliveries.sweep() == [delivery.pk]
    assert deliveries.read(delivery.pk).state == "read"


@pytest.mark.parametrize("harm", [damage, remove])
def test_an_original_that_is_lost_is_named_and_may_be_sent_again(world, sample, harm):
    source = make_source(world.partnership, by=world.analyst)
    delivery = receive(source, sample.street[:1], by=world.analyst)
    harm(delivery.files.get().path)

    read = deliveries.read(delivery.pk)

    assert read.state == "failed"
    assert read.failure.startswith("File 1 of this delivery ")
    assert "Send the same file again" in read.failure
    assert read_again(source, sample.street[:1], by=world.analyst).state == "read"
    assert deliveries.read(deliveries.retry(delivery=read, by=world.analyst).pk).state == "read"


@pytest.mark.parametrize("harm", [damage, remove])
def test_a_lost_original_is_not_given_out(world, sample, sign_in, harm):
    source = make_source(world.partnership, by=world.analyst)
    file = receive(source, sample.street[:1], by=world.analyst).files.get()
    harm(file.path)

    answer = sign_in(world.analyst).get(f"/delivery-files/{file.pk}/")

    assert answer.status_code == 409
    assert "File 1 of this delivery " in page_words(answer)
    assert file.name not in page_words(answer)


@pytest.mark.parametrize("harm", [damage, remove])
def test_sending_the_same_files_again_brings_the_rows_back(world, sample, harm):
    source = make_source(world.partnership, by=world.analyst)
    first = receive_and_accept(source, sample.street[:1], by=world.analyst)
    stored = first.slices.get().path
    harm(stored)

    again = read_again(source, sample.street[:1], by=world.analyst)

    assert again.slices.get().path == stored
    assert frames.fault(stored) is None
    with pytest.raises(deliveries.AlreadyReceived):
        receive(source, sample.street[:1], by=world.analyst)


def test_lost_rows_are_not_taken_into_use(world, sample):
    source = make_source(world.partnership, by=world.analyst)
    delivery = read_again(source, sample.street[:1], by=world.analyst)
    damage(delivery.slices.get().path)

    with pytest.raises(RuleBroken, match="cannot be used"):
        deliveries.accept(delivery=delivery, by=world.analyst)

    assert Slice.objects.current().count() == 0


def test_lost_rows_that_were_set_aside_are_said_on_a_page(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    december = sample.street[-1]
    broken = ContentFile(december.read_bytes() + b"one,two\n", name=december.name)
    delivery = deliveries.read(
        deliveries.receive(source=source, files=[broken], by=world.analyst).pk
    )
    remove(delivery.set_aside_path)

    answer = sign_in(world.analyst).get(reverse("delivery-set-aside", args=[delivery.pk]))

    assert answer.status_code == 409
    assert "A stored file is missing" in page_words(answer)
