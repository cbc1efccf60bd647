"""One answer beside another: each number as it was and as it would be."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from datasources.analyses import Column, Result
from datasources.analyses.comparing import Moved, difference

TYPE = "crime_type"
OLD = Result(
    analysis="change",
    version=2,
    columns=(
        Column("area_code", "Area code", "code"),
        Column("area_name", "Area", "text"),
        Column(TYPE, "Crime type", "text"),
        Column("count_before", "Year before", "count"),
        Column("count_now", "This year", "count"),
        Column("difference", "Difference", "difference"),
        Column("verdict", "Verdict", "text"),
        Column("reason", "Why", "text"),
    ),
    rows=(),
    finding="Crime fell.",
    caveats=(),
    numbers={},
    period_from="2025-01",
    period_to="2025-12",
    area_code="X07000001",
    area_name="Wexmere",
    measure="police-street",
)


def answer(rows: dict[str, tuple[int | None, int | None, str]], **changed: object) -> Result:
    made = tuple(
        {
            "area_code": "X07000001",
            "area_name": "Wexmere",
            TYPE: name,
            "count_before": before,
            "count_now": now,
            "difference": None if before is None or now is None else now - before,
            "verdict": verdict,
            "reason": "",
        }
        for name, (before, now, verdict) in rows.items()
    )
    return replace(OLD, rows=made, **changed)


def test_numbers_that_move_are_told_by_size_with_what_follows_left_out():
    old = answer({"Burglary": (20, 100, "rose"), "Robbery": (5, 19, "rose"), "Drugs": (7, 7, "-")})
    new = answer({"Burglary": (20, 90, "rose"), "Robbery": (5, 30, "fell"), "Drugs": (7, 7, "-")})

    found = difference(old, new)

    assert found.moved == (
        Moved("Robbery", "This year", "count", 19, 30),
        Moved("Burglary", "This year", "count", 100, 90),
        Moved("Robbery", "Verdict", "text", "rose", "fell"),
    )
    assert [(one.size, one.percent) for one in found.moved] == [
        (11, None),
        (-10, -10.0),
        (None, None),
    ]
    assert (found.same, found.is_none) == (4, False)


def test_a_row_that_only_one_has_is_no_data_in_the_other_and_never_nought():
    old, new = answer({"Burglary": (1, 2, "-")}), answer({"Drugs": (0, 3, "-")})

    assert difference(old, new).moved == (
        Moved("Drugs", "Year before", "count", None, 0),
        Moved("Drugs", "This year", "count", None, 3),
        Moved("Burglary", "Year before", "count", 1, None),
        Moved("Burglary", "This year", "count", 2, None),
        Moved("Drugs", "Verdict", "text", None, "-"),
        Moved("Burglary", "Verdict", "text", "-", None),
    )


def test_other_words_alone_are_a_difference_and_the_same_answer_is_none():
    old = answer({"Burglary": (1, 2, "-")})

    assert difference(old, old).is_none
    other = difference(old, replace(old, finding="Crime rose."))
    assert (other.finding, other.is_none) == (("Crime fell.", "Crime rose."), False)


CELL = st.tuples(st.sampled_from([None, 0, 7, 30]), st.sampled_from([None, 0, 7]), st.just("-"))
CELLS = st.fixed_dictionaries({}, optional={"Burglary": CELL, "Drugs": CELL})


@given(CELLS, CELLS)
def test_a_naive_twin_finds_the_same(old, new):
    found = difference(answer(old), answer(new)).moved

    expected = {
        (name, column, old.get(name, (None, None))[at], new.get(name, (None, None))[at])
        for name in {*old, *new}
        for at, column in enumerate(["Year before", "This year"])
        if old.get(name, (None, None))[at] != new.get(name, (None, None))[at]
    }
    told = [(one.label, one.column, one.old, one.new) for one in found if one.kind == "count"]
    assert set(told) == expected
    assert len(told) == len(expected)
