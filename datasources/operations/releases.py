"""What readers below the board are given of answers: decided for all of them together, and kept.

There is one such circle of readers in a partnership: whoever reads the draft may read the editions
for partners and for the public as well. So everything that any of them was ever shown counts as
known to all of them, on the screen as in an edition.
"""

import logging
from collections.abc import Collection, Iterable
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet

from datasources import analyses, kinds
from datasources.analyses import Given, together
from datasources.analyses.cells import Hidden
from datasources.analyses.published import published
from datasources.geography import Successors
from datasources.kinds import Composed, Service
from datasources.models import Evidence, Release, Slice
from datasources.operations import counting, holdings
from datasources.tallies.rebasing import rebased
from partnerships.models import Partnership
from partnerships.store import StoreError

logger = logging.getLogger(__name__)

TRIES = 3
Ended = tuple[str, tuple[tuple[str, int], ...]]
"""A small area that ended, and those that it became with their people."""
MOST_AREAS = 300
"""What protects an answer weighs each of its areas against each other: of more nothing is shown,
for the room that it would take grows with the third power of their number."""
UNREADABLE = (StoreError, OSError, ValueError)


class NotReleasedError(LookupError):
    """An answer of which it was never decided what its readers may be given."""


def kept(evidence: Collection[Evidence], *, threshold: int) -> dict[int, Hidden]:
    """What was decided of these answers before; reads alone."""
    known = _kept(evidence, threshold)
    if missing := [one.pk for one in evidence if one.pk not in known]:
        raise NotReleasedError(missing)
    return known


def held_back(evidence: Collection[Evidence], *, threshold: int) -> dict[int, Hidden]:
    """What to hold back of each answer, by its number; all of one partnership.

    What has not been given yet is decided now, for all of these together and beside everything
    given before. Call it with all figures of a page or document at once: fewer counts are lost.
    """
    partnership = next((one.question.partnership for one in evidence), None)
    if partnership is None:
        return {}
    for _ in range(TRIES):
        if _all_recorded(partnership, evidence, threshold):
            return _kept(evidence, threshold)
    with transaction.atomic():
        # Others were quicker each time: now they wait.
        _hold(partnership)
        _all_recorded(partnership, evidence, threshold)
    return _kept(evidence, threshold)


def _all_recorded(partnership: Partnership, evidence: Collection[Evidence], threshold: int) -> bool:
    """False when somebody was given something while this was decided: then it counts as well."""
    known = _kept(evidence, threshold)
    new = [one for one in evidence if one.pk not in known]
    if not new:
        return True
    before = _given_before(partnership)
    found = _decided(before, new, threshold)
    with transaction.atomic():
        _hold(partnership)
        if len(before) != _of(partnership).count():
            return False
        Release.objects.bulk_create(
            Release(evidence=one, threshold=threshold, held_back=sorted(map(list, found[one.pk])))
            for one in new
        )
    return True


def _hold(partnership: Partnership) -> None:
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)


def _of(partnership: Partnership) -> QuerySet[Release]:
    return Release.objects.filter(evidence__question__partnership=partnership)


def _kept(evidence: Collection[Evidence], threshold: int) -> dict[int, Hidden]:
    kept = Release.objects.filter(evidence__in=evidence, threshold=threshold, is_earlier=False)
    return {one.evidence_id: _hidden(one) for one in kept}


def _hidden(release: Release) -> Hidden:
    return frozenset((row, column) for row, column in release.held_back)


def _given_before(partnership: Partnership) -> list[Release]:
    return list(_of(partnership).select_related("evidence__question"))


def _decided(
    before: Iterable[Release], new: Collection[Evidence], threshold: int
) -> dict[int, Hidden]:
    """By the number of the evidence. An answer whose areas cannot be read is held back whole."""
    before = list(before)
    detailed = _asked_in_detail([*(one.evidence for one in before), *new])
    given: list[Given] = []
    for release in before:
        if _has_too_many(release.evidence):
            continue  # Nothing was given of it.
        try:
            given.append(_given(release.evidence, _hidden(release), detailed))
        except UNREADABLE:
            logger.exception("release cannot be placed", extra={"release": release.pk})
    found: dict[int, Hidden] = {}
    place: dict[int, int] = {}
    for one in new:
        if one.result.get("shared"):
            # Rows that stand in two sources are in the grid twice: nothing of it is told.
            found[one.pk] = _everything(one)
            continue
        if _has_too_many(one):
            found[one.pk] = _everything(one)
            continue
        try:
            place[len(given)] = one.pk
            given.append(_given(one, None, detailed))
        except UNREADABLE:
            place.pop(len(given))
            logger.exception("answer cannot be placed", extra={"evidence": one.pk})
            found[one.pk] = _everything(one)
    decided = analyses.held_back(given, threshold)
    return found | {pk: decided[at] for at, pk in place.items()}


