"""Measures composed by an analyst: named, versioned, counted at once, retired and never lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from datasources import kinds, permissions, tasks
from datasources.kinds import Composed, Kind, composing
from datasources.models import ComposedMeasure, MeasureVersion, Slice
from datasources.operations import counting, holdings
from datasources.tallies import CATEGORY, COUNT
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.operations import trail
from partnerships.roles import Permission
from partnerships.store import StoreError

RETIRED = (
    "“{}” is retired: it is asked no more. What was answered with it stays, with what it counted."
)


@dataclass(frozen=True)
class Definition:
    """What a person says of a measure."""

    label: str
    unit: str
    categories: Sequence[str] = ()
    conditions: Mapping[str, Sequence[str]] | None = None

    def composed(self, kind: Kind, *, slug: str, version: int, known: Sequence[str]) -> Composed:
        return Composed(
            slug=slug,
            of=kind.measures[0].slug,
            version=version,
            label=self.label.strip(),
            unit=self.unit.strip(),
            categories=tuple(self.categories),
            conditions=tuple(
                (name, tuple(words)) for name, words in (self.conditions or {}).items() if words
            ),
            known=tuple(known),
        )


def compose(
    *, partnership: Partnership, kind: str, definition: Definition, by: User | None
) -> ComposedMeasure:
    """A new measure of a kind, asked from now on like any other."""
    _check_kind(kind)
    known = categories_in_use(partnership, kind)
    with transaction.atomic():
        Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
        permissions.check_operation(by, partnership, Permission.MANAGE_SOURCES)
        slug = _free_slug(partnership, definition.label)
        composed = definition.composed(kinds.by_slug(kind), slug=slug, version=1, known=known)
        _check(partnership, composed, kind)
        measure = ComposedMeasure.objects.create(partnership=partnership, slug=slug, kind=kind)
        _say(measure, composed, by)
        trail.record(
            partnership=partnership,
            by=by,
            verb="measure.composed",
            target=measure,
            after=composed.to_json(),
        )
    return measure


def change(*, measure: ComposedMeasure, definition: Definition, by: User | None) -> MeasureVersion:
    """A new version; the same said again changes nothing. Answers keep the version they used, and
    the questions that were kept are answered anew."""
    _check_kind(measure.kind)
    known = categories_in_use(measure.partnership, measure.kind)
    with transaction.atomic():
        measure = _locked(measure)
        permissions.check_operation(by, measure.partnership, Permission.MANAGE_SOURCES)
        if measure.retired_at:
            raise RuleBroken(RETIRED.format(measure))
        before = measure.newest
        composed = definition.composed(
            kinds.by_slug(measure.kind),
            slug=measure.slug,
            version=before.number + 1,
            known=known,
        )
        if composed.counts_as(before.composed) and set(known) <= set(before.composed.known):
            return before
        _check(measure.partnership, composed, measure.kind, beside=measure)
        version = _say(measure, composed, by)
        trail.record(
            partnership=measure.partnership,
            by=by,
            verb="measure.changed",
            target=measure,
            before=before.content,
            after=version.content,
        )
        for source in measure.partnership.sources.filter(kind=measure.kind):
            tasks.refresh_evidence.delay_on_commit(source.pk)
    return version


def retire(*, measure: ComposedMeasure, reason: str, by: User | None) -> ComposedMeasure:
    """Asked no more. Nothing is deleted: what was answered with it says what it counted."""
    with transaction.atomic():
        measure = _locked(measure)
        permissions.check_operation(by, measure.partnership, Permission.MANAGE_SOURCES)
        if measure.retired_at:
            raise RuleBroken(RETIRED.format(measure))
        if not reason.strip():
            raise RuleBroken("Say why the measure is retired: the record keeps the reason.")
        measure.retired_at = timezone.now()
        measure.retired_by = by
        measure.retirement_reason = reason.strip()
        measure.save(update_fields=["retired_at", "retired_by", "retirement_reason"])
        trail.record(
            partnership=measure.partnership,
            by=by,
            verb="measure.retired",
            target=measure,
            after={"reason": reason.strip()},
        )
    return measure


def categories_in_use(partnership: Partnership, kind: str) -> tuple[str, ...]:
    """The categories under which anything of a kind is counted now."""
    return tuple(sorted(numbers_in_use(partnership, kind)))


def numbers_in_use(partnership: Partnership, kind: str) -> dict[str, int]:
    """How many of each category are in use, in whatever place and period. What is lost is not."""
    found: Counter[str] = Counter()
    current = Slice.objects.current().filter(source__partnership=partnership, source__kind=kind)
    places = holdings.map_of(partnership)
    for one in current.select_related("source"):
        try:
            tally = counting.tally_of(one, places)
        except StoreError:
            continue
        sums = tally.loc[tally[COUNT] > 0].groupby(CATEGORY, observed=True)[COUNT].sum()
        found.update({str(word): int(count) for word, count in sums.items()})
    return dict(found)


def would_be(kind: str, definition: Definition) -> Composed:
    """What a definition would count, for whoever looks at it before it is saved."""
    _check_kind(kind)
    words = kinds.by_slug(kind).measures[0].words
    known = (*words.words, words.rest)
    composed = definition.composed(kinds.by_slug(kind), slug="-", version=1, known=known)
    named = replace(composed, label=composed.label or "It", unit=composed.unit or "rows")
    if reasons := composing.reasons_against(named, kinds.by_slug(kind)):
        raise RuleBroken(reasons)
    return named


def _check_kind(kind: str) -> None:
    if kind not in kinds.countable() or kinds.by_slug(kind).is_said:
        raise RuleBroken(f"Nothing is counted of “{kind}”, so no measure can be composed of it.")


def _check(
    partnership: Partnership,
    composed: Composed,
    kind: str,
    *,
    beside: ComposedMeasure | None = None,
) -> None:
    reasons = composing.reasons_against(composed, kinds.by_slug(kind))
    others = [one for one in holdings.own_measures(partnership) if one != beside]
    named = {str(one).casefold() for one in others}
    named |= {one.label.casefold() for one in kinds.MEASURES.values()}
    if composed.label.casefold() in named:
        reasons.append(f"There is a measure called “{composed.label}” already.")
    if reasons:
        raise RuleBroken(reasons)


def _say(measure: ComposedMeasure, composed: Composed, by: User | None) -> MeasureVersion:
    return MeasureVersion.objects.create(
        measure=measure, number=composed.version, content=composed.to_json(), said_by=by
    )


def _locked(measure: ComposedMeasure) -> ComposedMeasure:
    query = ComposedMeasure.objects.select_for_update(of=("self",))
    return query.select_related("partnership").prefetch_related("versions").get(pk=measure.pk)


def _free_slug(partnership: Partnership, label: str) -> str:
    stem = slugify(label)[:50].strip("-") or "measure"
    taken = {*partnership.measures.values_list("slug", flat=True), *kinds.MEASURES, "new"}
    if stem not in taken:
        return stem
    return next(f"{stem}-{at}" for at in range(2, 10_000) if f"{stem}-{at}" not in taken)
