"""Delete originals that were kept long enough: of every delivery that was decided so long ago."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from datasources.models import Delivery, DeliveryFile
from datasources.operations import deliveries, personal_data
from datasources.states import DONE_WITH
from partnerships.errors import RuleBroken
from partnerships.models import Partnership

REFUSED, WRONG_USE = 1, 2


def days(text: str) -> int:
    if not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is no number of days.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Delete the originals of deliveries that were received so many days ago or more and are"
        " accepted, rejected or refused. Exit code 0 done, 1 refused, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--older-than", type=days, metavar="DAYS")
        which.add_argument(
            "--due",
            action="store_true",
            help="those with personal data whose time is over, as the worker's sweep does",
        )
        parser.add_argument("--reason", default="", help="why; needed with --older-than")
        parser.add_argument("--partnership", default="", metavar="SLUG", help="of this one alone")
        parser.add_argument("--dry-run", action="store_true", help="name them and delete nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        partnership = options["partnership"]
        if partnership and not Partnership.objects.filter(slug=partnership).exists():
            raise CommandError(f"There is no partnership {partnership}.", returncode=WRONG_USE)
        if options["older_than"] is not None and not options["reason"].strip():
            raise CommandError("--older-than needs --reason.", returncode=WRONG_USE)
        due = _over(partnership) if options["due"] else _due(options["older_than"], partnership)
        disposed = [_line(one) for one in due]
        try:
            if options["due"] and not options["dry_run"]:
                personal_data.dispose_due(partnership=partnership)
            elif not options["dry_run"]:
                for line in disposed:
                    delivery = Delivery.objects.get(pk=line["delivery"])
                    deliveries.delete_originals(
                        delivery=delivery, reason=options["reason"], by=None
                    )
        except RuleBroken as broken:
            raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None
        result = {"deleted": not options["dry_run"], "deliveries": disposed}
        if options["json"]:
            self.stdout.write(json.dumps(result, indent=2))
        else:
            self.stdout.write(_words(result))


def _due(older_than: int, partnership: str) -> QuerySet[Delivery]:
    before = timezone.now() - timedelta(days=older_than)
    due = Delivery.objects.filter(
        received_at__lte=before, state__in=DONE_WITH, files__deleted_at=None
    )
    if partnership:
        due = due.filter(source__partnership__slug=partnership)
    return due.select_related("source__partnership").distinct().order_by("pk")


def _over(partnership: str) -> QuerySet[Delivery]:
    due = Delivery.objects.filter(files__in=DeliveryFile.objects.due(timezone.now()))
    if partnership:
        due = due.filter(source__partnership__slug=partnership)
    return due.select_related("source__partnership").distinct().order_by("pk")


def _line(delivery: Delivery) -> dict[str, Any]:
    kept = delivery.files.kept()
    return {
        "partnership": delivery.source.partnership.slug,
        "source": delivery.source.slug,
        "delivery": delivery.pk,
        "state": delivery.state,
        "received_at": delivery.received_at.isoformat(),
        "files": kept.count(),
        "bytes": sum(file.size for file in kept),
    }


def _words(result: dict[str, Any]) -> str:
    verb = "deleted" if result["deleted"] else "would be deleted"
    lines = [
        f"{one['partnership']}, {one['source']}, delivery {one['delivery']}: {one['files']} files"
        f" {verb}, {one['bytes']:,} bytes."
        for one in result["deliveries"]
    ]
    return "\n".join(lines) or "Nothing is old enough."
