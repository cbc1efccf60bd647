"""One measurement in a process of its own: `python -m scripts.bench.one WHAT ...` prints JSON."""

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

GROUPED_BY = ("Month", "LSOA code", "Crime type")
POLICE = "police-street"


def main() -> None:
    what, *arguments = sys.argv[1:]
    WORKS[what](*map(Path, arguments))


def told(rows: int, work: Callable[[], object], **more: object) -> None:
    """Runs the work and prints what it took."""
    before, began = _processor(), time.perf_counter()
    work()
    seconds, processor = time.perf_counter() - began, _processor() - before
    say(rows, seconds, processor, **more)


def say(rows: int, seconds: float, processor: float, **more: object) -> None:
    result = {"rows": rows, "seconds": seconds, "processor": processor, **more}
    result = {"megabytes": _megabytes(), **result}
    sys.stdout.write(f"{json.dumps(result)}\n")


def _used() -> list[resource.struct_rusage]:
    """By this process, and by those it started."""
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def _processor() -> float:
    return sum(used.ru_utime + used.ru_stime for used in _used())


def _megabytes() -> float:
    """The most that any one of these processes held."""
    return max(used.ru_maxrss for used in _used()) / 1024


def duckdb(*files: Path) -> None:
    import duckdb as peer  # noqa: PLC0415 - each process knows its own peer alone

    names = ", ".join(f'"{name}"' for name in GROUPED_BY)
    paths = [str(one) for one in files]

    def work(more: str = "") -> None:
        query = f"select {names}, count(*) from read_csv({paths!r}{more}) group by all"  # noqa: S608
        peer.sql(query).fetchall()

    try:
        told(0, work)
    except peer.NotImplementedException:
        # Of some large files it says itself that they must be read on one processor.
        told(0, lambda: work(", parallel=false"))


def polars(*files: Path) -> None:
    import polars as peer  # noqa: PLC0415

    told(0, lambda: peer.scan_csv(list(files)).group_by(*GROUPED_BY).len().collect())


def pandas(*files: Path) -> None:
    import pandas as peer  # noqa: PLC0415

    def work() -> None:
        rows = peer.concat([peer.read_csv(one) for one in files])
        rows.groupby(list(GROUPED_BY), dropna=False).size()

    told(0, work)


def calamine(file: Path) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    told(0, lambda: CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python())


def prepare(folder: Path, area: Path, lookup: Path, population: Path) -> None:
    """A database with a partnership that holds a look-up and residents, and no police rows."""
    _set_up(folder)
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from partnerships.operations import partnerships  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    made = partnerships.create(slug="bench", name="Bench", area_codes=[area.name], by=None)
    for kind, file in (("area-look-up", lookup), ("population", population)):
        _taken(_registered(made, kind), [file])
    _registered(made, POLICE)


def product(folder: Path, *files: Path) -> None:
    """From files in hand to current slices with their tallies."""
    _set_up(folder)
    _read(list(files))


def previews(folder: Path, *files: Path) -> None:
    """The same, and then every question asked for the first time, of the whole and of its parts."""
    _set_up(folder)
    from datasources import analyses  # noqa: PLC0415 - after setup
    from datasources.models import Slice  # noqa: PLC0415
    from datasources.operations import evidence  # noqa: PLC0415
    from datasources.presenters.figures import page_figure  # noqa: PLC0415
    from partnerships.errors import RuleBroken  # noqa: PLC0415
    from partnerships.models import Partnership  # noqa: PLC0415

    rows, seconds, processor = _read(list(files), is_told=False)
    most = _megabytes()
    partnership = Partnership.objects.get(slug="bench")
    periods = sorted(
        Slice.objects.current().filter(source__slug=POLICE).values_list("period", flat=True)
    )
    stretches = [("", ""), (periods[0], periods[-1]), *((one, one) for one in periods[-8:])]
    took = []
    for name in analyses.ANALYSES:
        for first, last in stretches:
            began, before = time.perf_counter(), _processor()
            try:
                question = evidence.ask(
                    partnership=partnership,
                    analysis=name,
                    period_from=first,
                    period_to=last,
                    by=None,
                )
                page_figure(evidence.answer(question), key="answer")
            except RuleBroken:
                continue
            took.append((time.perf_counter() - began, _processor() - before))
    result = {"rows": rows, "seconds": seconds, "processor": processor, "megabytes": most}
    sys.stdout.write(f"{json.dumps({**result, 'previews': took})}\n")


