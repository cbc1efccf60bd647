"""Tallies: the accepted rows of a slice, counted once by period, area and category.

Every question that counts reads tallies, so that it costs the same whether a month has a thousand
rows or a million, and figures can be drawn again when the rows themselves have gone.

A tally is a frame with `period` (str, a key of `periods`), `area_code` (str, missing: the row has
no place), `category` (str, a declared word of the measure, or its rest), `count` (int64) and
`unknown` (int64: how many numbers were held back or are not known), each combination once.

Details are a tally with a column more for each that the kind counts beside its categories: flags
("yes", "no" or blank: not known), finer categories and what else a row was. A measure that hinges
on one of these is counted from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasources.kinds import NOT_KNOWN, Column, Kind, Measure, Role
from datasources.kinds.measure import Condition, settled

PERIOD = "period"
AREA = "area_code"
CATEGORY = "category"
COUNT = "count"
UNKNOWN = "unknown"
KEYS = (PERIOD, AREA, CATEGORY)
TYPES = {**dict.fromkeys(KEYS, "str"), COUNT: "int64", UNKNOWN: "int64"}
FEW = 100_000
"""So many places are counted in without sorting, however few the rows."""
VERSION = 2
DETAILS_VERSION = 1


def of_rows(rows: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The tally of clean rows of a kind. Words that it does not declare are counted as one.

    Where rows are numbers that were counted before, they are added up; else each row counts once.
    """
    names = dict(zip(KEYS, _columns(kind), strict=True))
    measure = kind.measures[0]
    columns = {key: rows.get(name) for key, name in names.items()}
    if measure.counts_rows:
        counted = _counted(columns, len(rows))
    else:
        number = kind.column(Role.HOW_MANY)
        chosen = pd.DataFrame(columns, index=rows.index)
        # Rows that were read before a person said that they stand for numbers may have none.
        numbers = rows.get(number, pd.Series(float("nan"), index=rows.index))
        chosen[COUNT] = numbers.fillna(0)
        chosen[UNKNOWN] = numbers.isna()
        counted = _summed(chosen)
    return _summed(counted.assign(**{CATEGORY: counted[CATEGORY].map(measure.words.published)}))


Coded = tuple[np.ndarray, pd.Index]
"""For each row the place of its word, -1 where it has none; and the words, each once."""


def _counted(columns: Mapping[str, pd.Series | None], rows: int) -> pd.DataFrame:
    """How many rows have each combination of what stands in the columns; None is missing in all."""
    return _combined({key: _coded(column, rows) for key, column in columns.items()}, rows)


def _combined(columns: Mapping[str, Coded], rows: int) -> pd.DataFrame:
    """How many rows have each combination of words."""
    combined, possible = np.zeros(rows, dtype="int64"), 1
    for places, words in columns.values():
        # A place of its own for what is missing: the one before the first word.
        combined = combined * (len(words) + 1) + places + 1
        possible *= len(words) + 1
    combinations, counts = _each_once(combined, possible)
    counted: dict[str, pd.Index] = {}
    for key, (_, words) in reversed(list(columns.items())):
        combinations, places = np.divmod(combinations, len(words) + 1)
        counted[key] = words.take(places - 1, allow_fill=True, fill_value=None)
    frame = pd.DataFrame({key: counted[key] for key in columns})
    frame[COUNT] = counts
    frame[UNKNOWN] = 0
    return frame


def _each_once(numbers: np.ndarray, possible: int) -> tuple[np.ndarray, np.ndarray]:
    """The different numbers in order, all below `possible`, and how often each stands there."""
    if possible > max(FEW, len(numbers)):
        return np.unique(numbers, return_counts=True)
    counts = np.bincount(numbers, minlength=possible)
    found = np.flatnonzero(counts)
    return found, counts[found]


def _coded(column: pd.Series | None, rows: int) -> Coded:
    if column is None:
        return np.full(rows, -1), pd.Index([], dtype="str")
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype("int64"), column.cat.categories.astype("str")
    places, words = pd.factorize(column)
    return places.astype("int64"), pd.Index(words).astype("str")


