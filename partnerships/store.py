"""Every file enters and leaves the store here: named by the hash of its bytes, checked both ways.

Nothing is trusted because it exists. What is written is written aside, read back and only then
moved into place; what is opened is checked against the hash in its name, by its size and time
where it was checked before and by all its bytes where it was not. Works on a folder and on object
stores, which know no moving: there the file is written whole, read back, and taken away when wrong.
"""

import contextlib
import errno
import hashlib
import io
import logging
import os
import re
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from weakref import WeakKeyDictionary

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils import timezone

from partnerships.errors import RuleBroken

logger = logging.getLogger(__name__)

BLOCK = 256 * 1024
HASH_NAME = re.compile(r"(?:.*/)?(?P<sha256>[0-9a-f]{64})(?:\.\w+)?")
# A file that changes twice within one tick of the disk's clock bears one time: what was written
# so shortly ago is not remembered as checked.
SETTLED_SECONDS = 2.0
REMEMBERED = 4096
WORTH_A_THREAD = 64 * 1024 * 1024
AT_ONCE = 4
"""So many files are checked at one time: while one is waited for, others are hashed."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
TELL = "Tell whoever looks after this system"


class StoreError(RuleBroken):
    """A stored file cannot be given or taken; the reason is a sentence for whoever asked."""

    def __init__(self, reason: str, path: str = "") -> None:
        self.path = path
        super().__init__(reason)


class MissingError(StoreError):
    """The store does not hold the file."""

    what: ClassVar[str] = "is missing from the place where files are kept"


class DamagedError(StoreError):
    """The file's bytes are not those that were stored."""

    what: ClassVar[str] = "was changed or damaged in the place where files are kept"


class UnavailableError(StoreError):
    """The store cannot be read or written at the moment; the same may work later."""

    what: ClassVar[str] = "cannot be read at the moment"


class FullError(UnavailableError):
    """There is no room left to write."""


@dataclass(frozen=True)
class Stored:
    """Where a file lies, and what its bytes are."""

    path: str
    sha256: str
    size: int


def put(content: File | bytes, *, folder: str, suffix: str = "", fan_out: bool = True) -> Stored:
    """Keep these bytes under their own hash and give the place; the same bytes are kept once.

    A file that already lies there is taken for granted only when its bytes are the right ones;
    otherwise it is replaced.
    """
    file = ContentFile(content) if isinstance(content, bytes) else content
    storage = storages["default"]

    def named(sha256: str, size: int) -> Stored:
        name = f"{sha256[:2]}/{sha256}" if fan_out else sha256
        return Stored(f"{folder}/{name}{suffix}", sha256, size)

    if isinstance(storage, FileSystemStorage):
        try:
            with _in_words("write"):
                return _written_aside(storage, folder, file, named)
        except FullError:
            # What is kept already needs no room.
            stored = named(*_measure(file))
            if not _is_whole(stored.path):
                raise
            return stored
    stored = named(*_measure(file))
    if not _is_whole(stored.path):
        file.seek(0)
        with _in_words("write"):
            _written_whole(storage, stored, file)
    return stored


def opened(path: str) -> File:
    """The file at its beginning, its bytes checked; raises StoreError in words."""
    try:
        return _checked(path)
    except (MissingError, DamagedError) as lost:
        logger.error("stored file lost", extra={"path": path, "kind": type(lost).__name__})
        raise


def _checked(path: str) -> File:
    sha256 = _hash_of(path)
    storage = storages["default"]
    with _in_words("read", path):
        file = storage.open(path, "rb")
    try:
        with _in_words("read", path):
            seen = _signature(storage, path, file)
            if seen is not None and _remembered(storage).get(path) == seen:
                return file
            found = _measure(file)[0]
            file.seek(0)
    except BaseException:
        file.close()
        raise
    if found != sha256:
        file.close()
        raise DamagedError(_sentence(DamagedError), path)
    _remember(storage, path, seen)
    return file


def is_there(path: str) -> bool:
    """Whether the store holds the file at all; its bytes are checked when it is opened."""
    with _in_words("read", path):
        return storages["default"].exists(path)


def remove(path: str) -> None:
    """Take a file away for good; one that is not there is no trouble."""
    with _in_words("write"), contextlib.suppress(FileNotFoundError):
        storages["default"].delete(path)


def clear(folder: str) -> None:
    """Take away every file that lies in a folder, and the folder; one that is not there is none."""
    storage = storages["default"]
    with _in_words("write"), contextlib.suppress(FileNotFoundError):
        for name in storage.listdir(folder)[1]:
            storage.delete(f"{folder}/{name}")
        if isinstance(storage, FileSystemStorage):
            Path(storage.path(folder)).rmdir()


