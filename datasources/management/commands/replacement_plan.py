"""What would change if a delivery came into use, as its page says it. Changes nothing."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from datasources.models import Delivery
from datasources.presenters import replacing as presenter

WRONG_USE = 2


class Command(BaseCommand):
    help = (
        "Say which answers, sections, priorities and editions rest on what a delivery would change,"
        " each number old and new. Nothing is changed. Exit code 0 done, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("delivery", type=int, help="the number in the delivery's address")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Delivery.objects.select_related("source__partnership")
        delivery = found.filter(pk=options["delivery"]).first()
        if delivery is None:
            raise CommandError(f"There is no delivery {options['delivery']}.", returncode=WRONG_USE)
        result = presenter.result(delivery)
        self.stdout.write(json.dumps(result, indent=2) if options["json"] else _words(result))


def _words(result: dict[str, Any]) -> str:
    """The same for a person."""
    lines = []
    for one in result["ways"]:
        lines += [f"{one['label']}: {one['summary']}"]
        lines += [f"  {each['sentence']}" for each in one["rest_on_it"]]
        for answer in one["answers"]:
            main = answer["main"]
            lines.append(
                f"  {answer['analysis']}, {answer['area']}: {main['label']} {main['old']} now,"
                f" {main['new']} then."
            )
    return "\n".join(lines) or "Nothing of this delivery can be taken into use or put back."
