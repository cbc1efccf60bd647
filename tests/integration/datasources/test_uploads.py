"""Files in pieces: begun, broken off, gone on with, put together, given up; and whose they are."""

import base64
import hashlib
import io
import os
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from datasources import rules
from datasources.models import Delivery, Upload, UploadPiece
from datasources.operations import deliveries, uploads
from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import Membership
from tests.factories.data import make_source
from tests.integration.reading import said, words

ASB = b"Date reported,Type,Ward\n03/02/2025,Noise,Abbey\n14/02/2025,Nuisance,Castle\n"
CREATE = "/partnerships/wexmere/uploads/"
PIECE = "application/offset+octet-stream"


@pytest.fixture
def source(world):
    return make_source(
        world.partnership, "asb-incidents", by=world.analyst, provider=world.organisations["fire"]
    )


def encoded(**values: str) -> str:
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items()
    )


def begin(client: Client, size: int, name: str = "asb.csv", **more):
    return client.post(
        CREATE,
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(size),
            "Upload-Metadata": encoded(filename=name, modified="1700000000000"),
        },
        **more,
    )


def patch(client: Client, address: str, offset: int, content: bytes, **headers: str):
    given = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), **headers}
    return client.patch(address, content, content_type=PIECE, headers=given)


def stands(client: Client, address: str) -> tuple[int, str | None]:
    answer = client.head(address, headers={"Tus-Resumable": "1.0.0"})
    return answer.status_code, answer.get("Upload-Offset")


def form(address: str, content: bytes, **more) -> dict:
    pk = address.strip("/").split("/")[-1]
    return {"uploaded": [f"{pk} {hashlib.sha256(content).hexdigest()}"], **more}


def stored() -> list[str]:
    if not default_storage.exists("uploads"):
        return []
    folders, files = default_storage.listdir("uploads")
    return files + [
        one for each in folders for one in default_storage.listdir(f"uploads/{each}")[1]
    ]


def test_a_file_sent_in_pieces_becomes_a_delivery(world, sign_in, source):
    client = sign_in(world.people["provider"])
    begun = begin(client, len(ASB), "Anti-social behaviour, März.csv")
    address = begun["Location"]

    assert (begun.status_code, begun["Tus-Resumable"]) == (201, "1.0.0")
    assert stands(client, address) == (200, "0")
    first = patch(client, address, 0, ASB[:30])
    assert (first.status_code, first["Upload-Offset"]) == (204, "30")
    # Another web server: nothing but the database and the store knows of it.
    again = sign_in(world.people["provider"])
    assert stands(again, address) == (200, "30")
    assert patch(again, address, 30, ASB[30:])["Upload-Offset"] == str(len(ASB))
    answer = again.post("/partnerships/wexmere/your-files/asb-incidents/send/", form(address, ASB))

    (delivery,) = Delivery.objects.all()
    file = delivery.files.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/your-deliveries/{delivery.pk}/")
    assert (file.name, file.size, file.sha256) == (
        "Anti-social behaviour, März.csv",
        len(ASB),
        hashlib.sha256(ASB).hexdigest(),
    )
    assert store.content(file.path) == ASB
    assert (Upload.objects.count(), stored()) == (0, [])
    deliveries.read(delivery.pk)
    assert Delivery.objects.get().rows_read == 2


def test_files_in_pieces_and_files_of_the_form_are_one_delivery(world, sign_in, source):
    client = sign_in(world.analyst)
    address = begin(client, 3)["Location"]
    patch(client, address, 0, b"a,b")

    client.post(
        "/partnerships/wexmere/data/upload/",
        {
            **form(address, b"a,b"),
            "files": [io.BytesIO(b"c,d")],
            "source": source.pk,
        },
    )

    assert sorted(file.size for file in Delivery.objects.get().files.all()) == [3, 3]
    assert Delivery.objects.get().files.count() == 2


