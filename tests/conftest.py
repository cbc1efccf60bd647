"""What every test may ask for: the partnership, its people, a client signed in as one of them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from partnerships.models import User
from tests.factories.disks import TinyDisk
from tests.factories.people import World, make_world


@pytest.fixture(autouse=True)
def plain_passwords_and_own_files(settings, tmp_path: Path) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "allow_overwrite": True},
        },
    }


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
