"""What every answer carries to keep its reader safe."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.people import PASSWORD

SIGN_IN = {"login": "officer@wexmere.example", "password": PASSWORD}


@pytest.mark.parametrize(
    ("address", "code"), [("/account/login/", 200), ("/licences/", 200), ("/no/such/page/", 404)]
)
def test_every_page_carries_the_headers_that_protect_it(db, address, code):
    answer = Client().get(address)

    assert answer.status_code == code
    assert {
        name: answer[name]
        for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
    }


def test_the_content_policy_allows_our_own_scripts_and_styles_and_no_inline_ones(db):
    policy = Client().get("/account/login/")["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "manifest-src": "'self'",
    }


def test_the_session_cookie_is_for_this_site_and_not_for_scripts(world):
    client = Client()

    client.post("/account/login/", SIGN_IN)

    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_a_form_without_its_token_is_refused_in_words(world):
    client = Client(enforce_csrf_checks=True)

    page = client.post("/account/login/", SIGN_IN)

    assert page.status_code == 403
    assert "govuk-heading-l" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_somebody_is_never_sent_to_another_site_after_signing_in(world):
    answer = Client().post(
        "/account/login/?next=https://elsewhere.example/",
        {**SIGN_IN, "next": "https://elsewhere.example/"},
    )

    assert answer["Location"] == "/"


def test_outside_development_cookies_travel_encrypted_and_letters_are_hidden(tmp_path):
    names = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SHOW_SENT_EMAILS",
    ]
    program = (
        "import json; from config import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {names}]))"
    )
    environment = {"DEBUG": "no", "SECRET_KEY": "a-key-of-this-test", "DATA_DIR": str(tmp_path)}

    answer = subprocess.run(  # noqa: PLW1510
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )

    assert json.loads(answer.stdout) == [True, True, True, 31_536_000, False]


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/licences/"])
def test_the_static_pages_are_open_to_everybody(db, address):
    page = Client().get(address)

    assert page.status_code == 200
    assert Client().post(address).status_code == 405