def test_what_came_before_the_connection_broke_is_kept(world, source):
    upload = uploads.begin(
        partnership=world.partnership, name="a.csv", size=1000, modified=0, by=world.analyst
    )

    class Broken(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            if self.tell() >= 600:
                raise OSError("connection reset")
            return super().read(min(size, 300))

    came = uploads.add(upload=upload, offset=0, content=Broken(b"x" * 1000), by=world.analyst)

    assert (came, Upload.objects.get().offset) == (600, 600)
    assert list(UploadPiece.objects.values_list("offset", "size")) == [(0, 600)]


@pytest.mark.parametrize("broken_at", [0, 1, 299, 300, 301, 999, 1000])
def test_wherever_it_breaks_off_the_whole_comes_out(world, source, broken_at):
    content = os.urandom(300) + b"\x00" * 400 + os.urandom(300)
    upload = uploads.begin(
        partnership=world.partnership, name="a.csv", size=1000, modified=0, by=world.analyst
    )
    for start, end in ((0, broken_at), (broken_at, 1000)):
        if start < end:
            upload.refresh_from_db()
            uploads.add(
                upload=upload,
                offset=start,
                content=io.BytesIO(content[start:end]),
                by=world.analyst,
            )
    upload.refresh_from_db()

    with uploads.put_together([(upload, hashlib.sha256(content).hexdigest())]) as (whole,):
        assert (whole.read(), whole.size) == (content, 1000)


@pytest.mark.parametrize("offset", [0, 29, 31])
def test_a_piece_for_another_place_is_not_taken(world, sign_in, source, offset):
    client = sign_in(world.analyst)
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB[:30])

    answer = patch(client, address, offset, b"zzz")

    assert (answer.status_code, answer["Upload-Offset"]) == (409, "30")
    assert (stands(client, address), len(stored())) == ((200, "30"), 1)


def test_of_two_connections_for_one_place_the_first_counts(world, source):
    upload = uploads.begin(
        partnership=world.partnership, name="a.csv", size=6, modified=0, by=world.analyst
    )
    late = Upload.objects.get()
    uploads.add(upload=upload, offset=0, content=io.BytesIO(b"abc"), by=world.analyst)

    with pytest.raises(uploads.OutOfStep):
        uploads.add(upload=late, offset=0, content=io.BytesIO(b"xyz"), by=world.analyst)

    assert (Upload.objects.get().offset, len(stored())) == (3, 1)


def test_bytes_beyond_the_size_are_not_taken(world, sign_in, source):
    client = sign_in(world.analyst)
    address = begin(client, 4)["Location"]

    assert patch(client, address, 0, b"a,b\nand more")["Upload-Offset"] == "4"
    assert Upload.objects.get().is_whole


def test_a_file_that_was_changed_meanwhile_is_refused_and_begun_anew(world, sign_in, source):
    client = sign_in(world.analyst)
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB)

    page = client.post(
        "/partnerships/wexmere/data/asb-incidents/upload/", form(address, ASB + b"changed")
    )

    assert page.status_code == 422
    assert "asb.csv did not arrive as it was" in words(page)
    assert (Delivery.objects.count(), Upload.objects.count(), stored()) == (0, 0, [])


def test_a_part_is_never_taken_for_the_whole(world, sign_in, source):
    client = sign_in(world.analyst)
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB[:30])

    page = client.post("/partnerships/wexmere/data/asb-incidents/upload/", form(address, ASB[:30]))

    assert "asb.csv is not here as a whole yet" in words(page)
    assert "30 bytes of" in words(page).replace("\xa0", " ")
    assert (Delivery.objects.count(), Upload.objects.count()) == (0, 1)


def test_a_damaged_piece_is_noticed(world, sign_in, source):
    client = sign_in(world.analyst)
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB)
    piece = UploadPiece.objects.get()
    with default_storage.open(piece.path, "wb") as file:
        file.write(b"x" * len(ASB))

    page = client.post("/partnerships/wexmere/data/asb-incidents/upload/", form(address, ASB))

    assert "was changed or damaged" in words(page)
    assert Delivery.objects.count() == 0


