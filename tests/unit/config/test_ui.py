"""How the pages say numbers and dates: missing is never zero."""

import datetime
import math
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from config.ui import dates, frame, numbers, problems, tables


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (numbers.thousands(6116), "6,116"),
        (numbers.thousands(0), "0"),
        (numbers.thousands(-1234567), "\N{MINUS SIGN}1,234,567"),
        (numbers.thousands(None), "no data"),
        (numbers.thousands(math.nan), "no data"),
        (numbers.thousands("n/a"), "no data"),
        (numbers.signed(12), "+12"),
        (numbers.signed(-3), "\N{MINUS SIGN}3"),
        (numbers.signed(0), "0"),
        (numbers.signed(None), "no data"),
        (numbers.signed(1.25, 1), "+1.3"),
        (numbers.rate(12.345), "12.3"),
        (numbers.rate(Decimal("0.25")), "0.3"),
        (numbers.rate(-0.04), "0.0"),
        (numbers.rate(None), "no data"),
        (numbers.percent(12.5), "13%"),
        (numbers.percent(-0.4), "0%"),
        (numbers.percent(None), "no data"),
        (numbers.plural(1, "row,rows"), "1 row"),
        (numbers.plural(6116, "row,rows"), "6,116 rows"),
        (numbers.plural(0, "row,rows"), "0 rows"),
    ],
)
def test_numbers(said, expected):
    assert said == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (dates.long_date(datetime.date(2026, 8, 4)), "4 August 2026"),
        (dates.long_date("2026-08-04"), "4 August 2026"),
        (
            dates.long_date(datetime.datetime(2026, 8, 3, 23, 30, tzinfo=datetime.UTC)),
            "4 August 2026",
        ),
        (dates.long_date(None), ""),
        (
            dates.long_moment(datetime.datetime(2026, 8, 4, 14, 5, tzinfo=datetime.UTC)),
            "4 August 2026 at 3:05pm",
        ),
        (dates.month("2026-08"), "August 2026"),
        (dates.month(datetime.date(2026, 8, 1)), "August 2026"),
        (dates.month(None), "no data"),
        (dates.month("all"), "all"),
    ],
)
def test_dates(said, expected):
    assert said == expected


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (6116, "count", "6,116"),
        (1.25, "rate", "1.3"),
        (-4.2, "percent", "\N{MINUS SIGN}4%"),
        (5, "difference", "+5"),
        ("2026-08", "month", "August 2026"),
        ("Burglary", "text", "Burglary"),
        (None, "count", "no data"),
        (None, "text", "no data"),
    ],
)
def test_a_cell_says_its_value_as_its_column_asks(value, kind, expected):
    assert tables.cell(value, kind) == expected


def test_the_stage_line_knows_what_is_done_and_what_is_to_come():
    assert [step["state"] for step in frame.stage_steps("respond")] == [
        "done",
        "done",
        "current",
        "ahead",
    ]


class SourceForm(forms.Form):
    provider = forms.CharField(label="Provider")
    name = forms.CharField(error_messages={"required": "Give the name."})
    rated = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("strong", "Strong")],
        error_messages={"required": "Choose how good it is."},
    )

    def clean(self):
        raise forms.ValidationError("This source is already in the register.")


def test_the_error_summary_leads_to_each_field():
    assert problems.problems(SourceForm({})) == [
        ("", "This source is already in the register."),
        ("id_provider", "Provider: this must be filled in"),
        ("id_name", "Give the name."),
        ("id_rated_1", "Choose how good it is."),
    ]


def test_a_form_not_yet_sent_has_no_problems():
    assert problems.problems(SourceForm()) == []
    assert problems.problems(None) == []


def render(template, path="/", **context):
    request = RequestFactory().get(path)
    loaded = Template("{% load ui %}" + template)
    return loaded.render(Context({"request": request, **context})).strip()


def test_an_address_that_this_site_lacks_is_nothing():
    assert render('{% address_or_nothing "no-such-page" 1 %}') == ""


def test_a_visitor_sees_no_rooms_and_no_partnerships():
    assert render("{% service_navigation %}{% year_strip %}{% partnership_menu %}") == ""


def test_small_bars_leave_a_gap_where_nothing_is_known():
    written = render('{% spark values "bars" "Three months" %}', values=[1, None, 2])

    assert written.count("<rect") == 2
    assert 'role="img" aria-label="Three months"' in written


def test_bars_of_nothing_say_no_data():
    assert render("{% spark values %}", values=[None, None]) == (
        '<span class="app-spark__none">no data</span>'
    )


def test_the_year_is_drawn_wide_and_for_a_phone_with_todays_line_and_escaped_words():
    step = SimpleNamespace(
        words="Score <issues>",
        starts_on=datetime.date(2026, 7, 20),
        ends_on=datetime.date(2026, 8, 14),
        state="late",
    )

    written = render(
        "{% year_picture steps first last today %}",
        steps=[step],
        first=datetime.date(2026, 7, 1),
        last=datetime.date(2026, 9, 30),
        today=datetime.date(2026, 8, 20),
    )

    assert "Score &lt;issues&gt;" in written
    assert written.count("app-gantt__bar--late") == 2
    assert written.count(">Today<") == 2
    assert "style=" not in written


def test_a_button_with_reasons_says_them_and_cannot_be_pressed():
    written = render(
        '{% include "components/reasons_button.html" with words="Publish" reasons=reasons '
        'id="go" only %}',
        reasons=["No priority is decided."],
    )

    assert 'aria-disabled="true" aria-describedby="go-reasons"' in written
    assert "<li>No priority is decided.</li>" in written


def test_a_button_without_reasons_is_plain():
    written = render('{% include "components/reasons_button.html" with words="Publish" only %}')

    assert "aria-disabled" not in written


def test_rows_of_a_table_may_be_tuples_or_dicts():
    columns = [SimpleNamespace(name="ward"), SimpleNamespace(name="count")]

    assert tables.paired(("March", 3), columns) == [(columns[0], "March"), (columns[1], 3)]
    assert tables.paired({"ward": "March"}, columns) == [(columns[0], "March"), (columns[1], None)]
