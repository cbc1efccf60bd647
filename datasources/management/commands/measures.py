"""Name what can be counted: each measure with its unit, its categories and its totals."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from datasources import kinds
from datasources.kinds import Kind, Measure


class Command(BaseCommand):
    help = "Name what can be counted, and of which kind of dataset."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [(kind, one) for kind in kinds.KINDS for one in kind.measures]
        if options["json"]:
            self.stdout.write(json.dumps([_measure(*one) for one in found], indent=2))
        else:
            self.stdout.write("\n".join(f"{one.slug}: {one.label}" for _, one in found))


def _measure(kind: Kind, measure: Measure) -> dict[str, Any]:
    return {
        "slug": measure.slug,
        "label": measure.label,
        "kind": kind.slug,
        "unit": measure.unit,
        "category": measure.category,
        "categories": _categories(measure),
        "totals": [one.label for one in measure.totals],
        "conditions": [
            {one.column: {"yes": one.yes, "no": one.no} for one in condition}
            for condition in measure.within
        ],
        "caveats": [*measure.caveats, *measure.caveats_in_time],
    }


def _categories(measure: Measure) -> list[str]:
    """What it counts under: the rest of the words as well, where it holds every category."""
    rest = [] if measure.everything.only else [measure.words.rest]
    return [*measure.categories, *rest]
