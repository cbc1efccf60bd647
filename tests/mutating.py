"""One database file for a whole run of mutants; read by `make mutants` alone (see pyproject.toml).

The run forks a process for every mutant. The tables are made once, in the process that forks; each
session begins with a copy of them, so that what a mutant broke is not there for the next. What the
process that forks remembers of functions is forgotten, or a mutant would never be asked.
"""

import functools
import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases
from pytest_django import DjangoDbBlocker

# Inherited by every fork.
_made: list[Path] = []


class OneDatabase:
    """Stands before the fixture of pytest-django, which would migrate in every process."""

    @pytest.fixture(scope="session")
    @classmethod
    def django_db_setup(
        cls, django_test_environment: None, django_db_blocker: DjangoDbBlocker
    ) -> Iterator[None]:
        used = Path(settings.DATA_DIR) / "mutants.sqlite3"
        with django_db_blocker.unblock():
            if not _made:
                connections["default"].settings_dict["TEST"]["NAME"] = str(used)
                setup_databases(verbosity=0, interactive=False)
                connections.close_all()
                _made.append(Path(shutil.copy(used, used.with_suffix(".made"))))
            for rest in used.parent.glob(f"{used.name}*"):
                rest.unlink()
            shutil.copy(_made[0], used)
            yield
            # An open connection may not be taken into a fork.
            connections.close_all()


def pytest_configure(config: pytest.Config) -> None:
    # Here, because of two fixtures of one name the one registered later counts.
    config.pluginmanager.register(OneDatabase(), "one-database")


def pytest_sessionstart() -> None:
    for thing in gc.get_objects():
        if type(thing) is functools._lru_cache_wrapper:
            thing.cache_clear()
