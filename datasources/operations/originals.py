"""Keeping what was sent, byte for byte: each original is stored once, under its hash."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from datasources import frames
from datasources.models import DeliveryFile
from partnerships.errors import RuleBroken

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Original:
    """A file as it was sent, now stored."""

    name: str
    sha256: str
    size: int
    path: str


def keep(file: File) -> Original:
    """Store one file in blocks, never whole in memory; the same bytes are stored once."""
    sha256, size = _measure(file)
    path = f"originals/{sha256[:2]}/{sha256}"
    if not frames.is_whole(path, size):
        file.seek(0)
        default_storage.save(path, file)
    return Original(_tidy(file.name or "file"), sha256, size, path)


def fingerprint(originals: Iterable[Original]) -> str:
    """The same for the same set of files, in whatever order and under whatever names."""
    hashes = sorted({original.sha256 for original in originals})
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


@contextmanager
def on_disk(files: Iterable[DeliveryFile]) -> Iterator[list[Path]]:
    """The stored files as paths that a reader can open, fetched first where storage is remote."""
    if isinstance(getattr(default_storage, "_wrapped", default_storage), FileSystemStorage):
        yield [Path(default_storage.path(file.path)) for file in files]
        return
    with tempfile.TemporaryDirectory(prefix="delivery-") as folder:
        yield [_fetched(file, Path(folder)) for file in files]


def _fetched(file: DeliveryFile, folder: Path) -> Path:
    target = folder / f"{file.pk}"
    if default_storage.exists(file.path):
        with default_storage.open(file.path, "rb") as stored, target.open("wb") as copy:
            shutil.copyfileobj(stored, copy, MEBIBYTE)
    return target


def _measure(file: File) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for block in file.chunks():
        size += len(block)
        if size > settings.UPLOAD_MAX_BYTES:
            raise RuleBroken(
                f"{_tidy(file.name or 'The file')} is larger than"
                f" {settings.UPLOAD_MAX_BYTES // MEBIBYTE:,} MB, the most that can be sent."
                " Send it as a ZIP, or in parts."
            )
        digest.update(block)
    return digest.hexdigest(), size


def _tidy(name: str) -> str:
    """The last part of a name, without anything that does not print; its ending is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in last if letter.isprintable()) or "file"
    return printable if len(printable) <= 250 else f"{printable[:200]}…{printable[-40:]}"
