"""Make a partnership from the command line, and name or invite its first steward."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from partnerships import local_authorities
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.operations import memberships, partnerships


class Command(BaseCommand):
    help = "Make a partnership. Exit code 0 done, 1 refused with the reason, 2 wrong use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="short name in addresses, for example fenland")
        parser.add_argument("--name", required=True, help="name, for example Fenland")
        parser.add_argument(
            "--areas",
            required=True,
            help="its local authorities, by name or code, separated by commas",
        )
        parser.add_argument(
            "--steward", default="", help="e-mail of its first steward: added, or invited if new"
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                partnership = partnerships.create(
                    slug=options["slug"],
                    name=options["name"],
                    area_codes=local_authorities.parted(options["areas"]),
                    by=None,
                )
                steward = _first_steward(partnership, options["steward"].strip().lower())
        except RuleBroken as refusal:
            raise CommandError("\n".join(refusal.reasons), returncode=1) from None
        if options["json"]:
            self.stdout.write(json.dumps(_result(partnership, steward), indent=2))
        else:
            self.stdout.write(_sentences(partnership, steward))


def _first_steward(partnership: Partnership, email: str) -> dict | None:
    """Somebody known becomes steward at once; somebody new gets a letter."""
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        memberships.add(
            partnership=partnership, user=user, role="steward", organisation=None, by=None
        )
        return {"email": user.email, "state": "member"}
    memberships.invite(
        partnership=partnership, email=email, role="steward", organisation=None, by=None
    )
    return {"email": email, "state": "invited"}


def _result(partnership: Partnership, steward: dict | None) -> dict:
    return {
        "slug": partnership.slug,
        "name": partnership.name,
        "areas": list(partnership.area_codes),
        "steward": steward,
    }


def _sentences(partnership: Partnership, steward: dict | None) -> str:
    words = [
        f"{partnership.name} ({partnership.slug}) is created, "
        f"covering {', '.join(map(str, partnership.areas.all()))}."
    ]
    if steward is None:
        words.append("It has no steward yet: nobody can open its pages.")
    elif steward["state"] == "member":
        words.append(f"{steward['email']} is its steward.")
    else:
        words.append(f"A letter to {steward['email']} invites its first steward.")
    return "\n".join(words)
