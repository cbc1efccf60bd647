"""What a partnership has in use: what can be counted there, and what areas and rates are had by."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

import pandas as pd
from django.db.models import F, Q, QuerySet

from datasources import frames, geography, kinds
from datasources.geography import Successors
from datasources.geography.boundaries import Boundaries, boundaries_in
from datasources.kinds import Measure, Role, Service
from datasources.models import ComposedMeasure, Slice, Source
from datasources.operations import older
from datasources.periods import Grain, Period, known
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.store import StoreError
from partnerships.words import all_of

NOT_ACCEPTED_YET = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class InUse:
    """The slices that a partnership has in use, or would have: read once, asked often."""

    slices: tuple[Slice, ...]
    """With their sources and the sources' providers."""

    @classmethod
    def now(cls, partnership: Partnership, kinds_of: Iterable[str] | None = None) -> "InUse":
        """One query; of some kinds, where only those are asked about."""
        current = Slice.objects.current().filter(source__partnership=partnership)
        if kinds_of is not None:
            current = current.filter(source__kind__in=kinds_of)
        return cls(
            tuple(current.defer("comparison").select_related("source__provider", "source__review"))
        )

    @classmethod
    def beside_all_of(cls, source: Source) -> tuple["InUse", list[Slice]]:
        """The same, with every slice that the source ever had, as of `with_delivery`; one query
        too."""
        wanted = Q(is_current=True, source__partnership=source.partnership) | Q(source=source)
        slices = with_delivery(Slice.objects.filter(wanted))
        found = list(slices.select_related("source__provider", "source__review"))
        in_use = cls(tuple(one for one in found if one.is_current))
        return in_use, [one for one in found if one.source_id == source.pk]

    def with_taken(self, taken: Iterable[Slice]) -> "InUse":
        """As if these were taken into use, in the place of those of the same source and period."""
        taken = tuple(taken)
        places = {(one.source_id, one.period) for one in taken}
        stay = [one for one in self.slices if (one.source_id, one.period) not in places]
        return InUse((*stay, *taken))

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(one.source.kind for one in self.slices)

    def of(self, source: Source | None) -> list[Slice]:
        return [one for one in self.slices if source is not None and one.source_id == source.pk]

    def sources_of(self, kind: str) -> list[Source]:
        """Those of a kind, in the order in which they were registered."""
        found = {one.source_id: one.source for one in self.slices if one.source.kind == kind}
        return [found[pk] for pk in sorted(found)]

    def serving(self, service: Service) -> list[Slice]:
        slugs = kinds.serving(service)
        return [one for one in self.slices if one.source.kind in slugs]

    def residents(self) -> Slice | None:
        """By whom rates are had: the newest with small areas of the look-up; where none has any,
        the newest with wards of it, else with councils. The newest where no look-up is in use."""
        held = sorted(self.serving(Service.RESIDENTS), key=_newness, reverse=True)
        look_up = self.newest(Service.AREAS)
        if look_up is None or len(held) < 2:
            return held[0] if held else None
        best, deepest = held[0], -1
        smallest = len(geography.LEVELS) - 1
        for one in held:
            try:
                depth = _depth(one.path, one.source.read_as.column(Role.WHERE), look_up.path)
            except StoreError:
                return one  # What is lost is said when the question is answered.
            if depth > deepest:
                best, deepest = one, depth
            if deepest == smallest:
                break
        return best

    def newest(self, service: Service) -> Slice | None:
        """The one that serves the others."""
        return newest_of(self.serving(service))


def newest_of(slices: Iterable[Slice]) -> Slice | None:
    """That of the last period, and of that the last accepted."""
    return max(slices, key=_newness, default=None)


def _newness(one: Slice) -> tuple[str, datetime]:
    return one.period, one.accepted_at or NOT_ACCEPTED_YET


