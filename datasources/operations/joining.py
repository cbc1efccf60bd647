"""Several sources of one kind counted as one measure: a county force and the transport police.

What stands in two of them must not count twice. A row under one reference in both, and the same in
both, is provably one thing and counts once. One reference with two accounts of it is asked about,
and so are rows without a reference that are alike in both: a person says what they are, or asks one
source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from datasources import frames, kinds
from datasources.intake.tabular.gathering import ROW
from datasources.kinds import Kind, Role
from datasources.models import Slice, Source
from datasources.periods import said
from partnerships.errors import RuleBroken
from partnerships.words import all_of, listed

ONCE, APART = "once", "apart"
ALIKE = {
    ONCE: "Count them once: they are the same",
    APART: "Count each: they are different events",
}
"""What a person may say of rows without a reference that are alike in two sources."""
SOURCE, TIMES = "_source", "_times"


@dataclass(frozen=True, eq=False)
class Joined:
    """What several sources hold together."""

    slices: tuple[Slice, ...]
    """Those of the periods that every source covers."""
    surplus: pd.DataFrame | None
    """Rows that stand in another source already."""
    shared: int
    """How many rows stand in two, whatever was said of them."""
    caveats: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Overlap:
    same: pd.DataFrame
    differing: int
    alike: pd.DataFrame


def joined(sources: Sequence[Source], slices: Sequence[Sequence[Slice]], alike: str) -> Joined:
    """Of each source its slices. RuleBroken where it must be asked what stands in two of them."""
    covered = [{one.period for one in each} for each in slices]
    common = set.intersection(*covered) if covered else set()
    if not common and any(covered):
        raise RuleBroken(
            f"{_named(sources)} have no period in common, so there is none of which all is known."
            " Ask one of them."
        )
    taken = tuple(one for each in slices for one in each if one.period in common)
    kind = kinds.by_slug(sources[0].kind)
    overlaps = [
        (period, _overlap(kind.slug, tuple(one.path for one in taken if one.period == period)))
        for period in sorted(common)
    ]
    _check(sources, kind, overlaps, alike)
    once = [one.same for _, one in overlaps]
    if alike == ONCE:
        once += [one.alike for _, one in overlaps]
    same = sum(len(one.same) for _, one in overlaps)
    likes = sum(len(one.alike) for _, one in overlaps)
    return Joined(
        taken,
        pd.concat(once, ignore_index=True) if any(len(one) for one in once) else None,
        same + likes,
        (*_about_periods(sources, covered, common), *_about_shared(same, likes, alike)),
    )


def _check(
    sources: Sequence[Source], kind: Kind, overlaps: Sequence[tuple[str, _Overlap]], alike: str
) -> None:
    differing = sum(one.differing for _, one in overlaps)
    likes = sum(len(one.alike) for _, one in overlaps)
    where = listed([said(period) for period, one in overlaps if one.differing or len(one.alike)], 6)
    if differing:
        named = "reference stands" if differing == 1 else "references stand"
        raise RuleBroken(
            f"{differing:,} {named} in more than one of {_named(sources)}, each time with another"
            f" date, area or type ({where}). Which is right cannot be told. Ask one of them, or"
            " have the senders settle it."
        )
    if not likes or alike in ALIKE and kind.measures[0].counts_rows:
        return
    if not kind.measures[0].counts_rows:
        raise RuleBroken(
            f"{_named(sources)} both give numbers of the same areas and types ({where}):"
            f" {likes:,} of them. Numbers of one thing are never added up. Ask one of them."
        )
    rows = "1 row without a reference is" if likes == 1 else (
        f"{likes:,} rows without a reference are"
    )  # fmt: skip
    raise RuleBroken(
        f"{rows} alike in {_named(sources)} ({where}). Whether they are the"
        " same events cannot be told. Say whether they are counted once or each, or ask one of the"
        " sources."
    )


def _named(sources: Sequence[Source]) -> str:
    return all_of([f"“{one.name}”" for one in sources])


# Stored rows never change, so what two slices share holds as long as the process.
@lru_cache(maxsize=128)
def _overlap(slug: str, paths: tuple[str, ...]) -> _Overlap:
    """Of one period, in the order of the sources."""
    kind = kinds.by_slug(slug)
    rows = [frames.load(path).assign(**{SOURCE: at}) for at, path in enumerate(paths)]
    every = pd.concat(rows, ignore_index=True)
    if not kind.measures[0].counts_rows:
        return _of_numbers(every, kind)
    key = kind.column(Role.KEY)
    has_key = every[key].notna() & every[key].astype("str").ne("") if key in every else None
    keyed = every[has_key] if has_key is not None else every[:0]
    others = every[~has_key] if has_key is not None else every
    told = [one for one in _telling(kind) if one in every]
    of_key = keyed.astype("object").fillna("").groupby(key) if key and len(keyed) else None
    if of_key is None:
        same, differing = every[:0], 0
    else:
        in_two = of_key[SOURCE].transform("nunique") > 1
        accounts = of_key[told].transform("nunique").max(axis=1)
        differs = in_two & (accounts > 1)
        is_later = keyed[SOURCE] > of_key[SOURCE].transform("min")
        same = keyed[in_two & ~differs & is_later]
        differing = keyed.loc[differs, key].nunique()
    return _Overlap(same.drop(columns=SOURCE), int(differing), _alike(others))


def _telling(kind: Kind) -> list[str]:
    """What two accounts of one thing must agree in: all that is counted of it."""
    roles = (Role.WHEN, Role.WHERE, Role.WHAT)
    return [*(kind.column(role) for role in roles), *(one.name for one in kind.details)]


def _alike(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that stand in an earlier source as often: the same in whatever both hold."""
    plain = rows.astype("object").fillna("")
    names = [one for one in plain if one not in (SOURCE, ROW)]
    times = plain.groupby([*names, SOURCE], sort=False).cumcount()
    again = plain[names].assign(**{TIMES: times}).duplicated(keep="first")
    return rows[again].drop(columns=SOURCE)


def _of_numbers(rows: pd.DataFrame, kind: Kind) -> _Overlap:
    """Numbers of one period, area and type in two sources."""
    names = [kind.column(role) for role in (Role.WHEN, Role.WHERE, Role.WHAT)]
    cells = rows[[*names, SOURCE]].astype("object").fillna("").drop_duplicates()
    again = cells[cells.duplicated(names, keep="first")]
    return _Overlap(rows[:0], 0, again.drop(columns=SOURCE))


def _about_periods(
    sources: Sequence[Source], covered: Sequence[set[str]], common: set[str]
) -> list[str]:
    """Periods that only some of the sources cover: of these not all is known."""
    return [
        f"{listed([said(one) for one in sorted(periods - common)], 6)}: “{source.name}” has data"
        " and another of the sources has none, so what there was in all is not known and is not"
        " counted here."
        for source, periods in zip(sources, covered, strict=True)
        if periods - common
    ]


def _about_shared(same: int, likes: int, alike: str) -> list[str]:
    found = []
    if same:
        rows = "1 row stands" if same == 1 else f"{same:,} rows stand"
        found.append(
            f"{rows} in more than one of the sources under the same reference, and the same in"
            " all: counted once."
        )
    if likes:
        rows = "1 row without a reference is" if likes == 1 else (
            f"{likes:,} rows without a reference are"
        )  # fmt: skip
        how = "counted once" if alike == ONCE else "counted each time"
        found.append(f"{rows} alike in more than one of the sources: {how}, as was said.")
    return found
