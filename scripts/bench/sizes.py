"""Reading at several sizes, and what others need for the same files, each in its own process.

Runs of the product and of its peers take turns, so that whatever else the machine does falls on
all of them; what is told is the median. Memory is the most that the process of one run held.
"""

import csv
import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LAST_MONTH = "2025-12"
PEERS = ("duckdb", "polars", "pandas")
FEW, MANY = 168_000, 5_000_000
SIZES = {10_000: 1, 100_000: 12, FEW: 24, 1_000_000: 12, MANY: 60}
"""Rows, and the months they are of: as few as a district has, as many as the largest force."""
IN_ONE_FILE = 1_000_000
"""From so many rows on they are measured in one file as well."""
RUNS = 3
OF_ONE_FILE = 100_000
BAD_EVERY = 100
Line = tuple[str, str, str]


@dataclass(frozen=True)
class Run:
    """What one process measured of its own work."""

    rows: int
    seconds: float
    processor: float
    """Seconds of processor time, of all threads: what a busy machine does not change."""
    megabytes: float
    previews: tuple[tuple[float, float], ...] = ()
    """Of each question asked for the first time: seconds to its answer, and of processor time."""


def measured(folder: Path, most: int) -> list[Line]:
    """Lines of the table for all sizes up to `most` rows."""
    base = folder / "base"
    place = made(folder / "start", 1_000, 1)
    run("prepare", base, place["area"], place["lookup"], place["population"])
    lines: list[Line] = []
    seconds: dict[int, float] = {}
    for rows, months in SIZES.items():
        if rows > most:
            continue
        files = made(folder / str(rows), rows, months)["street"]
        seconds[rows], told = beside_peers(base, files, asks=rows in (FEW, MANY))
        lines += told
        if rows >= IN_ONE_FILE:
            lines += beside_peers(base, [_in_one(files)], asks=False)[1]
        shutil.rmtree(folder / str(rows))
    largest = [size for size in seconds if size >= 100_000]
    if len(largest) > 1:
        first, last = largest[0], largest[-1]
        growth = log(seconds[last] / seconds[first]) / log(last / first)
        lines.append((f"Growth from {first:,} to {last:,} rows", f"exponent {growth:.2f}", ""))
    return [*lines, *_workbook(base, folder), *_bad_rows(base, folder)]


def made(folder: Path, rows: int, months: int) -> dict:
    from datasources import samples  # noqa: PLC0415 - generated in the process that asks

    sample = samples.generate(
        folder,
        months=samples.months_back_from(LAST_MONTH, months),
        rows_per_month=rows // months,
    )
    return {
        "street": list(sample.street),
        "area": sample.place.code,
        "lookup": sample.lookup,
        "population": sample.population,
    }


def _in_one(files: Sequence[Path]) -> Path:
    """All months below one heading row."""
    path = files[0].with_name("all-street.csv")
    with path.open("wb") as out:
        for number, one in enumerate(files):
            with one.open("rb") as stream:
                heading = stream.readline()
                if not number:
                    out.write(heading)
                shutil.copyfileobj(stream, out, 1024 * 1024)
    return path


