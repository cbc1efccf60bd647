"""Two versions of one period, of any kind: what came, what is gone, what changed by name."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import kinds
from datasources.intake.comparing import beside, compared, unsettled_of, what_differs
from datasources.intake.completeness import profile_of
from datasources.intake.findings import FEWER_ROWS
from datasources.intake.reading import Comparison, Context
from datasources.intake.staging import about_current, staged
from tests.unit.datasources.countable import marks_of, reading_of

FIRES = kinds.by_slug("fire-incidents")
COUNTS = kinds.by_slug("domestic-abuse")
LOOK_UP = kinds.by_slug("area-look-up")
SEARCHES = kinds.by_slug("police-stop-and-search")


def fires(*rows: tuple[str | None, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["reference", "incident_group", "area_code"])
    return frame.assign(source_row=range(2, len(frame) + 2))


def counts(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_code", "service", "number"])


def test_rows_with_a_reference_are_known_again_and_what_changed_is_named():
    before = fires(("1", "Fire", "X1"), ("2", "Fire", "X1"), ("3", "Fire", "X2"))
    now = fires(("2", "Fire", "X3"), ("3", "False alarm", "X3"), ("4", "Fire", "X2"))

    found = compared(FIRES, before, now)

    assert found == Comparison(
        rows_before=3,
        rows_now=3,
        gone=1,
        added=1,
        in_both=2,
        changed={"incident_group": 1, "area_code": 2},
        rows_changed=2,
    )
    kind = FIRES.first
    heading = next(one.heading for one in FIRES.columns if one.name == "incident_group")
    assert kind is not None
    assert what_differs(found, FIRES).endswith(f"1 of 2 rows differs in {heading}")


def test_rows_without_one_are_counted_as_often_as_they_stand():
    before = fires((None, "Fire", "X1"), (None, "Fire", "X1"), ("7", "Fire", "X1"))
    now = fires((None, "Fire", "X1"), (None, "Fire", "X2"), ("7", "Fire", "X1"))

    assert compared(FIRES, before, now) == Comparison(3, 3, gone=1, added=1, in_both=1)


def test_two_equal_looking_events_without_a_reference_are_two_and_never_the_same_one_changed():
    names = ["period", "area_code", "searched_sex"]
    before = pd.DataFrame([("2025-01", "X1", "Male")], columns=names)
    now = pd.DataFrame([("2025-01", "X2", "Male")], columns=names)

    assert compared(SEARCHES, before, now) == Comparison(1, 1, gone=1, added=1)


def test_numbers_are_known_by_what_they_are_of():
    before = counts(("X1", "Refuge", 4), ("X2", "Refuge", 5))
    now = counts(("X2", "Refuge", 6), ("X1", "Refuge", 4), ("X3", "Refuge", 1))

    assert compared(COUNTS, before, now) == Comparison(
        2, 3, added=1, in_both=2, changed={"number": 1}, rows_changed=1
    )


def test_where_what_they_are_of_stands_twice_only_whole_rows_tell():
    before = counts(("X1", "Refuge", 4), ("X1", "Refuge", 5))
    now = counts(("X1", "Refuge", 4), ("X1", "Refuge", 6))

    assert compared(COUNTS, before, now) == Comparison(2, 2, gone=1, added=1)


def test_areas_of_a_look_up_are_known_by_their_smallest():
    before = pd.DataFrame({"lsoa_code": ["A", "B"], "ward_code": ["W", "W"]})
    now = pd.DataFrame({"lsoa_code": ["B", "A"], "ward_code": ["W", "V"]})

    assert compared(LOOK_UP, before, now) == Comparison(
        2, 2, in_both=2, changed={"ward_code": 1}, rows_changed=1
    )


def test_a_column_that_only_one_has_is_named_and_makes_them_differ():
    before = counts(("X1", "Refuge", 4))
    found = compared(COUNTS, before, before.assign(victim_sex="Female"))

    assert (found.columns_added, found.columns_gone) == (("victim_sex",), ())
    assert not found.is_identical
    assert what_differs(found, COUNTS).startswith("it has ")


def test_a_missing_number_is_the_same_as_a_missing_one_and_another_than_nought():
    held = fires(("1", "Fire", "X1"), ("2", "Fire", "X1")).assign(easting=[None, 5.0000001])
    sent = held.assign(easting=[float("nan"), 5.0])

    assert compared(FIRES, held, sent).is_identical
    assert compared(FIRES, held, held.assign(easting=[0.0, 5.0])).changed == {"easting": 1}


def test_the_order_of_rows_and_the_file_they_stood_in_say_nothing():
    one = fires(("1", "Fire", "X1"), (None, "Fire", "X2"))
    other = one.iloc[::-1].assign(source_row=[8, 9], source_file="other.csv")

    assert compared(FIRES, one, other).is_identical


def test_only_a_kind_whose_outcomes_settle_has_an_earlier_and_a_later_version():
    settling = {kind.slug for kind in kinds.KINDS if unsettled_of(kind)}

    assert "police-street" in settling
    for kind in kinds.KINDS:
        names = [one.name for one in kind.columns if one.name]
        before = pd.DataFrame([{name: f"{name} 1" for name in names}])
        now = pd.DataFrame([{name: f"{name} 2" for name in names}])
        if kind.slug not in settling:
            assert not compared(kind, before, now).looks_earlier
            assert compared(kind, before, now).reason == ""


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.slug)
def test_every_kind_equals_itself_and_differs_from_nothing_of_it(kind):
    names = list(dict.fromkeys(one.name for one in kind.columns if one.name))
    rows = pd.DataFrame({name: [f"{name} {at}" for at in range(3)] for name in names})

    assert compared(kind, rows, rows).is_identical
    found = compared(kind, rows, rows.iloc[:0])
    assert (found.rows_now, found.gone, found.added) == (0, 3, 0)


ROWS = st.lists(
    st.tuples(st.sampled_from([None, "1", "2"]), st.sampled_from(["Fire", "Other"]), st.just("X1")),
    max_size=5,
)


@given(ROWS, ROWS)
def test_a_naive_twin_counts_the_same(before, now):
    found = compared(FIRES, fires(*before), fires(*now))

    left, right, both = list(before), list(now), 0
    for reference in {one[0] for one in before} - {None}:
        pairs = min(sum(one[0] == reference for one in side) for side in (before, now))
        both += pairs
    unknown = [sorted(one[1] for one in side if one[0] is None) for side in (left, right)]
    gone = came = 0
    for word in {"Fire", "Other"}:
        less = unknown[0].count(word) - unknown[1].count(word)
        gone, came = gone + max(less, 0), came + max(-less, 0)
    named = [sum(one[0] is not None for one in side) for side in (before, now)]
    assert (found.gone, found.added) == (named[0] - both + gone, named[1] - both + came)
    assert found.in_both == both


def test_two_periods_beside_each_other_are_told_in_words_of_the_kind_alone():
    declared = FIRES.measures[0].words.words[0]
    before = profile_of(fires(("1", declared, "X1"), ("2", "Jane Smith", "X1")), FIRES, {"X1"})
    now = profile_of(fires(("3", declared, "X1"), ("4", declared, "X2")), FIRES, {"X1"})

    found = beside(FIRES, before, now)

    rest = FIRES.measures[0].words.rest
    assert set(found.categories) == {(declared, 1, 2), (rest, 1, 0)}
    assert found.areas == (("X1", 2, 1), ("X2", 0, 1))
    assert (before.known, now.known, found.rows) == (2, 1, (2, 2))


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=marks_of(slug)) for slug in kinds.countable()]
)
def test_a_part_of_a_period_of_any_kind_is_told_by_what_is_in_use(slug):
    kind = kinds.by_slug(slug)
    whole = max(reading_of(kind).slices, key=lambda one: one.rows)
    part = whole.frame.iloc[: int(whole.rows * 0.6)].reset_index(drop=True)
    profile = profile_of(whole.frame, kind)
    held = Context(
        current={whole.period: whole.frame}.get,
        held=(whole.period,),
        profile={whole.period: profile}.get,
    )

    (one,) = staged({whole.period: part}, kind, held, ())
    (same,) = staged({whole.period: whole.frame}, kind, held, ())

    assert FEWER_ROWS in {found.code for found in one.shortfalls}
    assert (one.compares.gone, one.compares.added) == (whole.rows - len(part), 0)
    assert one.compares.changed == {}
    assert about_current(one, kind).code == "republished"
    assert (same.shortfalls, same.compares.is_identical) == ((), True)
    assert about_current(same, kind).code == "same-as-current"
