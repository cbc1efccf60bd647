"""A day typed as three numbers: whatever is typed, our own words answer."""

import datetime

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from partnerships.forms.shared import DayField

MISSING = "Enter the first day as day, month and year"
NO_DAY = "There is no such day: check the first day"
FOUR_FIGURES = "Enter the year with four figures, for example 2026"


class Asking(forms.Form):
    day = DayField(what="the first day")
    other = DayField(what="the first day", required=False)


def answer(field: str, *parts: str) -> object:
    """The day, or what the form says against it."""
    sent = {f"{field}_{at}": part for at, part in enumerate(parts)}
    if field == "other":
        sent |= {"day_0": "1", "day_1": "2", "day_2": "2026"}
    form = Asking(sent)
    if form.is_valid():
        return form.cleaned_data[field]
    (said,) = form.errors[field]
    return said


@pytest.mark.parametrize("field", ["day", "other"])
@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("4", "8", "2026"), datetime.date(2026, 8, 4)),
        ((" 4 ", "08", "2026"), datetime.date(2026, 8, 4)),
        (("29", "2", "2028"), datetime.date(2028, 2, 29)),
        (("29", "2", "2026"), NO_DAY),
        (("31", "2", "2026"), NO_DAY),
        (("31", "4", "2026"), NO_DAY),
        (("1", "13", "2026"), NO_DAY),
        (("0", "1", "2026"), NO_DAY),
        (("1", "1", "0"), NO_DAY),
        (("-1", "1", "2026"), NO_DAY),
        (("four", "August", "2026"), NO_DAY),
        (("1.5", "1", "2026"), NO_DAY),
        (("٤", "٨", "٢٠٢٦"), NO_DAY),
        (("9" * 5000, "1", "2026"), NO_DAY),
        (("1", "1", "9" * 40), NO_DAY),
        (("1", "1", "26"), FOUR_FIGURES),
        (("1", "1", "1989"), FOUR_FIGURES),
        (("1", "1", "2101"), FOUR_FIGURES),
        (("1", "1", "1990"), datetime.date(1990, 1, 1)),
        (("1", "1", "2100"), datetime.date(2100, 1, 1)),
        (("", "8", "2026"), MISSING),
        (("4", "", "2026"), MISSING),
        (("4", "8", " "), MISSING),
    ],
)
def test_a_day_or_our_own_words(field, parts, said):
    assert answer(field, *parts) == said


def test_nothing_typed_is_missing_only_where_a_day_is_asked_for():
    assert answer("day", "", "", "") == MISSING
    assert answer("other", "", "", "") is None
    assert answer("day", " ", " ", "\t") == MISSING
    assert answer("other", " ", " ", "\t") is None


@given(st.lists(st.text(max_size=8), min_size=3, max_size=3))
def test_nobody_else_s_words_reach_a_person(parts):
    said = answer("day", *parts)

    assert isinstance(said, datetime.date) or said in {MISSING, NO_DAY, FOUR_FIGURES}
