"""Sources, deliveries and evidence for tests: synthetic files, sent through the real operations."""

from collections.abc import Iterable
from pathlib import Path

from django.core.files import File

from datasources import kinds, samples
from datasources.models import Delivery, Source
from datasources.operations import deliveries, evidence, sources
from partnerships.models import Partnership, User

KINDS = {
    "area-look-up": "Area look-up",
    "population": "Population",
    "police-street": "Police recorded crime",
    "asb-incidents": "Council anti-social behaviour",
}


def make_sample(
    folder: Path, *, last: str = "2025-12", months: int = 24, rows: int = 60, **options: object
) -> samples.Sample:
    """Files of a fictional district whose code is that of the world's partnership."""
    return samples.generate(
        folder, months=samples.months_back_from(last, months), rows_per_month=rows, **options
    )


def first_rows_of(path: Path, rows: int, folder: Path) -> Path:
    """The same file cut short after so many rows."""
    cut = folder / path.name
    cut.write_text("".join(path.read_text().splitlines(keepends=True)[: rows + 1]))
    return cut


def make_source(
    partnership: Partnership, kind: str = "police-street", *, by: User, **values: object
) -> Source:
    said = {
        "name": KINDS.get(kind, kinds.by_slug(kind).label),
        **kinds.by_slug(kind).usual.values,
        **values,
    }
    slug = said.pop("slug", kind)
    details = sources.SourceDetails(**said)
    return sources.register(partnership=partnership, kind=kind, slug=slug, details=details, by=by)


def receive(source: Source, paths: Iterable[Path], *, by: User) -> Delivery:
    opened = [File(path.open("rb"), name=path.name) for path in paths]
    try:
        return deliveries.receive(source=source, files=opened, by=by)
    finally:
        for file in opened:
            file.close()


def receive_and_read(source: Source, paths: Iterable[Path], *, by: User) -> Delivery:
    delivery = receive(source, paths, by=by)
    deliveries.read(delivery.pk)
    return Delivery.objects.get(pk=delivery.pk)


def receive_and_accept(source: Source, paths: Iterable[Path], *, by: User) -> Delivery:
    delivery = receive_and_read(source, paths, by=by)
    return deliveries.accept(delivery=delivery, by=by)


def make_data(partnership: Partnership, sample: samples.Sample, *, by: User) -> Source:
    """Look-up, population and police files in use and answered; gives the police source."""
    files = {
        "area-look-up": [sample.lookup],
        "population": [sample.population],
        "police-street": sample.street,
    }
    made = {}
    for kind, paths in files.items():
        made[kind] = make_source(partnership, kind, by=by)
        receive_and_accept(made[kind], paths, by=by)
    evidence.refresh(made["police-street"].pk)
    return made["police-street"]


def make_map(partnership: Partnership, place: samples.Place, folder: Path, *, by: User) -> Source:
    """The boundaries of the made-up district's small areas, in use."""
    kind = kinds.by_slug("boundaries")
    source = make_source(partnership, kind.slug, by=by)
    files = samples.write_sample(folder, kind, place, ("2025-12",))
    receive_and_accept(source, files, by=by)
    return source
