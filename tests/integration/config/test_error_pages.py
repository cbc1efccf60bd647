"""What a person reads when an address leads nowhere: the same words here and in production."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import data

NOT_FOUND = "There is nothing at this address, or it belongs to a partnership"


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("address", ["/nothing/", "/partnerships/other/", "/sections/99/"])
def test_nothing_there(world, sign_in, settings, debug, address):
    settings.DEBUG = debug

    answer = sign_in(world.officer).get(address)

    assert (answer.status_code, NOT_FOUND in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("debug", [True, False])
def test_a_request_that_cannot_be_read(db, settings, debug):
    settings.DEBUG = debug

    answer = Client().get("/", headers={"host": "elsewhere.example"})

    page = answer.content.decode()
    assert (answer.status_code, "This request could not be read" in page) == (400, True)


@pytest.mark.parametrize(("files", "status"), [(200, 302), (201, 422)])
def test_more_files_than_can_be_sent_at_once(world, sign_in, files, status):
    source = data.make_source(world.partnership, by=world.analyst)
    address = reverse("delivery-create", args=[world.partnership.slug, source.slug])
    sent = [SimpleUploadedFile(f"{number}.csv", b"a,b\n%d,2\n" % number) for number in range(files)]

    answer = sign_in(world.analyst).post(address, {"files": sent})

    told = "Send at most 200 files at once, or all of them as one ZIP"
    page = answer.content.decode()
    assert (answer.status_code, told in page) == (status, status == 422)


@pytest.mark.parametrize("address", ["/join/a%00b/", "/?page=%00", "/account/login/?next=/a%00"])
def test_an_address_with_a_sign_that_cannot_be_stored(db, address):
    answer = Client().get(address)

    page = answer.content.decode()
    assert (answer.status_code, "This request could not be read" in page) == (400, True)
