"""A worker is killed at twenty moments of a reading: each delivery is read once, and whole."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.factories.data import make_sample

TIMES, SEED = 20, 2026
URL = os.environ.get("DATABASE_URL", "")
IN_PROCESSES = """
import json, os, random, signal, sys, time
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
from datetime import timedelta
from pathlib import Path
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
call_command("migrate", verbosity=0)
from datasources import frames
from datasources.models import Delivery
from datasources.operations import deliveries
from partnerships.models import TrailEntry
from tests.factories.data import make_source, receive
from tests.factories.people import make_world

UNDISTURBED = 3
folder, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
dice = random.Random(seed)
world = make_world()


def received(number):
    source = make_source(world.partnership, by=world.analyst, slug=f"source-{number}")
    return receive(source, sorted(folder.glob("*-street.csv")), by=world.analyst)


def worker(delivery):
    # A process of its own, with nothing open that is ours.
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    deliveries.read(delivery.pk)
    os._exit(0)


def outcome(delivery):
    delivery.refresh_from_db()
    return {
        "state": delivery.state,
        "counts": [delivery.rows_read, delivery.rows_kept, delivery.rows_set_aside],
        "findings": sorted(
            [one.code, one.period, one.count, one.message] for one in delivery.findings.all()
        ),
        "slices": [
            [one.period, one.rows, one.path, one.tally_path, len(frames.load(one.path))]
            for one in delivery.slices.order_by("period", "pk")
        ],
        "told": sorted(
            TrailEntry.objects.filter(
                target_type="datasources.delivery", target_pk=delivery.pk
            ).values_list("verb", flat=True)
        ),
    }


took = []
for number in range(UNDISTURBED):
    undisturbed = received(f"undisturbed-{number}")
    began = time.monotonic()
    os.waitpid(worker(undisturbed), 0)
    took.append(time.monotonic() - began)
# The first is often the longest: a moment drawn from its length would fall behind the others.
whole = min(took)
expected = outcome(undisturbed)
rounds = []
for number in range(times):
    delivery = received(number)
    pid = worker(delivery)
    time.sleep(whole * dice.random())
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    delivery.refresh_from_db()
    was = delivery.state
    while delivery.is_in_work:
        Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        for found in deliveries.sweep():
            deliveries.read(found)
        delivery.refresh_from_db()
    rounds.append({"killed": os.WIFSIGNALED(status), "was": was, **outcome(delivery)})
print(json.dumps({"expected": expected, "rounds": rounds}))
"""


@pytest.fixture
def database(request):
    """The address of a database of its own, empty; blank for the embedded one."""
    if request.param == "sqlite":
        yield ""
        return
    if not URL.startswith("postgres"):
        pytest.skip("DATABASE_URL names no PostgreSQL")
    name = f"killed_{uuid.uuid4().hex}"
    with psycopg.connect(URL, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'create database "{name}"')
        try:
            yield urlunsplit(urlsplit(URL)._replace(path=f"/{name}"))
        finally:
            admin.execute(f'drop database "{name}" with (force)')


@pytest.mark.slow
@pytest.mark.database
@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_worker_killed_at_any_moment_leaves_nothing_doubled_or_lost(database, tmp_path):
    make_sample(tmp_path / "sample", months=3, rows=3_000)
    data = tmp_path / "data"
    data.mkdir()

    printed = subprocess.run(
        [sys.executable, "-c", IN_PROCESSES, str(tmp_path / "sample"), str(TIMES), str(SEED)],
        env={
            **os.environ,
            "DATA_DIR": str(data),
            "DATABASE_URL": database,
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
        },
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=500,
    ).stdout
    said = json.loads(printed.splitlines()[-1])

    rounds = said["rounds"]
    assert said["expected"]["state"] == "read"
    assert len(said["expected"]["slices"]) == 3
    # Moments are drawn from the length of an undisturbed reading: some fall behind a quick one.
    assert sum(one.pop("killed") for one in rounds) >= TIMES / 2
    assert "reading" in {one.pop("was") for one in rounds}
    assert rounds == [said["expected"]] * TIMES
