import datetime
import locale

import pytest

from partnerships import words


def test_days_and_months_are_said_in_english_whatever_the_machine_speaks():
    day = datetime.date(2026, 8, 4)
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("C", "cy_GB.UTF-8", "pl_PL.UTF-8"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            assert words.said_day(day) == "4 August 2026"
            assert words.said_month(day) == words.said_month("2026-08") == "August 2026"
            assert words.short_month(day) == words.short_month("2026-08") == "Aug 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_has_its_own_name(number):
    assert words.said_month(f"2026-{number:02}") == f"{datetime.date(2026, number, 1):%B} 2026"


@pytest.mark.parametrize(
    ("names", "most", "said"),
    [
        ([], 4, ""),
        (["A"], 4, "A"),
        (["A", "B"], 4, "A and B"),
        (list("ABCD"), 4, "A, B, C and D"),
        (list("ABCDE"), 4, "A, B, C, D and 1 more"),
        (list("ABCDE"), 5, "A, B, C, D and E"),
    ],
)
def test_a_list_is_said_in_a_row_and_cut_with_its_number(names, most, said):
    assert words.listed(names, most) == said


def test_all_of_a_list_however_long_and_a_choice():
    assert words.all_of("ABCDEF") == "A, B, C, D, E and F"
    assert words.all_of("ABC", last="or") == "A, B or C"


@pytest.mark.parametrize(
    ("said", "begun"), [("all fires", "All fires"), ("NHS numbers", "NHS numbers"), ("", "")]
)
def test_a_sentence_begins_with_a_capital_and_stays_as_it_is(said, begun):
    assert words.with_capital(said) == begun
