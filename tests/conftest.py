"""What every test may ask for: the partnership, its people, a client signed in as one of them."""

import copy
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings as project
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as trials

from partnerships.models import User
from tests.access.world import AccessWorld, make_access_world
from tests.factories.disks import TinyDisk
from tests.factories.people import World, make_world
from tests.keeping import KEPT, Kept, can_be_kept, rows_of_tables

# A machine may be slow and shared: nothing fails here for the time it takes.
trials.register_profile("whole", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# As many as show a plain mistake at once; `make test-postgres` tries the whole.
trials.register_profile("few", trials.get_profile("whole"), max_examples=25)
trials.load_profile("few")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asks = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asks or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


def plain_passwords_and_files_in(folder: Path) -> dict[str, Any]:
    return {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "STORAGES": {
            **project.STORAGES,
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": folder / "files", "allow_overwrite": True},
            },
        },
    }


@pytest.fixture(autouse=True)
def plain_passwords_and_own_files(settings, tmp_path: Path) -> None:
    for name, value in plain_passwords_and_files_in(tmp_path).items():
        setattr(settings, name, value)


@pytest.fixture(autouse=True)
def read_in_this_process(settings) -> None:
    """To begin a process takes longer than to read most of these files; see test_apart."""
    settings.READING_APART = False


@pytest.fixture(autouse=True)
def static_files_left_alone(settings) -> None:
    """Every client of a test makes the site anew; to look for each static file takes it longest."""
    settings.WHITENOISE_USE_FINDERS = False


Thing = TypeVar("Thing")


class Prepared:
    """What the tests of a module begin with, made once: rows are undone after the last of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, make: Callable[[], Thing], *, kept_as: str = "") -> Thing:
        """What is `kept_as` something is made once for all modules, where that can be."""
        if kept_as in KEPT:
            return KEPT[kept_as].given(self.folder)
        is_kept = bool(kept_as) and can_be_kept()
        before = rows_of_tables() if is_kept else {}
        with override_settings(**plain_passwords_and_files_in(self.folder)):
            thing = make()
        if is_kept:
            KEPT[kept_as] = Kept.of(thing, self.folder, before)
        return thing


@pytest.fixture(scope="module")
def prepare(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Prepared]:
    """Not for modules whose tests really commit: they would lose what they did not make."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Prepared(tmp_path_factory.mktemp("prepared"))
        transaction.set_rollback(True)


@pytest.fixture
def fresh(prepare: Prepared, db, tmp_path: Path) -> Callable[[Any], Any]:
    """A copy of its own for each test, and of the files too: a test may harm both."""

    def taken(thing: Thing) -> Thing:
        if (prepare.folder / "files").exists():
            shutil.copytree(prepare.folder / "files", tmp_path / "files", dirs_exist_ok=True)
        return copy.deepcopy(thing)

    return taken


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[TinyDisk]:
    """The folder of files on a disk of its own, so small that it can really be filled."""
    disk = TinyDisk(tmp_path / "files")
    if not disk.mounted():
        pytest.skip("only the superuser of a Linux machine may mount a small disk")
    yield disk
    disk.unmount()


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture(scope="module")
def access_world(prepare: Prepared) -> AccessWorld:
    """One of everything that an address can name: a test that changes it takes that back."""
    return prepare(make_access_world, kept_as="one of everything")


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(scope="session")
def real_data() -> Path:
    folder = os.environ.get("REAL_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("REAL_DATA names no folder of public data")
    return Path(folder).resolve()