def _has_too_many(evidence: Evidence) -> bool:
    return len(_codes(_result(evidence))) > MOST_AREAS


def _everything(evidence: Evidence) -> Hidden:
    result = _result(evidence)
    nowhere = dict.fromkeys(_codes(result), frozenset[str]())
    return frozenset(one.where for one in together.counts_told(result, nowhere))


def _asked_in_detail(evidence: Iterable[Evidence]) -> frozenset[str]:
    """The kinds of which a measure with conditions was told: a part of what others tell."""
    conditioned = [
        one.pk
        for one in evidence
        if (counted := analyses.measure_of(one.result)) is not None and counted.within
    ]
    found = Slice.objects.filter(evidence__in=conditioned).values_list("source__kind", flat=True)
    return frozenset(found) & frozenset(kinds.countable())


def _given(evidence: Evidence, hidden: Hidden | None, detailed: frozenset[str]) -> Given:
    result = _result(evidence)
    slices = list(evidence.slices.select_related("source"))
    counted = [one for one in slices if one.source.kind in kinds.countable()]
    lookups = [one for one in slices if one.source.kind in kinds.serving(Service.AREAS)]
    former = [one for one in slices if one.source.kind in kinds.serving(Service.FORMER_AREAS)]
    maps = [one for one in slices if one.source.kind in kinds.serving(Service.BOUNDARIES)]
    people = [one for one in slices if one.source.kind in kinds.serving(Service.RESIDENTS)]
    became = holdings.became(*(each[0] if each else None for each in (lookups, former, people)))
    places = _places(lookups, former, maps)
    of_rows = result.counted is None or result.counted.counts_rows
    read = [_rows(one, detailed, places, became) for one in counted] if of_rows else []
    rows = tuple(one for one in read if one is not None)
    unnamed = frozenset[str]()
    if lookups and rows and len(rows) == len(read):
        unnamed = holdings.larger_of(lookups[0]).difference(*(one.named for one in rows))
    return Given(
        result=result,
        places={
            code: holdings.places_of(lookups[0], former[0] if former else None, code) - unnamed
            if lookups
            else frozenset({code})
            for code in _codes(result)
        },
        rows=rows,
        sources=frozenset(str(one.source_id) for one in counted),
        held_back=hidden,
    )


def _result(evidence: Evidence) -> analyses.Result:
    """As readers see it, with the words of the kind alone."""
    return published(analyses.Result.from_json(evidence.result))


def _codes(result: analyses.Result) -> tuple[str, ...]:
    """The areas of its rows, and the one that they make together."""
    return tuple(
        dict.fromkeys([*(str(row.get("area_code", "")) for row in result.rows), result.area_code])
    )


def _places(lookups: list[Slice], former: list[Slice], maps: list[Slice]) -> holdings.Map | None:
    """What the points of an answer were placed by."""
    if not maps:
        return None
    look_up = lookups[0] if lookups else None
    codes = maps[0].source.partnership.area_codes
    return holdings.map_by(maps[0], look_up, former[0] if former else None, codes)


def _rows(
    one: Slice,
    detailed: frozenset[str],
    places: holdings.Map | None,
    became: Successors,
) -> analyses.Rows | None:
    """None when the file is lost: then less is known of what could be otherwise, and more goes."""
    try:
        return _counted(
            one.pk,
            one.path,
            one.source.said,
            places,
            _of_its_places(one, became),
            in_detail=one.source.kind in detailed,
        )
    except UNREADABLE:
        logger.exception("rows cannot be read", extra={"slice": one.pk})
        return None


def _of_its_places(one: Slice, became: Successors) -> tuple[Ended, ...]:
    """Of the areas that ended, those under which it has rows: of these alone its counts depend."""
    held = sorted(counting.held_places(one) & became.keys())
    return tuple((code, tuple(became[code].items())) for code in held)


# What a slice holds never changes. A month counted by small area is a few thousand lines.
@lru_cache(maxsize=256)
def _counted(
    pk: int,
    _path: str,
    _said: Composed | None,
    places: holdings.Map | None,
    became: tuple[Ended, ...],
    *,
    in_detail: bool,
) -> analyses.Rows:
    one = Slice.objects.select_related("source").get(pk=pk)
    tally = counting.as_counted(one, places, in_detail=in_detail)
    counted, _ = rebased(tally, {code: dict(parts) for code, parts in became})
    return analyses.Rows.of(counted, [one.period], str(one.source_id))
