"""A code of an area as people and spreadsheets write it, and what no area's code can be."""

import pytest

from partnerships import area_codes


@pytest.mark.parametrize(
    "written",
    [
        "E01017990",
        "e01017990",
        " E01017990 ",
        "'E01017990",
        "'E01017990'",
        '"e01017990"',
        "‘E01017990’",
        "“E01017990”",
        "`E01017990",
        "E01017990\u00a0",
        "\ufeffE01017990\u200b",
        "E01 017 990",
        "Ｅ０１０１７９９０",
    ],
)
def test_a_code_is_the_same_in_whatever_case_with_quotes_and_blanks(written):
    assert area_codes.as_code(written) == "E01017990"


@pytest.mark.parametrize(
    ("written", "code"), [("", ""), (" ' ", ""), ("Fenland 001B", "FENLAND001B"), ("E-1", "E-1")]
)
def test_what_is_no_code_stays_none(written, code):
    assert area_codes.as_code(written) == code


@pytest.mark.parametrize(
    ("code", "exists"),
    [
        ("E01017990", True),
        ("W01000001", True),
        ("X01000001", True),
        ("E0101799", False),
        ("E010179900", False),
        ("01017990E", False),
        ("EE1017990", False),
        ("e01017990", False),
        ("E0101799O", False),
        ("E0101799٣", False),
        ("E01017990\n", False),
        ("", False),
    ],
)
def test_a_code_is_one_capital_letter_and_eight_figures(code, exists):
    assert area_codes.can_exist(code) is exists
