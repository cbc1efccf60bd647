"""A mail server that is away stops only the letter, which is tried again."""

import re
import socket
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Invitation, Letter, TrailEntry
from partnerships.operations import letters, post
from tests.factories.partnerships import make_invitation
from tests.integration.reading import rows, said, words
from tests.mail import mail_server, without_server

NEW = "new.person@wexmere.example"
INVITE = "/partnerships/wexmere/people/invite/"
ABOUT = "/partnerships/wexmere/about/"
RESET = "/account/password/reset/"


@pytest.fixture
def port(settings) -> int:
    return without_server(settings)


def invite(client: Client):
    return client.post(INVITE, {"email": NEW, "role": "contributor"}, follow=True)


def waiting_letter(world, **fields: object) -> Letter:
    """Tried once, in vain, and due again."""
    given = {"state": "waiting", "attempts": 1, "failure": post.NO_ANSWER, **fields}
    return Letter.objects.create(
        invitation=make_invitation(world.partnership, by=world.steward), **given
    )


def state(letter: Letter) -> tuple[str, int, str]:
    letter.refresh_from_db()
    return letter.state, letter.attempts, letter.failure


@pytest.mark.django_db(transaction=True)
def test_with_the_mail_server_down_the_invitation_stands_and_the_steward_is_told(
    world, sign_in, port
):
    page = invite(sign_in(world.steward))

    assert page.status_code == 200
    assert said(page) == [
        "new.person@wexmere.example is invited as contributor. But the letter could not go. The "
        "mail server did not answer. It is tried again by itself; meanwhile you can hand over the "
        "link yourself: see under open invitations."
    ]
    (row,) = rows(page, "Open invitations")
    assert row[0] == NEW
    assert row[4].startswith(
        "Could not go yet. The mail server did not answer. Tried 1 time; tried again from "
    )
    letter = Letter.objects.get(invitation__email=NEW)
    assert timedelta(seconds=50) < letter.next_try_at - timezone.now() <= timedelta(seconds=60)

    with mail_server(port) as postbox:
        letters.sweep()
        early = list(postbox.letters)
        Letter.objects.update(next_try_at=timezone.now())
        letters.sweep()
        letters.sweep()

    link = re.search(r"/join/\S+/", postbox.letters[0].get_body(("plain",)).get_content())[0]
    assert (early, len(postbox.letters)) == ([], 1)
    assert (postbox.letters[0]["To"], state(letter)) == (NEW, ("sent", 2, ""))
    assert Client().get(link).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_address_that_the_mail_server_refuses_is_said_and_not_tried_again(world, sign_in, port):
    with mail_server(port, refuses=(NEW,)) as postbox:
        page = invite(sign_in(world.steward))
        Letter.objects.update(next_try_at=timezone.now())

        assert letters.sweep() == []

    assert "The mail server refuses this address. If it is misspelt" in said(page)[0]
    assert rows(page, "Open invitations")[0][4] == (
        "Could not go. The mail server refuses this address."
    )
    assert (postbox.letters, state(Letter.objects.get())) == (
        [],
        ("refused", 1, "The mail server refuses this address."),
    )


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(0, 1), (1, 5), (2, 15), (3, 60), (4, 60), (40, 60)]
)
def test_the_longer_the_mail_server_is_away_the_longer_the_pauses(world, port, attempts, minutes):
    letter = waiting_letter(world, attempts=attempts)

    before = timezone.now()
    letters.sweep()

    assert state(letter) == ("waiting", attempts + 1, "The mail server did not answer.")
    pause = letter.next_try_at - before
    assert timedelta(minutes=minutes) <= pause < timedelta(minutes=minutes, seconds=20)


def test_a_server_that_hangs_up_in_the_middle_loses_no_letter(world, settings, port):
    letter = waiting_letter(world)
    with socket.create_server(("127.0.0.1", port)) as silent:
        silent.settimeout(5)
        letters.deliver(letter.pk)

    assert state(letter) == ("waiting", 2, "The mail server did not answer.")


@pytest.mark.parametrize("over", ["expires_at", "withdrawn_at", "accepted_at"])
def test_no_letter_goes_for_an_invitation_that_is_over(world, port, over):
    letter = waiting_letter(world)
    by = {"withdrawn_at": "withdrawn_by", "accepted_at": "accepted_by"}.get(over)
    values = {over: timezone.now(), **({by: world.steward} if by else {})}
    Invitation.objects.filter(pk=letter.invitation_id).update(**values)

    with mail_server(port) as postbox:
        letters.sweep()

    assert (postbox.letters, state(letter)[0]) == ([], "ended")
    assert letters.sweep() == []


