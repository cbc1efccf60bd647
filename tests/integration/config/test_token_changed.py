"""A form whose token another tab had changed comes back with the words in it and a new token."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Comment, Lesson
from tests.factories import text
from tests.factories.years import make_assessment
from tests.integration import reading


@pytest.fixture
def address(world):
    section = text.section_of(make_assessment(world.partnership, by=world.analyst))
    return reverse("comment-create", args=[section.pk])


@pytest.fixture
def member(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.member, backend="django.contrib.auth.backends.ModelBackend")
    return client


SENT = {"body": "Since when, and <b>why</b>?", "quote": "", "csrfmiddlewaretoken": "x" * 64}


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"referer": "http://testserver/sections/1/"}]
)
def test_the_form_comes_back_with_the_words_in_it(member, address, headers):
    member.get(address)

    refused = member.post(address, SENT, headers=headers)

    page = refused.content.decode()
    assert (refused.status_code, Comment.objects.count()) == (403, 0)
    assert SENT["body"] in reading.words(refused)
    assert "Send it again" in reading.controls(refused)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]

    member.post(address, {**SENT, "csrfmiddlewaretoken": token}, headers=headers)

    assert Comment.objects.get().body == SENT["body"]


def test_a_lesson_comes_back_as_it_was_typed_and_is_recorded_once(world):
    assessment = make_assessment(world.partnership, by=world.analyst)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.analyst, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("lesson-create", args=[assessment.slug])
    typed = {"comment": "The data came late.\nTwice."}
    headers = {"sec-fetch-site": "same-origin"}
    # The other tab signs in again, and with that the token of this one is another's.
    old = client.get(address).context["csrf_token"]
    client.logout()
    client.force_login(world.analyst, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["csrftoken"] = "y" * 32

    refused = client.post(address, {**typed, "csrfmiddlewaretoken": str(old)}, headers=headers)

    page = refused.content.decode()
    assert (refused.status_code, Lesson.objects.count()) == (403, 0)
    assert "The data came late.\nTwice." in html.unescape(page)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]

    client.post(address, {**typed, "csrfmiddlewaretoken": token}, headers=headers)

    assert [one.comment for one in Lesson.objects.all()] == ["The data came late.\nTwice."]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site", "referer": "http://testserver/"},
        {"sec-fetch-site": "same-site"},
        {"referer": "https://elsewhere.example/"},
    ],
)
def test_what_another_site_sent_is_not_offered_again(member, address, headers):
    refused = member.post(address, SENT, headers=headers)

    assert "Send it again" not in reading.controls(refused)
    assert b"Since when" not in refused.content


def test_who_is_signed_out_is_offered_nothing(address, db):
    refused = Client(enforce_csrf_checks=True).post(
        address, SENT, headers={"sec-fetch-site": "same-origin"}
    )

    assert b"Since when" not in refused.content
