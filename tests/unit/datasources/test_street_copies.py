"""Rows of a police month that came more than once: one crime, several incidents, or unknown."""

import io
import random
from collections import Counter

import pytest

from datasources import samples
from datasources.intake import Reading
from tests.unit.datasources.building import asb, csv_text, found, read_street, row, severities

NAME = "2025-01-wexshire-street.csv"


def crimes(count: int, **differences: str) -> list[str]:
    return [row(f"a{at}", location=f"On or near Road {at}", **differences) for at in range(count)]


def incidents(count: int) -> list[str]:
    return [asb(location=f"On or near Road {at}") for at in range(count)]


def counted(reading: Reading) -> Counter[tuple[object, ...]]:
    """How often each row is kept, wherever it stood."""
    frame = reading.slices[0].frame.drop(columns="source_row").astype("str").fillna("")
    return Counter(frame.itertuples(index=False, name=None))


def generated_rows() -> list[str]:
    """A month as the police publish it, with equal rows of anti-social behaviour in it."""
    month = samples.month_of_offences(samples.wexmere(seed=5), "2025-01", 600, seed=5)
    text = io.StringIO()
    month.to_csv(text, index=False, lineterminator="\n")
    return text.getvalue().splitlines()


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("mixed", [False, True], ids=["one after the other", "mixed"])
def test_a_month_whose_every_row_comes_again_is_counted_once(tmp_path, times, mixed):
    heading, *rows = generated_rows()
    again = rows * times
    if mixed:
        random.Random(1).shuffle(again)
    once = read_street(tmp_path, (NAME, csv_text(*rows, heading=heading)))

    reading = read_street(tmp_path, (NAME, csv_text(*again, heading=heading)))

    assert counted(reading) == counted(once)
    more = 572 * (times - 1)
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (572 + more, 572, more)
    assert found(reading) == {"every-row-again": more} | found(once)
    assert set(reading.set_aside["code"]) == {"every-row-again"}
    told = reading.findings[0]
    assert (told.severity, told.message, told.file, told.period) == (
        "warning",
        f"Every row of January 2025 stands in the file {times} times or a multiple of it, anti-"
        f"social behaviour too: the file holds the month {times} times over. {572 + more:,} rows"
        " were read and 572 kept, so that each is counted once.",
        NAME,
        "2025-01",
    )


def test_of_a_month_that_comes_again_the_first_rows_are_kept(tmp_path):
    rows = [*crimes(20), asb(), asb()]

    reading = read_street(tmp_path, (NAME, csv_text(*rows, *rows)))

    assert reading.slices[0].frame["source_row"].tolist() == list(range(2, 24))
    assert reading.set_aside["row"].tolist() == list(range(24, 46))
    assert found(reading) == {"every-row-again": 22, "repeats-kept": 1}


def test_too_few_rows_that_come_again_prove_nothing_of_incidents(tmp_path):
    few, enough = [*crimes(9), *incidents(10)], [*crimes(9), *incidents(11)]

    told = [read_street(tmp_path, (NAME, csv_text(*rows, *rows))) for rows in (few, enough)]

    assert [(one.rows_kept, found(one)) for one in told] == [
        (29, {"repeats-kept": 10, "repeated-crime-rows": 9}),
        (20, {"every-row-again": 20}),
    ]


def test_incidents_alone_that_all_come_again_are_counted_once(tmp_path):
    rows = incidents(20)

    twice, all_but_one = (
        read_street(tmp_path, (NAME, csv_text(*rows, *more))) for more in (rows, rows[1:])
    )

    one_type = {"crime-types-absent": 13}
    assert (twice.rows_kept, found(twice)) == (20, {"every-row-again": 20} | one_type)
    assert (all_but_one.rows_kept, found(all_but_one)) == (39, {"repeats-kept": 19} | one_type)


def test_only_the_month_that_comes_again_is_counted_once(tmp_path):
    january, february = crimes(20), [row(f"b{at}", month="2025-02") for at in range(20)]

    reading = read_street(tmp_path, ("street.csv", csv_text(*january, *february, *january)))

    assert [(one.period, one.rows) for one in reading.slices] == [("2025-01", 20), ("2025-02", 20)]
    assert found(reading)["every-row-again"] == 20