@pytest.mark.parametrize(("seconds", "goes"), [(1, False), (-1, True)])
def test_a_letter_whose_sender_was_killed_is_sent_by_the_next(world, port, seconds, goes):
    lease = timezone.now() + timedelta(seconds=seconds * 30)
    letter = waiting_letter(world, state="sending", lease_until=lease)

    with mail_server(port) as postbox:
        letters.sweep()

    assert (len(postbox.letters) == 1, state(letter)[0] == "sent") == (goes, goes)


@pytest.mark.django_db(transaction=True)
def test_a_steward_sends_it_again_at_once(world, sign_in, port):
    letter = waiting_letter(world, next_try_at=timezone.now() + timedelta(hours=1))
    address = f"/invitations/{letter.invitation_id}/send/"
    steward = sign_in(world.steward)

    still = steward.post(address, follow=True)
    with mail_server(port) as postbox:
        gone = steward.post(address, follow=True)

    assert said(still) == [
        f"The letter to {NEW} still could not go. The mail server did not answer."
    ]
    assert said(gone) == [f"The letter to {NEW} was sent again."]
    assert [each["To"] for each in postbox.letters] == [NEW]
    assert rows(gone, "Open invitations")[0][4].startswith("Sent ")
    assert TrailEntry.objects.filter(verb="invitation.sent_again").count() == 2


def test_a_steward_is_shown_the_link_of_a_letter_that_could_not_go(world, sign_in):
    letter = waiting_letter(world)

    page = sign_in(world.steward).post(f"/invitations/{letter.invitation_id}/link/")

    link = re.search(r'value="(http[^"]+)"', page.content.decode())[1]
    assert link == letters.join_address(letter.invitation)
    assert "The link for new.person@wexmere.example" in words(page)
    assert [each.verb for each in TrailEntry.objects.all()] == ["invitation.link_shown"]


def test_the_link_of_a_letter_that_went_is_shown_to_nobody(world, sign_in):
    letter = waiting_letter(world, state="sent", failure="", sent_at=timezone.now())
    steward = sign_in(world.steward)

    page = steward.post(f"/invitations/{letter.invitation_id}/link/", follow=True)

    assert said(page) == ["The letter has gone, and the link is in it. It can be sent again."]
    assert letter.invitation.token not in page.content.decode()
    assert "Show the link" not in words(page)
    assert list(TrailEntry.objects.all()) == []


@pytest.mark.parametrize("what", ["send", "link"])
def test_nothing_more_is_done_for_an_invitation_that_is_over(world, sign_in, port, what):
    letter = waiting_letter(world)
    Invitation.objects.update(expires_at=timezone.now())

    page = sign_in(world.steward).post(f"/invitations/{letter.invitation_id}/{what}/", follow=True)

    assert said(page)[0].startswith("This invitation has expired.")
    assert state(letter)[0] == "waiting"


def test_an_invitation_from_before_letters_were_kept_counts_as_sent(world, sign_in):
    make_invitation(world.partnership, by=world.steward)

    (row,) = rows(sign_in(world.steward).get(ABOUT), "Open invitations")

    assert row[4] == "Sent"


@pytest.mark.parametrize("email", ["officer@wexmere.example", "nobody@elsewhere.example"])
def test_a_reset_with_the_mail_server_down_says_the_same_about_everybody(world, port, email):
    page = Client().post(RESET, {"email": email})

    assert page.status_code == 503
    assert "No letter could be sent: the mail server did not take it." in words(page)
    assert words(page).replace(email, "") == words(
        Client().post(RESET, {"email": "another@elsewhere.example"})
    ).replace("another@elsewhere.example", "")


def test_a_reset_with_a_folder_for_letters_that_cannot_be_made(world, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "letters"
    settings.EMAIL_FILE_PATH.write_text("a file where the folder should be")

    page = Client().post(RESET, {"email": "officer@wexmere.example"})

    assert (page.status_code, "No letter could be sent" in words(page)) == (503, True)


def test_a_reset_with_the_mail_server_there_goes(world, port):
    with mail_server(port) as postbox:
        page = Client().post(RESET, {"email": "officer@wexmere.example"})

    assert (page.status_code, page["Location"]) == (302, "/account/password/reset/done/")
    assert [each["To"] for each in postbox.letters] == ["officer@wexmere.example"]
