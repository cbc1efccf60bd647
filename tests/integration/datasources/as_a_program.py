"""A program of its own over a database and a folder of its own; the last line it prints is JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path


def said_by(program: str, *arguments: object, database: str, data: Path, timeout: int) -> dict:
    printed = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(data),
            "DATABASE_URL": database,
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
        },
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=timeout,
    ).stdout
    return json.loads(printed.splitlines()[-1])
