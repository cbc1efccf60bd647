"""The letters of a sample's people, read in the browser by its steward and by nobody else."""

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from partnerships.models import Membership
from tests.factories.partnerships import make_invitation
from tests.factories.people import make_partnership
from tests.integration.reading import controls, rows, words

FILES = "django.core.mail.backends.filebased.EmailBackend"
HERE = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}
INVITED = "new.person@wexmere.example"


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = FILES
    settings.EMAIL_FILE_PATH = tmp_path / "emails"
    settings.SITE_IS_LOCAL = True
    return settings.EMAIL_FILE_PATH


@pytest.fixture
def sample(world, folder):
    """The world as a sample partnership, which has invited somebody."""
    world.partnership.is_sample = True
    world.partnership.save()
    make_invitation(world.partnership, by=world.steward)
    return world


@pytest.fixture
def at_home(sign_in):
    """Signed in as somebody, in a browser on the machine where the site runs."""

    def signed_in(user, **differently: str) -> Client:
        client = sign_in(user)
        client.defaults.update({**HERE, **differently})
        return client

    return signed_in


def write(
    folder: Path, subject: str, text: str = "Hello", *, second: int = 0, to: str = INVITED
) -> Path:
    before = set(folder.glob("*.log")) if folder.is_dir() else set()
    connection = get_connection(FILES, file_path=folder)
    EmailMessage(subject, text, "no-reply@localhost", to.split(","), connection=connection).send()
    (written,) = set(folder.glob("*.log")) - before
    # The backend writes a second letter of the same moment into the same file.
    path = written.rename(folder / f"{len(before)}.log")
    os.utime(path, (1_700_000_000 + second, 1_700_000_000 + second))
    return path


def answers(client: Client, path: Path) -> tuple[int, int]:
    return (
        client.get("/sent-emails/").status_code,
        client.get(f"/sent-emails/{path.name}/").status_code,
    )


def test_letters_are_listed_the_newest_first(sample, folder, at_home):
    write(folder, "The first", second=0)
    write(folder, "The second, with an – dash", second=1)

    page = at_home(sample.steward).get("/sent-emails/")

    assert [row[:2] for row in rows(page, "Sent e-mails")] == [
        ["The second, with an – dash", INVITED],
        ["The first", INVITED],
    ]


def test_a_letter_shows_its_text_with_links_to_follow_and_nothing_else_alive(
    sample, folder, at_home
):
    path = write(
        folder,
        "Invitation",
        "Open http://127.0.0.1:8000/join/" + "a" * 60 + "/\n\n<script>alert(1)</script>\n",
    )

    page = at_home(sample.steward).get(f"/sent-emails/{path.name}/")

    assert "http://127.0.0.1:8000/join/" + "a" * 60 + "/" in controls(page)
    assert f"To {INVITED}" in words(page)
    assert "<script>alert" not in page.content.decode()


def test_an_empty_letterbox_says_how_to_fill_it(sample, at_home):
    assert "No e-mails yet" in words(at_home(sample.steward).get("/sent-emails/"))


@pytest.mark.parametrize(
    "name", ["../secret.log", "..%2Fsecret.log", "secret.log", "%2Fetc%2Fpasswd", "nothing.log"]
)
def test_nothing_outside_the_folder_is_ever_opened(sample, folder, at_home, name):
    write(folder, "Invitation")
    (folder.parent / "secret.log").write_text(f"To: {INVITED}\nSubject: secret\n\nsecret")

    assert at_home(sample.steward).get(f"/sent-emails/{name}/").status_code == 404


def test_letters_of_one_moment_lie_in_one_file_and_are_all_read(sample, folder, at_home):
    first = write(folder, "The first")
    second = write(folder, "The second", to=sample.officer.email)
    third = write(folder, "Of another partnership", to=sample.stranger.email)
    first.write_bytes(b"".join(path.read_bytes() for path in (first, second, third)))
    second.unlink()
    third.unlink()
    steward = at_home(sample.steward)

    page = steward.get("/sent-emails/")

    assert [row[0] for row in rows(page, "Sent e-mails")] == ["The first", "The second"]
    assert "The second" in words(steward.get("/sent-emails/0-2.log/"))
    assert steward.get("/sent-emails/0-3.log/").status_code == 404


