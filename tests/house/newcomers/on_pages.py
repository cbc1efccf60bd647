"""Pages that are asked for the newcomers, in the copy of the house that has them."""

import re

import pytest
from django.core.files import File
from django.urls import reverse

from datasources import kinds, samples
from datasources.models import Evidence, Source
from datasources.operations import deliveries
from tests.factories.people import World
from tests.integration.reading import words

MONTHS = samples.months_back_from("2025-12", 13)


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def analyst(world, sign_in):
    return sign_in(world.analyst)


@pytest.fixture
def kites(world, analyst, sample, tmp_path) -> Source:
    """Registered on the page; its own sample in use."""
    kind = kinds.by_slug("kites-lost")
    address = reverse("source-create", args=[world.partnership.slug])
    offered = analyst.get(address, {"kind": kind.slug})
    form = offered.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    registered = analyst.post(address, sent | {"name": "Kites"})
    assert registered.status_code == 302, words(registered)
    source = Source.objects.get(kind=kind.slug)
    opened = [
        File(path.open("rb"), name=path.name)
        for path in samples.write_sample(
            tmp_path, kind, sample.place, MONTHS, seed=4, rows_per_month=40
        )
    ]
    delivery = deliveries.receive(source=source, files=opened, by=world.analyst)
    deliveries.read(delivery.pk)
    delivery.refresh_from_db()
    despite = {doubt for one in delivery.slices.all() for doubt in one.doubts}
    deliveries.accept(delivery=delivery, despite=despite, by=world.analyst)
    return source


def test_the_form_of_the_register_offers_the_kind(world, analyst):
    page = analyst.get(reverse("source-create", args=[world.partnership.slug]))

    assert page.status_code == 200
    assert ("kites-lost", "Kites lost") in page.context["form"]["kind"].field.choices
    assert re.search(r'<input[^>]* value="kites-lost"', page.content.decode())
    assert "Kites lost" in words(page)


def test_a_source_of_it_is_registered_with_what_the_kind_says(kites, analyst):
    page = analyst.get(kites.get_absolute_url())

    assert (kites.kind, kites.publisher, kites.expected) == (
        "kites-lost",
        "The society of kite flyers",
        "monthly",
    )
    assert page.status_code == 200
    assert "Kites are lost where the wind is, not where their owners live." in words(page)


def test_the_page_of_questions_asks_the_analysis_of_the_kind(world, kites, analyst):
    address = reverse("explore", args=[world.partnership.slug])
    offered = analyst.get(address).content.decode()
    page = analyst.get(address, {"analysis": "per-day", "source": kites.slug})

    assert "How many each day" in offered
    assert page.status_code == 200
    answer = Evidence.objects.get(question__analysis="per-day", result__measure="kites-lost")
    assert page.context["evidence"] == answer
    assert answer.result["finding"] in words(page)
    assert answer.result["finding"].startswith("There were ")
    for name in ("evidence-detail", "evidence-svg", "evidence-csv", "evidence-chart"):
        assert analyst.get(reverse(name, args=[answer.pk])).status_code == 200
