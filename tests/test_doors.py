"""Every door that takes a form, tried with what no person types: words on a page, never a fault.

The doors are those of the access table, so that a new address is tried by itself. Their fields are
read from the pages that show them.
"""

import json
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.world import AccessWorld
from tests.test_access import TABLE

# Told to pytest-django, which otherwise makes no database when this file runs alone.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOORS = sorted(name for name, row in TABLE.items() if row.post and not row.is_open)
# What a page may say of each character that it was sent: escaped, in the editor and as plain lines.
MOST_TIMES = 20


class _Fields(HTMLParser):
    """The names of a page's fields, with what the page itself would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {}

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag in {"input", "textarea", "select", "button"} and given.get("name"):
            self.found.setdefault(given["name"], set()).add(given.get("value") or "")
        elif tag == "option" and self.found:
            self.found[list(self.found)[-1]].add(given.get("value") or "")


def heading(level: object) -> str:
    block = {"type": "heading", "attrs": {"level": level}, "content": []}
    return json.dumps({"type": "doc", "content": [block]})


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "NaN",
            "Infinity",
            "1e400",
            "9" * 5000,
            str(2**31),
            str(2**63),
            str(-(2**63) - 1),
            "0000-00-00",
            "9999-12-31",
            "10000-01-01",
            "31",
            "99",
            "\x00",
            "a\x00b",
            "\x1b[2J",
            "\u202e\u2028",
            "\U0010ffff",
            "x" * 20_000,
            "<script>",
            "{",
            "[" * 5000,
            heading(20_000_000),
            heading(10**400),
            heading(True),
            '{"type":"doc","content":[{"type":"text","text":"\\ud800\\u0000"}]}',
            "|" * 3000 + "\n|" * 3000,
            "\n".join(" " * each + "- x" for each in range(0, 1100, 2)),
        ]
    ),
    st.text(max_size=30).filter(lambda words: words.isprintable()),
    st.integers(-(10**40), 10**40).map(str),
)


def fields_of(client: Client, address: str, row) -> dict[str, set[str]]:
    """From the page at the address itself, or from the one on which its button stands."""
    page = client.get(address)
    if page.status_code == 405:
        page = client.get(page.context["place"])
    reader = _Fields()
    reader.feed(page.content.decode() if not page.streaming else "")
    reader.found.pop("csrfmiddlewaretoken", None)
    return reader.found


@pytest.mark.parametrize("name", DOORS)
def test_no_door_falls_over(name: str, access_world: AccessWorld, django_db_blocker):
    row = TABLE[name]
    address = reverse(name, args=row.args(access_world))
    client = Client(raise_request_exception=False)
    person = access_world.people[sorted(row.post)[0]]
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    fields = {**dict.fromkeys(row.data(access_world), {""}), **fields_of(client, address, row)}
    blank = len(_tried(client, address, {}, django_db_blocker).content)

    @settings(
        max_examples=8,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        sent = {
            field: data.draw(st.one_of(HOSTILE, st.sampled_from(sorted(values))))
            for field, values in fields.items()
            if isinstance(field, str)
        }
        answer = _tried(client, address, sent, django_db_blocker)

        size = sum(len(str(value).encode(errors="replace")) for value in sent.values())
        assert answer.status_code < 500, sent
        assert len(answer.content) <= 2 * blank + MOST_TIMES * size + 50_000

    tried()


def _tried(client: Client, address: str, sent: dict, blocker):
    """One request, taken back; a page that follows it is read as well."""
    with blocker.unblock(), transaction.atomic():
        answer = client.post(address, sent)
        if answer.status_code == 302 and answer["Location"].startswith("/"):
            following = client.get(answer["Location"])
            assert following.status_code < 500
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.get))
def test_no_question_in_an_address_makes_a_page_fall_over(
    name: str, access_world: AccessWorld, django_db_blocker
):
    """Filters and pages are asked for in the address: numbers beyond measure, signs nobody sees."""
    row = TABLE[name]
    address = reverse(name, args=row.args(access_world))
    client = Client(raise_request_exception=False)
    person = access_world.people[sorted(row.get)[0]]
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    names = ["page", "state", "show", "start", "section", "measure", "area", "from", "to", "q"]
    page = client.get(address)
    if page.status_code == 200 and not page.streaming:
        reader = _Fields()
        reader.feed(page.content.decode())
        names = list(dict.fromkeys([*names, *reader.found]))[:30]

    for value in ("\x00", "9" * 40, "-1", "\ud7ff\u2028", "0000-00-00", "x" * 3000):
        answer = client.get(address, dict.fromkeys(names, value))

        if answer.streaming:
            b"".join(answer.streaming_content)
        assert answer.status_code < 500, value


@pytest.mark.parametrize("name", DOORS)
def test_numbers_in_addresses_beyond_what_is_stored_lead_nowhere(name: str, access_world):
    row = TABLE[name]
    args = row.args(access_world)
    if not any(isinstance(each, int) for each in args):
        return
    beyond = [10**30 if isinstance(each, int) else each for each in args]
    client = Client(raise_request_exception=False)
    client.force_login(
        access_world.people["analyst"], backend="django.contrib.auth.backends.ModelBackend"
    )

    address = reverse(name, args=beyond)

    assert resolve(address).url_name == name
    assert (client.get(address).status_code, client.post(address).status_code) in {
        (404, 404),
        (405, 404),
    }
