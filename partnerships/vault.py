"""Files that are kept encrypted: with Fernet of the cryptography library, block by block.

The key is no part of the store and of no backup of it. What was encrypted with a lost key is lost.
"""

import base64
import hashlib
import tempfile
from typing import IO

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.files import File

from partnerships import store

BLOCK = 1024 * 1024
IN_MEMORY = 64 * BLOCK
SUFFIX = ".sealed"


class LockedError(store.StoreError):
    """The file was encrypted with a key that this site does not have, or has no more."""

    what = (
        "is encrypted with a key that is not here; whoever looks after this system may have the"
        " earlier one"
    )


def put(content: File, *, folder: str) -> store.Stored:
    """Keep these bytes encrypted. What is written aside on the way is encrypted already."""
    cipher = _cipher()
    with tempfile.TemporaryFile() as sealed:
        for block in content.chunks(BLOCK):
            sealed.write(cipher.encrypt(block) + b"\n")
        sealed.seek(0)
        return store.put(File(sealed), folder=folder, suffix=SUFFIX, fan_out=False)


def copied(path: str, out: IO[bytes]) -> None:
    """Writes the bytes as they were before; raises StoreError in words."""
    cipher = _cipher()
    with store.opened(path) as sealed:
        for line in sealed:
            try:
                out.write(cipher.decrypt(line.strip()))
            except InvalidToken:
                raise LockedError(f"The file {LockedError.what}.", path) from None


def opened(path: str) -> File:
    """The file as it was before, for as long as it is open; raises StoreError in words."""
    plain = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever reads closes it
    copied(path, plain)
    plain.seek(0)
    return File(plain)


def names(folder: str) -> list[str]:
    """The paths of all encrypted files."""
    return [path for path in store.listed(folder) if path.endswith(SUFFIX)]


def _cipher() -> MultiFernet:
    keys = [hashlib.sha256(secret.encode()).digest() for secret in settings.ORIGINALS_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
