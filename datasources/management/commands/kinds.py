"""Name the kinds of dataset that a source can deliver: what their rows and columns are."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from datasources import kinds
from datasources.kinds import Column, Kind


class Command(BaseCommand):
    help = "Name the kinds of dataset that a source can deliver."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps([_kind(one) for one in kinds.KINDS], indent=2))
        else:
            self.stdout.write("\n".join(f"{one.slug}: {one.label}" for one in kinds.KINDS))


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "slug": kind.slug,
        "label": kind.label,
        "shape": kind.shape.label,
        "description": kind.description,
        "expected": kind.expected,
        "traps": list(kind.traps),
        "usual": kind.usual.values,
        "prescribed": kind.prescribed,
        "best_for": [part.value for part in kind.best_for],
        "measures": [measure.slug for measure in kind.measures],
        "columns": [_column(one) for one in kind.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "heading": column.heading,
        "also": list(column.also),
        "role": column.role.value,
        "required": column.required,
        "meaning": column.meaning,
        "words": list(column.words.words) if column.words else [],
    }
