"""Signing in: by invitation only, limited, with a second factor when a person wants one."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client

from partnerships.models import User
from tests.factories.people import PASSWORD
from tests.integration.reading import words


def try_to_sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_by_e_mail_and_goes_to_the_front_door(world):
    client = Client()

    answer = try_to_sign_in(client, world.officer.email)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_a_page_that_needs_a_person_sends_to_the_sign_in_and_back(world):
    answer = Client().get("/partnerships/wexmere/about/")

    assert answer["Location"] == "/account/login/?next=/partnerships/wexmere/about/"


@pytest.mark.parametrize("email", ["officer@wexmere.example", "nobody@wexmere.example"])
def test_a_wrong_password_and_an_unknown_person_are_answered_alike(world, email):
    page = try_to_sign_in(Client(), email, "not-the-password")

    assert "The e-mail address and the password do not belong together" in words(page)


def test_guessing_passwords_is_stopped_and_then_even_the_right_one_waits(world):
    client = Client()
    for _ in range(5):
        try_to_sign_in(client, world.officer.email, "not-the-password")

    page = try_to_sign_in(client, world.officer.email)

    assert "The password was wrong too often. Wait a few minutes, then try again" in words(page)
    assert not is_signed_in(client)


def test_a_flood_of_attempts_is_answered_with_a_calm_page(world):
    client = Client()
    pages = [client.post("/account/login/", {}) for _ in range(61)]

    assert [page.status_code for page in pages] == [200] * 60 + [429]
    assert "Too many attempts" in words(pages[-1])


def test_nobody_signs_up_by_themselves(db):
    client = Client()
    someone = {
        "email": "someone@example.org",
        "password1": "river-lantern-spoon",
        "password2": "river-lantern-spoon",
    }

    pages = [client.get("/account/signup/"), client.post("/account/signup/", someone)]

    assert ["Accounts are made by invitation." in words(page) for page in pages] == [True, True]
    assert User.objects.count() == 0


def test_a_forgotten_password_is_set_anew_through_a_letter(world):
    client = Client()
    client.post("/account/password/reset/", {"email": world.officer.email})
    link = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)

    form = client.get(link[1], follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "river-lantern-spoon", "password2": "river-lantern-spoon"},
    )

    assert mail.outbox[0].to == [world.officer.email]
    assert is_signed_in(client) is False
    try_to_sign_in(client, world.officer.email, "river-lantern-spoon")
    assert is_signed_in(client)


def test_a_password_letter_for_nobody_says_the_same_on_the_page(world):
    known = Client().post("/account/password/reset/", {"email": world.officer.email}, follow=True)
    unknown = Client().post("/account/password/reset/", {"email": "no@example.org"}, follow=True)

    assert words(known) == words(unknown)


def with_second_factor(client: Client, user: User) -> str:
    """Switch on the authenticator app as a person does; gives its secret."""
    try_to_sign_in(client, user.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_now(secret)})
    return secret


def code_now(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_the_second_factor_is_reached_from_the_account_menu(world, sign_in):
    page = sign_in(world.officer).get("/partnerships/wexmere/about/")

    assert '<a href="/account/2fa/">Second factor</a>' in page.content.decode()


def test_once_switched_on_the_second_factor_is_asked_for(world):
    secret = with_second_factor(Client(), world.officer)
    cache.clear()
    client = Client()

    answer = try_to_sign_in(client, world.officer.email)

    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(client)
    assert client.get("/partnerships/wexmere/about/").status_code == 302

    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(client)
    # The code that switched it on is spent; each is good for one use.
    cache.clear()
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "address",
    ["/account/email/", "/account/confirm-email/", "/account/confirm-email/some-key/"],
)
def test_the_e_mail_of_an_account_stays_what_the_invitation_said(world, sign_in, address):
    client = sign_in(world.officer)

    page = client.post(address, {"action_add": "", "email": "chair@wexmere.example"})

    assert "You sign in as officer@wexmere.example" in words(page)
    world.officer.refresh_from_db()
    assert world.officer.email == "officer@wexmere.example"


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/signup/",
        "/account/inactive/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/done/",
        "/account/password/reset/key/1-nonsense/",
    ],
)
def test_pages_before_signing_in_wear_the_house_frame(db, address):
    page = Client().get(address)

    assert page.status_code == 200
    assert '<main class="govuk-main-wrapper"' in page.content.decode()
    assert "govuk-heading-l" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/account/email/",
        "/account/password/change/",
        "/account/reauthenticate/",
        "/account/2fa/",
    ],
)
def test_pages_of_the_account_wear_the_house_frame(world, sign_in, address):
    page = sign_in(world.officer).get(address)

    assert page.status_code == 200
    assert "govuk-heading-l" in page.content.decode()


def test_the_administration_is_behind_the_same_door(world):
    answer = Client().get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/account/login/?next=")


def test_the_administration_is_closed_to_people_of_a_partnership(world, sign_in):
    assert sign_in(world.steward).get("/admin/", follow=True).status_code == 403


def test_a_superuser_says_who_may_create_partnerships(world, sign_in):
    chief = User.objects.create_superuser("chief@example.org", PASSWORD, name="Chief")
    client = sign_in(chief)
    page = client.get(f"/admin/partnerships/user/{world.officer.pk}/change/")

    client.post(
        f"/admin/partnerships/user/{world.officer.pk}/change/",
        {"name": world.officer.name, "may_create_partnerships": "on", "is_active": "on"},
    )

    assert page.status_code == 200
    world.officer.refresh_from_db()
    assert world.officer.may_create_partnerships is True
    assert client.get(f"/admin/partnerships/user/{chief.pk}/delete/").status_code == 403


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"oldpassword": "another-one"}, "This is not your present password: type it again"),
        ({"password2": "river-lantern-fork"}, "The two passwords differ: type the new one twice"),
        ({"password1": "river", "password2": "river"}, "use at least 12 characters"),
    ],
)
def test_a_password_is_not_changed_and_our_words_say_why(world, sign_in, sent, reason):
    good = {
        "oldpassword": PASSWORD,
        "password1": "river-lantern-spoon",
        "password2": "river-lantern-spoon",
    }

    page = sign_in(world.officer).post("/account/password/change/", {**good, **sent})

    assert reason in words(page)
    world.officer.refresh_from_db()
    assert world.officer.check_password(PASSWORD)


def test_a_wrong_code_of_the_second_factor_is_refused_in_our_words(world):
    client = Client()
    try_to_sign_in(client, world.officer.email)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get("/account/2fa/totp/activate/")

    page = client.post("/account/2fa/totp/activate/", {"code": "000000"})

    assert "This code is not right, or its time is over" in words(page)
