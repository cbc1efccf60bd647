"""The process itself: sets its limits, reads, writes, and says by its end what was wrong."""

from __future__ import annotations

import contextlib
import json
import sys
from itertools import islice
from pathlib import Path

from datasources import grids
from datasources.grids import maps, pages, records, workbooks
from datasources.grids.grid import NoTable, TooLarge

TOGETHER = 100
"""So many rows are written as one line: each line costs as much as its rows."""
READERS = {
    grids.WORKBOOK: workbooks.grids_of,
    grids.PAGE: pages.grids_of,
    grids.RECORDS: records.grids_of,
    grids.MAPS: maps.grids_of,
}


def limit(memory: int, seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none; the parent's time limit holds there

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(reader: str, source: str, target: str, memory: str, seconds: str) -> int:
    limit(int(memory), int(seconds))
    try:
        with Path(target).open("w", encoding="utf-8") as out:
            for grid in READERS[reader](Path(source)):
                out.write(json.dumps(grid.about()) + "\n")
                rows = iter(grid.rows)
                while together := list(islice(rows, TOGETHER)):
                    out.write(json.dumps(together) + "\n")
    except workbooks.Locked:
        return grids.LOCKED
    except NoTable:
        return grids.NO_TABLE
    except (TooLarge, MemoryError):
        return grids.TOO_LARGE
    except Exception:
        # Whatever a reader says of a bad file, it is one.
        return grids.DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