def test_the_same_files_again_leave_nothing_on_its_way(world, sign_in, source):
    client = sign_in(world.analyst)
    for _ in range(2):
        address = begin(client, len(ASB))["Location"]
        patch(client, address, 0, ASB)
        page = client.post("/partnerships/wexmere/data/asb-incidents/upload/", form(address, ASB))

    assert "These very files were already received" in words(page)
    assert (Delivery.objects.count(), Upload.objects.count(), stored()) == (1, 0, [])


def test_a_form_that_comes_back_keeps_what_came_before_it(world, sign_in, source):
    client = sign_in(world.analyst)
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB)
    sent = form(address, ASB)

    page = client.post("/partnerships/wexmere/data/upload/", sent)

    assert (page.status_code, page.context["form"].came) == (422, sent["uploaded"])
    assert "1 file that you sent is here and is kept with this form." in words(page)


@pytest.mark.parametrize("method", ["patch", "head", "delete"])
def test_a_proxy_that_lets_only_post_through_is_passed(world, sign_in, source, method):
    client = sign_in(world.analyst)
    address = begin(client, 3)["Location"]

    answer = client.post(
        address,
        b"a,b",
        content_type=PIECE,
        headers={"X-HTTP-Method-Override": method.upper(), "Upload-Offset": "0"},
    )

    assert answer.status_code == {"patch": 204, "head": 200, "delete": 204}[method]
    left = list(Upload.objects.values_list("offset", flat=True))
    assert left == {"patch": [3], "head": [0], "delete": []}[method]


@pytest.mark.parametrize("method", ["head", "patch", "delete"])
@pytest.mark.parametrize("who", ["provider", "contributor", "stranger", "gone"])
def test_an_upload_is_there_for_its_sender_alone_and_while_they_may_send(
    world, sign_in, source, who, method
):
    owner = world.people["provider"] if who == "gone" else world.analyst
    address = begin(sign_in(owner), 3)["Location"]
    if who == "gone":
        Membership.objects.filter(user=owner).update(
            ended_at=timezone.now(), ended_by=world.steward
        )
    person = owner if who == "gone" else getattr(world, who, None) or world.people[who]
    client = sign_in(person)
    send = {
        "head": lambda: client.head(address),
        "patch": lambda: patch(client, address, 0, b"a,b"),
        "delete": lambda: client.delete(address),
    }

    assert send[method]().status_code == 404
    assert Upload.objects.get().offset == 0


def test_a_person_who_may_send_nothing_begins_nothing(world, sign_in, source):
    assert begin(sign_in(world.officer), 3).status_code == 403
    assert begin(sign_in(world.stranger), 3).status_code == 404
    assert begin(Client(), 3).status_code == 302
    with pytest.raises(PermissionDenied):
        uploads.begin(partnership=world.partnership, name="a", size=3, modified=0, by=world.officer)
    assert not Upload.objects.exists()


def test_nobody_makes_a_delivery_of_what_somebody_else_sent(world, sign_in, source):
    theirs = sign_in(world.analyst)
    address = begin(theirs, len(ASB))["Location"]
    patch(theirs, address, 0, ASB)

    page = sign_in(world.people["provider"]).post(
        "/partnerships/wexmere/your-files/asb-incidents/send/", form(address, ASB)
    )

    assert "A file that was on its way is not here any more." in words(page)
    assert Delivery.objects.count() == 0


def test_without_the_form_token_no_piece_is_taken(world, source):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.analyst, backend="django.contrib.auth.backends.ModelBackend")

    assert begin(client, 3).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "3", "Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": "-3"}, 400),
        ({"Upload-Length": "three"}, 400),
        ({"Upload-Length": "٣"}, 400),
        ({"Upload-Length": "9" * 40}, 400),
        ({}, 400),
        ({"Upload-Length": "3", "Upload-Metadata": "filename ***"}, 400),
        ({"Upload-Length": "3", "Upload-Metadata": "filename"}, 201),
        ({"Upload-Length": "0"}, 201),
    ],
)
def test_what_a_request_does_not_say_rightly_is_refused_in_words(
    world, sign_in, source, headers, status
):
    answer = sign_in(world.analyst).post(CREATE, headers=headers)

    assert answer.status_code == status
    assert bool(answer.content) == (status != 201)


