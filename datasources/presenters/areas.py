"""The areas that a question can be asked about, by name, grouped by local authority."""

from functools import lru_cache

from datasources import frames, tallies
from datasources import geography as lookup
from datasources.models import Slice
from datasources.operations import counting, holdings, own_areas
from partnerships.models import Partnership

Choice = tuple[str, str]
# The number of a slice, and the file of its rows: where a number is given again that is another.
Counted = tuple[int, str]
Group = tuple[str, tuple[Choice, ...]]
# A force's file holds a few rows from far away; a neighbour worth comparing has more.
WORTH_COMPARING = 0.01


def choices(partnership: Partnership) -> list[tuple[str, object]]:
    """The whole partnership, its authorities, wards and small areas, then its neighbours."""
    look_up = holdings.areas(partnership)
    whole = ("", f"The whole of {partnership.name}")
    if look_up is None:
        return [whole]
    newest: dict[int, Counted] = {}
    for one in holdings.counted(partnership).order_by("source", "-period"):
        newest.setdefault(one.source_id, (one.pk, one.path))
    counted = tuple(sorted(newest.values()))
    return [
        whole,
        *_own(partnership),
        *_groups(look_up.path, partnership.area_codes, counted, holdings.map_of(partnership)),
    ]


def _own(partnership: Partnership) -> list[Group]:
    found = own_areas.of(partnership)
    return [("Own areas", tuple((one.code, one.name) for one in found))] if found else []


# Stored frames never change, so what was worked out from them holds as long as the process.
@lru_cache(maxsize=32)
def _groups(
    path: str,
    codes: tuple[str, ...],
    counted: tuple[Counted, ...],
    places: holdings.Map | None,
) -> tuple[Group, ...]:
    areas = frames.load(path, lookup.NAMED_COLUMNS).astype("str")
    groups: list[Group] = []
    own = areas[areas[lookup.LAD_CODE].isin(codes)]
    # What is chosen in a list stands there without its group: namesakes are told apart by name.
    authorities, wards, small_areas = (
        lookup.told_apart(areas, level) for level, _ in lookup.LEVELS
    )
    if len(codes) > 1:
        groups.append(("Local authorities", _named(own, lookup.LAD_CODE, authorities)))
    for code in codes:
        within = own[own[lookup.LAD_CODE] == code]
        if within.empty:
            continue
        name = within[lookup.LAD_NAME].iloc[0]
        groups += [
            (f"Wards of {name}", _named(within, lookup.WARD_CODE, wards)),
            (f"Small areas (LSOAs) of {name}", _named(within, lookup.LSOA_CODE, small_areas)),
        ]
    neighbours = _neighbours(areas, codes, counted, places)
    return (*groups, ("For comparison", neighbours)) if neighbours else tuple(groups)


def _named(areas: object, level: str, names: dict[str, str]) -> tuple[Choice, ...]:
    """The areas of a level by name."""
    return tuple(sorted(((code, names[code]) for code in set(areas[level])), key=_by_name))


def _by_name(choice: Choice) -> tuple[str, str]:
    code, name = choice
    return name, code


def _neighbours(
    areas: object,
    codes: tuple[str, ...],
    counted: tuple[Counted, ...],
    places: holdings.Map | None,
) -> tuple[Choice, ...]:
    """Other local authorities that the sources cover, as a force's file covers a whole force."""
    authority = areas.set_index(lookup.LSOA_CODE)[lookup.LAD_CODE]
    covered: set[str] = set()
    for one in Slice.objects.filter(pk__in=[pk for pk, _path in counted]).select_related("source"):
        tally = counting.tally_of(one, places)
        per_area = tally.groupby(tallies.AREA)[tallies.COUNT].sum()
        per_authority = per_area.groupby(authority.reindex(per_area.index).to_numpy()).sum()
        enough = WORTH_COMPARING * tally[tallies.COUNT].sum()
        covered |= set(per_authority[per_authority >= enough].index)
    others = areas[areas[lookup.LAD_CODE].isin(covered) & ~areas[lookup.LAD_CODE].isin(codes)]
    return _named(others, lookup.LAD_CODE, lookup.told_apart(areas, lookup.LAD_CODE))
