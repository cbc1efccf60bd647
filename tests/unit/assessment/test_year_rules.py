"""Which years may be opened, and what a step's days must be."""

from datetime import date, timedelta

import pytest

from assessment.rules import year as rules
from tests.factories.people import make_world
from tests.factories.years import make_assessment

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("year", "is_meant"), [(2007, False), (2008, True), (2028, True), (2029, False)]
)
def test_a_year_is_one_that_can_be_meant(world, year, is_meant):
    said = f"{year} cannot be meant: choose a year from 2008 to 2028."

    assert rules.reasons_against_opening(world.partnership, year, TODAY) == (
        [] if is_meant else [said]
    )


def test_a_partnership_has_one_assessment_a_year(world):
    make_assessment(world.partnership, by=world.analyst, year=2026)
    elsewhere = make_world("eastmere", area="X07000002").partnership

    assert [
        rules.reasons_against_opening(partnership, year, TODAY)
        for partnership, year in (
            (world.partnership, 2026),
            (world.partnership, 2027),
            (elsewhere, 2026),
        )
    ] == [["Wexmere already has an assessment for 2026: open that one."], [], []]


def test_a_step_may_take_one_day():
    assert [rules.reasons_against_dates(TODAY, TODAY + timedelta(days)) for days in (0, 1, -1)] == [
        [],
        [],
        ["The step ends before it starts: choose a last day on or after the first."],
    ]
