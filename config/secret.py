"""The site's own secret: made at the first start and kept beside the data."""

import fcntl
import os
import secrets
from pathlib import Path

from config.env import EnvironmentNotUsableError

# A shorter one was not made here: it was written by hand, or the disk was full.
SHORTEST = 50


def kept_in(file: Path) -> str:
    """The secret in this file, which is made when it is missing.

    Web server, worker and commands may all start at once for the first time: the first one writes
    while the others wait, and all of them read the same.
    """
    try:
        return _read(file) or _made(file)
    except OSError as reason:
        raise EnvironmentNotUsableError(
            f"The site's secret is kept in {file}, which cannot be read or written"
            f" ({reason.strerror}). Make the folder writable for whoever runs the site, or set"
            " SECRET_KEY."
        ) from None


def _read(file: Path) -> str:
    """What is written there, or nothing when it is not there or only half written."""
    try:
        text = file.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return ""
    return text.strip() if text.endswith("\n") and len(text) > SHORTEST else ""


def _made(file: Path) -> str:
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        secret = _read(file)
        if not secret:
            secret = secrets.token_urlsafe(64)
            os.fchmod(handle, 0o600)
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{secret}\n".encode("ascii"), 0)
            os.fsync(handle)
        return secret
    finally:
        os.close(handle)
