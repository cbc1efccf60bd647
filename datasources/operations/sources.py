"""Writing in the register of data sources, and reviewing how good each is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from datasources import kinds, permissions, rules
from datasources.dimensions import DIMENSIONS, NOT_JUDGED
from datasources.kinds import Part
from datasources.models import Review, Source
from datasources.operations import measured
from datasources.periods import Rhythm
from partnerships.errors import RuleBroken
from partnerships.models import Organisation, Partnership, SharingAgreement, User
from partnerships.operations import changes, trail
from partnerships.operations.details import Details
from partnerships.roles import Permission


@dataclass(frozen=True)
class SourceDetails(Details):
    """What the register says of a source; its kind and short name are given once."""

    name: str
    provider: Organisation | None = None
    publisher: str = ""
    licence: str = ""
    coverage: str = ""
    expected: str = "once"
    due_days: int | None = None
    """None: as is usual for how often it is expected."""
    fetched_from: str = ""
    kept_days: int | None = None
    """So long after the decision its files, and rows not in use, are kept; None: until deleted."""
    best_use: str = ""
    agreement: SharingAgreement | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.due_days is None and self.expected in rules.RHYTHM_SLUGS:
            object.__setattr__(self, "due_days", Rhythm.of(self.expected).days)


def register(
    *,
    partnership: Partnership,
    kind: str,
    details: SourceDetails,
    slug: str = "",
    began_as: str = "",
    by: User | None,
) -> Source:
    """A new entry in the register. Without a short name one is made from the name.

    `began_as` is the entry of the starting list that says already who publishes it.
    """
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        permissions.check_operation(by, partnership, Permission.MANAGE_SOURCES)
        reasons = rules.reasons_against_partners(partnership, details.provider, details.agreement)
        reasons += rules.reasons_against_rhythm(details.expected, details.due_days)
        reasons += rules.reasons_against_keeping(details.kept_days)
        if kind not in kinds.BY_SLUG:
            known = ", ".join(kinds.BY_SLUG)
            reasons.append(f"There is no kind of data called {kind}. Known are: {known}.")
        if slug:
            reasons += rules.reasons_against_slug(partnership, slug)
        if reasons:
            raise RuleBroken(reasons)
        if not began_as:
            details = _as_usual(kind, details)
        source = Source.objects.create(
            partnership=partnership,
            slug=slug or _free_slug(partnership, details.name),
            kind=kind,
            began_as=began_as,
            **details.values,
        )
        trail.record(
            partnership=partnership,
            by=by,
            verb="source.registered",
            target=source,
            after={"kind": kind, **details.values},
        )
    return source


def change(*, source: Source, details: SourceDetails, by: User | None) -> Source:
    """Everything about an entry but its kind and short name, which others rest on."""
    with transaction.atomic():
        source = _locked(source)
        permissions.check_operation(by, source.partnership, Permission.MANAGE_SOURCES)
        reasons = rules.reasons_against_partners(
            source.partnership, details.provider, details.agreement
        )
        reasons += rules.reasons_against_rhythm(details.expected, details.due_days)
        reasons += rules.reasons_against_keeping(details.kept_days)
        if reasons:
            raise RuleBroken(reasons)
        changes.make(
            thing=source,
            values=details.values,
            partnership=source.partnership,
            verb="source.changed",
            by=by,
        )
    return source


def _as_usual(kind: str, details: SourceDetails) -> SourceDetails:
    """Of open data it is known from its kind who publishes it."""
    usual = kinds.by_slug(kind).usual
    if details.provider is not None or details.publisher or not usual.publisher:
        return details
    licence = details.licence or usual.licence
    return replace(details, publisher=usual.publisher, licence=licence)


def review(
    *,
    source: Source,
    robustness: str,
    reason: str,
    answers: Mapping[str, str] | None = None,
    best_use: Mapping[str, str] | None = None,
    by: User,
) -> Source:
    """How far the source can be trusted, with the reason, from now on beside every figure of it.

    `answers` are by dimension, `best_use` by part of the document. What was measured on the day is
    kept with them. Earlier reviews stay.
    """
    measured_now = measured.of_source(source, timezone.localdate())
    with transaction.atomic():
        source = _locked(source)
        permissions.check_operation(by, source.partnership, Permission.MANAGE_SOURCES)
        reasons = rules.reasons_against_reviewing(robustness, reason, answers or {})
        if reasons:
            raise RuleBroken(reasons)
        before = {"robustness": source.robustness, "reason": source.caveat}
        made = Review.objects.create(
            source=source,
            robustness=robustness,
            caveat=reason.strip(),
            answers={
                one.slug: {
                    "answer": (answers or {}).get(one.slug, NOT_JUDGED),
                    "measured": list(measured_now[one.slug].sentences),
                }
                for one in DIMENSIONS
            },
            best_use={
                part.value.lower(): words.strip()
                for part in Part
                if (words := (best_use or {}).get(part.value.lower(), "")).strip()
            },
            reviewed_by=by,
        )
        source.review = made
        source.save(update_fields=["review"])
        trail.record(
            partnership=source.partnership,
            by=by,
            verb="source.reviewed",
            target=source,
            before=before,
            after={"robustness": robustness, "reason": made.caveat},
        )
    return source


def _locked(source: Source) -> Source:
    query = Source.objects.select_for_update(of=("self",)).select_related("partnership")
    return query.get(pk=source.pk)


def _free_slug(partnership: Partnership, name: str) -> str:
    stem = slugify(name)[:50].strip("-") or "source"
    taken = set(Source.objects.filter(partnership=partnership).values_list("slug", flat=True))
    taken |= rules.TAKEN_SLUGS
    if stem not in taken:
        return stem
    return next(
        f"{stem}-{number}" for number in range(2, 10_000) if f"{stem}-{number}" not in taken
    )
