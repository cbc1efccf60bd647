"""A year and its quarter or month in columns of their own, read from tables of any kind."""

import pytest

from datasources import kinds
from datasources.intake import read_files
from datasources.layouts import Layout
from tests.unit.datasources.building import DISTRICT, context, found, stored

COUNTS = kinds.by_slug("counts")


def read(folder, headings, *rows, kind="counts", **said):
    text = "\n".join([headings, *rows]) + "\n"
    file = stored(folder, "sent.csv", text)
    return read_files(kinds.by_slug(kind), [file], context(layout=Layout(**said)))


def held(reading):
    """The periods that are held, each with how many rows."""
    return {one.period: one.rows for one in reading.slices}


def purposes(reading):
    return {one.theirs: (one.ours, one.why) for one in reading.tables[0].columns if one.ours}


def counts(folder, headings, *dates, **said):
    """A table of counts that begins with these columns of dates."""
    rows = [f"{date},{DISTRICT},Robbery,{at}" for at, date in enumerate(dates, start=4)]
    return read(folder, f"{headings},Area code,Offence group,Number", *rows, **said)


@pytest.mark.parametrize(
    ("headings", "dates", "periods"),
    [
        ("Financial Year,Financial Quarter", ("2024/25,1", "2024/25,4"), ["2024-Q2", "2025-Q1"]),
        ("Financial Quarter,Financial Year", ("1,2024/25", "4,2024/25"), ["2024-Q2", "2025-Q1"]),
        ("Fiscal year,Qtr", ("2024-25,Q2", "2024-25,Q3"), ["2024-Q3", "2024-Q4"]),
        ("Year,Quarter", ("2024/25,Q1", "2024/25,Q2"), ["2024-Q2", "2024-Q3"]),
        ("Year,Quarter", ("2024,Apr-Jun", "2024,Jul-Sep"), ["2024-Q2", "2024-Q3"]),
        ("Calendar year,Quarter", ("2024,1", "2024,2"), ["2024-Q1", "2024-Q2"]),
        ("Year,Calendar quarter", ("2024,1", "2024,2"), ["2024-Q1", "2024-Q2"]),
        ("Period,Quarter", ("2024/25,1", "2024/25,2"), ["2024-Q2", "2024-Q3"]),
        ("Reporting period,Year,Quarter", ("2024/25,x,1", "2024/25,x,2"), ["2024-Q2", "2024-Q3"]),
        ("Quarter,Financial year", ("2024/25 Q1,2024/25", "2024/25 Q2,2024/25"),
         ["2024-Q2", "2024-Q3"]),
        ("Financial year,Month", ("2024/25,April", "2024/25,March"), ["2024-04", "2025-03"]),
        ("Financial year,Month", ("2024/25,2024-04", "2024/25,2025-03"), ["2024-04", "2025-03"]),
        ("Year,Month,Quarter", ("2024,5,Q1", "2024,7,Q2"), ["2024-05", "2024-07"]),
        ("Month,Year,Quarter", ("May 2024,2024,Q1", "July 2024,2024,Q2"), ["2024-05", "2024-07"]),
        ("Period,Quarter", ("2024-05,1", "2024-07,2"), ["2024-05", "2024-07"]),
        ("Financial year,Quarter", ("2023/24,", "2024/25,"), ["2023/24", "2024/25"]),
        ("Financial year,Quarter,Month", ("2024/25,1,", "2024/25,2,"), ["2024-Q2", "2024-Q3"]),
    ],
)  # fmt: skip
def test_a_row_is_of_the_shortest_period_that_its_columns_say(tmp_path, headings, dates, periods):
    reading = counts(tmp_path, headings, *dates)

    assert held(reading) == dict.fromkeys(periods, 1)
    assert not {"column-chosen", "repeated-numbers"} & found(reading).keys()


def test_every_kind_of_numbers_reads_quarters_so(tmp_path):
    reading = read(
        tmp_path,
        "Financial year,Quarter,Local authority code,Reason for homelessness,Households",
        f"2024/25,Q1,{DISTRICT},Domestic abuse,5",
        f"2024/25,Q2,{DISTRICT},Domestic abuse,6",
        kind="homelessness",
    )

    assert held(reading) == {"2024-Q2": 1, "2024-Q3": 1}


def test_it_is_shown_that_year_and_quarter_were_taken_together(tmp_path):
    together = counts(tmp_path, "Financial Year,Financial Quarter", "2024/25,1")
    alone = counts(tmp_path, "Period,Quarter", "2024-05,1")

    assert purposes(together)["Financial Year"] == ("period", "together with its neighbours")
    assert purposes(together)["Financial Quarter"] == ("period", "together with its neighbours")
    assert purposes(alone)["Period"] == ("period", "by its heading")
    assert "Quarter" not in purposes(alone)


def test_a_year_that_is_said_once_holds_for_the_quarters_below_it(tmp_path):
    dates = ("2023/24,Q3", ",Q4", "2024/25,Q1", ",Q2")

    reading = counts(tmp_path, "Financial year,Quarter", *dates)

    assert held(reading) == dict.fromkeys(["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"], 1)
    assert found(reading)["words-filled-down"] == 2


class TestLayoutsThatAreRemembered:
    def test_what_was_said_to_be_the_quarter_still_is(self, tmp_path):
        layout = {"columns": {"Yr quarter": "quarter"}}

        reading = counts(tmp_path, "Financial year,Yr quarter", "2024/25,1", "2024/25,2", **layout)

        assert Layout(**layout).reasons_against(COUNTS) == []
        assert held(reading) == {"2024-Q2": 1, "2024-Q3": 1}

    def test_a_year_that_was_said_to_be_the_period_is_read_with_its_quarter(self, tmp_path):
        layout = {"columns": {"Financial year": "period"}}

        reading = counts(tmp_path, "Financial year,Quarter", "2024/25,1", "2024/25,2", **layout)

        assert held(reading) == {"2024-Q2": 1, "2024-Q3": 1}

    def test_a_quarter_that_was_said_not_to_be_kept_is_not_read(self, tmp_path):
        layout = {"columns": {"Quarter": ""}}

        reading = counts(tmp_path, "Financial year,Quarter", "2023/24,1", "2024/25,1", **layout)

        assert held(reading) == {"2023/24": 1, "2024/25": 1}

    def test_of_a_kind_without_dates_no_part_of_one_can_be_said(self):
        layout = Layout(columns={"Quarter": "quarter"})

        assert layout.reasons_against(kinds.by_slug("harm-weights"))[0].startswith(
            "The heading “Quarter” is taken for “quarter”"
        )


def test_where_most_rows_say_no_quarter_it_is_told_of_both_columns(tmp_path):
    reading = counts(tmp_path, "Financial year,Quarter", "2024/25,Q5", "2024/25,Q6", "2024/25,Q1")

    (refused,) = [one for one in reading.findings if one.code == "periods-unreadable"]
    assert refused.message == (
        "1 of 3 cells under “Financial year” and “Quarter” can be read as dates. Others are such"
        " as 2024/25, Q5 and 2024/25, Q6."
    )


def test_quarters_across_the_top_are_asked_from_where_they_are_counted(tmp_path):
    headings = "Area code,Offence group,2024 Q1,2024 Q2"
    row = f"{DISTRICT},Robbery,4,5"

    asked = read(tmp_path, headings, row)
    said = read(tmp_path, headings, row, told={"quarters": "financial"})

    assert asked.tables[0].asked == ("quarters",)
    assert held(said) == {"2024-Q2": 1, "2024-Q3": 1}
