"""Every variable that is read from outside is named in .env.example, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from config import env

READERS = {"text", "integer", "boolean", "listed", "folder", "database", "address"}
FOLDERS = ("config", "reports", "assessment", "datasources", "partnerships", "scripts", "tests")
# The system's own, and the one by which Django finds the settings.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PATH", "HOME"}


def names_read(tree: ast.AST) -> Iterator[str]:
    """env.text("X"), os.environ.get("X"), os.environ["X"], os.getenv("X")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Constant):
                yield node.slice.value
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            known = {f"env.{reader}" for reader in READERS} | {"os.environ.get", "os.getenv"}
            if called in known:
                yield node.args[0].value


def all_names_read() -> set[str]:
    root = Path(settings.BASE_DIR)
    files = [root / "manage.py", *root.glob("*.py")]
    files += [file for folder in FOLDERS for file in (root / folder).rglob("*.py")]
    texts = (file.read_text() for file in files)
    trees = (ast.parse(text) for text in texts if "env" in text)
    return {name for tree in trees for name in names_read(tree)} - NOT_OURS


def test_the_example_names_every_variable_and_no_other():
    example = (Path(settings.BASE_DIR) / ".env.example").read_text()

    named = re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", example, re.MULTILINE)

    assert sorted(named) == sorted(all_names_read())


def test_every_reader_of_the_environment_is_known_here():
    takes_a_name = {
        name
        for name, function in vars(env).items()
        if callable(function) and "name" in getattr(function, "__annotations__", {})
    }

    assert takes_a_name - {"socket_path"} == READERS


@pytest.mark.parametrize(
    ("site", "hosts", "origin"),
    [
        ("http://127.0.0.1:8000", ["localhost", "127.0.0.1", "[::1]"], "http://127.0.0.1:8000"),
        ("http://[::1]:8000", ["localhost", "127.0.0.1", "[::1]"], "http://[::1]:8000"),
        ("http://127.0.0.2", ["localhost", "127.0.0.1", "[::1]", "127.0.0.2"], "http://127.0.0.2"),
        ("https://Safer.Example.org", ["safer.example.org"], "https://safer.example.org"),
        ("http://10.0.0.5:8000", ["10.0.0.5"], "http://10.0.0.5:8000"),
        ("https://[2001:db8::1]", ["[2001:db8::1]"], "https://[2001:db8::1]"),
    ],
)
def test_a_site_answers_under_the_name_that_people_are_given(site, hosts, origin):
    assert (env.hosts(site), env.origin(site)) == (hosts, origin)


@pytest.mark.parametrize(
    "value",
    ["safer.example.org", "ftp://x.org", "https://", "https://x.org/safer", "http://x.org?a"],
)
def test_a_site_address_that_leads_nowhere_is_refused(monkeypatch, value):
    monkeypatch.setenv("SITE_URL", value)

    with pytest.raises(env.EnvironmentNotUsableError, match="SITE_URL must be like https://"):
        env.address("SITE_URL", "http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("LOCALHOST", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("10.0.0.5", False),
        ("localhost.example.org", False),
    ],
)
def test_what_only_this_machine_reaches(host, expected):
    assert env.is_loopback(host) is expected