@lru_cache(maxsize=64)
def _depth(path: str, where: str, look_up: str) -> int:
    """The smallest level of which a table has any area of the look-up; -1 where it has none."""
    held = frozenset(frames.load(path, [where])[where].astype("str"))
    known = frames.load(look_up, geography.NAMED_COLUMNS)
    return max(
        (
            at
            for at, (code, _) in enumerate(geography.LEVELS)
            if not held.isdisjoint(known[code].astype("str"))
        ),
        default=-1,
    )


def with_delivery(slices: QuerySet[Slice]) -> QuerySet[Slice]:
    """With `received_at` and `delivery_state` of their deliveries."""
    return slices.defer("comparison").annotate(
        received_at=F("delivery__received_at"), delivery_state=F("delivery__state")
    )


def counted(partnership: Partnership) -> QuerySet[Slice]:
    """The current slices of every source whose rows are counted."""
    current = Slice.objects.current().filter(source__partnership=partnership)
    return current.filter(source__kind__in=kinds.countable()).select_related("source")


def sources(partnership: Partnership) -> list[Source]:
    """The sources that can be asked: those that are counted and have slices in use, by name."""
    found = partnership.sources.filter(kind__in=kinds.countable(), slices__is_current=True)
    return list(found.distinct().order_by("name", "pk"))


def of_kind(partnership: Partnership, kind: str) -> list[Source]:
    """The sources of a kind that can be asked, in the order in which they were registered."""
    return sorted((one for one in sources(partnership) if one.kind == kind), key=lambda one: one.pk)


def source_of(partnership: Partnership, measure: str, *, together: bool = False) -> Source:
    """The one source of a measure; of several, or of several measures, it is asked which.

    Where several of one kind are meant together, the first of them stands for all.
    """
    in_use = sources(partnership)
    if not measure and any(is_measured(one, kinds.UNNAMED_MEASURE) for one in in_use):
        measure = kinds.UNNAMED_MEASURE
    if measure:
        known = [*kinds.MEASURES, *(one.slug for one in own_measures(partnership))]
        if measure not in known:
            named = ", ".join(known)
            raise RuleBroken(f"There is no measure called {measure}. Known are: {named}.")
        in_use = [one for one in in_use if is_measured(one, measure)]
    if len(in_use) == 1:
        return in_use[0]
    if together and len({one.kind for one in in_use}) == 1:
        return of_kind(partnership, in_use[0].kind)[0]
    if len(in_use) > 1:
        raise RuleBroken(_which(in_use))
    registered = [
        one
        for one in partnership.sources.filter(kind__in=kinds.countable()).order_by("name", "pk")
        if not measure or is_measured(one, measure)
    ]
    if len(registered) == 1:
        return registered[0]
    wanted = [
        kind.needed
        for kind in kinds.KINDS
        if kind.needed and any(measure in ("", one.slug) for one in kind.measures)
    ]
    raise RuleBroken(
        [f"Something is missing. {needed}" for needed in wanted]
        or ["Something is missing: nothing of this measure was accepted yet."]
    )


def _which(several: list[Source]) -> str:
    named = all_of([f"“{source.name}” ({source.slug})" for source in several])
    if len({source.kind for source in several}) == 1:
        label = kinds.shown(several[0].kind).measures[0].label
        return (
            f"More than one source of “{label}” is in use: {named}. Their counts are not added up"
            " by themselves, since the same may stand in both. Say which of them is asked, or that"
            " all are asked together."
        )
    return f"More than one source can be counted: {named}. Say which of them is asked."


def is_measured(source: Source, measure: str) -> bool:
    """Whether a measure is counted of what a source delivers."""
    return any(one.slug == measure for one in measured(source))


def own_measures(partnership: Partnership) -> list[ComposedMeasure]:
    """Those that were composed there and can be asked, by name."""
    found = partnership.measures.filter(retired_at=None, kind__in=kinds.countable())
    return sorted(found.prefetch_related("versions"), key=str)


def measured(source: Source) -> list[Measure]:
    """All that is counted of what a source delivers: first all of it, then its parts; those that
    were composed last."""
    composed = [one for one in own_measures(source.partnership) if one.kind == source.kind]
    made = (kinds.composed_measure(one.newest.composed) for one in composed)
    return [*source.read_as.measures, *(one for one in made if one is not None)]


