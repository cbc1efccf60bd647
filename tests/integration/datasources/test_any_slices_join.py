"""Any set of slices joins: stored as Parquet, read back, counted as one, whatever words each holds.

A column of a stored slice is numbered by its own words, in one byte up to 127 of them and in two up
to 32,767: slices that were each fine were past that together. Here they go the way of an answer,
and a plain twin counts the same rows one by one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from datasources import frames, kinds
from datasources.kinds import Role
from datasources.models import Delivery, Slice, Source
from datasources.operations import counting, joining
from tests.factories.data import make_source

FIRE = kinds.by_slug("fire-incidents")
ALL, DELIBERATE = FIRE.measures[:2]
REST = ALL.words.rest
WITHIN = frozenset(DELIBERATE.everything.only)
"""The declared words that the part counts."""
KEY, WHEN, WHERE, WHAT, FLAG = (
    *(FIRE.column(role) for role in (Role.KEY, Role.WHEN, Role.WHERE, Role.WHAT)),
    "deliberate",
)
PERIODS = ("2024-11", "2024-12", "2025-01", "2025-02")
SAID = ("yes", "no", "")
ONE_BYTE, TWO_BYTES = (126, 127, 128, 129), (32_766, 32_767, 32_768, 32_769)


@dataclass(frozen=True)
class Words:
    """The dictionary of a column: so many words from some place on; forwards, or backwards."""

    first: int
    many: int
    backwards: bool

    def of(self, names: Sequence[str]) -> list[str]:
        chosen = list(names[self.first : self.first + self.many])
        return chosen[::-1] if self.backwards else chosen


@dataclass(frozen=True)
class Month:
    """What one source has of one month; a row at least for each of its areas and of its words."""

    areas: Words
    types: Words
    placeless: int
    unused: bool
    """Whether the dictionaries hold a word that no row has, as after rows were set aside."""


@dataclass(frozen=True)
class Row:
    key: str
    period: str
    area: str | None
    word: str
    deliberate: str


AREAS = [f"X01{number:06d}" for number in range(70_000)]
TYPES = [*ALL.words.words, *(f"Type {number}" for number in range(70_000))]


def words(many: st.SearchStrategy[int], first: st.SearchStrategy[int]):
    return st.builds(Words, first, many, st.booleans())


NEAR = st.integers(0, 400)


def months(areas, types, *, first=NEAR):
    return st.builds(
        Month, words(areas, first), words(types, first), st.integers(0, 3), st.booleans()
    )


FEW = st.one_of(st.integers(1, 300), st.sampled_from(ONE_BYTE))
SMALL = months(FEW, FEW)
# Two of these overlap, touch or lie apart, so that together they are on either side of the step.
FAR = st.sampled_from((0, 1, 16_384, 32_767, 32_768))
LARGE = st.one_of(
    months(st.sampled_from(TWO_BYTES), FEW, first=FAR),
    months(FEW, st.sampled_from(TWO_BYTES), first=FAR),
)


def sources(of_a_month):
    """For each of one to three sources what it has of one to four months, the first ones."""
    each = st.lists(of_a_month, min_size=1, max_size=len(PERIODS))
    return st.lists(each, min_size=1, max_size=3)


def a_month(areas: int, first: int = 0, types: int = 3) -> Month:
    return Month(Words(first, areas, False), Words(0, types, False), 1, False)


def rows_of(source: int, period: str, month: Month) -> list[Row]:
    """A row for each of its areas and words; references are the source's own."""
    areas, types = month.areas.of(AREAS), month.types.of(TYPES)
    found = []
    for at in range(max(len(areas), len(types)) + month.placeless):
        area = areas[at % len(areas)] if at >= month.placeless else None
        word = types[at % len(types)]
        # What a word says already is not said otherwise by the flag.
        said = "yes" if word.startswith("Deliberate") else SAID[at % len(SAID)]
        found.append(Row(f"{source}/{period}/{at}", period, area, word, said))
    return found


def frame_of(rows: Sequence[Row], month: Month) -> pd.DataFrame:
    """As a reading leaves it: columns of words by the dictionary of this slice alone."""
    spare = ["No row has this"] if month.unused else []
    areas, types = [*month.areas.of(AREAS), *spare], [*month.types.of(TYPES), *spare]
    areas += sorted({one.area for one in rows if one.area} - set(areas))
    types += sorted({one.word for one in rows} - set(types))
    return pd.DataFrame(
        {
            KEY: pd.array([one.key for one in rows], dtype="str"),
            WHEN: pd.Categorical([one.period for one in rows]),
            WHERE: pd.Categorical([one.area for one in rows], categories=areas),
            WHAT: pd.Categorical([one.word for one in rows], categories=types),
            FLAG: pd.Categorical([one.deliberate for one in rows], categories=SAID),
        }
    )


