"""Slices that an earlier version read otherwise, and what they hold in truth."""

from functools import lru_cache

from datasources import frames
from datasources.kinds import Kind
from datasources.models import Slice
from datasources.periods import MONTHS_IN_A_YEAR, Grain, known
from datasources.values.spellings import Moment
from datasources.values.together import FINANCIAL_YEAR, PARTED, QUARTER, YEAR, read_together
from partnerships.store import StoreError

QUARTERS_IN_A_YEAR = 4


def is_added_up(one: Slice, kind: Kind) -> bool:
    """Whether its rows are quarters that an earlier version added up by the year."""
    return bool(_texts(one, kind))


def quarters_in(one: Slice, kind: Kind) -> tuple[str, ...]:
    """The quarters whose sum a year is; none where it is no such sum, or it cannot be told which
    they are."""
    year = known(one.period)
    if year is None:
        return ()
    part = YEAR if year.grain is Grain.YEAR else FINANCIAL_YEAR
    rows = {f"{year.key}{PARTED}{text}": 1 for text in _texts(one, kind)}
    meanings = read_together((part, QUARTER), rows).meanings.values()
    return tuple(sorted({when.period.key for when in meanings if isinstance(when, Moment)}))


def quarters_told(one: Slice, kind: Kind) -> int:
    """How many different quarters were added up; of what cannot be read each text is one."""
    return len(quarters_in(one, kind)) or len(_texts(one, kind))


def periods_in(one: Slice, kind: Kind) -> tuple[str, ...]:
    """What has come with it: its period, or the quarters that were added up under it."""
    return quarters_in(one, kind) or (one.period,)


def _texts(one: Slice, kind: Kind) -> frozenset[str]:
    period = known(one.period)
    if not kind.added_up_before or period is None or period.grain.months < MONTHS_IN_A_YEAR:
        return frozenset()
    try:
        return _texts_in(one.path, kind.added_up_before)
    except StoreError:
        return frozenset()


# Stored frames never change.
@lru_cache(maxsize=2048)
def _texts_in(path: str, names: tuple[str, ...]) -> frozenset[str]:
    there = [name for name in names if name in frames.columns(path)]
    if not there:
        return frozenset()
    cells = frames.load(path, there)[there[0]].dropna().unique()
    return frozenset(text for text in map(str, cells) if text.strip())
