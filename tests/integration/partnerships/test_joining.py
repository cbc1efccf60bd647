"""Opening an invitation's letter: somebody new, somebody known, somebody else, too late."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from partnerships.models import Membership, TrailEntry, User
from tests.factories.partnerships import make_expired_invitation, make_invitation
from tests.factories.people import PASSWORD
from tests.integration.reading import controls, said, words

PERSON = {"name": "Nadia Brook", "password": "river-lantern-spoon"}


@pytest.fixture
def letter(world):
    return make_invitation(
        world.partnership, by=world.steward, organisation=world.organisations["fire"]
    )


@pytest.fixture
def letter_to_the_stranger(world):
    return make_invitation(
        world.partnership, by=world.steward, email=world.stranger.email, role="lead"
    )


def test_the_letter_leads_to_a_page_that_says_who_asks_and_for_what(letter):
    page = Client().get(f"/join/{letter.token}/")

    assert "Join Wexmere Steward invites you as contributor , for Wexshire Fire and Rescue." in (
        words(page)
    )
    assert controls(page) == ["Join and sign in"]


def test_a_new_person_sets_name_and_password_and_is_in(letter):
    client = Client()

    page = client.post(f"/join/{letter.token}/", PERSON, follow=True)

    user = User.objects.get(email="new.person@wexmere.example")
    membership = Membership.objects.get(user=user)
    assert page.redirect_chain[-1] == ("/partnerships/wexmere/", 302)
    assert said(page) == ["Welcome: you are now contributor of Wexmere."]
    assert (user.name, user.check_password(PERSON["password"])) == ("Nadia Brook", True)
    assert (membership.role, membership.organisation) == ("contributor", letter.organisation)
    assert list(EmailAddress.objects.values_list("user", "verified", "primary")) == [
        (user.pk, True, True)
    ]
    assert list(TrailEntry.objects.order_by("pk").values_list("actor_name", "verb")) == [
        ("Nadia Brook", "invitation.accepted"),
        ("Nadia Brook", "membership.began"),
    ]


def test_the_new_person_can_sign_in_afterwards(letter):
    Client().post(f"/join/{letter.token}/", PERSON)

    answer = Client().post(
        "/account/login/",
        {"login": "New.Person@wexmere.example", "password": PERSON["password"]},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "Choose a password"),
        ("short", "This is too short: use at least 12 characters"),
        ("nadia-brook-now", "This is too like your name or e-mail address: choose another"),
        ("q1w2e3r4t5y6", "Too many people use this password, so it is tried first: choose another"),
        ("new.person@wexmere", "This is too like your name or e-mail address: choose another"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(letter, password, reason):
    page = Client().post(f"/join/{letter.token}/", {"name": "Nadia Brook", "password": password})

    assert page.status_code == 422
    assert reason in words(page)
    assert not User.objects.filter(email=letter.email).exists()


def test_a_link_works_once(letter):
    Client().post(f"/join/{letter.token}/", PERSON)

    page = Client().post(f"/join/{letter.token}/", {**PERSON, "name": "Somebody else"})

    assert page.status_code == 410
    assert "This invitation has been used. A link works once." in words(page)
    assert User.objects.filter(name="Somebody else").count() == 0


def test_an_expired_link_says_whom_to_ask(world):
    letter = make_expired_invitation(world.partnership, by=world.steward)

    page = Client().post(f"/join/{letter.token}/", PERSON)

    assert page.status_code == 410
    assert (
        "This invitation has expired. Nothing is lost. Ask Steward to invite you to Wexmere again"
        in words(page)
    )
    assert not User.objects.filter(email=letter.email).exists()


def test_a_withdrawn_link_says_so(world):
    letter = make_invitation(
        world.partnership,
        by=world.steward,
        withdrawn_at=timezone.now() - timedelta(minutes=1),
        withdrawn_by=world.steward,
    )

    page = Client().get(f"/join/{letter.token}/")

    assert page.status_code == 410
    assert "This invitation has been withdrawn." in words(page)


def test_a_link_that_was_never_sent_names_no_partnership(world):
    page = Client().get("/join/no-such-letter/")

    assert page.status_code == 404
    assert "This link belongs to no invitation." in words(page)
    assert "Wexmere" not in words(page)


def test_somebody_with_an_account_is_asked_to_sign_in_first(world, letter_to_the_stranger):
    address = f"/join/{letter_to_the_stranger.token}/"
    client = Client()

    page = client.post(address, PERSON)

    assert controls(page) == ["Sign in"]
    assert f'href="/account/login/?next={address}"' in page.content.decode()
    assert not Membership.objects.filter(partnership=world.partnership, role="lead").exclude(
        user=world.lead
    )

    signed_in = client.post(
        f"/account/login/?next={address}",
        {"login": world.stranger.email, "password": PASSWORD, "next": address},
    )

    assert signed_in["Location"] == address


def test_somebody_with_an_account_accepts_with_one_button(world, sign_in, letter_to_the_stranger):
    client = sign_in(world.stranger)
    address = f"/join/{letter_to_the_stranger.token}/"

    assert controls(client.get(address)) == ["Accept the invitation"]
    client.post(address)

    assert client.get("/partnerships/wexmere/about/").status_code == 200
    assert Membership.objects.filter(
        partnership=world.partnership, user=world.stranger, role="lead", ended_at=None
    ).exists()


def test_somebody_else_cannot_use_the_letter(world, sign_in, letter):
    page = sign_in(world.stranger).post(f"/join/{letter.token}/", PERSON)

    assert "This invitation is for somebody else" in words(page)
    letter.refresh_from_db()
    assert letter.is_open