def test_when_most_crimes_come_again_incidents_cannot_be_told_and_nothing_is_used(tmp_path):
    rows = [*crimes(40), asb(), asb()]

    reading = read_street(tmp_path, (NAME, csv_text(*rows, *rows[:20])))

    assert reading.slices == ()
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (62, 0, 62)
    assert [
        (one.code, one.severity, one.message, one.count, one.file, one.period)
        for one in reading.findings
    ] == [
        (
            "most-rows-again",
            "error",
            "20 of the 40 crimes of January 2025 stand in the file again, exactly. So do rows of"
            " anti-social behaviour, which have no identifier: how many of them are copies and how"
            " many are incidents of their own cannot be told. Nothing of this month was used.",
            20,
            NAME,
            "2025-01",
        )
    ]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([*crimes(41), asb(), asb(), *crimes(20)], 43),
        ([*crimes(38), asb(), asb(), *crimes(19)], 40),
        ([*crimes(40), asb(), *crimes(20)], 41),
        ([*crimes(40), *crimes(20)], 40),
    ],
    ids=["fewer than half", "fewer than twenty", "no incident again", "no incidents"],
)
def test_copies_of_some_crimes_alone_are_set_aside_as_ever(tmp_path, rows, kept):
    reading = read_street(tmp_path, (NAME, csv_text(*rows)))

    assert reading.rows_kept == kept
    assert severities(reading)["repeated-crime-rows"] == "warning"
    assert "most-rows-again" not in found(reading)


def test_a_month_that_is_not_used_leaves_the_others_alone(tmp_path):
    rows = [*crimes(20), asb(), asb(), asb(), *crimes(20), row("b1", month="2025-02")]

    reading = read_street(tmp_path, ("street.csv", csv_text(*rows)))

    assert [(one.period, one.rows) for one in reading.slices] == [("2025-02", 1)]
    assert reading.months_missing == ()


SETTLED, OTHER_SETTLED = "Local resolution", "Offender fined"


@pytest.mark.parametrize(
    ("outcomes", "kept"),
    [
        (("", "Under investigation"), "Under investigation"),
        (("Under investigation", SETTLED), SETTLED),
        (("Under investigation", "Awaiting court outcome"), "Awaiting court outcome"),
        (("", "Under investigation", SETTLED), SETTLED),
        ((SETTLED, OTHER_SETTLED), None),
        (("", SETTLED, OTHER_SETTLED), None),
    ],
)
@pytest.mark.parametrize("step", [1, -1], ids=["as written", "the other way round"])
def test_a_crime_with_several_outcomes_is_counted_once(tmp_path, outcomes, kept, step):
    rows = [row("a1", outcome=outcome) for outcome in outcomes[::step]]

    reading = read_street(tmp_path, (NAME, csv_text(row("a0", outcome=SETTLED), *rows)))

    frame = reading.slices[0].frame[["crime_id", "last_outcome"]].astype(object)
    assert frame.where(frame.notna(), None).values.tolist() == [["a0", SETTLED], ["a1", kept]]
    assert found(reading) == {"crime-id-with-other-outcome": len(outcomes) - 1}
    assert severities(reading) == {"crime-id-with-other-outcome": "warning"}
    assert set(reading.set_aside["reason"]) == {"another outcome of a crime that is counted once"}


def test_what_differs_in_more_than_the_outcome_stays_two_rows(tmp_path):
    rows = [row("a1"), row("a1", outcome=SETTLED), row("a1", crime="Drugs", outcome=SETTLED)]

    reading = read_street(tmp_path, (NAME, csv_text(*rows)))

    assert reading.slices[0].frame["crime_type"].tolist() == ["Burglary", "Drugs"]
    assert found(reading) == {"crime-id-with-other-outcome": 1, "crime-id-twice": 2}


def test_equal_incidents_without_an_outcome_are_never_one(tmp_path):
    reading = read_street(tmp_path, (NAME, csv_text(asb(), asb(outcome=SETTLED), asb())))

    assert reading.rows_kept == 3
    assert found(reading) == {"repeats-kept": 1}
