"""The harm weights in use, as an answer takes them; of those of several forces, whose they are.

A force's weights rest on its own mix of crimes. Whose are taken is never settled by their order,
but by who recorded what is counted, else by whose the area is, else by who sends the data; where
none of these names one of them, a person sends a table of one force.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from datasources import frames, geography
from datasources.analyses.weights import Weights, weights_in
from datasources.kinds import Role
from datasources.kinds.headings import plain
from datasources.models import Slice
from partnerships.errors import RuleBroken
from partnerships.store import StoreError
from partnerships.words import listed

NOT_ITS_NAME = re.compile(r"\b(and|constabulary|force|heddlu|of|police|service|the)\b")


@dataclass(frozen=True)
class Weighing:
    """The slice of weights that an answer rests on, whose of them, and what said so."""

    slice: Slice
    force: str = ""
    """As the table writes it; blank where it names none."""
    decided_by: Slice | None = None
    """The look-up of police forces, where that said it."""
    another: str = ""
    """Who recorded what is counted, where that is known to be another force."""

    @property
    def weights(self) -> Weights:
        return replace(_weights(self.slice, self.force), another=self.another)


def of(
    weights: Slice,
    counted: Iterable[Slice],
    forces: Slice | None,
    councils: Callable[[], frozenset[str]],
) -> Weighing:
    """RuleBroken where the weights are of several forces and nothing says of which to take them."""
    known, counted = _forces_in(weights), list(counted)
    if not known:
        return Weighing(weights)
    recorded_by = _recorded_by(counted)
    if len(known) == 1:
        (only,) = known
        others = sorted(one for one in recorded_by if _name(one) != _name(only))
        return Weighing(weights, only, another=listed(others))
    if found := _one_of(known, recorded_by):
        return Weighing(weights, found)
    if forces is not None and (found := _one_of(known, _forces_of(forces, councils()))):
        return Weighing(weights, found, decided_by=forces)
    if found := _one_of(known, _senders(counted)):
        return Weighing(weights, found)
    raise RuleBroken(
        f"The harm weights in use ({weights.source.name}, {weights.period}) are of {len(known)}"
        f" forces ({listed(sorted(known))}), and which of them recorded what is counted here is"
        " not known. Send a table with the weights of your own force alone, or take the look-up of"
        " partnerships and police forces into use, which says whose the area is."
    )


def _one_of(known: frozenset[str], told: frozenset[str]) -> str:
    """The one force of the table that is meant by all that is told; blank where none is."""
    meant = {_name(one) for one in told}
    fitting = [one for one in known if _name(one) in meant]
    return fitting[0] if len(meant) == len(fitting) == 1 else ""


def _name(force: str) -> frozenset[str]:
    """Cambridgeshire Constabulary is Cambridgeshire; London, City of is City of London Police."""
    return frozenset(NOT_ITS_NAME.sub(" ", plain(force)).split())


def _forces_in(one: Slice) -> frozenset[str]:
    return _words_in(one.path, one.source.read_as.column(Role.BY)) - {""}


def _recorded_by(counted: Iterable[Slice]) -> frozenset[str]:
    """Who recorded the rows; none where any row does not say it, or where they are lost."""
    found: set[str] = set()
    for one in counted:
        try:
            told = _words_in(one.path, one.source.read_as.column(Role.BY))
        except StoreError:
            return frozenset()
        if not told or "" in told:
            return frozenset()
        found |= told
    return frozenset(found)


def _forces_of(look_up: Slice, councils: frozenset[str]) -> frozenset[str]:
    """Whose area these councils lie in; none where the look-up does not have them all.

    Of such a look-up the first place is the council, and the last name that of the force.
    """
    kind = look_up.source.read_as
    council = kind.column(Role.WHERE)
    force = [one.name for one in kind.columns if one.role is Role.NAME][-1]
    rows = frames.load(look_up.path, [council, force]).reindex(columns=[council, force])
    own = rows[rows[council].isin(councils)].dropna()
    if set(own[council].astype("str")) != councils:
        return frozenset()
    return frozenset(own[force].astype("str"))


def _senders(counted: Iterable[Slice]) -> frozenset[str]:
    sources = {one.source for one in counted}
    return frozenset(one.provider.name if one.provider else one.publisher for one in sources)


def councils_in(lookup: pd.DataFrame, codes: Iterable[str]) -> frozenset[str]:
    """The councils that areas of any level are or lie in."""
    try:
        small = geography.small_areas_in(lookup, tuple(codes))
    except geography.UnknownAreaError as unknown:
        raise RuleBroken(str(unknown)) from unknown
    own = lookup[lookup[geography.LSOA_CODE].isin(small)]
    return frozenset(own[geography.LAD_CODE].astype("str"))


# Stored frames never change.
@lru_cache(maxsize=512)
def _words_in(path: str, column: str) -> frozenset[str]:
    """The different words of a column, blank where a cell has none; nothing where it has no
    column."""
    rows = frames.load(path, [column]) if column else pd.DataFrame()
    if column not in rows:
        return frozenset()
    return frozenset(rows[column].astype("object").fillna("").astype("str").unique())


def _weights(one: Slice, force: str) -> Weights:
    kind = one.source.read_as
    what, recorded_by = kind.first(Role.WHAT), kind.column(Role.BY)
    value = kind.column(Role.VALUE)
    rows = frames.load(one.path, [what.name, value, recorded_by])
    table = pd.DataFrame(
        {
            "word": rows[what.name].astype("str").map(what.words.published),
            "weight": pd.to_numeric(rows[value]).astype("float64"),
        }
    )
    if force:
        # What stands there for no force in particular holds where the force has none of its own.
        is_own = rows[recorded_by].astype("object").eq(force)
        is_of_none = rows[recorded_by].isna() & ~table["word"].isin(table.loc[is_own, "word"])
        table = table[is_own | is_of_none]
    table = table[table["weight"].notna() & table["word"].ne(what.words.rest)]
    days, unclear = weights_in(table.itertuples(index=False, name=None))
    return Weights(
        name=one.source.name,
        version=one.period,
        words=what.words,
        days=days,
        force=force,
        unclear=unclear,
        traps=kind.traps,
    )
