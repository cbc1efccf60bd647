"""Files enter and leave the store whole or not at all, on a folder and on an object store."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, storages

from partnerships import store

WORDS = b"rows of a month" * 100
NAME = hashlib.sha256(WORDS).hexdigest()
WHERE = f"slices/{NAME[:2]}/{NAME}.parquet"


class ObjectStore(InMemoryStorage):
    """Like S3: a whole object is put under its name; nothing can be moved."""


class LosingStore(InMemoryStorage):
    """Says that it kept everything and kept half."""

    def _save(self, name: str, content: File) -> str:
        half = content.read()[: content.size // 2]
        return super()._save(name, ContentFile(half))


class CountedFile(File):
    """Tells its store of each read."""

    def read(self, *size: int) -> bytes:
        storages["default"].reads += 1
        return self.file.read(*size)

    def readinto(self, block: memoryview) -> int:
        storages["default"].reads += 1
        return self.file.readinto(block)


class CountingStore(InMemoryStorage):
    """Knows how often it was read from."""

    reads = 0

    def _open(self, name: str, mode: str = "rb") -> File:
        return CountedFile(super()._open(name, mode), name)

    def size(self, name: str) -> int:
        return len(super()._open(name).file.getvalue())


@pytest.fixture(params=["folder", "object store"])
def kept_in(request, settings) -> str:
    if request.param == "object store":
        use(settings, ObjectStore)
    return request.param


def use(settings, kind: type) -> None:
    backend = f"{kind.__module__}.{kind.__qualname__}"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}


def overwrite(path: str, content: bytes) -> None:
    """As somebody with access to the disk would."""
    storage = storages["default"]
    if storage.exists(path):
        storage.delete(path)
    assert storage.save(path, ContentFile(content)) == path


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_is_put_comes_out_under_its_own_hash(kept_in):
    stored = store.put(WORDS, folder="slices", suffix=".parquet")

    assert stored == store.Stored(WHERE, NAME, len(WORDS))
    assert store.content(stored.path) == WORDS
    assert store.fault(stored.path) is None


def test_a_file_on_its_way_in_is_read_from_its_beginning(kept_in):
    file = ContentFile(WORDS)
    file.read(7)

    assert store.put(file, folder="slices", suffix=".parquet").path == WHERE
    assert store.content(WHERE) == WORDS


@pytest.mark.parametrize("wrong", [WORDS[:-1], b"", WORDS[:-1] + b"X"])
def test_other_bytes_under_the_name_are_not_given_out_and_are_replaced(kept_in, wrong):
    overwrite(WHERE, wrong)

    with pytest.raises(store.DamagedError) as refused:
        store.opened(WHERE)
    store.put(WORDS, folder="slices", suffix=".parquet")

    assert refused.value.reasons == [
        "A stored file was changed or damaged in the place where files are kept. Tell whoever"
        " looks after this system."
    ]
    assert store.content(WHERE) == WORDS


def test_a_file_changed_after_it_was_checked_is_refused(kept_in):
    store.put(WORDS, folder="slices", suffix=".parquet")
    assert store.content(WHERE) == WORDS

    overwrite(WHERE, WORDS[:-1] + b"X")

    assert isinstance(store.fault(WHERE), store.DamagedError)


@pytest.mark.slow
def test_an_object_changed_long_after_it_was_checked_is_refused(settings):
    use(settings, ObjectStore)
    store.put(WORDS, folder="slices", suffix=".parquet")
    time.sleep(store.SETTLED_SECONDS + 0.1)
    assert store.fault(WHERE) is None

    overwrite(WHERE, WORDS[:-1] + b"X")
    time.sleep(store.SETTLED_SECONDS + 0.1)

    assert isinstance(store.fault(WHERE), store.DamagedError)


@pytest.mark.slow
def test_setting_the_time_back_hides_no_change(tmp_path):
    store.put(WORDS, folder="slices", suffix=".parquet")
    path = Path(storages["default"].path(WHERE))
    time.sleep(store.SETTLED_SECONDS + 0.1)
    assert store.fault(WHERE) is None
    before = path.stat()

    with path.open("r+b") as file:
        file.write(b"R")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    time.sleep(store.SETTLED_SECONDS + 0.1)

    assert isinstance(store.fault(WHERE), store.DamagedError)


@pytest.mark.slow
def test_a_checked_file_is_not_read_again_while_its_size_and_time_stand(settings):
    use(settings, CountingStore)
    store.put(WORDS, folder="slices", suffix=".parquet")
    time.sleep(store.SETTLED_SECONDS + 0.1)
    assert store.fault(WHERE) is None
    before = storages["default"].reads

    store.opened(WHERE).close()

    assert storages["default"].reads == before


def test_a_file_is_there_from_its_coming_to_its_going(kept_in):
    assert not store.is_there(WHERE)

    store.put(WORDS, folder="slices", suffix=".parquet")
    assert store.is_there(WHERE)

    store.remove(WHERE)
    assert not store.is_there(WHERE)


def test_a_missing_file_is_a_sentence(kept_in):
    with pytest.raises(store.MissingError) as refused:
        store.content(WHERE)

    assert refused.value.reasons == [
        "A stored file is missing from the place where files are kept. Tell whoever looks after"
        " this system."
    ]


def test_a_name_without_a_hash_is_never_trusted(kept_in):
    overwrite("slices/by-hand.parquet", WORDS)

    assert isinstance(store.fault("slices/by-hand.parquet"), store.DamagedError)


def test_a_store_that_loses_bytes_keeps_nothing_and_says_so(settings):
    use(settings, LosingStore)

    with pytest.raises(store.UnavailableError, match="gave back other bytes than were written"):
        store.put(WORDS, folder="slices", suffix=".parquet")

    assert not storages["default"].exists(WHERE)


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(tiny_disk):
    tiny_disk.fill(but=8192)

    with pytest.raises(store.FullError) as refused:
        store.put(os.urandom(100_000), folder="slices")

    assert refused.value.reasons == [
        "The disk on which files are kept is full, so nothing was kept. Tell whoever looks after"
        " this system that it needs room; once it has, this works again."
    ]
    assert names(tiny_disk.folder) == ["ballast"]


def test_what_is_kept_already_needs_no_room(tiny_disk):
    content = os.urandom(100_000)
    stored = store.put(content, folder="slices")
    tiny_disk.fill()

    assert store.put(content, folder="slices") == stored
    assert names(tiny_disk.folder) == ["ballast", stored.path]


@pytest.mark.parametrize("worth", [1, store.WORTH_A_THREAD])
def test_a_file_on_a_disk_may_be_measured_while_it_is_written(tmp_path, monkeypatch, worth):
    monkeypatch.setattr(store, "WORTH_A_THREAD", worth)
    content = os.urandom(3 * store.BLOCK + 7)
    sent = tmp_path / "sent.csv"
    sent.write_bytes(content)

    with sent.open("rb") as stream:
        stream.seek(11)
        stored = store.put(File(stream, name="sent.csv"), folder="originals")

    name = hashlib.sha256(content).hexdigest()
    assert stored == store.Stored(f"originals/{name[:2]}/{name}", name, len(content))
    assert names(tmp_path / "files") == [stored.path]
    assert store.content(stored.path) == content


def test_a_full_disk_leaves_the_damaged_file_to_be_replaced_later(tiny_disk):
    overwrite(WHERE, b"half")
    tiny_disk.fill()

    with pytest.raises(store.FullError):
        store.put(WORDS, folder="slices", suffix=".parquet")
    tiny_disk.empty()

    assert isinstance(store.fault(WHERE), store.DamagedError)
    store.put(WORDS, folder="slices", suffix=".parquet")
    assert store.content(WHERE) == WORDS


def test_a_disk_that_cannot_be_written_is_a_sentence(tiny_disk):
    tiny_disk.make_read_only()

    with pytest.raises(store.UnavailableError) as refused:
        store.put(WORDS, folder="slices")
    tiny_disk.make_writable()

    assert refused.value.reasons == [
        "The place where files are kept can be read but not written at the moment, so nothing was"
        " kept. Tell whoever looks after this system that it must be made writable; once it is,"
        " this works again."
    ]
    assert store.content(store.put(WORDS, folder="slices").path) == WORDS


def test_a_limit_on_the_size_of_files_is_like_a_full_disk(tmp_path):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        with pytest.raises(store.FullError):
            store.put(WORDS, folder="slices")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert names(tmp_path / "files") == []


def test_files_are_as_readable_as_the_store_makes_its_files(tmp_path):
    stored = store.put(WORDS, folder="slices")
    by_django = storages["default"].save("beside", ContentFile(WORDS))

    modes = [
        Path(storages["default"].path(name)).stat().st_mode for name in (stored.path, by_django)
    ]
    assert modes[0] == modes[1]


def test_readers_get_paths_of_checked_files(kept_in):
    stored = store.put(WORDS, folder="originals")

    with store.on_disk([stored.path]) as [path]:
        assert path.read_bytes() == WORDS

    overwrite(stored.path, b"other")
    with pytest.raises(store.DamagedError), store.on_disk([stored.path]):
        pass


def read_meanwhile(path: str, then: Callable[[bytes], object]) -> None:
    with store.on_disk([path], meanwhile=True) as [there]:
        then(there.read_bytes())


@pytest.mark.parametrize("then", [len, int])
def test_what_is_checked_while_it_is_read_is_refused_at_the_end(then):
    """Whether the reader made something of the wrong bytes or stumbled over them."""
    stored = store.put(WORDS, folder="originals")
    overwrite(stored.path, b"other")

    with pytest.raises(store.DamagedError):
        read_meanwhile(stored.path, then)


def test_what_goes_wrong_with_a_whole_file_is_not_the_stores():
    stored = store.put(WORDS, folder="originals")

    with pytest.raises(ValueError, match="invalid literal"):
        read_meanwhile(stored.path, int)