def import_export(file: Path, folder: Path) -> None:
    """django-import-export's bulk mode into a table of the same columns; bad rows are refused."""
    _set_up(folder)
    import tablib  # noqa: PLC0415
    from django.db import connection, models  # noqa: PLC0415
    from import_export import fields, resources, widgets  # noqa: PLC0415

    class Offence(models.Model):  # noqa: DJ008 - lives as long as the measurement
        crime_id = models.CharField(max_length=64, blank=True)
        month = models.DateField()
        reported_by = models.CharField(max_length=100)
        falls_within = models.CharField(max_length=100)
        longitude = models.FloatField(null=True)
        latitude = models.FloatField(null=True)
        location = models.CharField(max_length=200)
        lsoa_code = models.CharField(max_length=9, blank=True)
        crime_type = models.CharField(max_length=100)
        last_outcome = models.CharField(max_length=200, blank=True)

        class Meta:
            app_label = "datasources"

    headings = {
        "crime_id": ("Crime ID", widgets.CharWidget()),
        "month": ("Month", widgets.DateWidget(format="%Y-%m")),
        "reported_by": ("Reported by", widgets.CharWidget()),
        "falls_within": ("Falls within", widgets.CharWidget()),
        "longitude": ("Longitude", widgets.FloatWidget()),
        "latitude": ("Latitude", widgets.FloatWidget()),
        "location": ("Location", widgets.CharWidget()),
        "lsoa_code": ("LSOA code", widgets.CharWidget()),
        "crime_type": ("Crime type", widgets.CharWidget()),
        "last_outcome": ("Last outcome category", widgets.CharWidget()),
    }
    columns = {
        name: fields.Field(attribute=name, column_name=heading, widget=widget)
        for name, (heading, widget) in headings.items()
    }
    meta = type(
        "Meta",
        (),
        {
            "model": Offence,
            "fields": tuple(headings),
            "import_id_fields": (),
            "use_bulk": True,
            "skip_diff": True,
            "skip_html_diff": True,
            "use_transactions": False,
            "force_init_instance": True,
        },
    )
    resource_of = type("OffenceResource", (resources.ModelResource,), {**columns, "Meta": meta})
    with connection.schema_editor() as editor:
        editor.create_model(Offence)
    with file.open(encoding="utf-8", newline="") as stream:
        rows = sum(1 for _ in csv.reader(stream)) - 1

    def work() -> None:
        with file.open(encoding="utf-8", newline="") as stream:
            width = 12
            lines = [line for line in csv.reader(stream) if len(line) == width]
        table = tablib.Dataset(*lines[1:], headers=lines[0])
        resource_of().import_data(table, raise_errors=False)
        assert Offence.objects.count() > 0.9 * rows, "the rows were not stored"

    told(rows, work)


def _set_up(folder: Path) -> None:
    os.environ["DATA_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    os.environ["UPLOAD_MAX_MEGABYTES"] = "2000"
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()


def _registered(partnership: object, kind: str) -> object:
    from datasources.operations import sources  # noqa: PLC0415 - after setup

    return sources.register(
        partnership=partnership,
        slug=kind,
        kind=kind,
        details=sources.SourceDetails(name=kind),
        by=None,
    )


def _taken(source: object, files: list[Path]) -> object:
    """Received, read and accepted; the delivery."""
    from django.core.files import File  # noqa: PLC0415 - after setup

    from datasources.operations import deliveries, readings  # noqa: PLC0415

    opened = [one.open("rb") for one in files]
    sent = [File(stream, name=one.name) for stream, one in zip(opened, files, strict=True)]
    delivery = deliveries.receive(source=source, files=sent, by=None)
    for stream in opened:
        stream.close()
    readings.read(delivery.pk)
    delivery.refresh_from_db()
    return deliveries.accept(delivery=delivery, by=None)


def _read(files: list[Path], *, is_told: bool = True) -> tuple[int, float, float]:
    from datasources.models import Source  # noqa: PLC0415 - after setup

    source = Source.objects.get(slug=POLICE)
    # As in a worker, which has imported and loaded everything long before.
    from datasources.operations import deliveries, readings  # noqa: F401, PLC0415

    readings.prepare()
    before, began = _processor(), time.perf_counter()
    delivery = _taken(source, files)
    seconds, processor = time.perf_counter() - began, _processor() - before
    if is_told:
        say(delivery.rows_read, seconds, processor)
    return delivery.rows_read, seconds, processor


WORKS = {
    work.__name__: work
    for work in (duckdb, polars, pandas, calamine, prepare, product, previews, import_export)
}

if __name__ == "__main__":
    main()