@pytest.mark.parametrize(
    ("content_type", "offset", "status"),
    [("text/csv", "0", 415), (PIECE, "", 400), (PIECE, "x", 400), (PIECE, "0", 204)],
)
def test_a_piece_says_what_it_is_and_where_it_begins(
    world, sign_in, source, content_type, offset, status
):
    client = sign_in(world.analyst)
    address = begin(client, 3)["Location"]

    answer = client.patch(
        address, b"a,b", content_type=content_type, headers={"Upload-Offset": offset}
    )

    assert answer.status_code == status


def test_the_site_says_what_it_speaks(world, sign_in):
    answer = sign_in(world.analyst).options(CREATE)

    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Extension"]) == (
        204,
        "1.0.0",
        "creation,termination,expiration",
    )


@pytest.mark.parametrize(
    ("size", "count", "unfinished", "refused"),
    [
        (100, 0, 0, ""),
        (101, 0, 0, "larger than"),
        (1, rules.MOST_FILES - 1, 0, ""),
        (1, rules.MOST_FILES, 0, "on their way already"),
        (100, 4, 300, ""),
        (100, 4, 301, "would be too much"),
    ],
)
def test_how_much_may_be_on_its_way(settings, size, count, unfinished, refused):
    settings.UPLOAD_MAX_BYTES = 100

    reasons = rules.reasons_against_uploading(size, count=count, unfinished=unfinished)

    assert bool(reasons) == bool(refused)
    assert refused in " ".join(reasons)


def test_a_file_beyond_the_limit_is_refused_before_any_of_it_comes(
    world, sign_in, source, settings
):
    settings.UPLOAD_MAX_BYTES = 100

    assert begin(sign_in(world.analyst), 100).status_code == 201
    refused = begin(sign_in(world.analyst), 101)

    assert (refused.status_code, Upload.objects.count()) == (413, 1)
    assert b"the most that can be sent" in refused.content


@pytest.mark.parametrize(("hours", "left"), [(-1, 1), (1, 0)])
def test_what_nobody_goes_on_with_is_swept_away_after_three_days(
    world, sign_in, source, hours, left
):
    client = sign_in(world.analyst)
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB[:30])
    # As left behind by a web server that died between the store and the database.
    upload = Upload.objects.get()
    store.put(b"orphan", folder=upload.folder, fan_out=False)
    Upload.objects.update(touched_at=timezone.now() - timedelta(days=3, hours=hours))

    uploads.sweep()

    assert (Upload.objects.count(), len(stored())) == (left, 2 * left)
    assert stands(client, address)[0] == (200 if left else 404)


def test_the_button_gives_up_what_is_on_its_way(world, sign_in, source):
    client = sign_in(world.people["provider"])
    address = begin(client, len(ASB))["Location"]
    patch(client, address, 0, ASB[:30])
    page = client.get("/partnerships/wexmere/your-files/asb-incidents/send/")
    assert f"30 bytes of {len(ASB)} bytes is here." in words(page).replace("\xa0", " ")

    after = client.post(f"{address}discard/", follow=True)

    assert said(after) == ["asb.csv is given up: nothing of it is kept."]
    assert (Upload.objects.count(), stored()) == (0, [])


def test_nobody_gives_up_what_is_somebody_elses(world, source):
    upload = uploads.begin(
        partnership=world.partnership, name="a.csv", size=3, modified=0, by=world.analyst
    )

    with pytest.raises(PermissionDenied):
        uploads.give_up(upload=upload, by=world.people["provider"])
    assert Upload.objects.exists()


def test_an_upload_given_up_while_a_piece_comes_leaves_nothing(world, source):
    upload = uploads.begin(
        partnership=world.partnership, name="a.csv", size=6, modified=0, by=world.analyst
    )

    class GivenUp(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            Upload.objects.all().delete()
            return super().read(size)

    with pytest.raises(RuleBroken, match="given up meanwhile"):
        uploads.add(upload=upload, offset=0, content=GivenUp(b"abcdef"), by=world.analyst)
    assert stored() == []
