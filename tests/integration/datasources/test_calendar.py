"""The calendar of expected deliveries: of every length of period, what came, what is late."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datasources.operations import expecting
from datasources.presenters.calendar import calendar
from datasources.presenters.register import due_words
from tests.factories.deliveries import make_delivered, make_registered

TODAY = date(2026, 11, 28)


def cells(world, year: int = 2026) -> dict[str, list[tuple]]:
    return {
        row.source.slug: [
            (cell.awaited.period.key, cell.standing.word, cell.column, cell.span)
            for cell in row.cells
        ]
        for row in calendar(world.partnership, TODAY, year).rows
    }


def test_a_quarter_spans_three_months_and_each_stands_for_itself(world):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, "2025-Q4", on=date(2026, 2, 1))
    make_delivered(fire, "2026-Q1", on=date(2026, 7, 1))
    make_delivered(fire, "2026-Q2", on=date(2026, 7, 1), state="read")

    assert cells(world) == {
        "fire": [
            ("2026-Q1", "Came late", 1, 3),
            ("2026-Q2", "Sent", 4, 3),
            ("2026-Q3", "Not due", 7, 3),
            ("2026-Q4", "Running", 10, 3),
        ]
    }


def test_what_was_sent_and_waits_for_our_decision_is_asked_of_nobody(world):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, "2026-Q1", on=date(2026, 5, 1))
    make_delivered(fire, "2026-Q2", on=date(2026, 9, 1), state="read")

    assert calendar(world.partnership, TODAY, 2026).late == ()


def test_months_that_are_missing_late_and_not_due(world):
    police = make_registered(world.partnership, "police", expected="monthly")
    make_delivered(police, "2026-05", "2026-07", on=date(2026, 8, 3))

    assert cells(world)["police"] == [
        ("2026-05", "Came late", 5, 1),
        ("2026-06", "Missing", 6, 1),
        ("2026-07", "In use", 7, 1),
        ("2026-08", "Late", 8, 1),
        ("2026-09", "Not due", 9, 1),
        ("2026-10", "Not due", 10, 1),
        ("2026-11", "Running", 11, 1),
    ]


@pytest.mark.parametrize(
    ("expected", "due_days", "held", "shown"),
    [
        (
            "financial",
            244,
            "2024/25",
            [("2025/26", "Not due", 1, 3), ("2026/27", "Running", 4, 9)],
        ),
        (
            "academic",
            80,
            "2024/25",
            [("2025/26", "Late", 1, 8), ("2026/27", "Running", 9, 4)],
        ),
        ("mid-year", 518, "mid-2024", [("mid-2026", "Not due", 6, 1)]),
        ("yearly", 334, "2025", [("2026", "Running", 1, 12)]),
    ],
)
def test_years_of_every_sort_stand_where_their_months_are(world, expected, due_days, held, shown):
    source = make_registered(world.partnership, "one", expected=expected, due_days=due_days)
    make_delivered(source, held, on=date(2025, 12, 1))

    assert cells(world)["one"] == shown


def test_a_year_that_reaches_over_is_shown_in_both(world):
    source = make_registered(world.partnership, "one", expected="financial", due_days=244)
    make_delivered(source, "2024/25", on=date(2025, 12, 1))

    assert cells(world, 2025)["one"] == [
        ("2024/25", "Came late", 1, 3),
        ("2025/26", "Not due", 4, 9),
    ]


def test_what_is_expected_once_says_so_and_is_never_late(world):
    make_registered(world.partnership, "census", expected="once", due_days=0)

    shown = calendar(world.partnership, TODAY, 2026)

    assert [(row.cells, row.note) for row in shown.rows] == [((), "Expected once")]
    assert shown.late == ()


def test_months_put_together_from_parts_came_with_the_last(world):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, "2026-01", on=date(2026, 2, 2))
    make_delivered(fire, "2026-02", "2026-03", on=date(2026, 5, 2))

    (first, *_) = expecting.of_sources([fire], TODAY)[fire.pk]

    assert (first.period.key, first.came_on, first.days_late) == ("2026-Q1", date(2026, 5, 2), 0)


def test_a_period_sent_again_came_when_it_first_came(world):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, "2026-Q1", on=date(2026, 5, 2))
    make_delivered(fire, "2026-Q1", on=date(2026, 9, 2))

    assert expecting.of_sources([fire], TODAY)[fire.pk][0].came_on == date(2026, 5, 2)


@pytest.mark.parametrize(
    ("came", "days"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1), (date(2026, 6, 30), 30)]
)
def test_days_late_are_counted_from_the_day_it_was_due(world, came, days):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, "2026-Q1", on=came)

    assert expecting.of_sources([fire], TODAY)[fire.pk][0].days_late == days


def test_what_was_due_before_the_source_was_registered_came_neither_late_nor_in_time(world):
    fire = make_registered(world.partnership, "fire", on=date(2026, 6, 1))
    make_delivered(fire, "2026-Q1", on=date(2026, 6, 2))

    assert expecting.of_sources([fire], TODAY)[fire.pk][0].days_late is None


@pytest.mark.parametrize(
    ("held", "words", "is_late"),
    [
        (["2026-Q1"], "Was due by 30 August 2026", True),
        (["2026-Q2"], "By 30 November 2026", False),
        (["2026-Q4"], "By 31 May 2027", False),
        (["2025-Q1", "2026-Q2"], "By 30 November 2026", False),
    ],
)
def test_the_register_says_the_next_that_is_due(world, held, words, is_late):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, *held, on=date(2026, 7, 1))
    awaited = expecting.of_sources([fire], TODAY)[fire.pk]

    assert due_words(fire, awaited, TODAY, has_data=True) == (words, is_late)


def test_the_page_shows_the_grid_with_the_table_behind(world, sign_in):
    fire = make_registered(world.partnership, "fire")
    make_delivered(fire, "2024-Q4", on=date(2025, 2, 1))
    address = reverse("source-calendar", args=[world.partnership.slug])

    page = sign_in(world.member).get(address, {"year": "2025"})

    html = page.content.decode()
    assert page.status_code == 200
    assert 'aria-label="Deliveries about 2025: 4 late."' in html
    assert html.count('data-label="Due by"') == 4


@pytest.mark.parametrize("year", ["0001", "20266", "abcd", "-2026", "٢٠٢٦"])
def test_a_year_that_is_none_shows_this_one(world, sign_in, year):
    make_registered(world.partnership, "fire")
    address = reverse("source-calendar", args=[world.partnership.slug])

    page = sign_in(world.member).get(address, {"year": year})

    assert page.status_code == 200


def test_the_calendar_asks_as_much_for_ten_sources_as_for_one(world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            calendar(world.partnership, TODAY, 2026)
        return len(asked)

    make_delivered(make_registered(world.partnership, "first"), "2026-Q1", on=date(2026, 5, 2))
    for_one = queries()
    for number in range(10):
        source = make_registered(world.partnership, f"more-{number}")
        make_delivered(source, "2026-Q1", on=date(2026, 5, 2))

    assert (for_one, queries()) == (2, 2)


def test_a_source_that_holds_years_to_come_says_when_the_next_is_due(world, sign_in):
    """A projection of residents."""
    people = make_registered(
        world.partnership, "people", expected="mid-year", due_days=150, kind="population"
    )
    make_delivered(people, "mid-2041", on=date(2026, 5, 1))

    page = sign_in(world.analyst).get(people.get_absolute_url())

    assert (page.status_code, page.context["due"]) == (200, "By 27 November 2042")