def listed(folder: str) -> list[str]:
    """The paths of the files that lie in a folder itself; none where there is no such folder."""
    try:
        with _in_words("read"):
            _, names = storages["default"].listdir(folder)
    except MissingError:
        return []
    return [f"{folder}/{name}" for name in sorted(names)]


def age(path: str) -> timedelta | None:
    """How long ago a file was written; None when it is not there."""
    with _in_words("read", path):
        if not storages["default"].exists(path):
            return None
        return timezone.now() - storages["default"].get_modified_time(path)


def content(path: str) -> bytes:
    """All the bytes of a checked file."""
    with opened(path) as file, _in_words("read", path):
        return file.read()


def fault(path: str) -> StoreError | None:
    """What is wrong with a stored file, or None when it is whole."""
    try:
        opened(path).close()
    except StoreError as reason:
        return reason
    return None


def _is_whole(path: str) -> bool:
    try:
        _checked(path).close()
    except StoreError:
        return False
    return True


@contextlib.contextmanager
def on_disk(paths: list[str], *, meanwhile: bool = False) -> Iterator[list[Path]]:
    """Checked files as paths that a reader can open, fetched first where the store is remote.

    With `meanwhile` they may be checked while they are read. Where one is damaged StoreError is
    raised at the end, whatever the reader made of it: nothing of that is to be used. Nobody may
    fork then, for threads are at work.
    """
    storage = storages["default"]
    if isinstance(storage, FileSystemStorage):
        with _checking(paths) as check:
            if not meanwhile:
                check()
            try:
                yield [Path(storage.path(path)) for path in paths]
            finally:
                check()
        return
    with tempfile.TemporaryDirectory(prefix="store-") as folder:
        yield [_fetched(path, Path(folder) / str(place)) for place, path in enumerate(paths)]


@contextlib.contextmanager
def _checking(paths: list[str]) -> Iterator[Callable[[], None]]:
    """Checks several at a time; what is given waits for all, and raises what is wrong with one."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        checks = [threads.submit(lambda path=path: opened(path).close()) for path in paths]

        def check() -> None:
            threads.shutdown()
            for one in checks:
                one.result()

        yield check


def _fetched(path: str, target: Path) -> Path:
    with opened(path) as stored, _in_words("write"), target.open("wb") as copy:
        shutil.copyfileobj(stored, copy, BLOCK)
    return target


def _written_aside(
    storage: FileSystemStorage, folder: str, file: File, named: Callable[[str, int], Stored]
) -> Stored:
    """Under a name of its own until it is known what the bytes are, and that they were written."""
    home = Path(storage.path(folder))
    home.mkdir(parents=True, exist_ok=True)
    aside = home / f".{secrets.token_hex(12)}.part"
    try:
        with aside.open("xb", buffering=0) as copy:
            with _measured(file) as measured:
                for block in _blocks(file):
                    _write(copy, block)
            stored = named(*measured.result())
            if _is_whole(stored.path):
                return stored
            os.fsync(copy.fileno())
        if storage.file_permissions_mode is not None:
            aside.chmod(storage.file_permissions_mode)
        with aside.open("rb") as copy:
            _check_written(stored, file, File(copy))
        target = Path(storage.path(stored.path))
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(target)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    _settle(target.parent)
    return stored


def _settle(folder: Path) -> None:
    """The new name too survives a power cut, where the system lets a folder be flushed."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written_whole(storage: Storage, stored: Stored, file: File) -> None:
    """Where nothing can be moved: write under the final name, read back, take wrong bytes away."""
    if storage.exists(stored.path):
        storage.delete(stored.path)
    name = storage.save(stored.path, file)
    try:
        if name != stored.path:
            raise DamagedError("The place where files are kept gave a file another name.")
        with storage.open(name, "rb") as copy:
            _check_written(stored, file, copy)
    except BaseException:
        with contextlib.suppress(Exception):
            storage.delete(name)
        raise


def _check_written(stored: Stored, file: File, copy: File) -> None:
    """Compares what was written with what was to be, byte by byte.

    Whoever opens it finds by its hash whether both were what was measured before.
    """
    if not _are_same(file, copy):
        logger.error("file written wrongly", extra={"path": stored.path})
        raise UnavailableError(
            "The place where files are kept gave back other bytes than were written, so nothing"
            f" was kept. {TELL}: its disk may be failing."
        )


