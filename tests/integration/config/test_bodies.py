"""A body larger than its address takes is refused before it is read, by a real web server too."""

import socket
import time

import pytest
from allauth.account.views import login
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from config.bodies import BodiesWithinLimits
from partnerships import bodies
from tests.factories import data
from tests.integration.reading import words

STRANGERS = bodies.OF_A_STRANGER
MEMBERS = bodies.OF_A_MEMBER
DOORS = ["/account/login/", "/account/password/reset/", "/join/nothing/"]


class Unread:
    """A body of any length that is empty when read, and notes how much was asked of it."""

    def __init__(self) -> None:
        self.asked_for = 0

    def read(self, size: int = -1) -> bytes:
        self.asked_for += size
        return b""

    readline = read


def send(client: Client, address: str, length: int, *, body: Unread | None = None, **headers: str):
    """The answer to a body that says that it is so long."""
    # The client says of what kind a body is only where it is given one.
    of_a_form = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(length)}
    return client.generic(
        "POST", address, **{**of_a_form, "wsgi.input": body or Unread(), **headers}
    )


@pytest.mark.parametrize("address", DOORS)
@pytest.mark.parametrize(("length", "status"), [(STRANGERS, None), (STRANGERS + 1, 413)])
def test_a_stranger_may_send_what_a_form_holds(db, address, length, status):
    answer = send(Client(), address, length)

    assert (answer.status_code == 413) is (status == 413)
    assert ("Too much at once" in words(answer)) is (status == 413)


def test_a_stranger_may_send_less_than_a_page_of_words_and_a_member_a_long_section(world, sign_in):
    """In numbers, so that nobody widens a limit without a test that says so."""
    invite = "/partnerships/wexmere/people/invite/"
    hundred_kilobytes, four_megabytes, five_megabytes = 100_000, 4_000_000, 5_000_000

    codes = [
        send(Client(), "/account/login/", hundred_kilobytes).status_code,
        send(sign_in(world.steward), invite, four_megabytes).status_code == 413,
        send(sign_in(world.steward), invite, five_megabytes).status_code,
    ]

    assert codes == [413, False, 413]


def test_a_stranger_who_sends_more_to_a_page_of_members_must_sign_in(world):
    answer = send(Client(), "/partnerships/wexmere/people/invite/", STRANGERS + 1)

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/account/login/?next=%2Fpartnerships%2Fwexmere%2Fpeople%2Finvite%2F%3Fpress-again%3D1",
    )


@pytest.mark.parametrize(("length", "is_refused"), [(MEMBERS, False), (MEMBERS + 1, True)])
def test_a_member_may_send_a_long_text(world, sign_in, length, is_refused):
    answer = send(sign_in(world.steward), "/partnerships/wexmere/people/invite/", length)

    assert (answer.status_code == 413) is is_refused


def upload_addresses(world) -> list[str]:
    source = data.make_source(world.partnership, by=world.analyst)
    slug = world.partnership.slug
    return [reverse("upload", args=[slug]), reverse("delivery-create", args=[slug, source.slug])]


@pytest.mark.parametrize("which", [0, 1])
def test_files_have_a_limit_of_their_own(world, sign_in, settings, which):
    settings.UPLOAD_MAX_BYTES = 20 * 1024 * 1024
    most = settings.UPLOAD_MAX_BYTES + bodies.AROUND_FILES
    address = upload_addresses(world)[which]
    analyst = sign_in(world.analyst)

    codes = [send(analyst, address, length).status_code for length in (most, most + 1)]

    assert codes == [422, 413]
    refused = send(analyst, address, most + 1)
    assert "(21.0 MB at most)" in words(refused).replace("\xa0", " ")
    assert "send the files in several goes" in words(refused)


