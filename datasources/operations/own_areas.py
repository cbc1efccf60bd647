"""The areas that a partnership itself works by, made of small areas; asked about like a ward."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from datasources import frames, kinds
from datasources.kinds import Kind, Role, Service
from datasources.kinds.headings import plain
from datasources.models import Slice
from datasources.operations.holdings import InUse, newest_of
from partnerships.errors import RuleBroken
from partnerships.models import Partnership

PREFIX = "own:"


@dataclass(frozen=True)
class OwnArea:
    """An area as a source defines it."""

    code: str
    """By which questions know it: of its source, and of its name however it is spelled."""
    name: str
    small_areas: tuple[str, ...]
    slice: Slice = field(compare=False)


def is_own(code: str) -> bool:
    return code.startswith(PREFIX)


def as_code(text: str) -> str:
    """The code of an own area, however its name is spelled: `own:SOURCE:NAME`."""
    prefix, _, rest = text.partition(":")
    source, _, name = rest.partition(":")
    return f"{prefix.lower()}:{source}:{plain(name)}"


def of(partnership: Partnership) -> list[OwnArea]:
    """All that can be asked about, by name."""
    return _in(InUse.now(partnership, kinds.serving(Service.OWN_AREAS)))


def by_code(code: str, in_use: InUse) -> OwnArea:
    """RuleBroken where it is defined no more."""
    found = _in(in_use)
    for one in found:
        if one.code == code:
            return one
    name = code.removeprefix(PREFIX).partition(":")[2]
    known = f" Known are: {', '.join(one.name for one in found)}." if found else ""
    raise RuleBroken(
        f"No own area called “{name}” is in use: the source that defines it does not name it, or"
        f" nothing of it was accepted.{known}"
    )


def _in(in_use: InUse) -> list[OwnArea]:
    """Of each source the newest definition; namesakes of two sources are told apart by these."""
    by_source: dict[int, list[Slice]] = {}
    for one in in_use.serving(Service.OWN_AREAS):
        by_source.setdefault(one.source_id, []).append(one)
    found = [area for slices in by_source.values() for area in _defined(newest_of(slices))]
    names = [plain(one.name) for one in found]
    return sorted(
        (one if names.count(plain(one.name)) == 1 else _with_source(one) for one in found),
        key=lambda one: (plain(one.name), one.code),
    )


def _with_source(one: OwnArea) -> OwnArea:
    return OwnArea(one.code, f"{one.name} ({one.slice.source.name})", one.small_areas, one.slice)


def _defined(one: Slice) -> Iterable[OwnArea]:
    for key, (name, small_areas) in _made_of(one.path, one.source.read_as).items():
        yield OwnArea(f"{PREFIX}{one.source.slug}:{key}", name, small_areas, one)


# Stored frames never change.
@lru_cache(maxsize=32)
def _made_of(path: str, kind: Kind) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each area its name as it is written most often, and its small areas."""
    where, called = kind.column(Role.WHERE), kind.column(Role.NAME)
    rows = frames.load(path, [where, called]).astype("str").dropna()
    rows = pd.DataFrame({"code": rows[where], "name": rows[called]})
    rows["key"] = rows["name"].map(plain)
    rows = rows[(rows["key"] != "") & (rows["code"] != "")]
    return {
        str(key): (str(each["name"].mode().iloc[0]), tuple(sorted(set(each["code"]))))
        for key, each in rows.groupby("key", sort=True)
    }
