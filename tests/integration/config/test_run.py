"""What the run command does when something of it dies."""

import sys
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from config.celery import app
from config.management.commands.run import Command, Process, start_again

DIES = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write('started ')"


class Dying:
    """A process that ends as soon as it starts, and how often it was started."""

    def __init__(self, name: str, notes: Path) -> None:
        self.notes = notes
        self.process = Process(name, [sys.executable, "-c", DIES, str(notes)])
        self.process.start()

    def found_dead_at(self, now: float) -> int:
        self.process.child.wait()
        start_again(self.process, now)
        self.process.child.wait()
        return len(self.notes.read_text().split())


def test_what_dies_now_and_then_is_started_again_at_once(tmp_path):
    dying = Dying("worker", tmp_path / "notes")

    assert [dying.found_dead_at(now) for now in (1000, 1013, 1026, 1039, 1052, 1065)] == [
        2, 3, 4, 5, 6, 7,
    ]  # fmt: skip


def test_what_keeps_dying_takes_nothing_down_and_is_tried_every_twenty_seconds(tmp_path):
    dying = Dying("embedded Redis", tmp_path / "notes")
    for now in (1000, 1001, 1002, 1003, 1004):
        dying.found_dead_at(now)

    assert [dying.found_dead_at(now) for now in (1005, 1006, 1024, 1025, 1026, 1045)] == [
        7, 7, 7, 8, 8, 9,
    ]  # fmt: skip


def test_a_web_server_that_keeps_dying_ends_the_command(tmp_path):
    dying = Dying("web server", tmp_path / "notes")
    for now in (1000, 1001, 1002, 1003, 1004):
        dying.found_dead_at(now)

    with pytest.raises(CommandError, match="The web server died five times in a minute"):
        dying.found_dead_at(1005)


def test_reading_and_rendering_have_queues_and_workers_of_their_own():
    listed = [process.words for process in Command().processes("127.0.0.1", 8000)]
    workers = [words[words.index("--queues") + 1] for words in listed if "worker" in words]
    app.loader.import_default_modules()
    ours = sorted(name for name in app.tasks if not name.startswith("celery."))

    queues = {name: app.amqp.router.route({}, name)["queue"].name for name in ours}

    assert workers == ["readings", "editions"]
    assert queues == {
        "datasources.tasks.make_plan": "readings",
        "datasources.tasks.plan_again": "readings",
        "datasources.tasks.read_delivery": "readings",
        "datasources.tasks.refresh_evidence": "readings",
        "datasources.tasks.sweep_deliveries": "readings",
        "datasources.tasks.sweep_reminders": "readings",
        "datasources.tasks.sweep_replies": "readings",
        "datasources.tasks.sweep_retention": "readings",
        "datasources.tasks.sweep_uploads": "readings",
        "partnerships.tasks.sweep_letters": "readings",
        "reports.tasks.render_edition": "editions",
        "reports.tasks.sweep_editions": "editions",
    }
