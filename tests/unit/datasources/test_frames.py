"""Stored frames: named by what is in them, read back as they were."""

import pandas as pd
import pytest

from datasources import frames


def rows(month: str, types: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": pd.Categorical([month] * len(types)),
            "crime_type": pd.Categorical(types),
            "count": range(len(types)),
        }
    )


def test_the_same_rows_are_stored_once():
    first = frames.store(rows("2025-01", ["Drugs"]), folder="slices")
    second = frames.store(rows("2025-01", ["Drugs"]), folder="slices")

    assert first == second
    assert first.path == f"slices/{first.sha256[:2]}/{first.sha256}.parquet"


@pytest.mark.parametrize("cell", ["=1+1", "+44", "@here", "-x"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_text(cell):
    stored = frames.store(pd.DataFrame({"file": [cell]}), folder="set-aside")

    assert "".join(frames.csv_lines(stored.path, {"file": "File"})) == f"\ufeffFile\r\n'{cell}\r\n"
