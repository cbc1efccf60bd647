"""Keeping what was sent, byte for byte: each original is stored once, under its hash."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from datasources import permissions, rules
from datasources.models import Delivery, DeliveryFile, Disposal
from partnerships import store, vault
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission

PLAIN, SEALED = "originals", "sealed"
AT_ONCE = 4
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
    stored = store.put(file, folder=PLAIN)
    return Original(name, stored.sha256, stored.size, stored.path)


def keep_all(files: Sequence[File]) -> list[Original]:
    """Store files in their order, several at a time: while one is written others are hashed."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(keep, files))


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
    since = timezone.now() - REMEMBERED
    deleted = DeliveryFile.objects.filter(deleted_at__gt=since).values_list("path", flat=True)
    sealed = DeliveryFile.objects.filter(sealed_at__gt=since).values_list("sha256", flat=True)
    nobodys = set(vault.names(SEALED)) - set(DeliveryFile.objects.values_list("path", flat=True))
    for path in sorted({*deleted, *map(_plain_path, sealed), *nobodys}):
        age = store.age(path)
        if age is not None and age > BEING_SENT:
            release([path])


def _plain_path(sha256: str) -> str:
    return f"{PLAIN}/{sha256[:2]}/{sha256}"


def seal(files: Iterable[DeliveryFile]) -> dict[int, store.Stored]:
    """Encrypted copies of files that hold personal data, by the files' keys; nothing is recorded.

    A copy that nobody comes to rest on, as the worker was killed, is removed by the sweep.
    """
    copies = {}
    for file in files:
        if file.sealed_at is None:
            with opened(file) as plain:
                copies[file.pk] = vault.put(plain, folder=SEALED)
    return copies


def record_sealed(
    files: Iterable[DeliveryFile], copies: dict[int, store.Stored], keep_until: datetime
) -> None:
    """From now on only the encrypted copies are kept, until then."""
    released = []
    for file in files:
        if file.pk in copies:
            released.append(file.path)
            file.path = copies[file.pk].path
            file.sealed_at = timezone.now()
        file.keep_until = keep_until
        file.save(update_fields=["path", "sealed_at", "keep_until"])
    transaction.on_commit(lambda: release(released), robust=True)


def dispose(*, delivery: Delivery, reason: str, by: User | None) -> int:
    """Delete the files as they were sent, with their names; the trail keeps the record of it.

    The bytes go unless another delivery rests on the same file. When the store is away at this
    moment, the sweep asks it again.
    """
    files = list(delivery.files.kept())
    if not files:
        return 0
    delivery.files.kept().update(
        name="", parts=[], deleted_at=timezone.now(), deleted_by=by, deletion_reason=reason
    )
    Disposal.objects.create(
        delivery=delivery,
        by=by,
        reason=reason,
        files=len(files),
        bytes=sum(file.size for file in files),
    )
    trail.record(
        partnership=delivery.source.partnership,
        by=by,
        verb="delivery.originals_deleted",
        target=delivery,
        before={"files": len(files), "bytes": sum(file.size for file in files)},
        after={"files": 0, "reason": reason},
    )
    paths = [file.path for file in files]
    transaction.on_commit(lambda: release(paths), robust=True)
    return len(files)


@contextmanager
def on_disk(files: Iterable[DeliveryFile], *, meanwhile: bool = False) -> Iterator[list[Path]]:
    """The stored files as paths that a reader can open; raises StoreError that names the file.

    With `meanwhile` it may be raised at the end (see store.on_disk). Encrypted ones lie there as
    they were sent for as long, where only this worker can read.
    """
    files = list(files)
    names = {file.path: str(file) for file in files}
    sealed = {file.path for file in files if file.sealed_at}
    plain = [path for path in names if path not in sealed]
    with _in_words(names), ExitStack() as opened_files:
        paths = opened_files.enter_context(store.on_disk(plain, meanwhile=meanwhile))
        places = dict(zip(plain, paths, strict=True))
        folder = Path(opened_files.enter_context(tempfile.TemporaryDirectory(prefix="unsealed-")))
        for number, path in enumerate(sorted(sealed)):
            places[path] = folder / str(number)
            with places[path].open("wb") as out:
                vault.copied(path, out)
        yield [places[file.path] for file in files]


@contextmanager
def _in_words(names: dict[str, str]) -> Iterator[None]:
    """A lost file is called by its number, which a person can find on the page."""
    try:
        yield
    except LOST as lost:
        if lost.path not in names:
            raise
        raise type(lost)(_sentence(lost, names[lost.path]), lost.path) from lost


LOST = (store.MissingError, store.DamagedError, vault.LockedError)


def fetched(*, file: DeliveryFile, by: User) -> File:
    """An original for a person who may have it; the trail keeps who had it when."""
    permissions.check_operation(by, file.delivery.source.partnership, Permission.HANDLE_ORIGINALS)
    content = opened(file)
    trail.record(
        partnership=file.delivery.source.partnership,
        by=by,
        verb="delivery.original_fetched",
        target=file.delivery,
        after={"file": str(file)},
    )
    return content


def opened(file: DeliveryFile) -> File:
    """An original as it was sent; raises StoreError that names it."""
    with _in_words({file.path: str(file)}):
        if file.sealed_at is None:
            return store.opened(file.path)
        return vault.opened(file.path)


def _sentence(lost: store.MissingError | store.DamagedError | vault.LockedError, name: str) -> str:
    return (
        f"{name} of this delivery {lost.what}. Send the same file again: then it is kept anew."
        f" {store.TELL} what happened."
    )


def tidy(name: str) -> str:
    """The last part of a name, without anything that does not print; its ending is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in last if letter.isprintable()) or "file"
    return printable if len(printable) <= 250 else f"{printable[:200]}…{printable[-40:]}"
