"""Take a displaced delivery into use again, by the same operation as the page."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources import rules
from datasources.models import Delivery
from datasources.operations import evidence, putting_back
from partnerships.errors import RuleBroken
from partnerships.store import StoreError

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    help = "Take a displaced delivery into use again. Exit code 0 done, 1 refused, 2 wrong use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("delivery", type=int, help="the number in the delivery's address")
        parser.add_argument("--reason", required=True, help="why; the record keeps it")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        delivery = Delivery.objects.filter(pk=options["delivery"]).first()
        if delivery is None:
            raise CommandError(f"There is no delivery {options['delivery']}.", returncode=WRONG_USE)
        periods = [one.period for one in rules.displaced(delivery)]
        try:
            delivery = putting_back.put_back(delivery=delivery, reason=options["reason"], by=None)
        except RuleBroken as broken:
            raise CommandError(" ".join(broken.reasons), returncode=REFUSED) from None
        except StoreError as lost:
            raise CommandError(str(lost), returncode=REFUSED) from None
        evidence.refresh(delivery.source_id)
        result = {
            "partnership": delivery.source.partnership.slug,
            "source": delivery.source.slug,
            "delivery": delivery.pk,
            "state": delivery.state,
            "put_back": periods,
            "reason": options["reason"].strip(),
        }
        if options["json"]:
            self.stdout.write(json.dumps(result, indent=2))
        else:
            self.stdout.write(f"Delivery {delivery.pk} is in use again for {', '.join(periods)}.")
