"""Stored frames: named by what is in them, read back as they were, joined by column."""

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


def test_several_are_read_as_one_with_the_named_columns():
    paths = [
        frames.store(rows("2025-01", ["Drugs", "Burglary"]), folder="slices").path,
        frames.store(rows("2025-02", ["Robbery"]), folder="slices").path,
    ]

    together = frames.load_many(paths, ["crime_type", "month"])

    assert together.astype("str").to_dict("list") == {
        "crime_type": ["Drugs", "Burglary", "Robbery"],
        "month": ["2025-01", "2025-01", "2025-02"],
    }
    assert isinstance(together["month"].dtype, pd.CategoricalDtype)


@pytest.mark.parametrize("together", [2, 127, 128, 129, 255, 256, 32_767, 32_768, 65_536])
def test_many_words_of_several_files_are_read_as_one(together):
    """Of two files of 100 words neither needs more than a byte to count them; both together do."""
    words = [f"street {place}" for place in range(together)]
    halves = words[: together // 2], words[together // 2 :]
    paths = [frames.store(rows("2025-01", half), folder="slices").path for half in halves]

    read = frames.load_many(paths, ["crime_type"])["crime_type"]

    assert list(read) == words
    assert isinstance(read.dtype, pd.CategoricalDtype)


@pytest.mark.parametrize("blank", [[None, None], []])
def test_a_column_that_is_blank_in_one_file_hinders_no_other(blank):
    paths = [
        frames.store(rows("2025-01", blank), folder="slices").path,
        frames.store(rows("2025-02", ["Robbery"]), folder="slices").path,
    ]

    together = frames.load_many(paths, ["crime_type"])["crime_type"]

    assert together.astype(object).where(together.notna(), None).tolist() == [*blank, "Robbery"]


def test_numbers_that_are_blank_in_every_file_stay_numbers():
    blank = pd.DataFrame({"longitude": [float("nan")] * 2})
    paths = [frames.store(blank.head(size), folder="slices").path for size in (1, 2)]

    assert frames.load_many(paths, ["longitude"])["longitude"].dtype == "float64"


def test_nothing_stored_is_a_frame_without_rows():
    assert list(frames.load_many([], ["month"])) == ["month"]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "@here", "-x"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_text(cell):
    stored = frames.store(pd.DataFrame({"file": [cell]}), folder="set-aside")

    assert "".join(frames.csv_lines(stored.path, {"file": "File"})) == f"\ufeffFile\r\n'{cell}\r\n"
