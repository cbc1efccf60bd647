"""Run as a process of its own: a workbook in, its sheets as lines of JSON out.

A workbook can name a cell a million rows away and make any reader ask for more memory than there
is; a process with limits of its own dies of that alone. It imports nothing of the project.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
from pathlib import Path

import python_calamine

DAMAGED = 3
LOCKED = 4
TOO_LARGE = 5
MOST_CELLS = 60_000_000


def as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def limit(memory: int, seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none; the parent's time limit holds there

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(source: str, target: str, memory: str, seconds: str) -> int:
    limit(int(memory), int(seconds))
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(source)
        with Path(target).open("w", encoding="utf-8") as out:
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.height * sheet.width > MOST_CELLS:
                    return TOO_LARGE
                out.write(json.dumps({"sheet": name}) + "\n")
                rows = sheet.to_python(skip_empty_area=False)
                out.writelines(json.dumps([as_text(cell) for cell in row]) + "\n" for row in rows)
    except python_calamine.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_LARGE
    except Exception as trouble:
        # Whatever the reader says of a bad file, it is one.
        return LOCKED if "password" in str(trouble).lower() else DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
