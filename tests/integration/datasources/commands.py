"""Commands run as somebody types them, and what they print."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def run(name: str, *arguments: object) -> dict:
    printed = StringIO()
    call_command(name, *map(str, arguments), "--json", stdout=printed)
    return json.loads(printed.getvalue())


def received(partnership: str, source: str, kind: str, path: Path) -> dict:
    """A file of a new source, in use."""
    return run("receive", source, path, "--partnership", partnership, "--kind", kind, "--accept",
               "--use-short")  # fmt: skip


def refused(name: str, *arguments: object) -> tuple[int, str, str]:
    """Exit code, what stood on standard error, what was printed."""
    printed = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(name, *map(str, arguments), stdout=printed)
    return refusal.value.returncode, str(refusal.value), printed.getvalue()
