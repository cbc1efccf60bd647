import pytest

from datasources import analyses
from datasources.analyses import Parameters
from datasources.analyses.rounding import percent_change, rounded
from tests.unit.datasources.building import DISTRICT, INSIDE, inputs, over_year, year

BOTH_YEARS = (*year(2024), *year(2025))
ROWS = [
    *over_year(2024, "Shoplifting", INSIDE, 200),
    *over_year(2025, "Shoplifting", INSIDE, 100),
    *over_year(2024, "Drugs", INSIDE, 19),
    *over_year(2025, "Drugs", INSIDE, 60),
    *over_year(2024, "Anti-social behaviour", INSIDE, 40),
    *over_year(2025, "Anti-social behaviour", INSIDE, 41),
    ("2023-12", "Drugs", INSIDE, 500),
]


def change(given, **period):
    return analyses.answer("change", given, Parameters((DISTRICT,), **period))


def by_type(result) -> dict[str, tuple]:
    columns = ("count_before", "count_now", "difference", "percent_change", "verdict")
    return {row["crime_type"]: tuple(row[name] for name in columns) for row in result.rows}


def test_change_by_hand():
    result = change(inputs(ROWS, BOTH_YEARS))

    rows = by_type(result)
    assert rows["All crime and anti-social behaviour"] == (259, 201, -58, -22.4, "fell")
    assert rows["All crime (excluding anti-social behaviour)"] == (219, 160, -59, -26.9, "fell")
    assert rows["Shoplifting"] == (200, 100, -100, -50.0, "fell")
    assert rows["Anti-social behaviour"] == (40, 41, 1, 2.5, "no clear change")
    assert rows["Robbery"] == (0, 0, 0, None, "too few to say")
    assert (result.period_from, result.period_to) == ("2025-01", "2025-12")
    assert result.numbers["Shoplifting: percent_change"] == -50.0
    assert result.numbers["Shoplifting: swing"] == 1.0
    assert result.numbers["Shoplifting: chance"] == pytest.approx(0.0001, abs=0.0001)
    assert result.finding == (
        "All crime (excluding anti-social behaviour) fell by 27% in the year to December 2025: 160"
        " against 219 the year before. The largest clear rise was in drugs: 60 against 19. The"
        " largest clear fall was in shoplifting: 100 against 200."
    )


def test_no_per_cent_on_a_base_under_20():
    assert by_type(change(inputs(ROWS, BOTH_YEARS)))["Drugs"] == (19, 60, 41, None, "rose")


def test_totals_stand_first_and_types_by_name():
    names = [row["crime_type"] for row in change(inputs(ROWS, BOTH_YEARS)).rows]

    assert names[:3] == [
        "All crime and anti-social behaviour",
        "All crime (excluding anti-social behaviour)",
        "Anti-social behaviour",
    ]
    assert names[2:] == sorted(names[2:])
    assert len(names) == 16


@pytest.mark.parametrize("missing", ["2024-07", "2025-07"])
def test_month_missing_on_either_side_is_refused_not_counted_as_nought(missing):
    held = tuple(month for month in BOTH_YEARS if month != missing)

    result = change(inputs(ROWS, held))

    counts = {tuple(cells[:2]) for cells in by_type(result).values()}
    side = 0 if missing.startswith("2024") else 1
    assert {pair[side] for pair in counts} == {None}
    assert {cells[2:] for cells in by_type(result).values()} == {(None, None, "no data")}
    assert result.finding == (
        "No comparison with the year before can be made for the year to December 2025: not all"
        " months of both years are held."
    )
    month = "July 2024" if side == 0 else "July 2025"
    assert result.caveats[0] == f"No data are held for {month}. This is not nought crime."


def test_only_the_same_months_are_compared():
    rows = [
        *over_year(2024, "Drugs", INSIDE, 3600),
        *over_year(2025, "Drugs", INSIDE, 2400),
        ("2025-05", "Drugs", INSIDE, 900),
    ]

    result = change(inputs(rows, BOTH_YEARS), period_from="2025-03", period_to="2025-04")

    whole = by_type(result)["All crime and anti-social behaviour"]
    assert whole[:4] == (600, 400, -200, -33.3)
    # So much more in May than in June: such numbers swing.
    assert whole[4] == "no clear change"


def test_the_months_of_a_stretch_are_told_beside_how_all_that_are_held_swing():
    rows = [*over_year(2024, "Drugs", INSIDE, 3600), *over_year(2025, "Drugs", INSIDE, 2400)]

    result = change(inputs(rows, BOTH_YEARS), period_from="2025-03", period_to="2025-04")

    assert result.numbers["Drugs: swing"] == 1.0
    assert result.finding.startswith(
        "All crime (excluding anti-social behaviour) fell by 33% in the 2 months to April 2025: 400"
        " against 600 in the same months a year before."
    )


def test_empty_years_are_nought_and_too_few():
    result = change(inputs([], BOTH_YEARS))

    assert set(by_type(result).values()) == {(0, 0, 0, None, "too few to say")}


def test_one_row():
    result = change(inputs([("2025-01", "Drugs", INSIDE, 1)], BOTH_YEARS))

    assert by_type(result)["Drugs"] == (0, 1, 1, None, "too few to say")


def test_rounding_is_exact_and_to_the_even_digit():
    assert percent_change(752, 705) == -6.2
    assert percent_change(6675, 6672) == 0.0
    assert str(percent_change(6675, 6672)) == "0.0"
    assert rounded(1, 8, 2) == 0.12
    assert rounded(5, 0, 2) is None
