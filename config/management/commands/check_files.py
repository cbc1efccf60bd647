"""Whether every stored file is there and whole; what is lost can be brought back."""

import argparse
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources.models import Delivery, DeliveryFile, Slice
from datasources.operations import readings
from partnerships import store
from reports.models import Edition, EditionFile
from reports.operations import edition_files, editions


class Command(BaseCommand):
    help = "Check every stored file against its hash; exit 1 when one is missing or damaged."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--mend",
            action="store_true",
            help="bring back what can be: rows from the files they came from, files of editions",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lost = dict(faults())
        for named, fault in lost.items():
            self.stdout.write(f"{named}: {fault}")
        if lost and options["mend"]:
            mend()
            lost = dict(faults())
            self.stdout.write(
                "Everything is whole again." if not lost else f"Still lost: {', '.join(lost)}."
            )
        if lost:
            raise CommandError(f"Missing or damaged: {len(lost)}.")
        self.stdout.write("Every stored file is there and whole.")


def faults() -> Iterator[tuple[str, str]]:
    """Each lost file by a name that says where it belongs, and what is wrong with it."""
    kept = [
        *(
            (f"Original {file.pk} of delivery {file.delivery_id}", file.path)
            for file in _originals()
        ),
        *((f"Rows of {one.source} for {one.period} ({one.pk})", one.path) for one in _slices()),
        *(
            (f"Rows set aside of delivery {delivery.pk}", delivery.set_aside_path)
            for delivery in Delivery.objects.exclude(set_aside_path="")
        ),
        *((f"{file.get_kind_display()} of {file.edition}", file.path) for file in _files()),
    ]
    for named, path in kept:
        fault = store.fault(path)
        if fault is not None:
            yield named, fault.what


def mend() -> None:
    """Rows are read once more from the originals; files of editions are made anew."""
    kept = Delivery.objects.exclude(files__deleted_at__isnull=False)
    for delivery in kept.filter(slices__isnull=False).distinct():
        if any(store.fault(one.path) for one in delivery.slices.filter(rows_disposed_at=None)):
            readings.restore(delivery)
    for edition in Edition.objects.filter(state="done"):
        if edition_files.faults(edition):
            editions.remake(edition=edition, by=None)
            editions.render(edition.pk)


def _originals() -> Any:
    return DeliveryFile.objects.kept().order_by("pk")


def _slices() -> Any:
    kept = Slice.objects.filter(rows_disposed_at=None)
    return kept.select_related("source").order_by("pk")


def _files() -> Any:
    return EditionFile.objects.select_related("edition__assessment").order_by("pk")
