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


def settings_with(tmp_path, names: list[str], **environment: str) -> list:
    """What the settings become in a process of its own with this environment and no other."""
    program = (
        "import json; from config import settings; "
        f"print(json.dumps([getattr(settings, name, None) for name in {names}]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


SERVED = [
    "DEBUG",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
]
AT_HOME = ["localhost", "127.0.0.1", "[::1]"]
FORWARDED = ["HTTP_X_FORWARDED_PROTO", "https"]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (
            {},
            [False, False, False, False, None, None, AT_HOME, ["http://127.0.0.1:8000"]],
        ),
        (
            {"SITE_URL": "https://safer.example.org"},
            [
                False, True, True, True, 31_536_000, FORWARDED,
                ["safer.example.org"], ["https://safer.example.org"],
            ],
        ),
        (
            {"SITE_URL": "https://safer.example.org", "SECURE_SSL_REDIRECT": "no"},
            [
                False, True, True, False, 31_536_000, FORWARDED,
                ["safer.example.org"], ["https://safer.example.org"],
            ],
        ),
        (
            {"SITE_URL": "http://10.0.0.5:8000", "ALLOWED_HOSTS": "10.0.0.5,safer.local"},
            [
                False, False, False, False, None, None,
                ["10.0.0.5", "safer.local"], ["http://10.0.0.5:8000"],
            ],
        ),
        (
            {"DEBUG": "yes", "PORT": "8123"},
            [True, False, False, False, None, None, AT_HOME, ["http://127.0.0.1:8123"]],
        ),
    ],
)  # fmt: skip
def test_how_the_site_is_served_decides_what_protects_it(tmp_path, environment, expected):
    assert settings_with(tmp_path, SERVED, **environment) == expected


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/licences/"])
def test_the_static_pages_are_open_to_everybody(db, address):
    page = Client().get(address)

    assert page.status_code == 200
    assert Client().post(address).status_code == 405
