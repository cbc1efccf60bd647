"""A reading in a process of its own: the same is found, limits hold, a death is told, it stops."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import billiard
import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connections

from datasources.intake import steps
from datasources.intake.read import read_files
from datasources.intake.reading import Context, IncomingFile
from datasources.kinds import by_slug
from datasources.layouts import Layout
from datasources.models import Delivery, Slice
from datasources.operations import apart, deliveries
from partnerships.errors import RuleBroken
from partnerships.models import TrailEntry
from partnerships.store import MissingError
from tests.factories.data import make_sample, make_source, receive
from tests.integration.reading import said, words

pytestmark = pytest.mark.slow

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


def always(*_said: object) -> bool:
    return True


@pytest.fixture
def is_apart(settings) -> None:
    settings.READING_APART = True


def children_of_this_process() -> list[str]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [each for each in listed if Path(f"/proc/{each}/cmdline").exists()]


@pytest.fixture
def children() -> Callable[[], list[str]]:
    """Those of this test: a server that another test began may run on beside it."""
    others = children_of_this_process()
    return lambda: [each for each in children_of_this_process() if each not in others]


@linux
def test_what_is_found_comes_back_and_what_is_said_on_the_way(is_apart, children):
    told = []

    def heard(*words: object) -> bool:
        told.extend([words] if words else [])
        return True

    def work(say):
        say("unpack", "File 1", 0, 2)
        return os.getpid(), {"rows": [1, 2]}

    pid, found = apart.run(work, heard=heard)

    assert (pid != os.getpid(), found, told) == (
        True,
        {"rows": [1, 2]},
        [("unpack", "File 1", 0, 2)],
    )
    assert children() == []


@linux
def test_a_fault_of_the_work_is_the_workers_fault(is_apart):
    def work(_say):
        raise MissingError("File 1 is missing.", "originals/x")

    with pytest.raises(MissingError, match="File 1 is missing") as raised:
        apart.run(work, heard=always)
    assert "def work" not in str(raised.value)
    assert "test_apart.py" in raised.value.__notes__[0]


class CannotBeSentError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__("only one")


@linux
def test_a_fault_that_cannot_be_sent_is_named(is_apart):
    def work(_say):
        raise CannotBeSentError(1, 2)

    with pytest.raises(RuntimeError, match="CannotBeSentError"):
        apart.run(work, heard=always)


def too_much(_say):
    kept = []
    while True:
        kept.append(bytearray(8 * 1024 * 1024))
        time.sleep(0.01)


@linux
@pytest.mark.parametrize(
    ("work", "limits", "error", "reason"),
    [
        (too_much, {"READING_MEMORY_BYTES": 0}, apart.TooLargeError, "more memory than it may"),
        (lambda _: time.sleep(60), {"READING_SECONDS": 0}, apart.TooLongError, "took longer than"),
        (
            lambda _: os.kill(os.getpid(), signal.SIGKILL),
            {},
            apart.DiedError,
            "was killed, perhaps because",
        ),
        (lambda _: os.kill(os.getpid(), signal.SIGTERM), {}, apart.DiedError, "broke down on"),
        (lambda _: os._exit(7), {}, apart.DiedError, "broke down on these"),
    ],
)
def test_a_process_that_comes_to_no_end_is_a_sentence(
    is_apart, settings, work, limits, error, reason, children
):
    if "READING_MEMORY_BYTES" in limits:
        limits = {"READING_MEMORY_BYTES": apart._resident(os.getpid()) + 64 * 1024 * 1024}
    for name, value in limits.items():
        setattr(settings, name, value)

    began = time.monotonic()
    with pytest.raises(error, match=reason):
        apart.run(work, heard=always)

    assert time.monotonic() - began < 20
    assert children() == []


@linux
def test_what_a_killed_process_had_unpacked_goes_with_it(is_apart):
    told = []

    def work(say):
        with tempfile.NamedTemporaryFile("w") as unpacked:
            unpacked.write("Jane Smith")
            unpacked.flush()
            say(unpacked.name, Path(unpacked.name).exists())
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(apart.DiedError):
        apart.run(work, heard=lambda *said: told.extend(said) or True)

    name, was_there = told
    assert (was_there, Path(name).exists(), Path(name).parent.exists()) == (True, False, False)


@linux
def test_what_nobody_wants_any_more_is_stopped(is_apart, children):
    with pytest.raises(apart.Stopped):
        apart.run(lambda _say: time.sleep(60), heard=lambda *_said: False)
    assert children() == []


def test_where_no_process_can_be_forked_it_is_done_here():
    def work(say):
        say("check", "", 1, 1)
        return os.getpid()

    assert apart.run(work, heard=always) == os.getpid()
    with pytest.raises(apart.Stopped):
        apart.run(work, heard=lambda *_said: False)


@linux
@pytest.mark.slow
def test_a_killed_worker_leaves_no_process_behind():
    code = (
        "import os, django, time; os.environ['DJANGO_SETTINGS_MODULE']='config.settings';"
        "django.setup();from datasources.operations import apart\n"
        "def work(say):\n"
        "    say(os.getpid()); time.sleep(60)\n"
        "def heard(*said):\n"
        "    if said: print(*said, flush=True)\n"
        "    return True\n"
        "apart.run(work, heard=heard)\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    pid = int(worker.stdout.readline())
    assert Path(f"/proc/{pid}").exists()

    worker.kill()
    worker.wait()

    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


class Killing(Layout):
    """Ends the process that asks it."""

    def taken_for(self, heading: str) -> str | None:
        os.kill(os.getpid(), signal.SIGKILL)
        return None


class Sleeping(Layout):
    """Keeps the process that asks it, which is noted in the folder that `period` names."""

    def taken_for(self, heading: str) -> str | None:
        Path(self.period, str(os.getpid())).touch()
        time.sleep(60)
        return None


def reading_side_by_side(folder: Path, layout: Layout) -> Callable[[apart.Say], object]:
    """Two tables, read by processes that a reading apart begins."""
    files = []
    for number in (1, 2):
        path = folder / f"{number}.csv"
        path.write_text("Month,Area,Number\n2024-01,E05000001,3\n")
        files.append(IncomingFile(path.name, path))

    def work(_say: apart.Say) -> object:
        processes = replace(apart.processes(), count=2, worth_it=0)
        return read_files(by_slug("counts"), files, Context(layout=layout), processes=processes)

    return work


@linux
def test_processes_are_for_what_is_read_apart(is_apart, settings):
    settings.READING_PROCESSES = 3

    assert apart.processes() is None
    assert apart.run(lambda _say: apart.processes().count, heard=always) == 3


@linux
def test_a_process_that_reads_beside_others_and_is_killed_is_a_sentence(is_apart, tmp_path):
    with pytest.raises(apart.DiedError, match=r"was killed.*The files are safe"):
        apart.run(reading_side_by_side(tmp_path, Killing()), heard=always)


@linux
def test_processes_that_read_beside_each_other_end_with_what_began_them(is_apart, tmp_path):
    begun = tmp_path / "begun"
    begun.mkdir()

    def heard(*_said: object) -> bool:
        return len(list(begun.iterdir())) < 2

    with pytest.raises(apart.Stopped):
        apart.run(reading_side_by_side(tmp_path, Sleeping(period=str(begun))), heard=heard)

    until = time.monotonic() + 10
    pids = [Path("/proc", one.name) for one in begun.iterdir()]
    while any(map(Path.exists, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [one for one in pids if one.exists()] == []


@linux
def test_in_a_worker_of_celery_tables_are_read_side_by_side_too(is_apart, tmp_path):
    work = reading_side_by_side(tmp_path, Layout())

    def worker() -> None:
        reading = apart.run(work, heard=always)
        os._exit(0 if reading.rows_read == 2 else 1)

    process = billiard.Process(target=worker)
    process.daemon = True
    process.start()
    process.join(60)

    assert process.exitcode == 0


@linux
def test_what_processes_beside_each_other_hold_counts(is_apart, tmp_path, settings):
    settings.READING_MEMORY_BYTES = 1024**3

    def hold(_say: apart.Say) -> None:
        parent = os.getpid()
        for _ in range(2):
            if os.fork() == 0:
                apart._settle_in(parent)
                kept = bytearray(os.urandom(1024**2) * 600)
                time.sleep(60 + len(kept) * 0)
        time.sleep(60)

    with pytest.raises(apart.TooLargeError):
        apart.run(hold, heard=always)


def sent(world, tmp_path: Path) -> Delivery:
    source = make_source(world.partnership, by=world.analyst)
    sample = make_sample(tmp_path / "sample", months=2, rows=30)
    return receive(source, sample.street, by=world.analyst)


def found_in(delivery: Delivery) -> dict:
    delivery = Delivery.objects.get(pk=delivery.pk)
    return {
        "state": delivery.state,
        "rows": (delivery.rows_read, delivery.rows_kept, delivery.rows_set_aside),
        "tables": delivery.tables,
        "findings": list(delivery.findings.values_list("code", "message", "count", "file")),
        "slices": list(
            Slice.objects.filter(delivery=delivery)
            .order_by("period")
            .values_list("period", "rows", "sha256", "tally_path", "looks_short")
        ),
    }


@linux
@pytest.mark.django_db(transaction=True)
def test_apart_the_same_is_found_as_here(world, tmp_path, settings):
    delivery = sent(world, tmp_path)
    deliveries.read(delivery.pk)
    here = found_in(delivery)
    Delivery.objects.update(state="received", attempts=0)

    settings.READING_APART = True
    deliveries.read(delivery.pk)

    assert here["state"] == "read"
    assert len(here["slices"]) == 2
    assert found_in(delivery) == here


@linux
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ({"READING_MEMORY_BYTES": 1}, "reading-too-large"),
        ({"READING_SECONDS": 0}, "reading-too-long"),
    ],
)
def test_a_reading_beyond_its_limits_is_a_finding_and_keeps_the_files(
    world, tmp_path, settings, is_apart, limit, code
):
    delivery = sent(world, tmp_path)
    for name, value in limit.items():
        setattr(settings, name, value)

    deliveries.read(delivery.pk)

    delivery.refresh_from_db()
    found = delivery.findings.get()
    assert (delivery.state, found.code, found.message) == ("failed", code, delivery.failure)
    assert found.what_to_do == "Send the files in smaller parts."
    assert delivery.files.kept().count() == 2


class Watched(FileSystemStorage):
    """Calls somebody when a file of a folder is asked for or written."""

    folder = ""
    call = staticmethod(lambda: None)

    def path(self, name: str) -> str:
        if Watched.folder and name.startswith(Watched.folder):
            Watched.folder = ""
            Watched.call()
            if threading.current_thread() is not threading.main_thread():
                # Slices are stored on threads, whose connections nobody else closes.
                connections.close_all()
        return super().path(name)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("folder", ["originals", "slices", "tallies"])
def test_a_reading_that_is_stopped_records_nothing_and_goes_on_when_asked(
    world, sign_in, tmp_path, settings, folder
):
    delivery = sent(world, tmp_path)
    client = sign_in(world.contributor)
    stored = settings.STORAGES["default"]["OPTIONS"]
    backend = f"{Watched.__module__}.{Watched.__name__}"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": stored}}
    pages = []
    Watched.folder = folder
    Watched.call = lambda: pages.append(
        client.post(f"/deliveries/{delivery.pk}/stop/", follow=True)
    )

    assert deliveries.read(delivery.pk) is None

    (page,) = pages
    assert said(page) == ["The reading is stopped. The files are kept."]
    assert "Stopped Somebody stopped the reading" in words(page)
    stopped = Delivery.objects.get()
    assert (stopped.state, stopped.slices.count(), stopped.findings.count()) == ("stopped", 0, 0)
    assert stopped.files.kept().count() == 2
    assert TrailEntry.objects.get(verb="delivery.stopped").actor_name == "Contributor"
    assert deliveries.sweep() == []
    deliveries.retry(delivery=stopped, by=world.contributor)
    assert deliveries.read(delivery.pk).state == "read"
    assert Slice.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_stopped_records_nothing_over_the_next_one(world, tmp_path, settings):
    """Stopped and asked for anew while the first is still at it: both have the first attempt."""
    delivery = sent(world, tmp_path)
    stored = settings.STORAGES["default"]["OPTIONS"]
    backend = f"{Watched.__module__}.{Watched.__name__}"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": stored}}
    seen = []

    def stop_and_ask_anew() -> None:
        stopped = deliveries.stop(delivery=delivery, by=world.analyst)
        deliveries.retry(delivery=stopped, by=world.analyst)
        seen.append(deliveries.read(delivery.pk).state)

    Watched.folder, Watched.call = "tallies", stop_and_ask_anew

    assert deliveries.read(delivery.pk) is None
    assert (seen, Delivery.objects.get().state, Slice.objects.count()) == (["read"], "read", 2)


@pytest.mark.parametrize("state", ["read", "accepted", "rejected", "refused", "failed", "stopped"])
def test_only_what_is_in_work_can_be_stopped(world, tmp_path, state):
    delivery = sent(world, tmp_path)
    Delivery.objects.update(state=state)

    with pytest.raises(RuleBroken, match="Only a reading that has not come to its end"):
        deliveries.stop(delivery=delivery, by=world.analyst)


def test_the_page_names_each_step_and_which_is_gone_through(world, sign_in, tmp_path):
    delivery = sent(world, tmp_path)
    Delivery.objects.update(
        state="reading",
        progress_step="tables",
        progress_text="File 2",
        progress_done=1,
        progress_total=2,
    )

    page = sign_in(world.analyst).get(f"/deliveries/{delivery.pk}/progress/").content.decode()

    found = re.findall(r"app-progress__step--(\w+)\"[^>]*>([^<]*)<", page)
    assert found == [
        (state, step.words)
        for step, state in zip(
            steps.STEPS, ["done", "done", "current", "ahead", "ahead", "ahead"], strict=True
        )
    ]
    assert "File 2" in page
    assert "(1 of 2)" in page


def test_each_step_is_told_in_its_order(world, tmp_path):
    sample = make_sample(tmp_path / "sample", months=2, rows=5)
    told = []
    read_files(
        by_slug("police-street"),
        [IncomingFile(path.name, path) for path in sample.street],
        Context(partnership_areas=("X07000001",)),
        lambda step, _name, done, total: told.append((step.slug, done, total)),
    )

    each = ["unpack", "tables", "values"]
    assert told == [
        *((slug, 0, 2) for slug in each),
        *((slug, 1, 2) for slug in each),
        ("check", 2, 2),
    ]
