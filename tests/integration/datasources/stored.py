"""Everything that is kept anywhere, as one text to search: files, packed ones too, and tables."""

from pathlib import Path

import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection


def everything_kept() -> str:
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return _files(folder) + _database()


def _files(folder: Path) -> str:
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            parts += [path.name, path.read_bytes().decode("latin-1")]
            if path.suffix == ".parquet":
                parts.append(str(pq.read_table(path).to_pylist()))
    return "\n".join(parts)


def _database() -> str:
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)
