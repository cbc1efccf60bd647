"""Making a partnership, changing its details, adding its organisations."""

from collections.abc import Iterable
from itertools import count

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from partnerships import local_authorities, permissions, rules, signals
from partnerships.errors import RuleBroken
from partnerships.models import Membership, Organisation, Partnership, PartnershipArea, User
from partnerships.operations import changes, trail
from partnerships.roles import Permission


def free_slug(name: str) -> str:
    """The short name that a partnership's pages will carry: from its name, not yet taken."""
    wanted = slugify(name)[:50].strip("-") or "partnership"
    candidates = (wanted if place == 1 else f"{wanted}-{place}" for place in count(1))
    return next(
        slug
        for slug in candidates
        if slug not in rules.TAKEN_BY_PAGES and not Partnership.objects.filter(slug=slug).exists()
    )


def held(*, pk: int, whoever_may: Permission, by: User | None) -> Partnership:
    """The partnership's row, locked for whoever may do this; `by` is None for a command."""
    partnership = Partnership.objects.select_for_update().get(pk=pk)
    if by is not None:
        permissions.check(by, partnership, whoever_may)
    return partnership


def create(*, slug: str, name: str, area_codes: Iterable[str], by: User | None) -> Partnership:
    """A new partnership of the areas named, by names or codes; whoever creates it becomes its
    steward."""
    if by is not None and not by.may_create_partnerships:
        raise PermissionDenied("You may not create partnerships: ask whoever runs this site.")
    today = timezone.localdate()
    meant = local_authorities.understood(area_codes, today)
    codes = sorted(meant.codes)
    reasons = [*meant.reasons]
    if codes or not reasons:
        reasons += rules.reasons_against_creating(slug, name, codes, today)
    if reasons:
        raise RuleBroken(reasons)
    try:
        with transaction.atomic():
            return _made(slug, name.strip(), codes, by)
    except IntegrityError:
        raise RuleBroken(f"There is already a partnership with the short name {slug!r}.") from None


def _made(slug: str, name: str, codes: list[str], by: User | None) -> Partnership:
    partnership = Partnership.objects.create(slug=slug, name=name, created_by=by)
    PartnershipArea.objects.bulk_create(
        PartnershipArea(partnership=partnership, code=code) for code in codes
    )
    trail.record(
        partnership=partnership,
        by=by,
        verb="partnership.created",
        target=partnership,
        after={"name": name, "areas": [local_authorities.words_of(code) for code in codes]},
    )
    if by is not None:
        membership = Membership.objects.create(partnership=partnership, user=by, role="steward")
        permissions.forget_roles(by)
        trail.record(partnership=partnership, by=by, verb="membership.began", target=membership)
    return partnership


def change(
    *,
    partnership: Partnership,
    name: str,
    suppression_threshold: int,
    quorum: int,
    marking: str,
    marking_board: str | None = None,
    marking_public: str | None = None,
    by: User | None,
) -> Partnership:
    """Change what the partnership's rules and papers rest on. A marking not given stays."""
    wanted = {
        "name": name.strip(),
        "suppression_threshold": suppression_threshold,
        "quorum": quorum,
        "marking": marking.strip(),
    }
    for key, given in (("marking_board", marking_board), ("marking_public", marking_public)):
        if given is not None:
            wanted[key] = given.strip()
    with transaction.atomic():
        partnership = held(pk=partnership.pk, whoever_may=Permission.MANAGE_PARTNERSHIP, by=by)
        reasons = rules.reasons_against_name(name)
        reasons += rules.reasons_against_details(suppression_threshold, quorum)
        reasons += rules.reasons_against_markings(
            wanted["marking"], wanted.get("marking_board", partnership.marking_board)
        )
        if reasons:
            raise RuleBroken(reasons)
        changes.make(
            thing=partnership,
            values=wanted,
            partnership=partnership,
            verb="partnership.changed",
            by=by,
        )
    return partnership


def change_areas(
    *, partnership: Partnership, area_codes: Iterable[str], by: User | None
) -> Partnership:
    """Other local-authority areas from now on, by names or codes: what councils became, or what
    was named wrongly. What is asked of the whole partnership is answered for the new ones."""
    today = timezone.localdate()
    meant = local_authorities.understood(area_codes, today)
    if meant.reasons:
        raise RuleBroken(list(meant.reasons))
    wanted = sorted(meant.codes)
    with transaction.atomic():
        partnership = held(pk=partnership.pk, whoever_may=Permission.MANAGE_PARTNERSHIP, by=by)
        reasons = rules.reasons_against_areas(wanted, today)
        if reasons:
            raise RuleBroken(reasons)
        before = list(partnership.areas.values_list("code", flat=True))
        if before == wanted:
            return partnership
        partnership.areas.exclude(code__in=wanted).delete()
        PartnershipArea.objects.bulk_create(
            PartnershipArea(partnership=partnership, code=code)
            for code in wanted
            if code not in before
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="partnership.areas_changed",
            target=partnership,
            before={"areas": [local_authorities.words_of(code) for code in before]},
            after={"areas": [local_authorities.words_of(code) for code in wanted]},
        )
        transaction.on_commit(
            lambda: signals.areas_changed.send(sender=Partnership, partnership_id=partnership.pk),
            robust=True,
        )
    return partnership


def rename_organisation(*, organisation: Organisation, name: str, by: User | None) -> Organisation:
    """The name that an organisation has from now on; what was published keeps the old one."""
    with transaction.atomic():
        partnership = held(
            pk=organisation.partnership_id, whoever_may=Permission.MANAGE_PARTNERSHIP, by=by
        )
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        others = partnership.organisations.exclude(pk=organisation.pk)
        reasons = rules.reasons_against_organisation_name(others, partnership, name)
        if reasons:
            raise RuleBroken(reasons)
        changes.make(
            thing=organisation,
            values={"name": name.strip()},
            partnership=partnership,
            verb="organisation.renamed",
            by=by,
        )
    return organisation


def add_organisation(
    *,
    partnership: Partnership,
    name: str,
    kind: str,
    is_responsible_authority: bool,
    by: User | None,
) -> Organisation:
    """A responsible authority or a co-operating body joins the partnership."""
    with transaction.atomic():
        partnership = held(pk=partnership.pk, whoever_may=Permission.MANAGE_PARTNERSHIP, by=by)
        reasons = rules.reasons_against_organisation(
            partnership, name, kind, is_responsible_authority=is_responsible_authority
        )
        if reasons:
            raise RuleBroken(reasons)
        organisation = Organisation.objects.create(
            partnership=partnership,
            name=name.strip(),
            kind=kind,
            is_responsible_authority=is_responsible_authority,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="organisation.added",
            target=organisation,
            after={"kind": organisation.get_kind_display()},
        )
    return organisation