@pytest.mark.parametrize("which", [0, 1])
def test_files_are_read_only_from_people_who_may_send_some(world, sign_in, which):
    address = upload_addresses(world)[which]
    length = MEMBERS + 1

    codes = {
        role: send(sign_in(user), address, length).status_code
        for role, user in {**world.people, "stranger": world.stranger}.items()
    }

    allowed = {role for role, code in codes.items() if code == 422}
    assert {role: code for role, code in codes.items() if role not in allowed} == {
        **{role: 403 for role in world.people if role not in allowed},
        "stranger": 404,
    }
    assert allowed == {"analyst", "contributor"}


@pytest.mark.parametrize("which", [0, 1])
def test_who_may_send_no_files_is_refused_before_the_form_is_read_for_its_token(
    world, sign_in, which
):
    address = upload_addresses(world)[which]
    found = {}
    for role, user in {**world.people, "stranger": world.stranger}.items():
        client, body = sign_in(user), Unread()
        client.handler.enforce_csrf_checks = True
        client.cookies["csrftoken"] = "x" * 32
        answer = send(client, address, MEMBERS + 1, body=body)
        found[role] = (answer.status_code, body.asked_for > 0)

    assert found == {
        **{role: (403, role in {"analyst", "contributor"}) for role in world.people},
        "stranger": (404, False),
    }


def test_nothing_is_read_of_what_is_refused_before_the_answer_stands(rf):
    body = Unread()
    request = rf.generic(
        "POST",
        "/account/login/",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024 * 1024),
    )
    request.environ["wsgi.input"] = body
    request.user = AnonymousUser()

    answer = BodiesWithinLimits(lambda request: None).process_view(request, login, (), {})

    assert (answer.status_code, body.asked_for) == (413, 0)


@pytest.mark.parametrize("length", ["-1", "abc", "", "0"])
def test_a_length_that_is_none_reads_nothing(db, length):
    answer = Client().generic("POST", "/account/login/", b"login=x", CONTENT_LENGTH=length)

    assert answer.status_code in {200, 302}


def test_a_body_without_a_length_is_asked_for_one(db):
    answer = send(
        Client(), "/account/login/", 0, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked"
    )

    assert answer.status_code == 411
    assert "did not say how long it is" in words(answer)


HEAD = """POST /account/login/ HTTP/1.1
Host: 127.0.0.1
Content-Type: multipart/form-data; boundary=x
Cookie: csrftoken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
"""
PART = (
    b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
    b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
)
MEGABYTE = b"x" * 1024 * 1024


def test_two_hundred_megabytes_of_a_stranger_never_reach_the_disk(server):
    status, page = server.says(
        f"{HEAD}Content-Length: {200 * len(MEGABYTE)}\n\n", PART, *[MEGABYTE] * 200
    )

    assert status == "HTTP/1.1 413 Request Entity Too Large"
    assert "Too much at once" in page
    assert list(server.temporary.iterdir()) == []


def test_a_browser_that_sends_slightly_too_much_reads_why(server):
    length = STRANGERS + 1
    status, page = server.says(f"{HEAD}Content-Length: {length}\n\n", b"x" * length)

    assert status == "HTTP/1.1 413 Request Entity Too Large"
    assert "Too much at once" in page


def test_chunks_without_end_are_not_read(server):
    chunk = b"%x\r\n" % len(MEGABYTE) + MEGABYTE + b"\r\n"
    status, page = server.says(f"{HEAD}Transfer-Encoding: chunked\n\n", *[chunk] * 50)

    assert status == "HTTP/1.1 411 Length Required"
    assert "did not say how long it is" in page


def test_a_length_that_is_too_small_cuts_the_body_there(server):
    status, _ = server.says(f"{HEAD}Connection: close\nContent-Length: 10\n\n", MEGABYTE)

    assert status == "HTTP/1.1 403 Forbidden"
    assert list(server.temporary.iterdir()) == []


def test_a_length_that_is_never_reached_holds_nobody_up(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as waiting:
        waiting.sendall(f"{HEAD}Content-Length: 99999999\n\n".replace("\n", "\r\n").encode())
        began = time.monotonic()
        status = waiting.recv(65536).split(b"\r\n")[0]

    assert status == b"HTTP/1.1 413 Request Entity Too Large"
    assert time.monotonic() - began < 5