def areas(partnership: Partnership) -> Slice | None:
    """The look-up by which the partnership's areas are known."""
    return _newest(partnership, Service.AREAS)


def periods(partnership: Partnership) -> list[str]:
    """The periods that can be asked about, in order of time."""
    held = set(counted(partnership).values_list("period", flat=True))
    return [one.key for one in sorted(filter(None, map(known, held)))]


def of_one_grain(slices: Iterable[Slice], first: str, last: str) -> tuple[Slice, ...]:
    """Those that answer for the periods asked about, and for a year before the first of them: of
    the same length, or of a shorter one where more of that time is held so, as of a year of which
    the quarters are held. Where nothing is asked, the shortest that the source has."""
    held = sorted((period, one) for one in slices if (period := known(one.period)) is not None)
    asked = [Period.of(key) for key in (first, last) if key]
    if not asked:
        grains = set(_shortest(period for period, _ in held))
        return tuple(one for period, one in held if period.grain in grains)
    begins = min(asked).year_before.start
    ends = Period.of(last).last if last else None
    until = [each for each in held if ends is None or each[0].last <= ends]
    near = [each for each in until if each[0].start >= begins]
    grain = _answering(asked[0].grain, near)
    reached = near if first else until
    return tuple(one for period, one in reached if period.grain is grain)


def _answering(asked: Grain, within: list[tuple[Period, Slice]]) -> Grain:
    """The length of period that says most of a time, where two say as much the longer one."""
    if asked is Grain.MID_YEAR:
        return asked
    shorter = [one for one in Grain if one is not Grain.MID_YEAR and one.months < asked.months]
    months = {
        grain: sum(
            grain.months
            for period, one in within
            if period.grain is grain and not older.is_added_up(one, one.source.read_as)
        )
        for grain in (asked, *sorted(shorter, key=lambda one: -one.months))
    }
    return max(months, key=lambda grain: months[grain])


def _shortest(periods: Iterable[Period]) -> list[Grain]:
    return sorted({one.grain for one in periods}, key=lambda grain: grain.months)[:1]


def former_areas(partnership: Partnership) -> Slice | None:
    """What became of the small areas of an earlier year, where that is held."""
    return _newest(partnership, Service.FORMER_AREAS)


def area_frame(areas: Slice, former: Slice | None) -> pd.DataFrame:
    """The areas and how they nest, with those of an earlier year where they are known."""
    return _area_frame(*_files(areas, former))


def became(areas: Slice | None, former: Slice | None, people: Slice | None) -> Successors:
    """Which areas of now those that ended became; of those that were split, where people say how
    large the parts are."""
    if areas is None or former is None:
        return {}
    where = people.source.read_as if people else None
    columns = (where.column(Role.WHERE), where.column(Role.HOW_MANY)) if where else ("", "")
    return _became(*_files(areas, former), people.path if people else "", columns)


def rests_on_people(areas: Slice | None, former: Slice | None, held: frozenset[str]) -> bool:
    """Whether any of these places is one that was split, so that people say who had how much."""
    if areas is None or former is None:
        return False
    return bool(_divided(*_files(areas, former)) & held)


def places_of(areas: Slice, former: Slice | None, code: str) -> frozenset[str]:
    """All codes that lie in the area behind the code of an answer, which may join several."""
    return _places(*_files(areas, former), code)


def larger_of(areas: Slice) -> frozenset[str]:
    """The codes of its wards and councils. Where no row names one, how many do is no count to keep:
    else a council without its wards would look like a place with nought in it."""
    return _larger(areas.path)


@lru_cache(maxsize=4)
def _larger(path: str) -> frozenset[str]:
    return geography.larger_in(_area_frame(path, "", ""))


def _files(areas: Slice, former: Slice | None) -> tuple[str, str, str]:
    return (areas.path, former.path, former.source.kind) if former else (areas.path, "", "")


@lru_cache(maxsize=2048)
def _places(path: str, former_path: str, kind: str, code: str) -> frozenset[str]:
    return geography.made_of(_area_frame(path, former_path, kind), code)