def stored(source: Source, rows: Sequence[Row], month: Month, *, has_tally: bool) -> Slice:
    """As the worker leaves it; without its tally it is counted from its rows when it is asked."""
    delivery = Delivery.objects.create(source=source, state="accepted")
    kept = frames.store(frame_of(rows, month), folder="slices")
    one = Slice(source=source, delivery=delivery, period=rows[0].period, rows=len(rows))
    one.path, one.sha256 = kept.path, kept.sha256
    if has_tally:
        counting.counted(one, frames.load(one.path), FIRE, None)
    one.save()
    return one


def twin(rows: Iterable[Row]) -> Counter[tuple[str, str | None, str]]:
    told = set(ALL.words.words)
    return Counter((one.period, one.area, one.word if one.word in told else REST) for one in rows)


def as_counts(tally: pd.DataFrame) -> Counter[tuple[str, str | None, str]]:
    plain = tally.astype("object").where(tally.notna(), None)
    names = ["period", "area_code", "category", "count"]
    counted: Counter[tuple[str, str | None, str]] = Counter()
    for *key, count in plain[names].itertuples(index=False, name=None):
        assert tuple(key) not in counted
        counted[tuple(key)] = count
    return counted


def with_shared(of_each: list[dict[str, list[Row]]], shared: int) -> None:
    """Some rows of the first source stand in each other source too, under their own reference."""
    for others in of_each[1:]:
        for period in of_each[0].keys() & others.keys():
            others[period] += of_each[0][period][:shared]


@pytest.fixture
def registered(world) -> list[Source]:
    return [
        make_source(world.partnership, FIRE.slug, slug=f"fire-{at}", name=name, by=world.analyst)
        for at, name in enumerate(("County", "Railway", "Port"))
    ]


def check(registered: list[Source], held: list[list[Month]], shared: int, has_tally: bool) -> None:
    of_each = [
        {period: rows_of(at, period, one) for period, one in zip(PERIODS, each, strict=False)}
        for at, each in enumerate(held)
    ]
    with_shared(of_each, shared)
    with transaction.atomic():
        slices = [
            [
                stored(source, rows, month, has_tally=has_tally)
                for rows, month in zip(of_each[at].values(), held[at], strict=True)
            ]
            for at, source in enumerate(registered[: len(held)])
        ]
        together = joining.joined(registered[: len(held)], slices, joining.APART)
        everything, part = (
            counting.of_measure(together.slices, measure, None, together.surplus)
            for measure in (ALL, DELIBERATE)
        )
        transaction.set_rollback(True)

    common = set.intersection(*(set(one) for one in of_each))
    every = [row for one in of_each for period in common for row in one[period]]
    once = {row.key: row for row in every}.values()
    asked_of = [row for row in once if row.word in WITHIN]
    assert together.shared == len(every) - len(once)
    assert as_counts(everything.tally) == twin(once)
    assert as_counts(part.every) == twin(once)
    assert as_counts(part.part.counted) == twin(row for row in asked_of if row.deliberate == "yes")
    assert as_counts(part.part.not_known) == twin(row for row in asked_of if not row.deliberate)
    assert as_counts(part.part.asked_of) == twin(asked_of)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([[a_month(127), a_month(1, first=127)]], 0, True)
@example([[a_month(1, first=127), a_month(128)]], 0, False)
@example([[a_month(127)], [a_month(128, first=64)]], 3, True)
@given(sources(SMALL), st.integers(0, 3), st.booleans())
def test_slices_whose_words_are_numbered_in_one_byte_each(registered, held, shared, has_tally):
    check(registered, held, shared, has_tally)


@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sources(st.one_of(SMALL, LARGE)), st.integers(0, 3), st.booleans())
def test_slices_whose_words_are_numbered_in_two_bytes_each(registered, held, shared, has_tally):
    check(registered, held, shared, has_tally)


@pytest.mark.parametrize(
    "held",
    [
        [[a_month(32_767), a_month(1, first=32_767)]],
        [[a_month(127, first=32_700), a_month(32_768)]],
        [[a_month(3, types=32_767)], [a_month(128, types=32_768)]],
    ],
    ids=["one more", "and one byte's", "types in two sources"],
)
def test_slices_past_the_step_from_two_bytes_to_four(registered, held):
    check(registered, held, 2, True)
