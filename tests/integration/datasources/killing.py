"""An ingest whose worker is killed at moments drawn within it, each time in a copy of one place.

For a program of its own, which forks. The last line that `main` prints is JSON: what comes of an
undisturbed ingest, how long each of its steps takes, and for each time in which step it was killed
and what came of it in the end.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from config.celery import app
from datasources import frames, tasks
from datasources.models import Delivery, Evidence, ReplacementPlan, Slice
from datasources.operations import deliveries, evidence
from partnerships.models import TrailEntry, User
from tests.factories.data import make_source, receive, receive_and_accept, receive_and_read
from tests.factories.people import make_world

UNDISTURBED = 3
MOST_TOO_LATE = 200
LEASED = (Delivery, ReplacementPlan)


@dataclass(frozen=True)
class Place:
    """A database and a store of its own: a copy of those that everything begins with."""

    database: str
    files: Path

    def enter(self) -> None:
        """From here on this process works there."""
        connections["default"].settings_dict["NAME"] = self.database
        options = {"location": self.files, "allow_overwrite": True}
        storage = {**settings.STORAGES["default"], "OPTIONS": options}
        override_settings(STORAGES={**settings.STORAGES, "default": storage}).enable()


def copied(number: int) -> Place:
    connections.close_all()
    given = settings.DATABASES["default"]
    files = settings.DATA_DIR / f"files-{number}"
    shutil.copytree(settings.DATA_DIR / "files", files)
    if "sqlite" in given["ENGINE"]:
        database = settings.DATA_DIR / f"database-{number}.sqlite3"
        shutil.copy(given["NAME"], database)
        return Place(str(database), files)
    name = f"{given['NAME']}_{number}"
    with administrator() as admin:
        admin.execute(f'create database "{name}" template "{given["NAME"]}"')
    return Place(name, files)


def gone(place: Place) -> None:
    shutil.rmtree(place.files)
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        for path in Path(place.database).parent.glob(f"{Path(place.database).name}*"):
            path.unlink()
        return
    with administrator() as admin:
        admin.execute(f'drop database "{place.database}" with (force)')


def administrator() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True)


def begin(folder: Path) -> int:
    """A partnership with data in use and answered, a delivery that waits for a decision, and one
    that brings a month again and a new one, received and not read: that is the ingest."""
    # As the models say: by every migration it would take longer than all that follows.
    with override_settings(MIGRATION_MODULES={one.label: None for one in apps.get_app_configs()}):
        call_command("migrate", run_syncdb=True, verbosity=0)
    world = make_world()
    for kind, name in (("area-look-up", "lsoa21*.csv"), ("population", "population*.csv")):
        source = make_source(world.partnership, kind, by=world.analyst)
        receive_and_accept(source, folder.glob(name), by=world.analyst)
    street = sorted(folder.glob("*-street.csv"))
    police = make_source(world.partnership, by=world.analyst)
    receive_and_accept(police, street[:2], by=world.analyst)
    evidence.refresh(police.pk)
    beside = make_source(world.partnership, slug="beside", by=world.analyst)
    receive_and_read(beside, street[:1], by=world.analyst)
    made(ReplacementPlan.objects.all())
    return receive(police, street[1:], by=world.analyst).pk


def made(plans) -> None:
    for plan in plans.filter(state="queued"):
        tasks.make_plan(plan.pk)


def steps(delivery: int) -> dict[str, Callable[[], object]]:
    """Of an ingest, in their order: what the worker's tasks do, and the decision between them."""
    source = Delivery.objects.values_list("source_id", flat=True).get(pk=delivery)
    analyst = User.objects.get(email="analyst@wexmere.example")
    taken = {
        "read": lambda: tasks.read_delivery(delivery),
        "say what would change": lambda: made(ReplacementPlan.objects.all()),
        "accept": lambda: deliveries.accept(delivery=Delivery.objects.get(pk=delivery), by=analyst),
        "answer": lambda: tasks.refresh_evidence(source),
    }

    def again() -> None:
        tasks.plan_again(source)
        made(ReplacementPlan.objects.all())

    return {**taken, "say it anew of what waits": again}


def forked(place: Place, work: Callable[[], object]) -> int:
    """A process of its own in that place, with nothing open that is ours."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        place.enter()
        work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


class Worker:
    """Goes through an ingest step by step, and says over a pipe when it begins with each."""

    def __init__(self, place: Place, delivery: int) -> None:
        self.said, saying = os.pipe()
        self.pid = forked(place, lambda: self._through(delivery, saying))
        os.close(saying)
        self.begun: list[float] = []

    @staticmethod
    def _through(delivery: int, saying: int) -> None:
        for step in steps(delivery).values():
            os.write(saying, b".")
            step()
        os.write(saying, b".")

    def next(self) -> bool:
        """Waits until it begins with another step; False when it is no more."""
        if not os.read(self.said, 1):
            return False
        self.begun.append(time.monotonic())
        return True

    def kill(self) -> bool:
        """Whether it was killed, and not over before."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        while self.next():
            pass
        os.close(self.said)
        return os.WIFSIGNALED(status)


