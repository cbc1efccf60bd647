"""Keeping what was sent, byte for byte: each original is stored once, under its hash."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from datasources import rules
from datasources.models import DeliveryFile
from partnerships import store
from partnerships.errors import RuleBroken

REMEMBERED = timedelta(days=14)
BEING_SENT = timedelta(hours=1)


@dataclass(frozen=True)
class Original:
    """A file as it was sent, now stored."""

    name: str
    sha256: str
    size: int
    path: str


def keep(file: File) -> Original:
    """Store one file in blocks, never whole in memory; the same bytes are stored once."""
    name = tidy(file.name or "file")
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise RuleBroken(rules.too_large(name))
    stored = store.put(file, folder="originals")
    return Original(name, stored.sha256, stored.size, stored.path)


def fingerprint(originals: Iterable[Original]) -> str:
    """The same for the same set of files, in whatever order and under whatever names."""
    hashes = sorted({original.sha256 for original in originals})
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def release(paths: Iterable[str]) -> None:
    """Remove the bytes on which no delivery rests any more; the same bytes may be another's."""
    for path in sorted(set(paths)):
        if not DeliveryFile.objects.kept().filter(path=path).exists():
            store.remove(path)


def release_again() -> None:
    """What was deleted lately is gone: a store that was away at that moment is asked again.

    Not what was written just now: somebody may be sending the same file again.
    """
    deleted = DeliveryFile.objects.filter(deleted_at__gt=timezone.now() - REMEMBERED)
    for path in sorted(set(deleted.values_list("path", flat=True))):
        age = store.age(path)
        if age is not None and age > BEING_SENT:
            release([path])


@contextmanager
def on_disk(files: Iterable[DeliveryFile]) -> Iterator[list[Path]]:
    """The stored files as paths that a reader can open; raises StoreError that names the file."""
    files = list(files)
    names = {file.path: str(file) for file in files}
    with ExitStack() as opened_files:
        try:
            paths = opened_files.enter_context(store.on_disk(list(names)))
        except (store.MissingError, store.DamagedError) as lost:
            raise type(lost)(_sentence(lost, names[lost.path]), lost.path) from lost
        places = dict(zip(names, paths, strict=True))
        yield [places[file.path] for file in files]


def opened(file: DeliveryFile) -> File:
    """An original as it was sent; raises StoreError that names it."""
    try:
        return store.opened(file.path)
    except (store.MissingError, store.DamagedError) as lost:
        raise type(lost)(_sentence(lost, str(file)), lost.path) from lost


def _sentence(lost: store.StoreError, name: str) -> str:
    return (
        f"{name} of this delivery {lost.what}. Send the same file again: then it is kept anew."
        f" {store.TELL} what happened."
    )


def tidy(name: str) -> str:
    """The last part of a name, without anything that does not print; its ending is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in last if letter.isprintable()) or "file"
    return printable if len(printable) <= 250 else f"{printable[:200]}…{printable[-40:]}"
