"""Two versions of one period: rows that came, rows that are gone, what changed in the others.

Asked of roles and shape, never of a kind. Rows are known again by a reference where the kind has
one, and by what they are a number of where each stands once; of others only whole rows can be told
apart. Nothing is called newer or earlier but where outcomes tell it: they settle with time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from datasources.intake.completeness import Profile
from datasources.intake.reading import Comparison
from datasources.intake.words import counted
from datasources.kinds import Kind, Role, Shape, Vocabulary
from partnerships.words import listed

OF_THE_FILE = frozenset({"source_row", "source_file"})
"""Where a row stood says nothing of what it is."""
EVENTS = (Shape.EVENTS, Shape.RESPONSES)
AREAS = (Shape.LOOK_UPS, Shape.BOUNDARIES)
"""Whose first column is the area that the rest of a row is about."""
MEASURED = (Role.HOW_MANY, Role.VALUE, Role.NAME, Role.OTHER)
"""What is said of the thing that a row is about, where it is not an event."""
PLACES = 6
"""Decimals of a coordinate or a value that are compared."""


def compared(kind: Kind, current: pd.DataFrame, incoming: pd.DataFrame) -> Comparison:
    """How the incoming rows of a period differ from those in use for it."""
    names = [str(name) for name in incoming if name in current and name not in OF_THE_FILE]
    before, now = _plain(current, names), _plain(incoming, names)
    by = telling(kind, before, now)
    known_before, known_now = (_known(rows, by) for rows in (before, now))
    both = known_before.merge(
        known_now, on=[*by, "_nth"], suffixes=("_before", "_now"), how="inner"
    )
    others = _others(_unknown(before, by), _unknown(now, by), names)
    fields = [name for name in names if name not in by]
    changed = {
        name: count
        for name in fields
        if (count := int((both[f"{name}_before"] != both[f"{name}_now"]).sum()))
    }
    less, more = _settled(kind, both)
    return Comparison(
        rows_before=len(current),
        rows_now=len(incoming),
        gone=len(known_before) - len(both) + int(-others[others < 0].sum()),
        added=len(known_now) - len(both) + int(others[others > 0].sum()),
        in_both=len(both),
        changed=changed,
        rows_changed=int(_any(both, list(changed)).sum()),
        columns_added=_beside(incoming, current),
        columns_gone=_beside(current, incoming),
        looks_earlier=less > more,
        reason=_reason(less, more, unsettled_of(kind)),
    )


@dataclass(frozen=True)
class Beside:
    """Two periods side by side, by category and by area: pairs of before and now."""

    rows: tuple[int, int]
    categories: tuple[tuple[str, int, int], ...]
    """Those that differ, by how much."""
    areas: tuple[tuple[str, int, int], ...]
    located: tuple[int, int]


def beside(kind: Kind, before: Profile, now: Profile) -> Beside:
    """Of a kind that is counted in the words of its categories, never in those of a file."""
    words = kind.measures[0].words if kind.measures else None
    return Beside(
        rows=(before.rows, now.rows),
        categories=_pairs(*(_published(one.types, words) for one in (before, now))),
        areas=_pairs(before.areas, now.areas),
        located=(before.located, now.located),
    )


def _published(types: Mapping[str, int], words: Vocabulary | None) -> dict[str, int]:
    told: Counter[str] = Counter()
    if words is not None:
        for name, count in types.items():
            told[words.published(name)] += count
    return dict(told)


def _pairs(before: Mapping[str, int], now: Mapping[str, int]) -> tuple[tuple[str, int, int], ...]:
    pairs = [
        (name, was, has)
        for name in {*before, *now}
        if (was := before.get(name, 0)) != (has := now.get(name, 0))
    ]
    return tuple(sorted(pairs, key=lambda one: (-abs(one[2] - one[1]), one[0])))


def what_differs(difference: Comparison, kind: Kind) -> str:
    """2 rows are only in what is held; 913 of 5,245 rows differ in Last outcome category."""
    parts = []
    if difference.gone:
        parts.append(f"{counted(difference.gone, 'row', 'is')} only in what is held")
    if difference.added:
        parts.append(f"{counted(difference.added, 'row', 'is')} only in this file")
    parts += [
        f"{count:,} of {counted(difference.in_both, 'row')} {_differ(count)} in"
        f" {heading_of(kind, name)}"
        for name, count in sorted(difference.changed.items(), key=lambda one: (-one[1], one[0]))
    ]
    for verb, names in (("has", difference.columns_added), ("lacks", difference.columns_gone)):
        if names:
            parts.append(f"it {verb} {listed([heading_of(kind, name) for name in names], 6)}")
    if difference.changed and len(parts) == 1:
        parts.append("nothing else differs")
    return "; ".join(parts)


def heading_of(kind: Kind, name: str) -> str:
    """What the publisher calls a column of the clean rows."""
    return next((one.heading for one in kind.columns if one.name == name), name)


def _differ(count: int) -> str:
    return "differs" if count == 1 else "differ"


def telling(kind: Kind, before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """The columns by which a row is known again; none where whole rows are all there is."""
    if (key := kind.column(Role.KEY)) and key in before:
        return [key]
    if kind.shape in EVENTS:
        return []
    if kind.shape in AREAS:
        names = [kind.column(Role.WHERE)]
    else:
        measured = {one.name for one in kind.columns if one.role in MEASURED}
        names = [str(name) for name in before if name not in measured]
    names = [name for name in names if name in before]
    if not names or any(rows.duplicated(names).any() for rows in (before, now)):
        return []
    return names


def unsettled_of(kind: Kind) -> tuple[str, ...]:
    """The outcomes that later ones replace, the least settled first; none where it has none."""
    outcome = kind.first(Role.OUTCOME)
    return outcome.words.unsettled if outcome is not None and outcome.words is not None else ()


def settledness(outcomes: pd.Series, unsettled: Sequence[str]) -> pd.Series:
    """0 for the least settled outcome, rising to a final one; a blank is less than any."""
    ranks = {"": -1, **{outcome: rank for rank, outcome in enumerate(unsettled)}}
    ranked = [ranks.get(outcome, len(unsettled)) for outcome in outcomes]
    return pd.Series(ranked, index=outcomes.index, dtype="int64")


def _plain(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Texts and rounded numbers only: categories of two files do not compare."""
    return pd.DataFrame({name: _plain_column(rows[name]) for name in names}, index=rows.index)


