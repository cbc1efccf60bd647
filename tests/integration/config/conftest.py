"""The web server as `run` starts it, with nothing else beside it: no Redis, no worker, no mail."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError

import pytest
from django.conf import settings as project

from tests.mail import free_port

EMAIL, PASSWORD = "officer@wexmere.example", "correct horse battery staple"
PREPARED = f"""
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from partnerships.models import User
User.objects.create_user("{EMAIL}", "{PASSWORD}", name="Officer")
"""


class NotFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Visitor:
    """Somebody with cookies of their own, on a new connection for each request."""

    def __init__(self, port: int) -> None:
        self.port = port
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies, NotFollowing())

    def get(self, path: str) -> tuple[int, str]:
        return self._answer(f"http://127.0.0.1:{self.port}{path}", None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        _, page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        sent = {**fields, "csrfmiddlewaretoken": token[1] if token else ""}
        data = urllib.parse.urlencode(sent).encode()
        return self._answer(f"http://127.0.0.1:{self.port}{path}", data)

    def _answer(self, address: str, data: bytes | None) -> tuple[int, str]:
        try:
            with self.opener.open(address, data, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as answer:
            return answer.code, answer.read().decode()


@dataclass(frozen=True)
class Server:
    port: int
    temporary: Path

    def visitor(self) -> Visitor:
        return Visitor(self.port)

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
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """gunicorn with two processes, and a folder of its own for what bodies leave on the disk."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "tmp").mkdir()
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder / "data"),
        "TMPDIR": str(folder / "tmp"),
        "PORT": str(port),
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(free_port()),
    }
    here = {"cwd": project.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "-c", PREPARED], check=True, **here)
    words = ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    running = subprocess.Popen(
        [sys.executable, "-m", *words, "--threads", "4"], stderr=subprocess.DEVNULL, **here
    )
    try:
        wait_for(port)
        yield Server(port, folder / "tmp")
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