def undisturbed(place: Place, delivery: int) -> list[float]:
    """How long each step takes."""
    worker = Worker(place, delivery)
    while worker.next():
        pass
    os.close(worker.said)
    _, status = os.waitpid(worker.pid, 0)
    assert status == 0
    return [later - one for one, later in zip(worker.begun, worker.begun[1:], strict=False)]


def killed_in(place: Place, delivery: int, step: int, after: float) -> bool:
    """Whether it was still in that step, so long after it began with it."""
    worker = Worker(place, delivery)
    while len(worker.begun) <= step and worker.next():
        pass
    time.sleep(after)
    return worker.kill() and len(worker.begun) == step + 1


def finish(delivery: int) -> dict[str, object]:
    """What the site does about it by itself, and whoever decides; then what is there."""
    # Whatever a sweep rings for is done at once, as by the next worker.
    app.conf.task_always_eager = True
    analyst = User.objects.get(email="analyst@wexmere.example")
    for _ in range(3):
        for model in LEASED:
            past = timezone.now() - timedelta(seconds=1)
            model.objects.exclude(lease_until=None).update(lease_until=past)
        tasks.sweep_deliveries()
        one = Delivery.objects.get(pk=delivery)
        if one.state == "read":
            deliveries.accept(delivery=one, by=analyst)
    return outcome(delivery)


def outcome(number: int) -> dict[str, object]:
    delivery = Delivery.objects.get(pk=number)
    named = {"target_type": "datasources.delivery", "target_pk": number}
    return {
        "state": delivery.state,
        "counts": [delivery.rows_read, delivery.rows_kept, delivery.rows_set_aside],
        "findings": sorted(
            [one.code, one.period, one.count, one.message] for one in delivery.findings.all()
        ),
        "slices": [
            [one.period, one.rows, one.path, one.is_current, len(frames.load(one.path))]
            for one in delivery.slices.order_by("period", "pk")
        ],
        "tallies": [
            [one.period, one.tally_path, int(frames.load(one.tally_path)["count"].sum())]
            for one in delivery.slices.order_by("period", "pk")
        ],
        "in use": sorted(Slice.objects.current().values_list("source__slug", "period", "rows")),
        "plans": sorted(ReplacementPlan.objects.values_list("delivery__source__slug", "state")),
        "answers": sorted(
            [one.question.analysis, one.question.sources.count(), json.dumps(one.result)]
            + [sorted(one.slices.values_list("source__slug", "period"))]
            for one in Evidence.objects.all()
        ),
        "told": sorted(TrailEntry.objects.filter(**named).values_list("verb", flat=True)),
        "rows of tables": {
            model._meta.label: model._default_manager.count() for model in apps.get_models()
        },
    }


def ended(place: Place, delivery: int) -> dict[str, object]:
    path = place.files.with_suffix(".json")
    pid = forked(place, lambda: path.write_text(json.dumps(finish(delivery))))
    _, status = os.waitpid(pid, 0)
    assert status == 0
    return json.loads(path.read_text())


def main(folder: Path, times: int, seed: int) -> None:
    dice = random.Random(seed)
    delivery = begin(folder)
    names = list(steps(delivery))
    # The store is warm and the program loaded after the first: what it took is no measure.
    took: list[list[float]] = []
    numbers = iter(range(10_000))
    for _ in range(UNDISTURBED):
        place = copied(next(numbers))
        took.append(undisturbed(place, delivery))
        expected = ended(place, delivery)
        gone(place)
    whole = [min(each) for each in zip(*took, strict=True)]
    order = [at % len(names) for at in range(times)]
    dice.shuffle(order)
    rounds, too_late = [], 0
    for step in order:
        while True:
            place = copied(next(numbers))
            after = whole[step] * dice.random()
            if killed_in(place, delivery, step, after):
                break
            gone(place)
            too_late += 1
            assert too_late <= MOST_TOO_LATE, "the worker is quicker than it was measured to be"
        rounds.append(
            {"killed in": names[step], "after": after, "came of it": ended(place, delivery)}
        )
        gone(place)
    print(
        json.dumps(
            {
                "expected": expected,
                "seconds": dict(zip(names, whole, strict=True)),
                "rounds": rounds,
                "too late": too_late,
            }
        )
    )
