"""Too many rows set aside: what is kept is a part, and is not taken for the whole."""

import pytest

from datasources.intake import findings as codes
from datasources.intake.losses import Sent, shortfalls
from tests.unit.datasources.building import csv_text, read_as, read_street, row, stored

JANUARY, FEBRUARY = "2025-01", "2025-02"


def of(kept: int, missing: int, *, unknown: int = 0, file: str = "a.csv") -> Sent:
    return Sent(file, {JANUARY: kept}, {JANUARY: missing} | ({"": unknown} if unknown else {}))


@pytest.mark.parametrize(
    ("kept", "missing", "expected"),
    [
        (29, 785, [JANUARY]),
        (80, 20, []),
        (79, 20, [JANUARY]),
        (1, 9, []),
        (1, 10, [JANUARY]),
        (40, 10, []),
        (39, 10, [JANUARY]),
        (814, 0, []),
    ],
)
def test_more_than_a_fifth_and_ten_rows_or_more(kept, missing, expected):
    unknown = Sent("a.csv", {JANUARY: kept}, {"": missing})

    assert list(shortfalls([of(kept, missing)])) == expected
    assert list(shortfalls([unknown])) == expected


def test_only_the_period_that_lost_them_is_short():
    sent = Sent("a.csv", {JANUARY: 100, FEBRUARY: 29}, {FEBRUARY: 71})

    (told,) = shortfalls([sent]).values()

    assert (told.code, told.severity, told.period, told.count, told.file, told.message) == (
        "many-rows-set-aside",
        "warning",
        FEBRUARY,
        71,
        "",
        "Of 100 rows sent for February 2025, 71 were set aside and 29 are kept. It is not taken"
        " into use unless you say so.",
    )


def test_rows_of_no_known_period_are_shared_out_by_the_rows_of_their_file():
    short = Sent("a.csv", {JANUARY: 60, FEBRUARY: 20}, {"": 21})
    whole = Sent("a.csv", {JANUARY: 60, FEBRUARY: 20}, {"": 20})

    assert list(shortfalls([short])) == [JANUARY, FEBRUARY]
    assert shortfalls([whole]) == {}


def test_those_of_a_period_and_those_of_none_count_together():
    half_of_each = Sent("a.csv", {JANUARY: 79}, {JANUARY: 11, "": 10})

    (told,) = shortfalls([half_of_each]).values()

    assert told.message == (
        "January 2025 has 79 rows, and 21 of 100 rows in the file with it were set aside. For 10 of"
        " these it is not known of which period they are, so many may be of this one. It is not"
        " taken into use unless you say so."
    )
    assert (told.count, told.file) == (21, "a.csv")


def test_another_file_is_not_accused_of_it():
    bad = Sent("a.csv", {JANUARY: 29}, {"": 785})
    good = Sent("b.csv", {FEBRUARY: 900}, {})

    (told,) = shortfalls([bad, good]).values()

    assert told.message == (
        "January 2025 has 29 rows, and 785 of 814 rows in the file with it were set aside. It is"
        " not known of which period they are, so many may be of this one. It is not taken into use"
        " unless you say so."
    )


def test_two_tables_of_a_file_are_one_file():
    tables = [Sent("a.xlsx", {JANUARY: 90}, {}), Sent("a.xlsx", {JANUARY: 5}, {JANUARY: 5})]

    assert shortfalls(tables) == {}
    assert shortfalls([*tables, of(0, 19, file="a.xlsx")]) != {}


def shorts(reading) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (one.period, [(each.code, each.count) for each in one.shortfalls]) for one in reading.slices
    ]


@pytest.mark.parametrize(("bad", "expected"), [(10, []), (11, [("many-rows-set-aside", 11)])])
def test_a_month_of_crimes_most_codes_of_which_cannot_be(tmp_path, bad, expected):
    rows = [row(f"a{at}", crime=("Drugs", "Burglary")[at % 2]) for at in range(40)]
    wrong = [row(f"b{at}", lsoa="X0100000") for at in range(bad)]

    reading = read_street(tmp_path, ("2025-01-x-street.csv", csv_text(*rows, *wrong)))

    assert shorts(reading) == [(JANUARY, expected)]
    assert (next(one.code for one in reading.findings) == codes.MANY_SET_ASIDE) is bool(expected)


def test_copies_of_a_month_are_not_missing(tmp_path):
    rows = [row(f"a{at}", crime=("Drugs", "Burglary")[at % 2]) for at in range(40)]

    reading = read_street(tmp_path, ("2025-01-x-street.csv", csv_text(*rows, *rows[:16])))

    assert (reading.rows_set_aside, shorts(reading)) == (16, [(JANUARY, [])])


@pytest.mark.parametrize(("bad", "expected"), [(10, []), (11, [("many-rows-set-aside", 11)])])
def test_records_without_a_date(tmp_path, bad, expected):
    words = ("Personal", "Nuisance", "Environmental")
    good = [f"2025-01-{at % 28 + 1:02d},{words[at % 3]}" for at in range(40)]
    text = "\n".join(["Date,Type", *good, *["unknown,Nuisance"] * bad])

    reading = read_as("asb-incidents", stored(tmp_path, "a.csv", text))

    assert shorts(reading) == [(JANUARY, expected)]


@pytest.mark.parametrize(("bad", "expected"), [(10, []), (11, [("many-rows-set-aside", 11)])])
def test_small_areas_without_a_number(tmp_path, bad, expected):
    areas = [f"E0100{at:04d},{'100' if at >= bad else 'n/a'}" for at in range(40 + bad)]
    text = "\n".join(["LSOA 2021 Code,Mid-2024: Population", *areas])

    reading = read_as("population", stored(tmp_path, "p.csv", text))

    assert shorts(reading) == [("mid-2024", expected)]
