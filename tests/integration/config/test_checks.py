"""What is wrong with the way the site is set up is said at its start."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from config import checks


@pytest.fixture
def as_it_should_be(settings, tmp_path):
    """Served to others through a proxy that encrypts, built and collected."""
    (tmp_path / "built" / "dist").mkdir(parents=True)
    (tmp_path / "built" / "dist" / "app.css").touch()
    (tmp_path / "collected").mkdir()
    (tmp_path / "collected" / "staticfiles.json").touch()
    settings.STATICFILES_DIRS = [tmp_path / "built"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.SITE_URL = "https://safer.example.org"
    settings.IS_ENCRYPTED = True
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.DEBUG = False
    return settings


def test_nothing_is_said_when_all_is_well(as_it_should_be):
    assert checks.in_words() == []


def test_a_front_end_that_was_not_built(as_it_should_be, tmp_path):
    (tmp_path / "built" / "dist" / "app.css").unlink()

    assert checks.in_words() == [
        "The front end has not been built: pages come without their style and scripts. Run: make"
        " setup"
    ]


def test_static_files_that_were_not_collected(as_it_should_be, tmp_path):
    (tmp_path / "collected" / "staticfiles.json").unlink()

    assert checks.in_words() == [
        f"Static files have not been collected into {tmp_path}/collected: they are sent"
        " uncompressed and browsers do not keep them. Run: manage.py collectstatic --no-input"
    ]


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("DEBUG", True, "DEBUG is on"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "SITE_URL is https, so a proxy stands in front"),
    ],
)
def test_what_is_not_as_it_should_be(as_it_should_be, setting, value, words):
    setattr(as_it_should_be, setting, value)

    assert [each.startswith(words) for each in checks.in_words()] == [True]


@pytest.mark.parametrize(
    ("site", "is_said"),
    [("http://10.0.0.5:8000", True), ("http://127.0.0.1:8000", False)],
)
def test_an_address_for_others_that_is_not_encrypted(as_it_should_be, site, is_said):
    as_it_should_be.SITE_URL = site
    as_it_should_be.IS_ENCRYPTED = False

    said = [words.startswith(f"{site} is not encrypted") for words in checks.in_words()]

    assert said == [True] * is_said


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::"])
def test_pages_for_developers_are_never_shown_beyond_this_machine(settings, host):
    settings.DEBUG = True

    with pytest.raises(CommandError, match="DEBUG=yes shows the inside of the site"):
        call_command("run", host=host)


def test_a_port_that_is_taken_is_said_before_anything_is_made(settings, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))

        with pytest.raises(CommandError, match="is in use by something else"):
            call_command("run", host="127.0.0.1")
