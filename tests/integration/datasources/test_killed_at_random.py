"""A worker is killed at twenty moments of an ingest: each ends as one that nobody disturbed.

The moments are drawn anew in every run, as many in each step of the ingest. What was drawn is
printed (pytest -rP); with KILLED_SEED it is drawn again.
"""

import os
import random
from collections import Counter

import pytest

from tests.factories.data import make_sample
from tests.integration.datasources.as_a_program import said_by

TIMES = 20
STEPS = 5
AS_A_PROGRAM = """
import sys, django
django.setup()
from pathlib import Path
from tests.integration.datasources import killing
killing.main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.database
def test_a_worker_killed_at_any_moment_leaves_nothing_doubled_or_lost(own_database, tmp_path):
    seed = int(os.environ.get("KILLED_SEED") or random.SystemRandom().randrange(10**6))
    print(f"KILLED_SEED={seed}")
    make_sample(tmp_path / "sample", months=3, rows=3_000)
    data = tmp_path / "data"
    data.mkdir()

    said = said_by(
        AS_A_PROGRAM,
        tmp_path / "sample",
        TIMES,
        seed,
        database=own_database,
        data=data,
        timeout=1100,
    )

    rounds, expected = said["rounds"], said["expected"]
    for one in rounds:
        print(f"killed {one['after'] * 1000:.0f} ms into: {one['killed in']}")
    print(f"came too late and were drawn again: {said['too late']}")
    assert expected["state"] == "accepted"
    assert [one[3] for one in expected["slices"]] == [True, True]
    assert Counter(one["killed in"] for one in rounds) == dict.fromkeys(
        said["seconds"], TIMES // STEPS
    )
    assert [one["came of it"] for one in rounds] == [expected] * TIMES
