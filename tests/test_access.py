"""Every URL name x role x method, plus a stranger from another partnership."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import BOUND, EVERYONE, Access
from tests.access.assessment import ACCESS as ASSESSMENT
from tests.access.config import ACCESS as CONFIG
from tests.access.datasources import ACCESS as DATASOURCES
from tests.access.partnerships import ACCESS as PARTNERSHIPS
from tests.access.reports import ACCESS as REPORTS
from tests.access.world import AccessWorld

TABLE: dict[str, Access] = {**CONFIG, **PARTNERSHIPS, **DATASOURCES, **ASSESSMENT, **REPORTS}
WALLED = {name: row for name, row in TABLE.items() if not (row.is_open or row.is_own)}
# The mark alone tells pytest-django to make the test database: the world is made once, below.
pytestmark = pytest.mark.django_db
# Packages that bring their own walls: allauth's pages and Django's admin.
FOREIGN = ("account/", "admin/")


def url_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if path.startswith(FOREIGN):
            continue
        if isinstance(pattern, URLResolver):
            found |= url_names(pattern, path)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"the address {path} has no name"
            found.add(pattern.name)
    return found


def test_every_url_name_stands_in_the_table():
    assert url_names(get_resolver()) == set(TABLE)


@pytest.fixture(scope="module")
def sessions(access_world: AccessWorld, prepare) -> dict[str, str]:
    """The session of each person, by e-mail address: signing in is tried elsewhere."""

    def of(user) -> str:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client.cookies["sessionid"].value

    everybody = (*access_world.people.values(), access_world.stranger)
    return prepare(lambda: {user.email: of(user) for user in everybody})


@pytest.fixture
def attempt(access_world: AccessWorld, sessions: dict[str, str], django_db_blocker):
    """Send one request as one person, undone afterwards; gives the status code."""
    from django.db import transaction

    def attempt_as(user, method: str, name: str) -> int:
        row = TABLE[name]
        with django_db_blocker.unblock(), transaction.atomic():
            client = Client(raise_request_exception=False)
            if user is not None:
                client.cookies["sessionid"] = sessions[user.email]
            path = reverse(name, args=row.args(access_world))
            send = client.get if method == "get" else client.post
            response = send(path, row.data(access_world) if method == "post" else {})
            code = response.status_code
            if code == 302 and "/account/login/" in response["Location"]:
                code = 401
            if response.streaming:
                # Read, not closed: closing by hand would take the test's connection with it.
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return code

    return attempt_as


LET_IN = {200, 302, 204, 400, 409, 422}


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(WALLED))
def test_each_role_gets_in_or_is_told_why_not(
    name: str, method: str, access_world: AccessWorld, attempt
):
    allowed = getattr(TABLE[name], method)

    people = {role: access_world.people[role] for role in sorted(EVERYONE | BOUND)}
    codes = {role: attempt(person, method, name) for role, person in people.items()}

    if allowed is None:
        assert codes == dict.fromkeys(people, 405)
    else:
        verdicts = {role: _verdict(name, role, code) for role, code in codes.items()}
        shut = 404 if TABLE[name].is_one_persons else 403
        assert verdicts == {role: "in" if role in allowed else shut for role in people}


def _verdict(name: str, role: str, code: int) -> object:
    """For whoever sends files, what is not their own organisation's is not there, or shut."""
    if code in LET_IN:
        return "in"
    is_shut_out = role in BOUND and code == 404 and not TABLE[name].is_one_persons
    return 403 if is_shut_out else code


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(WALLED))
def test_a_stranger_finds_nothing_and_an_unknown_visitor_must_sign_in(
    name: str, method: str, access_world: AccessWorld, attempt
):
    if getattr(TABLE[name], method) is None:
        return

    assert attempt(access_world.stranger, method, name) == 404
    assert attempt(None, method, name) == 401
