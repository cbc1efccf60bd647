"""A kind of data that this version reads no more: its sources stand, and nothing fails on them."""

import pytest

from datasources.models import Delivery, Source
from datasources.operations import deliveries
from partnerships.errors import RuleBroken
from tests.factories.data import make_source, receive, receive_and_accept
from tests.integration.reading import words as page_words

NO_MORE = "This version reads files of this kind no more."


def test_pages_of_a_source_whose_kind_is_read_no_more_stand(world, sample, sign_in):
    source = make_source(world.partnership, by=world.analyst)
    accepted = receive_and_accept(source, sample.street[:1], by=world.analyst)
    waiting = receive(source, sample.street[1:2], by=world.analyst)
    Source.objects.update(kind="old-incidents")
    client = sign_in(world.analyst)
    data = f"/partnerships/{world.partnership.slug}/data/"

    pages = [
        data,
        f"{data}upload/",
        f"{data}explore/",
        f"{data}{source.slug}/",
        f"{data}{source.slug}/edit/",
        f"{data}{source.slug}/upload/",
        accepted.get_absolute_url(),
    ]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert "Old incidents" in page_words(client.get(f"{data}{source.slug}/"))
    source.refresh_from_db()
    with pytest.raises(RuleBroken, match=NO_MORE):
        receive(source, sample.street[2:3], by=world.analyst)
    deliveries.read(waiting.pk)
    assert Delivery.objects.get(pk=waiting.pk).failure == NO_MORE
