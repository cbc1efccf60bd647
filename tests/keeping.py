"""What many modules of tests begin with, made once for each process: rows and files are kept."""

import copy
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

Rows = dict[str, Counter[tuple[Any, ...]]]


def can_be_kept() -> bool:
    """On the embedded database rows go in as they came out."""
    return connection.vendor == "sqlite"


def rows_of_tables() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found[model._meta.db_table] = Counter(cursor.fetchall())
    return found


@dataclass
class Kept:
    """A thing with its rows and files, to be had again in another module."""

    thing: Any
    rows: Rows
    files: Path

    @classmethod
    def of(cls, thing: object, folder: Path, before: Rows) -> "Kept":
        """All rows that were not there before."""
        files = Path(tempfile.mkdtemp(prefix="kept-"))
        if (folder / "files").exists():
            shutil.copytree(folder / "files", files, dirs_exist_ok=True)
        rows = {name: found - before[name] for name, found in rows_of_tables().items()}
        return cls(copy.deepcopy(thing), rows, files)

    def given(self, folder: Path) -> Any:
        with connection.cursor() as cursor:
            for name, rows in self.rows.items():
                if rows:
                    places = ", ".join(["%s"] * len(next(iter(rows))))
                    table = connection.ops.quote_name(name)
                    cursor.executemany(f"INSERT INTO {table} VALUES ({places})", list(rows))
        shutil.copytree(self.files, folder / "files", dirs_exist_ok=True)
        return copy.deepcopy(self.thing)


KEPT: dict[str, Kept] = {}
