"""Whoever sends an organisation's files sees its sources, and nothing of others."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasources.models import Delivery, Source
from datasources.operations import deliveries
from partnerships.models import Membership, Partnership
from partnerships.permissions import granted
from partnerships.roles import READER
from tests.factories.data import make_source
from tests.factories.people import make_user
from tests.integration.reading import words
from tests.test_access import TABLE

ASB = """Date reported,Type,Ward
03/02/2025,Noise,Abbey
14/02/2025,Nuisance,Abbey
21/03/2025,Noise,Castle
"""
OWN, OTHERS = "Fire and rescue incidents", "Zebra counts of the constabulary"
SECRET = "Quagga"


@pytest.fixture
def provider(world):
    return world.people["provider"]


@pytest.fixture
def own(world) -> Source:
    """Of the organisation that the world's data provider works for."""
    return make_source(
        world.partnership,
        "asb-incidents",
        by=world.analyst,
        name=OWN,
        slug="own",
        provider=world.organisations["fire"],
    )


@pytest.fixture
def others(world) -> Source:
    return make_source(
        world.partnership,
        "asb-incidents",
        by=world.analyst,
        name=OTHERS,
        slug="others",
        provider=world.organisations["police"],
    )


def sent(text: str = ASB, name: str = "asb.csv") -> dict:
    return {"files": [SimpleUploadedFile(name, text.encode())]}


def deliver(source: Source, by, text: str = ASB) -> Delivery:
    made = deliveries.receive(source=source, files=sent(text)["files"], by=by)
    deliveries.read(made.pk)
    return Delivery.objects.get(pk=made.pk)


def test_home_leads_a_provider_to_the_files_of_their_organisation(sign_in, provider, own, others):
    page = sign_in(provider).get("/", follow=True)

    assert page.redirect_chain == [("/partnerships/wexmere/your-files/", 302)]
    assert OWN in words(page)
    assert OTHERS not in words(page)
    assert re.findall(r'service-navigation__link" href="([^"]*)"', page.content.decode()) == [
        "/partnerships/wexmere/your-files/"
    ]


def test_a_provider_sends_files_and_reads_what_was_found(sign_in, provider, own):
    client = sign_in(provider)

    answer = client.post("/partnerships/wexmere/your-files/own/send/", sent())

    (delivery,) = Delivery.objects.all()
    assert (answer.status_code, answer["Location"]) == (302, f"/your-deliveries/{delivery.pk}/")
    assert (delivery.received_by, delivery.state) == (provider, "received")
    waiting = client.get(answer["Location"])
    assert "Your files are safe." in words(waiting)
    assert f'hx-get="/your-deliveries/{delivery.pk}/progress/"' in waiting.content.decode()
    deliveries.read(delivery.pk)
    page = words(client.get(answer["Location"]))
    assert "With the analyst" in page
    assert "asb.csv" in page
    assert "What was understood 3 rows read" in page


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("accepted", "Taken into use The analyst looked at it and took it into use. In use: "),
        ("rejected", "The rows of March are missing."),
    ],
)
def test_a_provider_sees_what_became_of_it(world, sign_in, provider, own, state, shown):
    delivery = deliver(own, provider)
    if state == "accepted":
        deliveries.accept(delivery=delivery, by=world.analyst)
    else:
        deliveries.reject(
            delivery=delivery, reason="The rows of March are missing.", by=world.analyst
        )

    page = words(sign_in(provider).get(f"/your-deliveries/{delivery.pk}/"))
    listed = words(sign_in(provider).get("/partnerships/wexmere/your-files/"))

    assert shown in page
    assert {"accepted": "Taken into use", "rejected": "Sent back"}[state] in listed


def test_what_a_file_quotes_is_for_the_person_who_sent_it(world, sign_in, provider, own):
    delivery = deliver(own, provider, ASB + "32/13/2025,Noise,Abbey\n")
    colleague = make_user("second@wexmere.example", "A colleague")
    Membership.objects.create(
        partnership=world.partnership,
        user=colleague,
        role="provider",
        organisation=world.organisations["fire"],
    )
    address = f"/your-deliveries/{delivery.pk}/"

    mine, theirs = (words(sign_in(one).get(address)) for one in (provider, colleague))

    assert ("For example: Abbey" in mine, "asb.csv" in mine) == (True, True)
    assert ("Abbey" in theirs, "asb.csv" in theirs) == (False, False)


