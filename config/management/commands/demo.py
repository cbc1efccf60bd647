"""The sample partnership, made once and left alone afterwards; prints its sign-ins."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from config.sample import build
from config.sample.people import PASSWORD, PEOPLE
from partnerships import roles


class Command(BaseCommand):
    help = "Make the sample partnership (safe to run again); print sign-ins and assessments."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        say = (lambda text: None) if options["json"] else self.stdout.write
        partnership = build.make(say)
        assessments = list(partnership.assessments.order_by("year"))
        if options["json"]:
            report = {
                "partnership": partnership.slug,
                "password": PASSWORD,
                "people": [
                    {"email": person.email, "name": person.name, "role": person.role}
                    for person in PEOPLE
                ],
                "assessments": [assessment.slug for assessment in assessments],
            }
            self.stdout.write(json.dumps(report, indent=2))
            return
        self.stdout.write(
            f"\nSample partnership: {partnership.name} (everything in it is invented)"
        )
        for assessment in assessments:
            self.stdout.write(
                f"  {assessment.slug}: {assessment.title}, {assessment.get_stage_display().lower()}"
            )
        self.stdout.write(f"\nSign in as any of these with the password  {PASSWORD}")
        for person in PEOPLE:
            label = roles.named(person.role).label
            self.stdout.write(f"  {person.email:<28} {person.name}, {label.lower()}")