# Stored frames never change, so what was worked out from them holds as long as the process.
@lru_cache(maxsize=4)
def _area_frame(path: str, former_path: str, kind: str) -> pd.DataFrame:
    lookup = frames.load(path, geography.NAMED_COLUMNS)
    if not former_path:
        return geography.with_ended(lookup)
    return geography.with_ended(geography.with_former(lookup, *_changes(former_path, kind)))


@lru_cache(maxsize=4)
def _became(
    path: str, former_path: str, kind: str, people_path: str, columns: tuple[str, str]
) -> Successors:
    people = None
    if people_path:
        where, how_many = columns
        frame = frames.load(people_path, list(columns))
        people = frame.set_index(frame[where].astype("str"))[how_many]
    lookup = frames.load(path, geography.NAMED_COLUMNS)
    return geography.successors(lookup, *_changes(former_path, kind), people)


@lru_cache(maxsize=4)
def _divided(path: str, former_path: str, kind: str) -> frozenset[str]:
    lookup = frames.load(path, geography.NAMED_COLUMNS)
    return geography.divided(lookup, *_changes(former_path, kind))


def _changes(former_path: str, kind: str) -> tuple[pd.Series, pd.Series]:
    """The small areas before and after, side by side."""
    wheres = [one.name for one in kinds.by_slug(kind).columns if one.role is Role.WHERE]
    before, after = wheres[:2]
    changes = frames.load(former_path, [before, after])
    return changes[before], changes[after]


@dataclass(frozen=True)
class Map:
    """What points are placed by in a partnership."""

    slice: Slice = field(compare=False)
    boundaries: Boundaries = field(compare=False)
    key: str
    """Another wherever the same point may be placed otherwise."""


def map_of(partnership: Partnership, in_use: InUse | None = None) -> Map | None:
    """Of the boundaries in use those of the smallest areas that the look-up knows; of several,
    those with most of the partnership's areas as they are now, then the newest."""
    if in_use is None:
        serving = (Service.BOUNDARIES, Service.AREAS, Service.FORMER_AREAS)
        in_use = InUse.now(partnership, {slug for one in serving for slug in kinds.serving(one)})
    held = in_use.serving(Service.BOUNDARIES)
    if not held:
        return None
    look_up, former = in_use.newest(Service.AREAS), in_use.newest(Service.FORMER_AREAS)
    found = [map_by(one, look_up, former, partnership.area_codes) for one in held]
    depth = {code: at for at, (code, _) in enumerate(geography.LEVELS)}
    return max(
        filter(None, found),
        key=lambda one: (
            depth.get(one.boundaries.level, -1),
            one.boundaries.own,
            one.slice.period,
        ),
        default=None,
    )


def map_by(
    boundaries: Slice, look_up: Slice | None, former: Slice | None, codes: tuple[str, ...]
) -> Map | None:
    """What points are placed by where these are in use; None where the look-up knows no area."""
    files = _files(look_up, former) if look_up else ("", "", "")
    found = _boundaries(boundaries.path, *files, codes)
    if found is None:
        return None
    told = "\n".join((boundaries.path, *files, *codes))
    return Map(boundaries, found, hashlib.sha256(told.encode()).hexdigest()[:12])


@lru_cache(maxsize=16)
def _boundaries(
    path: str, areas_path: str, former_path: str, kind: str, codes: tuple[str, ...]
) -> Boundaries | None:
    lookup = _area_frame(areas_path, former_path, kind) if areas_path else None
    return boundaries_in(frames.load(path), lookup, codes)


def vintages(areas: Slice) -> dict[str, str]:
    """Of each level of an area look-up, the year that it is of."""
    first = frames.first(areas.path, 1)
    names = {code: code.replace("_code", "_vintage") for code, _ in geography.LEVELS}
    return {code: str(first[name].iloc[0]) for code, name in names.items() if name in first}


def _newest(partnership: Partnership, service: Service) -> Slice | None:
    return InUse.now(partnership, kinds.serving(service)).newest(service)
