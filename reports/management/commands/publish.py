"""Publish an edition from the command line, by the same operation as the page."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessment.models import Assessment
from partnerships.errors import RuleBroken
from reports.models import Edition
from reports.operations import edition_files, editions
from reports.states import AUDIENCE_BY_SLUG

PATIENCE_SECONDS = 600


class Command(BaseCommand):
    help = "Freeze an edition, wait for its files and write them to a folder."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("assessment", help="the assessment's slug, for example wexmere-2026")
        parser.add_argument("--audience", required=True, choices=list(AUDIENCE_BY_SLUG))
        parser.add_argument("--out", required=True, type=Path, help="the folder for the files")
        parser.add_argument("--json", action="store_true", help="print what was made as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        assessment = Assessment.objects.filter(slug=options["assessment"]).first()
        if assessment is None:
            known = ", ".join(Assessment.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(
                f"There is no assessment {options['assessment']}. There are: {known}.", returncode=2
            )
        try:
            edition = editions.request(assessment=assessment, audience=options["audience"], by=None)
        except RuleBroken as broken:
            raise CommandError("\n".join(broken.reasons)) from None
        stood_already = edition.stood_already
        edition = finished(edition)
        if edition.state != "done":
            raise CommandError(edition.failure or "The edition was not made in time.")
        written = [write(file, options["out"]) for file in edition.files.all()]
        report = {
            "assessment": assessment.slug,
            "edition": edition.number,
            "audience": edition.audience,
            "digest": edition.digest,
            "seconds": edition.seconds,
            "pages": next(file["pages"] for file in written if file["kind"] == "pdf"),
            "files": written,
        }
        if options["json"]:
            self.stdout.write(json.dumps(report, indent=2))
            return
        audience = edition.get_audience_display().lower()
        if stood_already:
            self.stdout.write("Nothing that it tells has changed since, so this edition stands.")
        self.stdout.write(
            f"Edition {edition.number} of {assessment} for {audience}, "
            f"made in {edition.seconds:.1f} seconds."
        )
        for file in written:
            pages = f", {file['pages']} pages" if file["pages"] else ""
            self.stdout.write(f"  {file['path']} ({file['bytes']:,} bytes{pages})")


def finished(edition: Edition) -> Edition:
    """Make the files here, or wait for the worker that was faster."""
    editions.render(edition.pk)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        edition.refresh_from_db()
        if edition.state in {"done", "failed"}:
            break
        time.sleep(0.5)
    return edition


def write(file: Any, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file.name
    path.write_bytes(edition_files.content(file))
    return {
        "kind": file.kind,
        "path": str(path),
        "bytes": file.size,
        "sha256": file.sha256,
        "pages": file.pages,
    }
