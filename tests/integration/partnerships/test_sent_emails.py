"""The letters of a development server, read in the browser."""

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from tests.integration.reading import controls, rows, words


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.SHOW_SENT_EMAILS = True
    settings.EMAIL_FILE_PATH = tmp_path / "emails"
    return settings.EMAIL_FILE_PATH


def write(folder: Path, subject: str, text: str = "Hello", *, second: int = 0) -> Path:
    before = set(folder.glob("*.log")) if folder.is_dir() else set()
    connection = get_connection(
        "django.core.mail.backends.filebased.EmailBackend", file_path=folder
    )
    EmailMessage(
        subject, text, "no-reply@localhost", ["new@example.org"], connection=connection
    ).send()
    (path,) = set(folder.glob("*.log")) - before
    os.utime(path, (1_700_000_000 + second, 1_700_000_000 + second))
    return path


def test_letters_are_listed_the_newest_first(db, folder):
    write(folder, "The first", second=0)
    write(folder, "The second, with an – dash", second=1)

    page = Client().get("/sent-emails/")

    assert [row[:2] for row in rows(page, "Sent e-mails")] == [
        ["The second, with an – dash", "new@example.org"],
        ["The first", "new@example.org"],
    ]


def test_a_letter_shows_its_text_with_links_to_follow_and_nothing_else_alive(db, folder):
    path = write(
        folder,
        "Invitation",
        "Open http://127.0.0.1:8000/join/" + "a" * 60 + "/\n\n<script>alert(1)</script>\n",
    )

    page = Client().get(f"/sent-emails/{path.name}/")

    assert controls(page) == ["http://127.0.0.1:8000/join/" + "a" * 60 + "/"]
    assert "To new@example.org" in words(page)
    assert "<script>alert" not in page.content.decode()


def test_an_empty_letterbox_says_how_to_fill_it(db, folder):
    assert "No e-mails yet" in words(Client().get("/sent-emails/"))


@pytest.mark.parametrize(
    "name", ["../secret.log", "..%2Fsecret.log", "secret.log", "%2Fetc%2Fpasswd", "nothing.log"]
)
def test_nothing_outside_the_folder_is_ever_opened(db, folder, name):
    write(folder, "Invitation")
    (folder.parent / "secret.log").write_text("Subject: secret\n\nsecret")

    assert Client().get(f"/sent-emails/{name}/").status_code == 404


def test_outside_development_the_letterbox_does_not_exist(db, folder, settings):
    path = write(folder, "Invitation")
    settings.SHOW_SENT_EMAILS = False

    assert Client().get("/sent-emails/").status_code == 404
    assert Client().get(f"/sent-emails/{path.name}/").status_code == 404
