"""The areas that a question can be asked about, by name, grouped by local authority."""

from functools import lru_cache

from datasources import frames
from datasources.kinds import area_lookup as lookup
from datasources.kinds import police_street
from datasources.operations import evidence
from partnerships.models import Partnership

Choice = tuple[str, str]
Group = tuple[str, tuple[Choice, ...]]
# A force's file holds a few rows from far away; a neighbour worth comparing has more.
WORTH_COMPARING = 0.01


def choices(partnership: Partnership) -> list[tuple[str, object]]:
    """The whole partnership, its authorities, wards and small areas, then its neighbours."""
    in_use = evidence.lookup_in_use(partnership)
    whole = ("", f"The whole of {partnership.name}")
    if in_use is None:
        return [whole]
    newest: dict[int, str] = {}
    for one in evidence.offences_in_use(partnership).order_by("source", "-period"):
        newest.setdefault(one.source_id, one.path)
    return [whole, *_groups(in_use.path, partnership.area_codes, tuple(sorted(newest.values())))]


# Stored frames never change, so what was worked out from them holds as long as the process.
@lru_cache(maxsize=32)
def _groups(
    path: str, codes: tuple[str, ...], offences_paths: tuple[str, ...]
) -> tuple[Group, ...]:
    columns = [column for column in lookup.CLEAN_COLUMNS if not column.endswith("vintage")]
    areas = frames.load(path, columns).astype("str")
    groups: list[Group] = []
    own = areas[areas[lookup.LAD_CODE].isin(codes)]
    if len(codes) > 1:
        groups.append(("Local authorities", _named(own, lookup.LAD_CODE, lookup.LAD_NAME)))
    for code in codes:
        within = own[own[lookup.LAD_CODE] == code]
        if within.empty:
            continue
        name = within[lookup.LAD_NAME].iloc[0]
        groups += [
            (f"Wards of {name}", _named(within, lookup.WARD_CODE, lookup.WARD_NAME)),
            (f"Small areas (LSOAs) of {name}", _named(within, lookup.LSOA_CODE, lookup.LSOA_NAME)),
        ]
    neighbours = _neighbours(areas, codes, offences_paths)
    return (*groups, ("For comparison", neighbours)) if neighbours else tuple(groups)


def _named(areas: object, code: str, name: str) -> tuple[Choice, ...]:
    pairs = areas[[code, name]].drop_duplicates().sort_values([name, code])
    return tuple(pairs.itertuples(index=False, name=None))


def _neighbours(
    areas: object, codes: tuple[str, ...], offences_paths: tuple[str, ...]
) -> tuple[Choice, ...]:
    """Other local authorities that the police files cover, for each covers a whole force."""
    authority = areas.set_index(lookup.LSOA_CODE)[lookup.LAD_CODE]
    covered: set[str] = set()
    for path in offences_paths:
        rows = frames.load(path, [police_street.LSOA_CODE])[police_street.LSOA_CODE]
        per_area = rows.dropna().astype("str").value_counts()
        per_authority = per_area.groupby(authority.reindex(per_area.index).to_numpy()).sum()
        covered |= set(per_authority[per_authority >= WORTH_COMPARING * len(rows)].index)
    others = areas[areas[lookup.LAD_CODE].isin(covered) & ~areas[lookup.LAD_CODE].isin(codes)]
    return _named(others, lookup.LAD_CODE, lookup.LAD_NAME)
