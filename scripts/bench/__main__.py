"""Measures what people wait for, in a folder of its own, and appends to docs/benchmarks.md.

Beside a figure stands a peer measured in the same run on the same input: bare DuckDB, Polars and
pandas for reading, bare WeasyPrint for the PDF. ROWS says up to how many rows reading is measured.
"""

import io
import json
import os
import platform
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from scripts.bench import sizes
from scripts.bench.sizes import Line

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = 5_000_000
RUNS = 15


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="safer-year-bench-"))
    os.environ["DATA_DIR"] = str(folder / "data")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    try:
        import django  # noqa: PLC0415 - after the environment is set

        django.setup()
        lines = measure(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report(lines)


def measure(folder: Path) -> list[Line]:
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from config.sample import build, people  # noqa: PLC0415 - after setup

    call_command("migrate", verbosity=0)
    seconds, partnership = timed(lambda: build.make(lambda text: None))
    lines = [("The whole sample made", f"{seconds:.1f} s", "")]
    lines += edition(partnership)
    lines += pages(partnership, people)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(("Peak memory of all this in one process", f"{peak:,.0f} MB", ""))
    lines += real_months(folder)
    lines += verdicts(folder)
    lines += sizes.measured(folder, int(os.environ.get("ROWS") or ROWS))
    return lines


def timed(work: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _real_data() -> Path | None:
    real = Path(os.environ.get("REAL_DATA", "") or "/nowhere")
    return real if real.is_dir() else None


def _real_police(real: Path) -> tuple[list[Path], Path]:
    """The monthly files, and the look-up of their areas."""
    files = sorted((real / "police-uk" / "street").glob("*-street.csv.gz"))
    return files, real / "lookups" / "lsoa21_ward24_ltla24_england_wales.csv.gz"


def real_months(folder: Path) -> list[Line]:
    """Reading and asking with the real files that REAL_DATA names; none where it names none."""
    real = _real_data()
    if real is None:
        return []
    files, lookup = _real_police(real)
    base = folder / "real"
    sizes.run(
        "prepare",
        base,
        "E07000010",
        lookup,
        real / "population" / "sape2024_lsoa21_mid2022_mid2024_density.xlsx",
    )
    return sizes.beside_peers(base, files, what="real police rows", asks=True)[1]


def verdicts(folder: Path) -> list[Line]:
    """How often a rise or fall is told where nothing changed, of real months or the sample's."""
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    real = _real_data()
    if real:
        files, lookup = _real_police(real)
    else:
        made = sizes.made(folder / "placebo", 168_000, 24)
        files, lookup = made["street"], made["lookup"]
    out = io.StringIO()
    call_command("calibrate", *map(str, files), "--look-up", str(lookup), "--json", stdout=out)
    return [
        (
            f"False rises and falls, {row['from']:,} or more counted, {row['looks']:,} looks",
            f"{row['false']:.1%}",
            f"by a Poisson test alone {row['false_by_poisson']:.1%}",
        )
        for row in json.loads(out.getvalue())["bands"]
    ]


def edition(partnership: object) -> list[Line]:
    from weasyprint import HTML  # noqa: PLC0415 - measured apart

    from assessment.models import Assessment  # noqa: PLC0415
    from reports import document as documents  # noqa: PLC0415
    from reports.models import Edition  # noqa: PLC0415
    from reports.operations import editions  # noqa: PLC0415
    from reports.rendering import html  # noqa: PLC0415

    assessment = Assessment.objects.filter(partnership=partnership, stage="assess").get()

    def publish() -> Edition:
        made = editions.request(assessment=assessment, audience="public", by=None)
        editions.render(made.pk)
        made.refresh_from_db()
        return made

    # The sample has published this already, and what has not changed is not frozen again.
    Edition.objects.filter(assessment=assessment).update(content_digest="")
    seconds, made = timed(publish)
    pages = made.files.get(kind="pdf").pages
    frozen = documents.from_json(made.outline)
    text = html.html(frozen, for_print=True)
    bare, _ = timed(lambda: HTML(string=text).write_pdf())
    return [
        (
            f"An edition frozen and rendered (HTML, PDF of {pages} pages, pack)",
            f"{seconds:.2f} s",
            f"bare WeasyPrint, untagged PDF alone: {bare:.2f} s, ratio {seconds / bare:.1f}",
        )
    ]


def pages(partnership: object, people: object) -> list[Line]:
    """The busiest pages in process, signed in as the officer: no network, no browser."""
    from django.db import connection  # noqa: PLC0415 - after setup
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from assessment.models import Assessment, Section  # noqa: PLC0415
    from partnerships.models import User  # noqa: PLC0415

    this = Assessment.objects.filter(partnership=partnership).order_by("-year").first()
    section = Section.objects.get(assessment=this, key="victims.key_information")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        User.objects.get(email=f"officer@{people.DOMAIN}"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    addresses = [
        ("Home", reverse("partnership-home", args=[partnership.slug])),
        ("Document", reverse("document", args=[this.slug])),
        ("A section", reverse("section-edit", args=[section.pk])),
        ("Police source", reverse("source-detail", args=[partnership.slug, "police-street"])),
        ("Plan", reverse("plan", args=[this.slug])),
    ]
    lines = []
    for name, address in addresses:
        # The log holds so many and no more: counting starts from an empty one.
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        # Now: the next request begins a log of its own.
        asked = len(queries)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        times = sorted(timed(lambda at=address: client.get(at))[0] * 1000 for _ in range(RUNS))
        p95 = times[min(len(times) - 1, round(len(times) * 0.95) - 1)]
        lines.append(
            (
                f"Page: {name}",
                f"p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms",
                f"{asked} queries",
            )
        )
    return lines


def report(lines: list[Line]) -> None:
    names = ("Django", "pandas", "pyarrow", "weasyprint", "celery", "duckdb", "polars")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    processor = platform.processor() or platform.machine()
    text = [
        f"\n## {date.today().isoformat()}\n",  # noqa: DTZ011 - the day of this machine
        f"{os.cpu_count()} cores ({processor}), Python {platform.python_version()}, {versions}.\n",
        "| what | measured | beside it |",
        "| --- | --- | --- |",
        *(f"| {what} | {figure} | {beside} |" for what, figure, beside in lines),
        "",
    ]
    path = ROOT / "docs" / "benchmarks.md"
    if not path.exists():
        path.write_text(
            "# Benchmarks\n\nAppended by `make bench`. Machines differ: compare ratios and lines "
            "of one run.\n",
            encoding="utf-8",
        )
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\n".join(text))
    sys.stdout.write("\n".join(text))


if __name__ == "__main__":
    main()
