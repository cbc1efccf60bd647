"""Synthetic files in each kind's real layout, for trying things out: nothing in them is real."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from datasources import samples
from datasources.periods import Period

FEWEST, MOST = 1_000, 5_000_000


class Command(BaseCommand):
    help = "Write police months, an area look-up and a population file of a fictional district."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write")
        parser.add_argument("--rows", type=int, default=24_000, help="police rows in all, about")
        parser.add_argument("--months", type=int, default=24, help="how many months they cover")
        parser.add_argument("--last", default="", help="the last month, as 2025-12")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same files")
        parser.add_argument("--json", action="store_true", help="print the paths as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not FEWEST <= options["rows"] <= MOST:
            raise CommandError(f"Between {FEWEST:,} and {MOST:,} rows can be made.", returncode=2)
        if not 1 <= options["months"] <= 240:
            raise CommandError("Between 1 and 240 months can be made.", returncode=2)
        try:
            months = samples.months_back_from(
                options["last"] or last_whole_month(), options["months"]
            )
        except ValueError:
            raise CommandError("A month is written as 2025-12.", returncode=2) from None
        made = samples.generate(
            options["folder"],
            seed=options["seed"],
            months=months,
            rows_per_month=options["rows"] // options["months"],
        )
        report = {
            "area": made.place.code,
            **{
                kind: str(files) if isinstance(files, Path) else [str(path) for path in files]
                for kind, files in made.files.items()
            },
        }
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=2))
            return
        self.stdout.write(
            f"{len(made.street)} police months, an area look-up and a population file of the "
            f"fictional district {made.place.code} are in {options['folder']}."
        )


def last_whole_month() -> str:
    return Period.month_of(timezone.localdate()).later(-1).key
