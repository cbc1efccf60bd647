"""What a finding shows of rows set aside: their numbers, and values that are no person's."""

import pytest

from datasources.intake.setting_aside import about, aside

SAID = {"bad-months": ("{} set aside.", "Look.")}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("31/02/2025", "row 7: 31/02/2025"),
        ("31 February 2025", "row 7: 31 February 2025"),
        ("E0101799", "row 7: E0101799"),
        ("n/a", "row 7: n/a"),
        ("", "row 7"),
        ("Smith", "row 7"),
        ("12 High Street", "row 7"),
        ("07700 900123", "row 7"),
        ("PE13 1AB", "row 7"),
        ("1" * 40, "row 7: " + "1" * 40),
        ("1" * 41, "row 7"),
    ],
)
def test_the_value_is_shown_where_it_says_nothing_of_a_person(cell, shown):
    (told,) = about(aside("a.csv", [7], "bad-months", "no month", 10, cells=[cell]), SAID)

    assert told.examples == (shown,)


def test_five_are_shown_and_none_where_the_rows_are_of_several_files():
    seven = aside("a.csv", range(2, 9), "bad-months", "no month", 10, cells=["13/2025"] * 7)

    (of_one,) = about(seven, SAID)
    (of_two,) = about([*seven, *aside("b.csv", [2], "bad-months", "no month", 10)], SAID)

    assert of_one.examples == tuple(f"row {number}: 13/2025" for number in range(2, 7))
    assert [one.cell for one in seven] == ["13/2025"] * 5 + [""] * 2
    assert (of_two.examples, of_two.count) == ((), 8)