_known: WeakKeyDictionary[Storage, dict[str, tuple]] = WeakKeyDictionary()
_lock = threading.Lock()


def _remembered(storage: Storage) -> dict[str, tuple]:
    with _lock:
        return _known.setdefault(storage, {})


def _remember(storage: Storage, path: str, seen: tuple | None) -> None:
    """This process read the file whole at this size and time; others find out for themselves."""
    remembered = _remembered(storage)
    with _lock:
        remembered.pop(path, None)
        if seen is not None:
            remembered[path] = seen
        while len(remembered) > REMEMBERED:
            remembered.pop(next(iter(remembered)))


def _signature(storage: Storage, path: str, file: File) -> tuple | None:
    """What would differ if the file were another one; None when it is too young to tell."""
    if isinstance(storage, FileSystemStorage):
        status = os.fstat(file.fileno())
        # The time of change cannot be set back by whoever changes the file.
        changed = max(status.st_mtime_ns, status.st_ctime_ns) / 1e9
        if time.time() - changed < SETTLED_SECONDS:
            return None
        return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    changed = storage.get_modified_time(path).timestamp()
    if time.time() - changed < SETTLED_SECONDS:
        return None
    return (storage.size(path), changed)


def _hash_of(path: str) -> str:
    match = HASH_NAME.fullmatch(path)
    if match is None:
        raise DamagedError(_sentence(DamagedError), path)
    return match["sha256"]


def _are_same(one: File, other: File) -> bool:
    one.seek(0)
    other.seek(0)
    while block := one.read(BLOCK):
        if other.read(len(block)) != block:
            return False
    return not other.read(1)


def _measure(file: File) -> tuple[str, int]:
    return _measure_of(_blocks(file))


def _measure_of(blocks: Iterable[memoryview]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for block in blocks:
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


@contextlib.contextmanager
def _measured(file: File) -> Iterator[Future[tuple[str, int]]]:
    """What it measures: a long file that can be read at two places at once while it is written."""
    descriptor = _descriptor(file) if file.size >= WORTH_A_THREAD else None
    if descriptor is None:
        found: Future[tuple[str, int]] = Future()
        found.set_result(_measure(file))
        yield found
        return
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(lambda: _measure_of(_blocks_at(descriptor)))


def _descriptor(file: File) -> int | None:
    try:
        return file.fileno()
    except (OSError, AttributeError):
        return None


def _blocks_at(descriptor: int) -> Iterator[memoryview]:
    at, block = 0, memoryview(bytearray(BLOCK))
    while count := os.preadv(descriptor, [block], at):
        yield block[:count]
        at += count


def _write(out: io.RawIOBase, block: memoryview) -> None:
    while block:
        block = block[out.write(block) :]


def _blocks(file: File) -> Iterator[memoryview]:
    """All bytes from the beginning, block after block in the same memory.

    New memory for each block would cost more than what is done with its bytes.
    """
    file.seek(0)
    block = memoryview(bytearray(BLOCK))
    while count := file.readinto(block):
        yield block[:count]


def _sentence(kind: type[StoreError]) -> str:
    return f"A stored file {kind.what}. {TELL}."


def _troubles() -> tuple[type[Exception], ...]:
    """What a store raises when it cannot be used: the system's errors, and the object store's."""
    remote = sys.modules.get("botocore.exceptions")
    return (OSError, remote.BotoCoreError, remote.ClientError) if remote else (OSError,)


@contextlib.contextmanager
def _in_words(doing: str, path: str = "") -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as reason:
        if doing == "read":
            raise MissingError(_sentence(MissingError), path) from reason
        raise UnavailableError(_cannot_write(reason)) from reason
    except _troubles() as reason:
        logger.exception("store not usable", extra={"doing": doing, "path": path})
        if doing == "read":
            raise UnavailableError(
                f"{_sentence(UnavailableError)[:-1]} if it lasts.", path
            ) from reason
        is_full = isinstance(reason, OSError) and reason.errno in FULL
        raise (FullError if is_full else UnavailableError)(_cannot_write(reason)) from reason


def _cannot_write(reason: Exception) -> str:
    number = reason.errno if isinstance(reason, OSError) else None
    if number in FULL:
        why = "The disk on which files are kept is full"
        then = "that it needs room; once it has, this works again"
    elif number in READ_ONLY:
        why = "The place where files are kept can be read but not written at the moment"
        then = "that it must be made writable; once it is, this works again"
    else:
        why = "The place where files are kept does not answer at the moment"
        then = "if it lasts; once it answers, this works again"
    return f"{why}, so nothing was kept. {TELL} {then}."
