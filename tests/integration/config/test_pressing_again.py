"""No person meets a bare refusal: a button pressed after sign-in ran out leads back to its page."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import AccessWorld
from tests.factories.people import PASSWORD
from tests.integration import reading
from tests.test_access import TABLE

SAID = "Your sign-in had run out, so what you pressed was not done. Press it again."
POST_ONLY = sorted(
    name for name, row in TABLE.items() if row.get is None and not (row.is_open or row.is_own)
)


# Told to pytest-django, which otherwise makes no database when this file runs alone.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def address(name: str, world: AccessWorld) -> str:
    return reverse(name, args=TABLE[name].args(world))


def someone(name: str, world: AccessWorld):
    return world.people[sorted(TABLE[name].post)[0]]


def sign_in_address(back: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': back})}"


@pytest.mark.parametrize("name", POST_ONLY)
def test_opening_an_address_without_a_page_shows_where_its_button_stands(
    name, access_world, sign_in
):
    client = sign_in(someone(name, access_world))

    answer = client.get(address(name, access_world))

    assert answer.status_code == 405
    assert "POST" in answer["Allow"].split(", ")
    assert "There is no page here" in reading.words(answer)
    place = answer.context["place"]
    assert place != "/"
    assert client.get(place).status_code == 200


@pytest.mark.parametrize("name", POST_ONLY)
def test_a_button_pressed_too_late_leads_back_to_where_it_stands(name, access_world):
    client = Client()
    pressed = client.post(address(name, access_world))
    assert pressed.status_code == 302

    person = someone(name, access_world)
    landed = client.post(
        pressed["Location"], {"login": person.email, "password": PASSWORD}, follow=True
    )

    assert (landed.status_code, reading.said(landed)[-1]) == (200, SAID)
    assert "press-again" not in landed.request["QUERY_STRING"]


def test_the_page_that_the_button_stood_on_comes_before_any_other(access_world):
    page = access_world.things["section"].get_absolute_url()
    pressed = Client().post(
        reverse("section-hand-over", args=[access_world.things["section"].pk]),
        headers={"referer": f"http://testserver{page}?start=mine"},
    )

    assert pressed["Location"] == sign_in_address(f"{page}?start=mine&press-again=1")


@pytest.mark.parametrize(
    "sender",
    [
        "https://elsewhere.example/sections/1/",
        "//elsewhere.example/",
        "http://testserver/no/such/page/",
        "http://testserver/account/login/?next=/",
        "javascript:alert(1)",
    ],
)
def test_no_other_site_says_where_a_person_is_led(access_world, sender):
    own = reverse("section-hand-over", args=[access_world.things["section"].pk])

    pressed = Client().post(own, headers={"referer": sender})

    assert pressed["Location"] == sign_in_address(f"{own}?press-again=1")


def test_the_sign_in_page_says_that_words_are_safe(access_world):
    client = Client()
    section = access_world.things["section"]
    pressed = client.post(section.get_absolute_url(), {"text": "Mine.", "started_from": 0})

    page = client.get(pressed["Location"])

    assert "nothing you typed is lost" in reading.words(page)
    assert "nothing you typed is lost" not in reading.words(client.get(reverse("account_login")))


def test_reading_a_page_signed_out_needs_no_pressing_again(access_world):
    page = access_world.things["section"].get_absolute_url()

    assert Client().get(page)["Location"] == f"{reverse('account_login')}?next={page}"


def test_a_fragment_does_not_take_in_the_sign_in_page(access_world):
    delivery = access_world.things["delivery"]

    answer = Client().get(
        reverse("delivery-progress", args=[delivery.pk]),
        headers={
            "hx-request": "true",
            "hx-current-url": f"http://testserver{delivery.get_absolute_url()}",
        },
    )

    assert answer["HX-Redirect"] == sign_in_address(delivery.get_absolute_url())


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_told_the_same(access_world, sign_in, method):
    client = sign_in(access_world.officer)

    answer = getattr(client, method)(access_world.things["section"].get_absolute_url())

    assert (answer.status_code, "There is no page here" in reading.words(answer)) == (405, True)
