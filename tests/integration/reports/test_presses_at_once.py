"""Publishing holds nobody up, and pressed by four at once it makes one edition: for real, in
threads of a process of its own, on SQLite's file and, where the tests run on it, on PostgreSQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

SCRIPT = """
import os, django; os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"; django.setup()
import json, threading, time
from django.core.management import call_command
from django.db import connection
from django.db.utils import DatabaseError
call_command("migrate", verbosity=0)
from partnerships.models import Partnership
from partnerships.operations import snapshots
from reports.models import Edition
from reports.operations import editions
from tests.factories import text
from tests.factories.people import make_world
from tests.factories.years import make_assessment

world = make_world()
assessment = make_assessment(world.partnership, by=world.analyst)
section = text.section_of(assessment)
mine = Partnership.objects.filter(pk=world.partnership.pk)
text.write(section, "Words.", by=world.officer)


def at_once(work, number):
    ready, answers = threading.Barrier(number), []

    def one():
        ready.wait()
        try:
            answers.append(work())
        except Exception as reason:
            answers.append(repr(reason))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return answers


def press(audience="board"):
    edition = editions.request(assessment=assessment, audience=audience, by=world.analyst)
    return [edition.number, edition.stood_already]


def rename(name):
    began = time.monotonic()
    mine.update(name=name)
    return time.monotonic() - began


first = at_once(press, 4)
text.write(section, "Other words.", by=world.officer)
second = at_once(press, 4)
audiences = iter(["board", "partnership", "public"])
apart = at_once(lambda: press(next(audiences)), 3)

name = lambda: mine.values_list("name", flat=True).get()
with snapshots.at_one_moment():
    before = name()
    [waited] = at_once(lambda: rename("Renamed"), 1)
    within = name()
    try:
        rename("From within")
        refused = False
    except DatabaseError:
        refused = True
after = name()
try:
    with snapshots.at_one_moment():
        list(mine.extra(where=["no_such_column = 1"]))
except DatabaseError:
    rename("Written again")
print(json.dumps({
    "first": sorted(first),
    "second": sorted(second),
    "apart": sorted(apart),
    "editions": sorted(Edition.objects.values_list("number", "audience")),
    "read": [before, within, after, name()],
    "a writer waited": not isinstance(waited, float) or waited > 5,
    "write within refused": refused,
}))
"""


@pytest.fixture
def scratch_database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on; none is SQLite's file."""
    if connection.vendor == "sqlite":
        yield ""
        return
    import psycopg

    place = connection.settings_dict
    name = f"scratch_{os.getpid()}"
    access = {
        "host": place["HOST"], "port": place["PORT"] or 5432,
        "user": place["USER"], "password": place["PASSWORD"],
    }  # fmt: skip
    with psycopg.connect(dbname="postgres", autocommit=True, **access) as server:
        server.execute(f"create database {name}")
    try:
        user = quote(place["USER"]) + (f":{quote(place['PASSWORD'])}" if place["PASSWORD"] else "")
        yield f"postgresql://{user}@{place['HOST']}:{place['PORT'] or 5432}/{name}"
    finally:
        with psycopg.connect(dbname="postgres", autocommit=True, **access) as server:
            server.execute(f"drop database {name} with (force)")


@pytest.mark.slow
def test_presses_at_once_make_one_edition_and_hold_nobody_up(tmp_path: Path, scratch_database: str):
    place = {
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": scratch_database,
        "REDIS_URL": "",
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, **place},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout.splitlines()[-1])
    apart = printed.pop("apart")
    assert printed == {
        "first": [[1, False], [1, True], [1, True], [1, True]],
        "second": [[2, False], [2, True], [2, True], [2, True]],
        "editions": [
            [1, "board"],
            [2, "board"],
            [3, apart_of(printed, 3)],
            [4, apart_of(printed, 4)],
        ],
        "read": ["Wexmere", "Wexmere", "Renamed", "Written again"],
        "a writer waited": False,
        "write within refused": True,
    }
    assert apart == [[2, True], [3, False], [4, False]]


def apart_of(printed: dict, number: int) -> str:
    """Which of the other two audiences came first is left to chance."""
    found = dict(printed["editions"])[number]
    others = {found, *(name for at, name in printed["editions"] if at > 2)}
    assert others == {"partnership", "public"}
    return found
