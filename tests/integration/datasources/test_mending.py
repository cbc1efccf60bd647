"""Rows that were set aside can be had as they were sent, by whoever may have the originals."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasources import frames
from datasources.intake.own_columns import OURS
from datasources.models import Delivery
from datasources.operations import deliveries, mending, originals
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from partnerships.roles import ROLES
from tests.factories.data import make_source

HEADING = "Date,Type,Ref"
TEXT = f"{HEADING}\n2025-01-03,Noise,1\nsoon,Noise,2\n2025-01-04,Litter,3\n"
ROW = f"\ufeff{','.join(OURS)},{HEADING}\r\n3,its date cannot be read,soon,Noise,2\r\n"


def received(world, **files: str):
    source = world.partnership.sources.first() or make_source(
        world.partnership, "asb-incidents", by=world.analyst
    )
    sent = [SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in files.items()]
    delivery = deliveries.receive(source=source, files=sent, by=world.analyst)
    return deliveries.read(delivery.pk)


def fetched(world, delivery) -> tuple[str, str]:
    rows = mending.rows_to_mend(delivery=delivery, by=world.analyst)
    with rows.content as content:
        return rows.name, content.read().decode()


def entries() -> list[dict]:
    return [one.after for one in TrailEntry.objects.filter(verb="delivery.rows_fetched")]


@pytest.mark.parametrize("role", [role.slug for role in ROLES])
def test_an_analyst_alone_has_them_and_the_trail_keeps_it(world, sign_in, role):
    delivery = received(world, a=TEXT)
    client = sign_in(world.people[role])
    address = reverse("delivery-rows-to-mend", args=[delivery.pk])

    answer = client.get(address)

    is_analyst = role == "analyst"
    assert (answer.status_code == 200) is is_analyst
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert (address in page) is is_analyst
    assert entries() == ([{"rows": 1}] if is_analyst else [])
    if is_analyst:
        assert b"".join(answer.streaming_content).decode() == ROW
        assert answer["Content-Disposition"] == (
            f'attachment; filename="rows-to-mend-{delivery.pk}.csv"'
        )
    else:
        with pytest.raises(PermissionDenied):
            mending.rows_to_mend(delivery=delivery, by=world.people[role])


def test_of_several_files_each_has_its_own(world):
    delivery = received(world, a=TEXT, b=TEXT.replace("soon", "late").replace("01-0", "02-0"))

    rows = mending.rows_to_mend(delivery=delivery, by=world.analyst)

    with zipfile.ZipFile(io.BytesIO(rows.content.read())) as packed:
        found = {name: packed.read(name).decode() for name in packed.namelist()}
    assert rows.name == f"rows-to-mend-{delivery.pk}.zip"
    assert found == {"1-file-1.csv": ROW, "2-file-2.csv": ROW.replace("soon", "late")}


def test_mended_and_received_again_only_they_are_read(world):
    _, text = fetched(world, received(world, a=TEXT))

    again = received(world, mended=text.replace("soon", "2025-01-05"))

    assert (again.state, again.rows_read, again.rows_kept) == ("read", 1, 1)


def test_what_lies_encrypted_can_be_had_and_what_is_deleted_cannot(world, sign_in):
    delivery = received(world, a=TEXT)
    copies = originals.seal(delivery.files.all())
    originals.record_sealed(list(delivery.files.all()), copies, delivery.received_at)

    assert fetched(world, delivery)[1] == ROW

    deliveries.delete_originals(delivery=delivery, reason="Asked to.", by=world.analyst)
    with pytest.raises(RuleBroken, match="The list of rows set aside says which they are"):
        mending.rows_to_mend(delivery=delivery, by=world.analyst)
    client = sign_in(world.analyst)
    answer = client.get(reverse("delivery-rows-to-mend", args=[delivery.pk]), follow=True)
    assert "originals of this delivery were deleted" in answer.content.decode()
    assert "cannot be given any more" in answer.content.decode()


def test_copies_are_not_to_be_mended(world, sample):
    lines = sample.street[-1].read_text().splitlines()
    copied = next(line for line in lines[1:] if not line.startswith(","))
    source = make_source(world.partnership, by=world.analyst)
    text = "\n".join([*lines, copied, ""])
    sent = SimpleUploadedFile(sample.street[-1].name, text.encode())
    delivery = deliveries.receive(source=source, files=[sent], by=world.analyst)
    deliveries.read(delivery.pk)

    kept = frames.load(Delivery.objects.get().set_aside_path)

    assert kept[["row", "code"]].to_numpy().tolist() == [[len(lines) + 1, "repeated-crime-rows"]]
    with pytest.raises(RuleBroken, match="copies, totals or whole tables"):
        mending.rows_to_mend(delivery=Delivery.objects.get(), by=world.analyst)
