"""Each kind that is not counted, from its own sample to what its page says of it."""

import html

import pytest
from django.core.files.storage import default_storage

from datasources import kinds, samples
from datasources.kinds import Service
from datasources.models import Slice
from datasources.operations import deliveries
from datasources.presenters import summed_up
from datasources.summaries import is_summed_up
from tests.factories.data import make_source, receive_and_read
from tests.factories.people import World
from tests.integration.reading import words

pytestmark = pytest.mark.django_db
MONTHS = samples.months_back_from("2025-12", 3)
OF_NO_AREAS = (Service.HARM_WEIGHTS, Service.FORCES)
"""What serves the others by its rows alone."""
EVERY = [
    slug
    for slug, kind in kinds.BY_SLUG.items()
    if is_summed_up(kind) and not kind.is_said and kind.serves in (None, *OF_NO_AREAS)
]


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def in_use(world: World, slug: str, sample: samples.Sample, folder):
    source = make_source(world.partnership, slug, by=world.analyst, slug=f"its-{slug}")
    files = samples.write_sample(
        folder, kinds.by_slug(slug), sample.place, MONTHS, seed=4, rows_per_month=40
    )
    delivery = receive_and_read(source, files, by=world.analyst)
    despite = {doubt for one in delivery.slices.all() for doubt in one.doubts}
    deliveries.accept(delivery=delivery, despite=despite, by=world.analyst)
    return source


@pytest.mark.parametrize("slug", EVERY)
def test_its_page_says_what_it_holds(world, sample, sign_in, tmp_path, slug):
    source = in_use(world, slug, sample, tmp_path)
    client = sign_in(world.analyst)

    page = client.get(source.get_absolute_url())

    figures = page.context["summed_up"]
    assert figures
    for one in figures:
        assert one.headline in words(page)
        assert all(cell in words(page) for row in one.table.rows for cell in row)
        assert one.picture_url or '<details class="govuk-details" open>' in page.content.decode()
        for address in filter(None, (one.picture_url, one.narrow_picture_url)):
            drawn = client.get(address)
            assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")
            assert one.description in html.unescape(drawn.content.decode())
    assert client.get(f"{source.get_absolute_url()}pictures/{len(figures) + 1}/").status_code == 404
    assert client.get(f"{source.get_absolute_url()}pictures/0/").status_code == 404


def test_the_residents_are_told_by_ward(world, sign_in):
    source = world.partnership.sources.get(kind="population")

    page = sign_in(world.analyst).get(source.get_absolute_url())

    (one,) = page.context["summed_up"]
    assert one.headline.endswith(" residents in Wexmere")
    assert one.source_line.startswith("Source: Population, ")


def test_the_address_of_a_picture_says_of_which_rows_it_is(world, sample, sign_in, tmp_path):
    source = in_use(world, "households", sample, tmp_path)
    client = sign_in(world.analyst)
    (before,) = client.get(source.get_absolute_url()).context["summed_up"]
    world.partnership.name = "Wexmere and Marlbeck"
    world.partnership.save()

    (after,) = client.get(source.get_absolute_url()).context["summed_up"]

    assert before.picture_url != after.picture_url
    assert before.picture_url.split("?")[0] == after.picture_url.split("?")[0]


def test_rows_that_are_lost_say_nothing(world, sample, sign_in, tmp_path):
    source = in_use(world, "deprivation", sample, tmp_path)
    for one in Slice.objects.filter(source=source):
        default_storage.delete(one.path)
    summed_up._summaries.cache_clear()

    page = sign_in(world.analyst).get(source.get_absolute_url())

    assert (page.status_code, page.context["summed_up"]) == (200, [])


def test_what_is_counted_is_not_summed_up(police, world, sign_in):
    page = sign_in(world.analyst).get(police.get_absolute_url())

    assert page.context["summed_up"] == []
    assert sign_in(world.analyst).get(f"{police.get_absolute_url()}pictures/1/").status_code == 404