def test_the_steward_of_a_sample_is_led_there_and_nobody_else(sample, folder, at_home):
    path = write(folder, "Invitation")

    found = {role: answers(at_home(user), path) for role, user in sample.people.items()}

    assert found == {
        role: (200, 200) if role == "steward" else (404, 404) for role in sample.people
    }
    about = "/partnerships/wexmere/about/"
    assert 'href="/sent-emails/"' in at_home(sample.steward).get(about).content.decode()
    assert 'href="/sent-emails/"' not in at_home(sample.analyst).get(about).content.decode()


def test_who_is_not_signed_in_must_sign_in(sample, folder):
    path = write(folder, "Invitation")

    assert answers(Client(**HERE), path) == (302, 302)


def test_the_steward_of_a_partnership_that_is_no_sample_finds_nothing(sample, folder, at_home):
    path = write(folder, "Invitation")

    assert answers(at_home(sample.stranger), path) == (404, 404)


def test_a_former_steward_finds_nothing(sample, folder, at_home):
    path = write(folder, "Invitation")
    membership = Membership.objects.get(user=sample.steward)
    membership.ended_at, membership.ended_by = membership.joined_at, sample.stranger
    membership.save()

    assert answers(at_home(sample.steward), path) == (404, 404)


@pytest.mark.parametrize(
    "differently",
    [
        {"SERVER_NAME": "0.0.0.0"},
        {"SERVER_NAME": "192.168.1.20"},
        {"SERVER_NAME": "::"},
        {"SERVER_NAME": ""},
        {"REMOTE_ADDR": "192.168.1.77"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "http"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_nothing_is_shown_beyond_the_machine_itself(sample, folder, at_home, differently):
    path = write(folder, "Invitation")

    assert answers(at_home(sample.steward, **differently), path) == (404, 404)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("SITE_IS_LOCAL", False),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 1),
    ],
)
def test_nothing_is_shown_where_the_site_is_set_up_for_others(
    sample, folder, at_home, settings, setting, value
):
    path = write(folder, "Invitation")
    setattr(settings, setting, value)

    assert answers(at_home(sample.steward), path) == (404, 404)


def hidden_people(sample) -> dict[str, str]:
    """Whose letters would open more than the sample."""
    elsewhere = make_partnership("real", "Real", areas=("X07000007",))
    Membership.objects.create(partnership=elsewhere, user=sample.lead, role="lead")
    make_invitation(elsewhere, by=sample.steward, email="both@example.org")
    make_invitation(sample.partnership, by=sample.steward, email="both@example.org")
    sample.viewer.is_staff = True
    sample.viewer.save()
    return {
        "of another partnership": sample.stranger.email,
        "of the sample and another one": sample.lead.email,
        "invited to both": "Both@example.org",
        "who runs the site": sample.viewer.email,
        "whom nobody knows": "nobody@example.org",
        "one of the sample and one of another": f"{INVITED},{sample.stranger.email}",
    }


def test_only_letters_to_people_of_the_sample_alone_are_shown(sample, folder, at_home):
    write(folder, "to a member", to=sample.officer.email.upper(), second=2)
    write(folder, "to the steward", to=sample.steward.email, second=1)
    hidden = {
        who: write(folder, f"hidden: {who}", to=to) for who, to in hidden_people(sample).items()
    }
    steward = at_home(sample.steward)

    listed = [row[0] for row in rows(steward.get("/sent-emails/"), "Sent e-mails")]

    assert listed == ["to a member", "to the steward"]
    codes = {
        who: steward.get(f"/sent-emails/{path.name}/").status_code for who, path in hidden.items()
    }
    assert codes == dict.fromkeys(hidden, 404)
