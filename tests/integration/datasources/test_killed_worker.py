"""A worker killed in the middle leaves a delivery that a sweep finishes, and nothing twice."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories.data import make_sample

BEGIN = """
import sys
from pathlib import Path
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datasources.operations import deliveries
from tests.factories.data import make_source, receive
from tests.factories.people import make_world
world = make_world()
source = make_source(world.partnership, by=world.analyst)
delivery = receive(source, sorted(Path(sys.argv[1]).glob("*-street.csv")), by=world.analyst)
deliveries.read(delivery.pk)
"""
FINISH = """
import json
from datetime import timedelta
from django.utils import timezone
from datasources.models import Delivery
from datasources.operations import deliveries
before = deliveries.sweep()
Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
found = deliveries.sweep()
for pk in found:
    deliveries.read(pk)
delivery = Delivery.objects.get()
codes = list(delivery.findings.values_list("code", "period"))
print(json.dumps({
    "swept while leased": before,
    "swept": found == [delivery.pk],
    "state": delivery.state,
    "attempts": delivery.attempts,
    "slices": delivery.slices.count(),
    "rows": sum(delivery.slices.values_list("rows", flat=True)) == delivery.rows_kept,
    "findings once": len(codes) == len(set(codes)),
}))
"""
SETUP = (
    "import os, django; os.environ['DJANGO_SETTINGS_MODULE']='config.settings'; django.setup()\n"
)


def start(code: str, data: Path, *arguments: str) -> subprocess.Popen:
    place = {"DATA_DIR": str(data), "DATABASE_URL": "", "REDIS_URL": "", "LOG_LEVEL": "ERROR"}
    return subprocess.Popen(
        [sys.executable, "-c", SETUP + code, *arguments],
        env={**os.environ, **place},
        stdout=subprocess.PIPE,
        text=True,
    )


def is_in_the_middle(database: Path) -> bool:
    """Some files are read, and not all."""
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            query = "select state, progress_done, progress_total from datasources_delivery"
            row = connection.execute(query).fetchone()
    except sqlite3.OperationalError:
        return False
    return row is not None and row[0] == "reading" and 0 < row[1] < row[2]


@pytest.mark.slow
def test_a_sweep_finishes_what_a_killed_worker_left(tmp_path):
    make_sample(tmp_path / "sample", months=12, rows=20_000)
    data = tmp_path / "data"
    data.mkdir()
    worker = start(BEGIN, data, str(tmp_path / "sample"))
    until = time.monotonic() + 120
    while not is_in_the_middle(data / "database.sqlite3"):
        if worker.poll() is not None or time.monotonic() > until:
            worker.kill()
            pytest.fail("the worker was done, or not begun, before it could be killed")
        time.sleep(0.02)

    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    finished = start(FINISH, data)
    printed, _ = finished.communicate(timeout=120)

    assert json.loads(printed.splitlines()[-1]) == {
        "swept while leased": [],
        "swept": True,
        "state": "read",
        "attempts": 2,
        "slices": 12,
        "rows": True,
        "findings once": True,
    }