def run(what: str, *arguments: object) -> Run | None:
    """One measurement in a new process; what it printed last is its result."""
    command = [sys.executable, "-m", "scripts.bench.one", what, *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 - our own module
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{what}: {done.stderr[-2000:]}")
    last = done.stdout.strip().rsplit("\n", 1)[-1]
    return Run(**json.loads(last)) if last else None


def _taking_turns(works: dict[str, Callable[[], Run]], runs: int) -> dict[str, list[Run]]:
    results: dict[str, list[Run]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            results[name].append(work())
    return results


def _product(base: Path, files: Sequence[Path], *, previews: bool = False) -> Run:
    folder = base.with_name("run")
    shutil.copytree(base, folder)
    try:
        return run("previews" if previews else "product", folder, *files)
    finally:
        shutil.rmtree(folder)


def beside_peers(
    base: Path, files: list[Path], *, asks: bool, what: str = "police rows"
) -> tuple[float, list[Line]]:
    """The median of seconds, and lines: of reading, and of questions where it `asks` them."""
    works = {name: lambda peer=name: run(peer, *files) for name in PEERS}
    works["product"] = lambda: _product(base, files, previews=asks)
    results = _taking_turns(works, RUNS)
    ours = results["product"]
    seconds = _median(one.seconds for one in ours)
    beside = ", ".join(
        f"{name} {_median(one.seconds for one in results[name]):.2f} s (ratio"
        f" {_ratio(ours, results[name], 'seconds'):.1f}, of processor time"
        f" {_ratio(ours, results[name], 'processor'):.1f})"
        for name in PEERS
    )
    lines = [
        (
            f"Upload to current slices with tallies, {ours[0].rows:,} {what} in"
            f" {len(files)} {'file' if len(files) == 1 else 'files'}",
            f"{seconds:.2f} s, {ours[0].rows / seconds:,.0f} rows a second,"
            f" {_median(one.megabytes for one in ours):,.0f} MB",
            f"bare parse and group: {beside}",
        )
    ]
    if asks:
        told = [sorted(one[at] * 1000 for each in ours for one in each.previews) for at in (0, 1)]
        seconds_of, processor_of = (
            f"p50 {statistics.median(each):.0f} ms, p95 {_late(each):.0f} ms" for each in told
        )
        lines.append(
            (
                f"A new question at {ours[0].rows:,} rows",
                f"{seconds_of}; of processor time {processor_of}",
                f"{len(told[0]) // RUNS} questions, each asked for the first time",
            )
        )
    return seconds, lines


def _workbook(base: Path, folder: Path) -> list[Line]:
    from openpyxl import Workbook  # noqa: PLC0415 - measured apart

    path = folder / f"{LAST_MONTH}-street.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    for row in _rows(folder, OF_ONE_FILE):
        sheet.append(row)
    book.save(path)
    works = {
        "product": lambda: _product(base, [path]),
        "calamine": lambda: run("calamine", path),
    }
    results = _taking_turns(works, RUNS)
    ours = results["product"]
    seconds = _median(one.seconds for one in ours)
    return [
        (
            f"An XLSX of {ours[0].rows:,} rows, upload to current slice",
            f"{seconds:.2f} s, {_median(one.megabytes for one in ours):,.0f} MB",
            f"bare calamine: {_median(one.seconds for one in results['calamine']):.2f} s",
        )
    ]


def _bad_rows(base: Path, folder: Path) -> list[Line]:
    """One row in a hundred has no month that can be read, another one too few cells."""
    path = folder / f"{LAST_MONTH}-bad-street.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, row in enumerate(_rows(folder, OF_ONE_FILE)):
            if number % (2 * BAD_EVERY) == BAD_EVERY:
                row = [row[0], "next month", *row[2:]]  # noqa: PLW2901 - the row is spoilt
            elif number and number % (2 * BAD_EVERY) == 0:
                row = row[:7]  # noqa: PLW2901
            writer.writerow(row)
    works = {
        "product": lambda: _product(base, [path]),
        "import-export": lambda: run("import_export", path, path.with_name("peer")),
    }
    results = _taking_turns(works, 1)
    results["product"] += [_product(base, [path]) for _ in range(RUNS - 1)]
    speed = {
        name: _median(one.rows / one.seconds for one in done) for name, done in results.items()
    }
    return [
        (
            f"{results['product'][0].rows:,} rows, one in {BAD_EVERY} of them bad, stored",
            f"{speed['product']:,.0f} rows a second",
            f"django-import-export in bulk: {speed['import-export']:,.0f} rows a second,"
            f" ratio {speed['product'] / speed['import-export']:.1f}",
        )
    ]


def _rows(folder: Path, count: int) -> list[list[str]]:
    """The heading row and so many rows of one month."""
    (path,) = made(folder / "month", count + count // 10, 1)["street"]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    return rows[: count + 1]


def _median(values: object) -> float:
    return statistics.median(values)


def _late(times: Sequence[float]) -> float:
    return times[min(len(times) - 1, round(len(times) * 0.95) - 1)]


def _ratio(ours: list[Run], theirs: list[Run], what: str) -> float:
    """Of runs that followed one another: the middle one of their ratios."""
    return statistics.median(
        getattr(one, what) / getattr(other, what) for one, other in zip(ours, theirs, strict=True)
    )
