"""Name what can be counted: each measure with its unit, its categories and its totals."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources import kinds
from datasources.kinds import Kind, Measure
from datasources.operations import holdings
from partnerships.models import Partnership

WRONG_USE = 2


class Command(BaseCommand):
    help = "Name what can be counted, and of which kind of dataset."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--partnership", metavar="SLUG", help="name also those that were composed there"
        )
        parser.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [(kind, one) for kind in kinds.KINDS for one in kind.measures]
        if options["partnership"]:
            found += _composed(options["partnership"])
        if options["json"]:
            self.stdout.write(json.dumps([_measure(*one) for one in found], indent=2))
        else:
            self.stdout.write("\n".join(f"{one.slug}: {one.label}" for _, one in found))


def _composed(slug: str) -> list[tuple[Kind, Measure]]:
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        raise CommandError(f"There is no partnership {slug}.", returncode=WRONG_USE)
    made = (
        (one, kinds.composed_measure(one.newest.composed))
        for one in holdings.own_measures(partnership)
    )
    return [(kinds.by_slug(one.kind), measure) for one, measure in made if measure is not None]


def _measure(kind: Kind, measure: Measure) -> dict[str, Any]:
    return {
        "slug": measure.slug,
        "label": measure.label,
        "kind": kind.slug,
        "unit": measure.unit,
        "category": measure.category,
        "categories": _categories(measure),
        "totals": [one.label for one in measure.totals],
        "version": measure.composed.version if measure.composed else None,
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
