"""A row with a blank where others have a word may be their sum: left out where that is provable."""

import pytest

from datasources import kinds
from datasources.intake import read_files
from datasources.layouts import Layout
from tests.unit.datasources.building import context, found, stored

COLUMNS = {"Month": "period", "Ward": "area_code", "Type": "category", "Cases": "number"}


def numbers(folder, *rows: str, headings: str = "Month,Ward,Type,Cases"):
    file = stored(folder, "cases.csv", "\n".join([headings, *rows]))
    given = context(layout=Layout(columns=COLUMNS))
    reading = read_files(kinds.by_slug("plain-table"), [file], given)
    kept = [number for one in reading.slices for number in one.frame["number"].dropna().tolist()]
    return sorted(kept), found(reading).get("totals-left-out", 0)


MONTHS = [f"2025-{month:02}" for month in (10, 11, 12)]


def each_month(months: list[str], *rows: str) -> list[str]:
    return [f"{month},{row}" for month in months for row in rows]


TWO = ("Abbey,Noise,3", "Abbey,Litter,1", "Abbey,,4")


@pytest.mark.parametrize(
    ("rows", "kept", "left_out"),
    [
        (each_month(MONTHS[:1], "Abbey,Noise,70", "Abbey,Litter,40", "Abbey,,110"), [40, 70], 1),
        (each_month(MONTHS[:1], "Abbey,,110", "Abbey,Noise,70", "Abbey,Litter,40"), [40, 70], 1),
        (each_month(MONTHS[:1], "Abbey,Noise,6", "Abbey,Litter,4", "Abbey,,10"), [4, 6], 1),
        (each_month(MONTHS[:1], "Abbey,Noise,5", "Abbey,Litter,4", "Abbey,,9"), [4, 5, 9], 0),
        (each_month(MONTHS[:1], "Abbey,Noise,7", "Abbey,Litter,4", "Abbey,,10"), [4, 7, 10], 0),
        (each_month(MONTHS[:1], "Abbey,Noise,110", "Abbey,,110"), [110, 110], 0),
        (each_month(MONTHS[:1], "Abbey,Noise,11", "Abbey,Litter,0", "Abbey,,11"), [0, 11, 11], 0),
        (each_month(MONTHS[:1], "Abbey,Noise,7", "Brook,Litter,4", "Abbey,,11"), [4, 7, 11], 0),
        (each_month(MONTHS, *TWO), [1, 1, 1, 3, 3, 3], 3),
        (each_month(MONTHS[:2], *TWO), [1, 1, 3, 3, 4, 4], 0),
    ],
    ids=[
        "below its parts", "above its parts", "ten", "nine", "one off", "one part alone",
        "one part and nought", "of other places", "small and often", "small and seldom",
    ],
)  # fmt: skip
def test_a_blank_type_is_a_total_where_it_is_the_sum_of_the_others(tmp_path, rows, kept, left_out):
    assert numbers(tmp_path, *rows) == (kept, left_out)


def test_one_that_is_no_sum_says_that_no_blank_is_a_total(tmp_path):
    rows = ["2025-10,Abbey,Noise,70", "2025-10,Abbey,Litter,40", "2025-10,Abbey,,110",
            "2025-11,Abbey,Noise,70", "2025-11,Abbey,Litter,40", "2025-11,Abbey,,7"]  # fmt: skip

    assert numbers(tmp_path, *rows) == ([7, 40, 40, 70, 70, 110], 0)


def test_beside_a_number_that_is_held_back_nothing_can_be_said(tmp_path):
    rows = ["2025-10,Abbey,Noise,70", "2025-10,Abbey,Litter,40", "2025-10,Abbey,,110",
            "2025-11,Abbey,Noise,70", "2025-11,Abbey,Litter,*", "2025-11,Abbey,,72"]  # fmt: skip

    kept, left_out = numbers(tmp_path, *rows)

    assert (kept, left_out) == ([40, 70, 70], 2)


def test_the_blank_may_stand_in_any_column_that_tells_rows_apart(tmp_path):
    rows = ["2025-10,Abbey,Noise,Day,70", "2025-10,Abbey,Noise,Night,40",
            "2025-10,Abbey,Noise,,110", "2025-10,Abbey,Litter,Day,5"]  # fmt: skip

    assert numbers(tmp_path, *rows, headings="Month,Ward,Type,Part of the day,Cases") == (
        [5, 40, 70],
        1,
    )


def test_the_sum_of_sums_is_left_out_with_them(tmp_path):
    rows = ["2025-10,Abbey,Noise,70", "2025-10,Abbey,Litter,40", "2025-10,Abbey,,110",
            "2025-10,Brook,Noise,20", "2025-10,Brook,Litter,9", "2025-10,Brook,,29",
            "2025-10,,,139"]  # fmt: skip

    assert numbers(tmp_path, *rows) == ([9, 20, 40, 70], 3)
