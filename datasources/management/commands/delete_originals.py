"""Delete the files of a delivery as they were sent, by the same operation as the page."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources.models import Delivery
from datasources.operations import deliveries
from partnerships.errors import RuleBroken

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    help = "Delete the originals of a delivery. Exit code 0 done, 1 refused, 2 wrong use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("delivery", type=int, help="the number in the delivery's address")
        parser.add_argument("--reason", required=True, help="why; the record keeps it")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        delivery = Delivery.objects.filter(pk=options["delivery"]).first()
        if delivery is None:
            raise CommandError(f"There is no delivery {options['delivery']}.", returncode=WRONG_USE)
        kept = list(delivery.files.kept())
        try:
            delivery = deliveries.delete_originals(
                delivery=delivery, reason=options["reason"], by=None
            )
        except RuleBroken as broken:
            raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None
        result = {
            "partnership": delivery.source.partnership.slug,
            "source": delivery.source.slug,
            "delivery": delivery.pk,
            "state": delivery.state,
            "files_deleted": len(kept),
            "bytes": sum(file.size for file in kept),
            "reason": options["reason"].strip(),
        }
        if options["json"]:
            self.stdout.write(json.dumps(result, indent=2))
        else:
            self.stdout.write(
                f"Originals of delivery {delivery.pk} deleted: {result['files_deleted']},"
                f" {result['bytes']:,} bytes. Rows that were taken from them stay."
            )
