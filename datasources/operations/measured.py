"""What can be measured of a source before somebody judges it. Reads only, and asks nobody."""

from datetime import date
from statistics import median

from django.db.models import Count, Sum

from datasources import geography, kinds
from datasources.dimensions import Measured, graded
from datasources.models import Slice, Source
from datasources.operations import counting, expecting, holdings
from datasources.periods import Rhythm, known, span
from datasources.tallies import quality
from partnerships.store import StoreError
from partnerships.words import listed

NEWEST = 24
"""A review looks at so many of the newest periods in use: two years of months."""


def of_source(source: Source, today: date) -> dict[str, Measured]:
    """By dimension, what was measured; one of which nothing can be measured says why."""
    awaited = expecting.of_sources([source], today)[source.pk]
    slices = _newest(source)
    return {
        "complete": _complete(source, awaited, slices, today),
        "located": _located(source, slices),
        "timely": _timely(awaited, today),
        "valid": _valid(source),
        "stable": _stable(source, slices),
    }


def _newest(source: Source) -> list[Slice]:
    """In order of time, of the length that most of them have."""
    held = [
        (period, one)
        for one in source.slices.current().select_related("source")
        if (period := known(one.period)) is not None
    ]
    grains = [period.grain for period, _ in held]
    usual = max(set(grains), key=grains.count, default=None)
    ordered = sorted(each for each in held if each[0].grain is usual)
    return [one for _, one in ordered[-NEWEST:]]


def _complete(
    source: Source, awaited: list[expecting.Awaited], slices: list[Slice], today: date
) -> Measured:
    short = [one.period for one in slices if one.looks_short]
    told = [f"In use although a part seems to be missing: {span(short)}."] if short else []
    if Rhythm.of(source.expected).is_once:
        if not slices:
            return Measured(("Nothing is in use yet.",))
        return Measured((f"In use: {span([one.period for one in slices])}.", *told))
    due = [one for one in awaited if one.is_whole or one.due_on < today]
    if not due:
        return Measured(("Nothing was due yet.",))
    lacking = [one.words for one in due if not one.is_whole]
    have = len(due) - len(lacking)
    sentence = f"{have} of {len(due)} deliveries that were due are in use"
    sentence += f"; not: {listed(lacking, 6)}." if lacking else "."
    suggests = graded((have - len(short)) / len(due), 0.95, 0.8)
    return Measured((sentence, *told), suggests)


def _located(source: Source, slices: list[Slice]) -> Measured:
    if source.kind not in kinds.countable():
        return Measured(("This kind of data is not counted by place.",))
    if not slices:
        return Measured(("Nothing is in use yet.",))
    areas = holdings.areas(source.partnership)
    try:
        tally = counting.together(slices, holdings.map_of(source.partnership))
        former = holdings.former_areas(source.partnership)
        codes = geography.every_code(holdings.area_frame(areas, former)) if areas else None
    except StoreError as lost:
        return Measured((str(lost),))
    found = quality.placed(tally, codes)
    if not found.count:
        return Measured(("Nothing was counted.",))
    share = found.located / found.count
    told = [f"{share:.1%} of {found.count:,} counted have a place ({_about(slices)})."]
    if codes is None:
        told.append("Whether the places are known cannot be said: no area look-up is in use.")
    elif found.located:
        told.append(f"Of those, {found.known / found.located:.1%} are in the area look-up.")
    usable = (found.located if codes is None else found.known) / found.count
    return Measured(tuple(told), graded(usable, 0.95, 0.8))


def _timely(awaited: list[expecting.Awaited], today: date) -> Measured:
    came = [one.days_late for one in awaited if one.days_late is not None]
    late_now = len(expecting.late(awaited, today))
    still = [f"{late_now} late and not here yet."] if late_now else []
    if not came and not late_now:
        return Measured(("Nothing came yet that was due since the source was registered.",))
    in_time = came.count(0)
    told = [f"{in_time} of {len(came)} came in time."] if came else []
    if late := [days for days in came if days]:
        told.append(
            f"The others came {min(late)} to {max(late)} days late, {median(late):.0f} usual."
            if len(late) > 1
            else f"The other came {late[0]} days late."
        )
    return Measured((*told, *still), graded(in_time / (len(came) + late_now), 0.9, 0.6))


def _valid(source: Source) -> Measured:
    accepted = source.deliveries.filter(state="accepted")
    sums = accepted.aggregate(read=Sum("rows_read"), aside=Sum("rows_set_aside"), all=Count("pk"))
    read, aside = sums["read"] or 0, sums["aside"] or 0
    if not read:
        return Measured(("No rows were read yet.",))
    sentence = f"{aside:,} of {read:,} rows ({aside / read:.1%}) were set aside as unusable."
    return Measured((sentence,), graded(1 - aside / read, 0.99, 0.95))


def _stable(source: Source, slices: list[Slice]) -> Measured:
    said = source.layouts.count()
    layouts = [f"How its tables are written was said {said} times." if said > 1 else ""]
    if source.kind not in kinds.countable() or len(slices) < 4:
        told = "Too few periods are in use to compare what is counted."
        return Measured(tuple(filter(None, (told, *layouts))))
    try:
        places = holdings.map_of(source.partnership)
        found = quality.changed([counting.tally_of(one, places) for one in slices])
    except StoreError as lost:
        return Measured((str(lost),))
    told = [
        f"“{one.category}” is counted {'only since' if one.began else 'no more after'}"
        f" {span([slices[one.at].period])}."
        for one in found
    ]
    told = told or [f"The same types are counted throughout ({_about(slices)})."]
    return Measured((*told, *filter(None, layouts)), "care" if found else "good")


def _about(slices: list[Slice]) -> str:
    return span([one.period for one in slices])
