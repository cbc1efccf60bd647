"""Beginning a register from the starting list: what the law prescribes, and the usual open data."""

from collections.abc import Mapping

from django.db import transaction

from datasources import kinds, permissions
from datasources.kinds import Sender
from datasources.models import Source
from datasources.operations import sources
from datasources.operations.sources import SourceDetails
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, Partnership, User
from partnerships.roles import Permission
from partnerships.words import all_of, with_capital


def possible_senders(sender: Sender, organisations: list[Organisation]) -> list[Organisation]:
    """Those of a partnership's organisations that may give it: of the first kind that there is."""
    for kind in sender.organisations:
        if found := [one for one in organisations if one.kind == kind]:
            return found
    return []


def start(
    *, partnership: Partnership, entries: Mapping[str, Organisation | None], by: User | None
) -> list[Source]:
    """A source for each entry of the starting list named, with the organisation that sends it.

    What is in the register already is left as it is. None as the sender: not recorded yet.
    """
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        permissions.check_operation(by, partnership, Permission.MANAGE_SOURCES)
        unknown = [slug for slug in entries if slug not in kinds.STARTS]
        if unknown:
            raise RuleBroken(
                f"There is no entry called {all_of(unknown)} in the starting list. Choose from the"
                " list again."
            )
        if not entries:
            raise RuleBroken("Tick at least one source.")
        there = set(partnership.sources.values_list("began_as", flat=True))
        return [
            _registered(partnership, slug, provider, by)
            for slug, provider in entries.items()
            if slug not in there
        ]


def _registered(
    partnership: Partnership, slug: str, provider: Organisation | None, by: User | None
) -> Source:
    kind, one = kinds.STARTS[slug]
    usual = kind.usual
    is_published = one.sender is Sender.PUBLISHED
    is_free = not partnership.sources.filter(slug=slug).exists()
    return sources.register(
        partnership=partnership,
        kind=kind.slug,
        slug=slug if is_free else "",
        details=SourceDetails(
            name=one.name,
            provider=provider,
            publisher=(one.publisher or usual.publisher) if is_published else "",
            licence=one.licence or usual.licence,
            coverage=with_capital(one.holds),
            expected=one.expected or usual.expected,
            due_days=usual.values["due_days"] if one.due_days is None else one.due_days,
            fetched_from=one.fetched_from,
        ),
        began_as=slug,
        by=by,
    )
