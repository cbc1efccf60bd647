"""Personal data in deliveries: what is decided of their columns, and what becomes of the originals.

While nobody has decided, the originals lie encrypted and nothing of their rows is stored. Then they
are read once more by what was decided, and go: at once, or after a short time.
"""

import dataclasses
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from datasources import permissions, rules, tasks
from datasources.intake import findings, guard
from datasources.intake.findings import MEANINGS
from datasources.intake.reading import Reading
from datasources.kinds import Kind, Role
from datasources.kinds.headings import plain
from datasources.layouts import KEPT, Layout
from datasources.models import Delivery, DeliveryFile, Finding, Source
from datasources.operations import layouts, originals
from datasources.personal import things, treatments
from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import trail
from partnerships.roles import Permission
from partnerships.words import all_of, said_day

AT_ONCE = "It held {}. It was deleted as soon as its rows were stored, as was decided."
REFUSED = "It held {}, which is not accepted from this source."
TIME_OVER = "It held {}, and was kept encrypted until {} and no longer."


def secret_of(source: Source) -> bytes:
    """By which identifiers of this source become keys: another source's are others."""
    key = settings.PSEUDONYM_KEY.encode()
    return hmac.new(key, f"source {source.pk}".encode(), hashlib.sha256).digest()


def keep_until() -> datetime:
    return timezone.now() + timedelta(days=settings.ORIGINALS_KEPT_DAYS)


def holds_any(reading: Reading) -> bool:
    """Whether anything personal was found that was not said to be none."""
    return any(one.decided != guard.KEEP for one in reading.personal)


def goes_at_once(reading: Reading, layout: Layout, *, is_used: bool) -> bool:
    """Whether the originals are needed no more: their rows are stored, or they are refused.

    Files that could not be read are kept for a while, so that somebody can put it right.
    """
    if guard.is_refused(reading.personal):
        return True
    return not reading.is_stopped and is_used and layout.original != KEPT


def state_after(reading: Reading, *, is_used: bool) -> str:
    if guard.is_refused(reading.personal):
        return "refused"
    if reading.is_stopped:
        return "personal"
    return "read" if is_used else "refused"


def see_to_originals(
    delivery: Delivery,
    reading: Reading,
    layout: Layout,
    sealed: dict[int, store.Stored],
    *,
    is_used: bool,
) -> None:
    """Of files that hold personal data: deleted at once, or kept encrypted until a day.

    Within the transaction in which the reading is recorded, so that neither is without the other.
    """
    if not holds_any(reading):
        return
    if goes_at_once(reading, layout, is_used=is_used):
        reason = REFUSED if guard.is_refused(reading.personal) else AT_ONCE
        originals.dispose(delivery=delivery, reason=reason.format(what_it_held(delivery)), by=None)
    else:
        originals.record_sealed(delivery.files.kept(), sealed, keep_until())


def what_it_held(delivery: Delivery) -> str:
    """names of persons and telephone numbers."""
    found = dict.fromkeys(
        slug for one in delivery.personal if one["decided"] != guard.KEEP for slug in one["found"]
    )
    return all_of([things.BY_SLUG[slug].label for slug in found if slug in things.BY_SLUG])


def decide(
    *, delivery: Delivery, choices: Mapping[str, str], original: str, by: User | None
) -> bool:
    """Say of each column with personal data what becomes of it, and have the files read by that.

    `choices` are of headings and values of options: drop, age:victim_age, keep. `original` is
    `KEPT` or blank. It is remembered with the source's layout. False where the files are gone or
    were decided of: then the next ones are read so.
    """
    permissions.check_operation(by, delivery.source.partnership, Permission.HANDLE_ORIGINALS)
    with transaction.atomic():
        delivery = _locked(delivery)
        reasons = rules.reasons_against_deciding(delivery) or rules.reasons_left(delivery, choices)
        if reasons:
            raise RuleBroken(reasons)
        before = layouts.of(layouts.newest(delivery.source))
        layout = dataclasses.replace(before, original=original)
        kind = delivery.source.read_as
        seen = {one["heading"]: list(one["found"]) for one in delivery.personal}
        for heading, choice in choices.items():
            layout = chosen(layout, kind, heading, choice, seen.get(heading, ()))
        layouts.say(source=delivery.source, layout=layout, by=by)
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.personal_decided",
            target=delivery,
            before={"state": delivery.state},
            after={"columns": dict(choices), "original": original or "deleted"},
        )
        if not rules.can_be_read_anew(delivery):
            return False
        delivery.state = "received"
        delivery.queued_at = timezone.now()
        delivery.attempts = 0
        delivery.failure = ""
        delivery.progress_text = ""
        delivery.save()
        tasks.read_delivery.delay_on_commit(delivery.pk)
    return True


