"""The web server as `run` starts it, with nothing else beside it: no Redis, no worker, no mail."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connection

from tests.mail import free_port
from tests.visitor import Visitor

EMAIL, PASSWORD = "officer@wexmere.example", "correct horse battery staple"
PREPARED = f"""
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0, fake=bool(connection.introspection.table_names()))
from partnerships.models import User
User.objects.create_user("{EMAIL}", "{PASSWORD}", name="Officer")
"""


@dataclass(frozen=True)
class Server:
    port: int
    temporary: Path
    log: Path

    def visitor(self) -> Visitor:
        return Visitor(f"http://127.0.0.1:{self.port}")

    def says(self, head: str, *pieces: bytes, wait: float = 20.0) -> tuple[str, str]:
        """Status line and body of the answer to what is sent piece by piece, as far as it goes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as line:
            line.sendall(head.replace("\n", "\r\n").encode())
            for piece in pieces:
                try:
                    line.sendall(piece)
                except OSError:
                    break
            answer = b""
            try:
                while more := line.recv(65536):
                    answer += more
            except OSError:
                pass
        status, _, rest = answer.decode(errors="replace").partition("\r\n")
        return status, rest


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, django_db_setup, django_db_blocker) -> Path:
    """A folder for data with the tests' own empty tables copied into it: they are only said to be
    migrated; of a database elsewhere nothing is copied."""
    folder = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(folder / "database.sqlite3")) as copy:
                connection.connection.backup(copy)
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Iterator[Server]:
    """gunicorn as its own file says, and a folder of its own for what bodies leave on the disk."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "tmp").mkdir()
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(data_dir),
        "TMPDIR": str(folder / "tmp"),
        "PORT": str(port),
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(free_port()),
    }
    here = {"cwd": project.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "-c", PREPARED], check=True, **here)
    words = ["gunicorn", "config.wsgi"]
    log = folder / "server.log"
    with log.open("wb") as written:
        running = subprocess.Popen([sys.executable, "-m", *words], stderr=written, **here)
    try:
        wait_for(port)
        yield Server(port, folder / "tmp", log)
    finally:
        running.terminate()
        running.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("the web server did not answer within two minutes")
