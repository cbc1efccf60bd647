"""Each thing that the site stands on, really stopped: what a person is told."""

import errno
import os
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from botocore.exceptions import EndpointConnectionError
from django.conf import settings as project
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import DatabaseErrorWrapper
from kombu import Connection

from config.away import what_is_away
from partnerships.errors import LetterNotSentError
from tests.integration.config.conftest import EMAIL, PASSWORD
from tests.mail import free_port

pytestmark = pytest.mark.slow

ASKED = """
import django, sys
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
client.cookies["sessionid"] = "a" * 32
for path in sys.argv[1:]:
    answer = client.get(path)
    page = answer.content.decode()
    print(answer.status_code, answer.headers.get("Retry-After"))
    print(" ".join(page.partition("<main")[2].partition("</main>")[0].split()))
"""


def asked(tmp_path: Path, *paths: str, **environment: str) -> list[str]:
    """Status and words of each page, in a process of its own whose database is as it is."""
    answer = subprocess.run(
        [sys.executable, "-c", ASKED, *paths],
        cwd=project.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(tmp_path),
            "LOG_LEVEL": "CRITICAL",
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.splitlines()


def test_with_postgresql_down_every_page_says_so_calmly(tmp_path):
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"

    lines = asked(tmp_path, "/", "/partnerships/wexmere/about/", "/nothing/", DATABASE_URL=url)

    assert lines[::2] == ["503 60"] * 3
    assert all("The site cannot reach its database" in words for words in lines[1::2])
    assert all("What you had saved is safe." in words for words in lines[1::2])
    assert not any("Traceback" in words or "psycopg" in words for words in lines)


def test_with_a_sqlite_file_that_is_none_every_page_says_so_calmly(tmp_path):
    (tmp_path / "database.sqlite3").write_bytes(b"this is no database" * 1000)

    lines = asked(tmp_path, "/", "/account/login/")

    assert (lines[0], "The site cannot reach its database" in lines[1]) == ("503 60", True)
    assert lines[2] == "503 60"


def test_with_a_database_that_was_never_prepared_pages_say_that_it_is_being(tmp_path):
    lines = asked(tmp_path, "/")

    assert lines[0] == "503 60"
    assert "database is being prepared" in lines[1]


def of_sqlite(act) -> BaseException:
    """The error as Django raises it, from a database that is really in that state."""
    try:
        with DatabaseErrorWrapper(DatabaseWrapper({"OPTIONS": {}}, "other")):
            act()
    except Exception as reason:
        return reason
    raise AssertionError("nothing went wrong")


def locked(tmp_path: Path) -> None:
    first = sqlite3.connect(tmp_path / "x", isolation_level=None)
    first.execute("CREATE TABLE t (a)")
    first.execute("BEGIN EXCLUSIVE")
    sqlite3.connect(tmp_path / "x", timeout=0).execute("INSERT INTO t VALUES (1)")


def read_only(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "x").execute("CREATE TABLE t (a)")
    sqlite3.connect(f"file:{tmp_path / 'x'}?mode=ro", uri=True).execute("CREATE TABLE u (a)")


def gone(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "nowhere" / "x")


def broken(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"no database" * 1000)
    sqlite3.connect(tmp_path / "x").execute("SELECT * FROM t")


def full(tmp_path: Path) -> None:
    small = sqlite3.connect(tmp_path / "x")
    small.execute("PRAGMA max_page_count=3")
    small.execute("CREATE TABLE t (a)")
    small.execute("INSERT INTO t VALUES (zeroblob(100000))")


def unprepared(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "x").execute("SELECT * FROM t")


def our_own_mistake(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "x").execute("SELEKT 1")


@pytest.mark.parametrize(
    ("act", "away"),
    [
        (locked, "database"),
        (read_only, "database"),
        (gone, "database"),
        (broken, "database"),
        (full, "database"),
        (unprepared, "not-ready"),
        (our_own_mistake, ""),
    ],
)
def test_what_ails_sqlite(tmp_path, act, away):
    assert what_is_away(of_sqlite(lambda: act(tmp_path))) == away


def raised(act) -> BaseException:
    try:
        act()
    except Exception as reason:
        return reason
    raise AssertionError("nothing went wrong")


def no_redis() -> None:
    redis.Redis(port=free_port()).ping()


def no_broker() -> None:
    Connection(f"redis://127.0.0.1:{free_port()}/0").ensure_connection(max_retries=0, timeout=1)


def no_visitor() -> None:
    socket.create_connection(("127.0.0.1", free_port()))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reason", "away"),
    [
        (lambda: raised(no_redis), "queue"),
        (lambda: raised(no_broker), "queue"),
        (lambda: OSError(errno.ENOSPC, "No space left on device"), "store"),
        (lambda: OSError(errno.EROFS, "Read-only file system"), "store"),
        (lambda: PermissionError(errno.EACCES, "Permission denied"), "store"),
        (lambda: EndpointConnectionError(endpoint_url="http://store.example"), "store"),
        (LetterNotSentError, "mail"),
        (lambda: raised(no_visitor), ""),
        (lambda: FileNotFoundError(errno.ENOENT, "No such file"), ""),
        (lambda: ValueError("our own mistake"), ""),
        (lambda: None, ""),
    ],
)
def test_what_else_may_be_away(reason, away):
    assert what_is_away(reason()) == away


def test_what_is_away_is_found_behind_what_came_of_it():
    def act() -> None:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as reason:
            raise ValueError("could not be kept") from reason

    assert what_is_away(raised(act)) == "store"


def test_a_postgresql_that_refuses_is_away():
    def act() -> None:
        psycopg.connect(f"host=127.0.0.1 port={free_port()} dbname=x")

    from django.db import OperationalError

    reason = OperationalError("connection failed")
    reason.__cause__ = raised(act)
    assert what_is_away(reason) == "database"


def test_without_redis_people_sign_in(server):
    visitor = server.visitor()

    answer = visitor.post("/account/login/", login=EMAIL, password=PASSWORD)

    assert (answer.status, answer.place) == (302, "/")
    assert visitor.get("/").status == 200


@pytest.mark.slow
def test_guessing_is_slowed_down_over_all_processes_and_without_redis(server):
    guessed = "somebody.else@wexmere.example"

    codes = [
        server.visitor().post("/account/login/", login=guessed, password=f"wrong {n}").status
        for n in range(5)
    ]
    refused = server.visitor().post("/account/login/", login=guessed, password="wrong again")

    assert codes == [200] * 5
    assert "The password was wrong too often" in refused.page


def test_a_reset_without_a_mail_server_is_no_fault_of_ours(server):
    answer = server.visitor().post("/account/password/reset/", email=EMAIL)

    assert (answer.status, "No letter could be sent" in answer.page) == (503, True)


def test_a_start_without_collected_static_files_is_said_once_and_breaks_no_page(server):
    visitor = server.visitor()

    lost = visitor.get("/nothing/there/")

    assert (lost.status, "Page not found" in lost.page) == (404, True)
    styles = re.findall(r'href="(/static/[^"]+\.css)"', lost.page)
    assert [visitor.get(style).status for style in styles] == [200] * len(styles) != []
    assert server.log.read_text().count("Static files have not been collected") == 1