def details_of(rows: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The details of clean rows of a kind whose rows are counted."""
    coded = {
        key: _coded(rows.get(name), len(rows))
        for key, name in zip(KEYS, _columns(kind), strict=True)
    }
    first = kind.measures[0].words
    coded[CATEGORY] = _meant(coded[CATEGORY], first.published, first.rest)
    # Declared words are few: however many stand in the file, their combinations have a number.
    for one in kind.details:
        column = _coded(rows.get(one.name), len(rows))
        coded[one.name] = _meant(column, _published(one), NOT_KNOWN)
    counted = _combined(coded, len(rows)).drop(columns=UNKNOWN)
    return counted.astype({**dict.fromkeys(coded, "str"), COUNT: "int64"})


def _meant(coded: Coded, meaning: Callable[[str], str], missing: str) -> Coded:
    """Under the words that are meant, which several may share; `missing` where there is none."""
    places, words = coded
    meant, at = np.unique([*(meaning(str(one)) for one in words), missing], return_inverse=True)
    return at[places], pd.Index(meant).astype("str")


def _published(column: Column) -> Callable[[str], str]:
    words = column.words
    return lambda word: words.published(word) if words and word else word


@dataclass(frozen=True, eq=False)
class Part:
    """What is counted of a measure that is a part of another: three tallies.

    `counted` are the rows of which every condition is so; `not_known` those of which one is not
    known and none is not so; `asked_of` all rows of its categories.
    """

    counted: pd.DataFrame
    not_known: pd.DataFrame
    asked_of: pd.DataFrame

    @property
    def silent(self) -> frozenset[str]:
        """The periods of whose rows none says whether it is counted: of these nothing is known."""
        every = self.asked_of.groupby(PERIOD, observed=True)[COUNT].sum()
        unknown = self.not_known.groupby(PERIOD, observed=True)[COUNT].sum()
        of_all = dict(zip(every.index.astype(str), every, strict=True))
        periods = zip(unknown.index.astype(str), unknown, strict=True)
        return frozenset(period for period, count in periods if count == of_all[period])


def part_of(details: pd.DataFrame, measure: Measure) -> Part:
    """What a measure with conditions counts in the details of its kind."""
    categories = details[CATEGORY]
    holds = {one: measure.everything.holds(one) for one in categories.unique()}
    of_it = details[categories.map(holds).astype("bool")]
    so = pd.Series(data=True, index=of_it.index)
    never = ~so
    for condition in measure.within:
        said = _said(of_it, condition, measure)
        so &= said.eq("so")
        never |= said.eq("not so")
    return Part(*(_plain(each) for each in (of_it[so], of_it[~so & ~never], of_it)))


def _said(details: pd.DataFrame, condition: Condition, measure: Measure) -> pd.Series:
    """Of each line whether the condition is so, not so, or blank: not known."""
    names = [CATEGORY if one.column == measure.category else one.column for one in condition]
    told = details[names].drop_duplicates()
    meanings = {True: "so", False: "not so", None: NOT_KNOWN}
    told = told.assign(
        said=[
            meanings[settled(one.of(word) for one, word in zip(condition, words, strict=True))]
            for words in told.itertuples(index=False, name=None)
        ]
    )
    return details[names].merge(told, on=names, how="left")["said"].set_axis(details.index)


def _plain(details: pd.DataFrame) -> pd.DataFrame:
    return _counted_at_all(_summed(details[[*KEYS, COUNT]].assign(**{UNKNOWN: 0})))


def less(tally: pd.DataFrame, twice: pd.DataFrame) -> pd.DataFrame:
    """A tally of rows, or details, without those of another that are among them."""
    taken = twice.assign(**{COUNT: -twice[COUNT]})
    return _counted_at_all(each_once(pd.concat([tally, taken], ignore_index=True)))


def _counted_at_all(tally: pd.DataFrame) -> pd.DataFrame:
    return tally[tally[COUNT] != 0].reset_index(drop=True)


def of_categories(tally: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The lines of a tally that a measure without conditions counts."""
    holds = {one: measure.everything.holds(one) for one in tally[CATEGORY].unique()}
    return tally[tally[CATEGORY].map(holds).astype("bool")].reset_index(drop=True)


def joined_details(details: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The details of several slices of one kind, one under the other."""
    return pd.concat(details, ignore_index=True)


def joined(tallies: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several tallies as one; what stands in two of them is added up."""
    if not tallies:
        return pd.DataFrame({name: [] for name in TYPES}).astype(TYPES)
    return _summed(pd.concat(tallies, ignore_index=True))


def each_once(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of tallies or details, each combination once and in order."""
    keys = keys_of(lines)
    numbers = [name for name in lines.columns if name not in keys]
    groups = lines.groupby(keys, observed=True, sort=False, dropna=False)[numbers].sum()
    return groups.reset_index().sort_values(keys, ignore_index=True)[list(lines.columns)]


def keys_of(lines: pd.DataFrame) -> list[str]:
    """The columns by whose words lines of a tally or of details are told apart."""
    return [name for name in lines.columns if name not in (COUNT, UNKNOWN)]


def shape_of(kind: Kind) -> str:
    """What a stored tally of the kind was made by; where it differs, the tally is made anew."""
    measure = kind.measures[0]
    told = [str(VERSION), *_columns(kind), *measure.words.words, measure.words.rest]
    if kind.is_said and not measure.counts_rows:
        told.append(kind.column(Role.HOW_MANY))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def details_shape_of(kind: Kind) -> str:
    """What stored details of the kind were made by; where it differs, they are made anew."""
    told = [str(DETAILS_VERSION), shape_of(kind)]
    for column in kind.details:
        words = (*column.words.words, column.words.rest) if column.words else ()
        told += [column.name, *words]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def _columns(kind: Kind) -> tuple[str, ...]:
    return tuple(kind.column(role) for role in (Role.WHEN, Role.WHERE, Role.WHAT))


def _summed(tally: pd.DataFrame) -> pd.DataFrame:
    """Each combination once, in order."""
    groups = tally.groupby(list(KEYS), observed=True, sort=False, dropna=False)
    whole = groups[[COUNT, UNKNOWN]].sum().reset_index().astype(TYPES)
    return whole.sort_values(list(KEYS), ignore_index=True)
