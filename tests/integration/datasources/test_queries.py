"""How much the pages of the data room ask of the database, however full they are."""

import pytest
from django.urls import reverse

from datasources import analyses
from datasources.models import Delivery, Source
from datasources.operations import replacing, sources
from datasources.states import DELIVERY_BY_SLUG
from tests.factories.data import first_rows_of, receive_and_read
from tests.factories.years import make_assessment
from tests.integration.reading import queries_of

# Of a source the number is promised; of the others it is what keeps them from growing with rows.
MOST = {
    "source": 12,
    "register": 12,
    "delivery": 20,
    "planned": 34,
    "explore": 20,
    "upload": 12,
    "evidence": 12,
    "review": 16,
}


@pytest.fixture
def world(world_with_data):
    """With figures, deliveries in every state, a provider and a year under way."""
    make_assessment(world_with_data.partnership, by=world_with_data.analyst)
    source = world_with_data.partnership.sources.get(slug="police-street")
    sources.review(
        source=source, robustness="care", reason="Map points.", by=world_with_data.analyst
    )
    for number, state in enumerate(DELIVERY_BY_SLUG):
        if state not in ("accepted", "rejected", "failed"):
            Delivery.objects.create(source=source, fingerprint=str(number), state=state)
    Source.objects.filter(pk=source.pk).update(provider=world_with_data.organisations["police"])
    return world_with_data


@pytest.fixture
def planned(world, sample, tmp_path) -> Delivery:
    """One that waits for a decision, of which it is worked out what it would change."""
    source = world.partnership.sources.get(slug="police-street")
    cut = first_rows_of(sample.street[-1], 55, tmp_path)
    delivery = receive_and_read(source, [cut], by=world.analyst)
    for plan in delivery.plans.all():
        replacing.make(plan.pk)
    return delivery


def addresses_in(world) -> dict[str, str]:
    source = world.partnership.sources.get(slug="police-street")
    slug = world.partnership.slug
    return {
        "source": source.get_absolute_url(),
        "register": reverse("source-list", args=[slug]),
        "delivery": source.deliveries.order_by("pk").first().get_absolute_url(),
        "explore": reverse("explore", args=[slug]),
        "upload": reverse("upload", args=[slug]),
        "evidence": source.questions.first().evidence.first().get_absolute_url(),
        "review": reverse("source-review", args=[slug, source.slug]),
    }


def test_a_full_page_asks_little(world, planned, sign_in):
    client = sign_in(world.analyst)
    addresses = {**addresses_in(world), "planned": planned.get_absolute_url()}
    for address in addresses.values():
        client.get(address)

    asked = {name: queries_of(client, address) for name, address in addresses.items()}

    assert {name: count for name, count in asked.items() if count > MOST[name]} == {}
    page = client.get(addresses["source"])
    assert len(page.context["figures"]) == len(analyses.STANDARD)