def addresses_of(source: Source, delivery: Delivery) -> dict[str, str]:
    slug = source.partnership.slug
    return {
        "own-send": reverse("own-send", args=[slug, source.slug]),
        "own-delivery": reverse("own-delivery", args=[delivery.pk]),
        "own-progress": reverse("own-progress", args=[delivery.pk]),
        "own-set-aside": reverse("own-set-aside", args=[delivery.pk]),
        "delivery-detail": reverse("delivery-detail", args=[delivery.pk]),
        "delivery-progress": reverse("delivery-progress", args=[delivery.pk]),
        "delivery-set-aside": reverse("delivery-set-aside", args=[delivery.pk]),
    }


def test_a_delivery_of_another_organisation_is_not_there(world, sign_in, provider, own, others):
    delivery = deliver(others, world.analyst, ASB + "32/13/2025,Noise,Abbey\n")
    client = sign_in(provider)

    codes = {
        name: client.get(at).status_code for name, at in addresses_of(others, delivery).items()
    }
    posted = {
        "own-send": client.post(reverse("own-send", args=["wexmere", "others"]), sent()),
        "delivery-retry": client.post(reverse("delivery-retry", args=[delivery.pk])),
    }

    assert codes == dict.fromkeys(codes, 404)
    assert {name: one.status_code for name, one in posted.items()} == dict.fromkeys(posted, 404)
    assert Delivery.objects.count() == 1


def test_the_operation_itself_refuses_files_for_another_organisation(provider, own, others):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied, match="You may not send files"):
        deliveries.receive(source=others, files=sent()["files"], by=provider)
    assert deliveries.receive(source=own, files=sent()["files"], by=provider).source == own


def test_a_membership_that_ended_sends_and_shows_nothing(world, sign_in, provider, own):
    delivery = deliver(own, provider)
    membership = Membership.objects.get(user=provider)
    membership.ended_by, membership.ended_at = world.steward, delivery.received_at
    membership.save()

    answers = [
        sign_in(provider).get(f"/your-deliveries/{delivery.pk}/"),
        sign_in(provider).get("/partnerships/wexmere/your-files/"),
        sign_in(provider).post("/partnerships/wexmere/your-files/own/send/", sent()),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]


def test_a_provider_of_the_county_group_reads_no_district(world, provider):
    district = Partnership.objects.create(
        slug="district", name="District", county_group=world.partnership
    )

    assert granted(provider, district) == frozenset()
    assert granted(world.viewer, district) == READER
    seen = {
        who: set(Partnership.objects.visible_to(world.people[who]).values_list("slug", flat=True))
        for who in ("provider", "viewer")
    }
    assert seen == {"provider": {"wexmere"}, "viewer": {"wexmere", "district"}}


def test_nothing_of_others_stands_on_any_page_that_a_provider_reaches(access_world, sign_in, db):
    """Every address of the site: pages, lists, selects and counts."""
    world = access_world
    others = Source.objects.filter(partnership=world.partnership).exclude(
        pk=world.things["source"].pk
    )
    assert len(others) >= 2
    for place, one in enumerate(others):
        Source.objects.filter(pk=one.pk).update(name=f"{SECRET} {place}", slug=f"quagga-{place}")
    Delivery.objects.filter(source__in=others).update(
        state="rejected", decision_reason=f"{SECRET} reason"
    )
    client = sign_in(world.people["provider"])
    reached, told = [], []
    for name, row in TABLE.items():
        if row.is_open or name == "sent-email":
            continue
        answer = client.get(reverse(name, args=row.args(world)))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 200:
            reached.append(name)
        if SECRET.lower() in body.decode(errors="replace").lower():
            told.append(name)

    data = reverse("source-list", args=[world.partnership.slug])
    assert told == []
    assert sorted(reached) == [
        "own-delivery",
        "own-progress",
        "own-send",
        "own-set-aside",
        "own-sources",
    ]
    assert SECRET in words(sign_in(world.people["analyst"]).get(data))