def chosen(
    layout: Layout, kind: Kind, heading: str, choice: str, seen: list[str] | tuple[str, ...] = ()
) -> Layout:
    """The layout with what was chosen for a heading; RuleBroken where it cannot be.

    `seen` are the things that were found, for what is said to be nothing personal; else they stand
    behind the choice: keep:postcodes+phones.
    """
    slug, _, into = choice.partition(":")
    key = plain(heading)
    personal = {name: done for name, done in layout.personal.items() if plain(name) != key}
    others = {name: said for name, said in layout.not_personal.items() if plain(name) != key}
    if slug == guard.KEEP:
        said = tuple(into.split("+")) if into else tuple(seen)
        unknown = [one for one in said if one not in things.BY_SLUG]
        if unknown or not said:
            known = ", ".join(things.BY_SLUG)
            raise RuleBroken(
                f"Say what only looks personal under “{heading}”: {heading}=keep:THING, several"
                f" with + between them. Known are: {known}."
            )
        return dataclasses.replace(
            layout, personal=personal, not_personal={**others, heading: said}
        )
    if slug not in treatments.BY_SLUG:
        known = ", ".join([*treatments.BY_SLUG, guard.KEEP])
        raise RuleBroken(f"“{slug}” cannot be done with “{heading}”. Known are: {known}.")
    columns = dict(layout.columns)
    role = treatments.BY_SLUG[slug].receives
    if role is not None and (into or layout.taken_for(heading) is None):
        columns[heading] = _receiving(kind, role, heading, into)
    return dataclasses.replace(
        layout, columns=columns, personal={**personal, heading: slug}, not_personal=others
    )


def _receiving(kind: Kind, role: Role, heading: str, into: str) -> str:
    fits = (Role.SAME, Role.KEY) if role is Role.SAME else (role,)
    names = [one.name for one in kind.columns if one.role in fits and one.name]
    if into in names or (not into and len(names) == 1):
        return into or names[0]
    where = all_of(names, last="or") or "no column of this kind"
    raise RuleBroken(
        f"Say which column keeps what is left of “{heading}”: {where}, as in"
        f" {heading}=age:{names[0] if names else 'COLUMN'}."
    )


def of_the_same_bytes(delivery: Delivery, others: QuerySet[Delivery]) -> list[Delivery]:
    """Other deliveries in which one of its files is kept as well."""
    hashes = delivery.files.values_list("sha256", flat=True)
    kept = DeliveryFile.objects.kept().filter(sha256__in=list(hashes))
    rest = others.filter(files__in=kept).exclude(pk=delivery.pk)
    return list(rest.select_related("source").distinct().order_by("pk"))


def dispose_due(*, partnership: str = "") -> list[int]:
    """Delete the originals whose time is over, with a record; the deliveries that had them.

    Of a delivery that nobody has decided of, nothing is left to decide: it is refused.
    """
    due = DeliveryFile.objects.due(timezone.now())
    if partnership:
        due = due.filter(delivery__source__partnership__slug=partnership)
    disposed = []
    for pk in due.order_by("delivery").values_list("delivery", flat=True).distinct():
        with transaction.atomic():
            delivery = _locked(Delivery.objects.get(pk=pk))
            if delivery.is_in_work or not delivery.files.due(timezone.now()).exists():
                continue
            until = timezone.localtime(delivery.files.kept().first().keep_until)
            words = what_it_held(delivery) or "personal data"
            reason = TIME_OVER.format(words, said_day(until))
            originals.dispose(delivery=delivery, reason=reason, by=None)
            if delivery.state == "personal":
                _refuse_undecided(delivery)
            disposed.append(pk)
    return disposed


def _refuse_undecided(delivery: Delivery) -> None:
    delivery.state = "refused"
    delivery.save(update_fields=["state"])
    Finding.objects.create(
        delivery=delivery,
        code=findings.PERSONAL_EXPIRED,
        severity=MEANINGS[findings.PERSONAL_EXPIRED].severity,
        message="Nobody decided in time what becomes of the personal data in these files, so they"
        " were deleted and nothing of them is stored.",
        what_to_do="Send the files again, without these columns where that can be.",
    )
    trail.record(
        partnership=delivery.source.partnership,
        by=None,
        verb="delivery.refused",
        target=delivery,
        before={"state": "personal"},
        after={"state": "refused"},
    )


def _locked(delivery: Delivery) -> Delivery:
    Source.objects.select_for_update(of=("self",)).get(pk=delivery.source_id)
    query = Delivery.objects.select_for_update(of=("self",))
    return query.select_related("source__partnership").get(pk=delivery.pk)
