"""Which slices answer for the periods asked about: of their length, or of a shorter one."""

import pytest

from datasources.models import Slice, Source
from datasources.operations.holdings import of_one_grain

SOURCE = Source(kind="hospital-admissions")
QUARTERS = [f"{year}-Q{number}" for year in (2023, 2024) for number in (1, 2, 3, 4)]
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]


def reached(keys, first="", last=""):
    slices = [Slice(source=SOURCE, period=key) for key in keys]
    return [one.period for one in of_one_grain(slices, first, last)]


@pytest.mark.parametrize(
    ("held", "first", "last", "periods"),
    [
        (["2022/23", "2023/24"], "2023/24", "2023/24", ["2022/23", "2023/24"]),
        (QUARTERS, "2024", "2024", QUARTERS),
        (QUARTERS, "", "2023", QUARTERS[:4]),
        (QUARTERS, "2024/25", "2024/25", QUARTERS[1:]),
        ([*QUARTERS, "2023", "2024"], "2024", "2024", ["2023", "2024"]),
        ([*QUARTERS, "2024"], "2024", "2024", QUARTERS),
        ([*QUARTERS[:-1], "2023", "2024"], "2024", "2024", ["2023", "2024"]),
        ([*QUARTERS, *MONTHS], "2024", "2024", QUARTERS),
        (MONTHS, "2024", "2024", MONTHS),
        (MONTHS, "2024-Q2", "2024-Q2", MONTHS[:6]),
        (["2023/24"], "2024-Q2", "2024-Q2", []),
        (["2023/24", *QUARTERS], "", "", QUARTERS),
        ([], "2024", "2024", []),
        (["mid-2023", *MONTHS], "mid-2023", "mid-2023", ["mid-2023"]),
    ],
)
def test_a_time_is_answered_by_what_holds_most_of_it(held, first, last, periods):
    assert reached(held, first, last) == periods