def _plain_column(column: pd.Series) -> pd.Series:
    """A missing cell is the same as another missing one. An outline is kept as bytes."""
    present = column.dropna()
    if len(present) and isinstance(present.iloc[0], bytes):
        column = column.map(bytes.hex, na_action="ignore")
    if pd.api.types.is_float_dtype(column.dtype):
        column = column.astype("float64").round(PLACES)
    return column.astype("object").where(column.notna(), "").astype("str")


def _known(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Rows that can be known again, numbered within their reference: a few stand twice."""
    if not by:
        return rows.iloc[:0].assign(_nth=pd.Series(dtype="int64"))
    known = rows[~_is_blank(rows, by)]
    return known.assign(_nth=known.groupby(list(by), sort=False).cumcount())


def _unknown(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    return rows[_is_blank(rows, by)] if by else rows


def _is_blank(rows: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """A reference that is blank tells nothing; of several columns one may well be."""
    return (rows[list(by)] == "").all(axis=1)


def _others(before: pd.DataFrame, now: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    """For each row that nothing tells from another, how many more of it there are now."""
    if not names or (before.empty and now.empty):
        return pd.Series(dtype="int64")
    counts = [rows.groupby(list(names), sort=False).size() for rows in (before, now)]
    return counts[1].sub(counts[0], fill_value=0)


def _any(both: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    differs = pd.Series(data=False, index=both.index)
    for name in names:
        differs |= both[f"{name}_before"] != both[f"{name}_now"]
    return differs


def _beside(rows: pd.DataFrame, others: pd.DataFrame) -> tuple[str, ...]:
    return tuple(str(name) for name in rows if name not in others and name not in OF_THE_FILE)


def _settled(kind: Kind, both: pd.DataFrame) -> tuple[int, int]:
    """How many rows have an outcome less settled than the one in use, and how many a more."""
    unsettled, name = unsettled_of(kind), kind.column(Role.OUTCOME)
    if not unsettled or f"{name}_now" not in both:
        return 0, 0
    differ = both[both[f"{name}_before"] != both[f"{name}_now"]]
    steps = settledness(differ[f"{name}_now"], unsettled) - settledness(
        differ[f"{name}_before"], unsettled
    )
    return int((steps < 0).sum()), int((steps > 0).sum())


def _reason(less: int, more: int, unsettled: Sequence[str]) -> str:
    """What the outcomes say of the two, on both sides."""
    if less > more:
        return (
            f"{counted(less, 'row', 'has')} an outcome less settled than the one held, such as"
            f" '{unsettled[0]}' where a final outcome is known{_and_others(more, 'more')}."
        )
    if more:
        return (
            f"{counted(more, 'row', 'has')} an outcome more settled than the one held"
            f"{_and_others(less, 'less')}."
        )
    return ""


def _and_others(count: int, how: str) -> str:
    return f", and {count:,} a {how} settled one" if count else ""
