"""Workbooks (XLSX, XLS, ODS) into sheets of strings, read by a process with limits of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from datasources.intake import directories, findings, workbook_child
from datasources.intake.findings import Refused
from datasources.intake.limits import Budget, check_ratio, too_large
from datasources.intake.sniffing import DAMAGE, METHODS_OF_WORKBOOKS
from datasources.intake.unpacking import BLOCK

Sheet = tuple[str, list[list[str]]]


def sheets_of(path: Path, folder: Path, budget: Budget) -> Iterator[Sheet]:
    """Each sheet's name and rows, one at a time."""
    limits = budget.limits
    if zipfile.is_zipfile(path):
        _check_size(path, budget)
    rows = folder / "sheets.jsonl"
    command = [
        sys.executable,
        str(Path(workbook_child.__file__)),
        str(path),
        str(rows),
        str(limits.workbook_memory),
        str(limits.workbook_seconds),
    ]
    try:
        ended = subprocess.run(  # noqa: S603 - our own file, arguments without a shell
            command,
            check=False,
            timeout=limits.workbook_seconds * 2,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as late:
        raise _too_large() from late
    if ended.returncode == workbook_child.LOCKED:
        raise Refused(
            findings.WORKBOOK_LOCKED,
            "The workbook is locked with a password.",
            "Save it without a password and send that.",
        )
    if ended.returncode == workbook_child.DAMAGED:
        raise damaged()
    if ended.returncode != 0:
        raise _too_large()
    try:
        yield from _read(rows)
    finally:
        rows.unlink(missing_ok=True)


def damaged() -> Refused:
    return Refused(
        findings.WORKBOOK_DAMAGED,
        "The workbook is damaged or only part of it arrived.",
        "Open it in Excel to see whether it is whole, save it again and send that.",
    )


def _too_large() -> Refused:
    return Refused(
        findings.WORKBOOK_TOO_LARGE,
        "The workbook needs more memory or time than a real one of this kind.",
        "Copy the one table that is needed into a new workbook, or save it as CSV, and send that.",
    )


def _check_size(path: Path, budget: Budget) -> None:
    """Judges the directory, then unpacks every part once, counting, before a reader is let near."""
    unpacked = 0
    limits = budget.limits
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            packed, allowed = path.stat().st_size, min(limits.workbook_bytes, budget.left)
            directories.check(members, members, limits, packed=packed, allowed=allowed)
            if any(member.compress_type not in METHODS_OF_WORKBOOKS for member in members):
                raise damaged()
            for member in members:
                part = 0
                with archive.open(member) as stream:
                    while block := stream.read(BLOCK):
                        part += len(block)
                        unpacked += len(block)
                        budget.spend(len(block))
                        check_ratio(limits, packed=member.compress_size, unpacked=part)
                        if unpacked > limits.workbook_bytes:
                            raise too_large(limits.workbook_bytes)
    except (*DAMAGE, RuntimeError) as damage:
        raise damaged() from damage


def _read(rows: Path) -> Iterator[Sheet]:
    name = ""
    sheet: list[list[str]] = []
    with rows.open(encoding="utf-8") as lines:
        for line in lines:
            content = json.loads(line)
            if isinstance(content, dict):
                if name:
                    yield name, sheet
                name, sheet = content["sheet"], []
            else:
                sheet.append(content)
    if name:
        yield name, sheet
