"""Begin a partnership's register from the starting list, by the same operation as the page."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources import kinds
from datasources.kinds import Kind, Start
from datasources.models import Source
from datasources.operations import starting
from datasources.presenters.register import provider_of
from partnerships.errors import RuleBroken
from partnerships.models import Partnership

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    help = (
        "Begin a register: what the law prescribes, and the usual open data. Without entries the"
        " starting list is printed. Exit code 0 done, 1 refused, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partnership", nargs="?", default="", help="its short name")
        parser.add_argument("entries", nargs="*", help="names of entries of the starting list")
        parser.add_argument(
            "--prescribed", action="store_true", help="all that SI 2007/1831 prescribes"
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = list(options["entries"])
        if options["prescribed"]:
            wanted += [slug for slug, (_, start) in kinds.STARTS.items() if start.paragraph]
        if not wanted:
            self._list(as_json=options["json"])
            return
        partnership = Partnership.objects.filter(slug=options["partnership"]).first()
        if partnership is None:
            raise CommandError(
                f"There is no partnership {options['partnership']!r}.", returncode=WRONG_USE
            )
        organisations = list(partnership.organisations.all())
        entries = {}
        for slug in dict.fromkeys(wanted):
            known = kinds.STARTS.get(slug)
            possible = starting.possible_senders(known[1].sender, organisations) if known else []
            # Of several it is for a person to say which.
            entries[slug] = possible[0] if len(possible) == 1 else None
        try:
            made = starting.start(partnership=partnership, entries=entries, by=None)
        except RuleBroken as broken:
            raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None
        if options["json"]:
            result = {"partnership": partnership.slug, "sources": list(map(_source, made))}
            self.stdout.write(json.dumps(result, indent=2))
        else:
            for source in made:
                self.stdout.write(f"{source.slug}: {source.name} ({provider_of(source)})")
            self.stdout.write(f"{len(made)} new in the register of {partnership.name}.")

    def _list(self, *, as_json: bool) -> None:
        if as_json:
            entries = [_entry(*one) for one in kinds.STARTS.values()]
            self.stdout.write(json.dumps(entries, indent=2))
            return
        for kind, start in kinds.STARTS.values():
            rule = f"; {start.rule}" if start.paragraph else ""
            self.stdout.write(
                f"{start.slug}: {start.name} ({start.sender.label}; {kind.slug}{rule})"
            )


def _entry(kind: Kind, start: Start) -> dict[str, Any]:
    return {
        "slug": start.slug,
        "name": start.name,
        "sender": start.sender.label,
        "kind": kind.slug,
        "holds": start.holds,
        "expected": start.expected or kind.usual.expected,
        "due_days": kind.usual.values["due_days"] if start.due_days is None else start.due_days,
        "fetched_from": start.fetched_from,
        "rule": start.rule,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "name": source.name,
        "kind": source.kind,
        "provider": provider_of(source),
        "expected": source.expected,
        "due_days": source.due_days,
        "fetched_from": source.fetched_from,
    }
