"""The whole site as `make run` starts it, and hands that take a part of it away for real."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.mail import Postbox, free_port, mail_server
from tests.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
STORE_SIZE = "64m"
STATE = """
import json
import django
django.setup()
from assessment.models import Meeting, Section
from datasources.models import Delivery
from partnerships.models import Invitation
from reports.models import Edition
print(json.dumps({
    "letters": {each.email: each.letter.state for each in
        Invitation.objects.filter(letter__isnull=False).select_related("letter")},
    "deliveries": {str(each.pk): each.state for each in Delivery.objects.all()},
    "texts": [json.dumps(each.document) for each in Section.objects.all()],
    "meetings": list(Meeting.objects.values_list("title", flat=True)),
    "editions": {str(each.pk): each.state for each in Edition.objects.all()},
}))
"""


class NotHereError(Exception):
    """This machine does not allow that fault."""


class Forwarder:
    """Stands between the site and a server that is not ours to stop: hangs up on everybody."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.port = free_port()
        self.ends: list[socket.socket] = []
        self.start()

    def start(self) -> None:
        self.door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._welcome, args=(self.door,), daemon=True).start()

    def stop(self) -> None:
        for end in (self.door, *self.ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def _welcome(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self.target)
                self.ends += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


@dataclass
class Site:
    url: str
    data_dir: Path
    environment: dict[str, str]
    running: subprocess.Popen
    password: str
    mail_port: int
    forwarder: Forwarder | None
    store_is_mounted: bool
    years: list[str] = field(default_factory=list)
    letters: list = field(default_factory=list)

    def visitor(self) -> Visitor:
        return Visitor(self.url)

    def state(self) -> dict:
        """What the database holds, read from beside the site."""
        answer = subprocess.run(
            [sys.executable, "-c", STATE],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return json.loads(answer.stdout)

    def wait_until(self, holds: Callable[[dict], bool], *, seconds: int = 240) -> dict:
        until = time.monotonic() + seconds
        while True:
            state = self.state()
            if holds(state) or time.monotonic() > until:
                return state
            time.sleep(3)

    @contextmanager
    def without_redis(self) -> Iterator[None]:
        with self._kept_dead("redis-server"):
            yield

    @contextmanager
    def without_worker(self) -> Iterator[None]:
        with self._kept_dead("celery"):
            yield

    @contextmanager
    def without_mail(self) -> Iterator[None]:
        """The mail server runs at all times but this."""
        self.stop_mail()
        try:
            yield
        finally:
            self.start_mail()

    @contextmanager
    def without_database(self) -> Iterator[None]:
        if self.forwarder is not None:
            self.forwarder.stop()
            try:
                yield
            finally:
                self.forwarder.start()
            return
        names = ("database.sqlite3", "database.sqlite3-wal", "database.sqlite3-shm")
        files = [self.data_dir / name for name in names if (self.data_dir / name).exists()]
        for file in files:
            file.rename(file.with_name(f"away-{file.name}"))
        (self.data_dir / names[0]).mkdir()
        try:
            yield
        finally:
            (self.data_dir / names[0]).rmdir()
            for file in files:
                file.with_name(f"away-{file.name}").rename(file)

    @contextmanager
    def with_locked_database(self) -> Iterator[None]:
        if self.forwarder is not None:
            raise NotHereError("PostgreSQL locks no whole database")
        lock = sqlite3.connect(self.data_dir / "database.sqlite3", isolation_level=None, timeout=60)
        lock.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            lock.execute("ROLLBACK")
            lock.close()

    @contextmanager
    def with_full_store(self) -> Iterator[None]:
        self._need_a_mount()
        filler = self.data_dir / "files" / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as full:
            while True:
                full.write(b"x" * 4096)
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def with_read_only_store(self) -> Iterator[None]:
        self._need_a_mount()
        store = str(self.data_dir / "files")
        subprocess.run(["mount", "-o", "remount,ro", store], check=True)
        try:
            yield
        finally:
            subprocess.run(["mount", "-o", "remount,rw", store], check=True)

    def _need_a_mount(self) -> None:
        if not self.store_is_mounted:
            raise NotHereError("needs root, to mount a small disk for the store")

    @contextmanager
    def _kept_dead(self, what: str) -> Iterator[None]:
        """Killed at once, and the supervisor held, so that it starts nothing again meanwhile."""
        self.running.send_signal(signal.SIGSTOP)
        try:
            victims = [pid for pid, words in descendants(self.running.pid) if what in words]
            assert victims, f"nothing called {what} runs"
            for pid in victims:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            yield
        finally:
            self.running.send_signal(signal.SIGCONT)

    def start_mail(self) -> None:
        self._server = mail_server(self.mail_port)
        self.postbox: Postbox = self._server.__enter__()
        self.postbox.letters = self.letters

    def stop_mail(self) -> None:
        self._server.__exit__(None, None, None)


def descendants(pid: int) -> list[tuple[int, str]]:
    """Processes below this one, with the words they were started with."""
    parents, words = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (folder / "stat").read_text()
            parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
            words[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
    found, level = [], {pid}
    while level:
        level = {child for child, parent in parents.items() if parent in level}
        found += [(child, words[child]) for child in level]
    return found


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """`manage.py run` with the sample, a store on a small disk of its own, and a mail server."""
    data_dir = folder / "data"
    store = data_dir / "files"
    store.mkdir(parents=True)
    mounted = _mount(store)
    port, mail_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "REDIS_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "SITE_URL": url,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
        "EMAIL_USE_TLS": "no",
        "LOG_LEVEL": "WARNING",
    }
    forwarder = None
    if given := os.environ.get("DATABASE_URL"):
        parts = urlsplit(given)
        forwarder = Forwarder(parts.hostname or "127.0.0.1", parts.port or 5432)
        person = parts.netloc.rpartition("@")[0]
        place = f"{person}@127.0.0.1:{forwarder.port}" if person else f"127.0.0.1:{forwarder.port}"
        environment["DATABASE_URL"] = parts._replace(netloc=place).geturl()
    log = folder / "run.log"
    with log.open("wb") as written:
        running = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT, env=environment, stdout=written, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    site = Site(url, data_dir, environment, running, "", mail_port, forwarder, mounted)
    site.start_mail()
    try:
        _wait_for(running, f"is at {url}", log)
        sample = subprocess.run(
            [sys.executable, "manage.py", "demo", "--json"],
            cwd=ROOT, env=environment, capture_output=True, check=True,
        )  # fmt: skip
        told = json.loads(sample.stdout)
        site.password, site.years = told["password"], told["assessments"]
        yield site
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(timeout=30)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        site.stop_mail()
        if mounted:
            subprocess.run(["umount", "-l", str(store)], check=False)


def _mount(store: Path) -> bool:
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    words = ["mount", "-t", "tmpfs", "-o", f"size={STORE_SIZE}", "tmpfs", str(store)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _wait_for(running: subprocess.Popen, words: str, log: Path) -> None:
    until = time.monotonic() + 600
    while words not in log.read_text(errors="replace"):
        assert running.poll() is None, log.read_text(errors="replace")
        assert time.monotonic() < until, log.read_text(errors="replace")
        time.sleep(1)
