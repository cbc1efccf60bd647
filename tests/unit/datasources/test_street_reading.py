import pandas as pd
import pytest

from partnerships import spreadsheets
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    FORCE,
    HEADING,
    INSIDE,
    OUTSIDE,
    asb,
    context,
    csv_text,
    found,
    gzipped,
    read_street,
    row,
    severities,
    zipped,
)

NAME = "2025-01-wexshire-street.csv"


def test_month_becomes_one_slice_with_every_row(tmp_path):
    text = csv_text(row("a1", outcome="Local resolution"), asb(), row("a2", lsoa=""))

    reading = read_street(tmp_path, (NAME, text))

    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (3, 3, 0)
    assert [(one.period, one.rows, one.compares) for one in reading.slices] == [
        ("2025-01", 3, None)
    ]
    assert found(reading) == {"rows-without-place": 1}
    frame = reading.slices[0].frame.astype(object)
    assert frame.where(frame.notna(), None).to_dict("records")[0] == {
        "crime_id": "a1",
        "month": "2025-01",
        "reported_by": FORCE,
        "falls_within": FORCE,
        "longitude": -0.5,
        "latitude": 53.1,
        "location": "On or near Mill Lane",
        "lsoa_code": INSIDE,
        "crime_type": "Burglary",
        "last_outcome": "Local resolution",
        "source_row": 2,
    }


def test_clean_frame_has_explicit_types(tmp_path):
    reading = read_street(tmp_path, (NAME, csv_text(row("a1"))))

    assert {name: str(kind) for name, kind in reading.slices[0].frame.dtypes.items()} == {
        "crime_id": "str",
        "month": "category",
        "reported_by": "category",
        "falls_within": "category",
        "longitude": "float64",
        "latitude": "float64",
        "location": "category",
        "lsoa_code": "category",
        "crime_type": "category",
        "last_outcome": "category",
        "source_row": "int64",
    }


def test_equal_asb_rows_are_kept_and_counted(tmp_path):
    reading = read_street(tmp_path, (NAME, csv_text(asb(), asb(), asb(), row("a1"))))

    assert reading.rows_kept == 4
    assert found(reading) == {"repeats-kept": 2}


def test_equal_rows_with_an_identifier_are_one_crime(tmp_path):
    reading = read_street(tmp_path, (NAME, csv_text(row("a1"), row("a2"), row("a1"))))

    assert reading.slices[0].frame["crime_id"].tolist() == ["a1", "a2"]
    assert found(reading) == {"repeated-crime-rows": 1}
    assert reading.set_aside.to_dict("records") == [
        {
            "file": NAME,
            "row": 4,
            "rows": 1,
            "code": "repeated-crime-rows",
            "reason": "an exact copy of an earlier row with the same Crime ID",
            "sheet": "",
        }
    ]


def test_different_rows_with_one_identifier_are_all_kept(tmp_path):
    text = csv_text(row("a1"), row("a1", crime="Drugs"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.rows_kept == 2
    assert found(reading) == {"crime-id-twice": 2}


def test_rows_outside_are_kept_and_told(tmp_path):
    text = csv_text(row("a1"), row("a2", lsoa=OUTSIDE), row("a3", lsoa="X01999999"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.rows_kept == 3
    assert found(reading) == {"rows-outside-partnership": 1, "areas-not-in-look-up": 1}


def test_without_lookup_places_are_not_judged(tmp_path):
    reading = read_street(tmp_path, (NAME, csv_text(row("a1"))), given=context(lookup=None))

    assert reading.rows_kept == 1
    assert severities(reading) == {"no-area-look-up": "warning"}


def test_unknown_types_and_outcomes_are_kept_with_a_warning(tmp_path):
    text = csv_text(row("a1", crime="Cyber crime", outcome="Sent to the moon"), row("a2"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["crime_type"].tolist() == ["Cyber crime", "Burglary"]
    assert severities(reading) == {
        "unknown-crime-types": "warning",
        "unknown-outcomes": "warning",
    }


def test_known_types_in_other_case_are_put_right(tmp_path):
    text = csv_text(row("a1", crime="violence and  Sexual offences"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["crime_type"].tolist() == ["Violence and sexual offences"]


def test_bad_months_and_blank_types_are_set_aside_with_row_numbers(tmp_path):
    text = csv_text(row("a1"), row("a2", month="2025-13"), "", row("a3", crime=""))

    reading = read_street(tmp_path, (NAME, text))

    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (3, 1, 2)
    assert found(reading) == {"bad-months": 1, "blank-crime-type": 1}
    assert reading.set_aside[["row", "code"]].values.tolist() == [
        [3, "bad-months"],
        [5, "blank-crime-type"],
    ]


def test_months_as_excel_writes_them_are_read(tmp_path):
    text = csv_text(row("a1", month="Jan-25"), row("a2", month="2025-01-01"))

    reading = read_street(tmp_path, (NAME, text))

    assert [one.period for one in reading.slices] == ["2025-01"]
    assert found(reading) == {"months-rewritten": 2}


def test_month_column_is_believed_over_the_name(tmp_path):
    reading = read_street(tmp_path, (NAME, csv_text(row("a1", month="2025-02"))))

    assert [one.period for one in reading.slices] == ["2025-02"]
    assert severities(reading) == {"month-differs-from-name": "warning"}


def test_stray_rows_never_make_a_month_of_their_own(tmp_path):
    rows = [row(f"a{number}") for number in range(19)]
    text = csv_text(*rows, row("b1", month="2024-12"))

    reading = read_street(tmp_path, (NAME, text))

    assert [(one.period, one.rows) for one in reading.slices] == [("2025-01", 19)]
    assert found(reading) == {"rows-of-another-month": 1}


def test_file_of_several_months_becomes_several_slices(tmp_path):
    text = csv_text(row("a1", month="2024-11"), row("a2", month="2025-01"))

    reading = read_street(tmp_path, ("crimes.csv", text))

    assert tuple(one.period for one in reading.slices) == ("2024-11", "2025-01")
    assert reading.months_missing == ("2024-12",)
    assert found(reading) == {"months-missing": 1}


def test_ragged_rows_are_set_aside_with_their_numbers(tmp_path):
    text = csv_text(row("a1"), "a2,2025-01,too short", row("a3"), row("a4") + ",too,long")

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["source_row"].tolist() == [2, 4]
    assert found(reading) == {"ragged-rows": 2}
    assert reading.set_aside[["row", "reason"]].values.tolist() == [
        [3, "the row has 3 cells where the headings have 12"],
        [5, "the row has 14 cells where the headings have 12"],
    ]


def test_unclosed_quotation_mark_counts_every_line_it_swallows(tmp_path):
    text = csv_text(row("a1"), f'"{row("a2")}', row("a3"), row("a4"))

    reading = read_street(tmp_path, (NAME, text))

    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (4, 1, 3)
    assert found(reading) == {"ragged-rows": 3}


def test_zip_of_the_site_is_read_as_it_is(tmp_path):
    packed = zipped(
        {
            "2025-01/2025-01-wexshire-street.csv": csv_text(row("a1")),
            "2025-02/2025-02-wexshire-street.csv.gz": gzipped(csv_text(row("b1", month="2025-02"))),
            "2025-01/2025-01-wexshire-outcomes.csv": "Crime ID,Month,LSOA code,Outcome type\n",
            "2025-01/2025-01-wexshire-stop-and-search.csv": "Type,Date\n",
            "__MACOSX/._x": b"\x00",
        }
    )

    reading = read_street(tmp_path, ("download.zip", packed))

    assert tuple(one.period for one in reading.slices) == ("2025-01", "2025-02")
    assert severities(reading) == {"member-set-aside": "note"}
    assert found(reading) == {"member-set-aside": 2}


def test_bad_member_does_not_condemn_the_zip(tmp_path):
    packed = zipped({"2025-01-x-street.csv": csv_text(row("a1")), "read-me.pdf": b"%PDF-1.7 ..."})

    reading = read_street(tmp_path, ("download.zip", packed))

    assert reading.rows_kept == 1
    assert severities(reading) == {"pdf-file": "warning"}


@pytest.mark.parametrize("months", ["112233", "121323", "332211", "122331"])
def test_rows_of_several_months_may_come_in_any_order(tmp_path, months):
    rows = [row(f"a{at}", month=f"2025-0{month}") for at, month in enumerate(months)]

    reading = read_street(tmp_path, ("street.csv", csv_text(*rows)))

    assert {one.period: one.frame["crime_id"].tolist() for one in reading.slices} == {
        f"2025-0{month}": [f"a{at}" for at, one in enumerate(months) if one == month]
        for month in "123"
    }
    assert {one.period: one.frame["source_row"].tolist() for one in reading.slices} == {
        f"2025-0{month}": [at + 2 for at, one in enumerate(months) if one == month]
        for month in "123"
    }


def test_same_month_twice_and_equal_is_used_once(tmp_path):
    text = csv_text(row("a1"), asb())

    reading = read_street(tmp_path, (NAME, text), ("2025-01-copy-street.csv", text))

    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (4, 2, 2)
    assert severities(reading) == {"same-period-twice": "note"}


def test_of_two_versions_the_more_settled_is_used(tmp_path):
    newer = csv_text(row("a1", outcome="Local resolution"))
    older = csv_text(row("a1", outcome="Under investigation"))

    for order in (((NAME, newer), ("b.csv", older)), (("b.csv", older), (NAME, newer))):
        reading = read_street(tmp_path, *order)

        assert reading.slices[0].frame["last_outcome"].tolist() == ["Local resolution"]
        assert severities(reading) == {"two-versions-of-a-period": "warning"}


def test_of_two_versions_that_nothing_tells_apart_none_is_used_in_whatever_order(tmp_path):
    many = csv_text(*(row(f"a{number}") for number in range(4)))
    one = csv_text(row("b1"))

    for order in (((NAME, many), ("b.csv", one)), (("b.csv", one), (NAME, many))):
        reading = read_street(tmp_path, *order)

        assert reading.slices == ()
        assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (5, 0, 5)
        assert [(one.code, one.severity, one.count) for one in reading.findings] == [
            ("two-versions-of-a-period", "error", 4 if order[0][0] == NAME else 1),
            ("two-versions-of-a-period", "error", 1 if order[0][0] == NAME else 4),
        ]
        assert "we cannot tell which is right. None was used" in reading.findings[0].message


def test_of_three_versions_the_one_newer_than_both_is_used(tmp_path):
    outcomes = ("Under investigation", "Awaiting court outcome", "Local resolution")
    files = [
        (f"{at}.csv", csv_text(row("a1", outcome=outcome))) for at, outcome in enumerate(outcomes)
    ]

    for order in (files, files[::-1], [files[2], files[0], files[1]]):
        reading = read_street(tmp_path, *order)

        assert reading.slices[0].frame["last_outcome"].tolist() == ["Local resolution"]
        assert [one.severity for one in reading.findings] == ["warning", "warning"]


def test_a_month_in_two_versions_does_not_count_as_missing(tmp_path):
    reading = read_street(
        tmp_path,
        (NAME, csv_text(row("a1"))),
        ("b.csv", csv_text(row("b1", month="2025-02"))),
        ("c.csv", csv_text(row("c1", month="2025-02"), row("c2", month="2025-02"))),
        ("d.csv", csv_text(row("d1", month="2025-03"))),
    )

    assert [one.period for one in reading.slices] == ["2025-01", "2025-03"]
    assert reading.months_missing == ()


def test_other_force_with_nothing_here_is_refused(tmp_path):
    text = csv_text(row("a1", lsoa=OUTSIDE, force="Norfolk Constabulary"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices == ()
    assert severities(reading) == {"nothing-in-partnership": "error"}
    assert "Norfolk Constabulary" in reading.findings[0].message


def test_other_force_than_held_is_a_warning(tmp_path):
    text = csv_text(row("a1", lsoa=ALSO_INSIDE, force="Norfolk Constabulary"))

    reading = read_street(tmp_path, (NAME, text), given=context(expected_force=FORCE))

    assert reading.rows_kept == 1
    assert severities(reading) == {"other-force": "warning"}


def test_other_force_with_a_few_rows_across_the_border_is_refused(tmp_path):
    rows = [
        row(f"a{n}", lsoa=OUTSIDE if n else INSIDE, force="Norfolk Constabulary")
        for n in range(200)
    ]

    reading = read_street(tmp_path, (NAME, csv_text(*rows)), given=context(expected_force=FORCE))

    assert reading.slices == ()
    assert severities(reading) == {"other-force": "error"}


def test_zip_of_several_forces_gives_the_partnerships_own(tmp_path):
    packed = zipped(
        {
            "2025-01/2025-01-wexshire-street.csv": csv_text(row("a1")),
            "2025-01/2025-01-norfolk-street.csv": csv_text(
                row("b1", lsoa=OUTSIDE, force="Norfolk Constabulary")
            ),
        }
    )

    reading = read_street(tmp_path, ("all.zip", packed))

    assert reading.slices[0].frame["reported_by"].tolist() == [FORCE]
    assert severities(reading) == {"nothing-in-partnership": "warning"}


def test_columns_may_come_in_any_order_and_case(tmp_path):
    text = "LSOA CODE;crime type;MONTH\nX01000001;Burglary;2025-01\n"

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["lsoa_code"].tolist() == [INSIDE]


def test_heading_may_stand_below_a_title(tmp_path):
    text = "Crimes of January,,\n\n" + csv_text(row("a1"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["source_row"].tolist() == [4]


def test_windows_text_is_read_with_a_note(tmp_path):
    content = csv_text(row("a1", location="On or near Café Corner")).encode("cp1252")

    reading = read_street(tmp_path, (NAME, content))

    assert reading.slices[0].frame["location"].tolist() == ["On or near Café Corner"]
    assert severities(reading) == {"windows-1252": "note"}


def test_utf_8_with_a_mark_and_utf_16_are_read(tmp_path):
    text = csv_text(row("a1"))

    for content in (text.encode("utf-8-sig"), text.encode("utf-16")):
        reading = read_street(tmp_path, (NAME, content))

        assert reading.slices[0].frame["crime_id"].tolist() == ["a1"]


def test_progress_is_reported_file_by_file(tmp_path):
    from datasources.intake import read_files
    from datasources.kinds import police_street
    from tests.unit.datasources.building import stored

    told = []
    files = [stored(tmp_path, NAME, csv_text(row("a1")))]

    read_files(police_street.KIND, files, context(), lambda *what: told.append(what))

    assert [(step.slug, *more) for step, *more in told] == [
        ("unpack", NAME, 0, 1),
        ("tables", NAME, 0, 1),
        ("values", NAME, 0, 1),
        ("check", "", 1, 1),
    ]


def test_row_numbers_hold_over_many_batches(tmp_path):
    rows = [row(f"{n:064d}") for n in range(60_000)]
    rows[40_000] = "ragged"

    reading = read_street(tmp_path, (NAME, csv_text(*rows)))

    frame = reading.slices[0].frame
    assert reading.set_aside["row"].tolist() == [40_002]
    assert frame["source_row"].iloc[[0, 39_999, 40_000, -1]].tolist() == [2, 40_001, 40_003, 60_001]
    assert frame["crime_id"].iloc[-1] == f"{59_999:064d}"
    assert isinstance(frame, pd.DataFrame)
    assert HEADING.startswith("Crime ID")


def test_a_cell_downloaded_from_here_is_read_as_it_was_typed(tmp_path):
    typed = ("=1+1", "'=1+1", "-x", "＠home", "'quoted'", "+12.5 or so", "-5")
    cells = [row(location="PLACE").split(",") for _ in typed]
    rows = [
        [place if cell == "PLACE" else cell for cell in one]
        for one, place in zip(cells, typed, strict=True)
    ]
    downloaded = spreadsheets.csv_text([HEADING.split(","), *rows])

    reading = read_street(tmp_path, (NAME, downloaded.encode()))

    assert [str(place) for place in reading.slices[0].frame["location"]] == list(typed)


def test_codes_in_whatever_spelling_count_in_their_area(tmp_path):
    spellings = (INSIDE, INSIDE.lower(), f"'{INSIDE}", f'"""{INSIDE}"""', f"{INSIDE}\u00a0")
    rows = [row(f"a{at}", lsoa=lsoa) for at, lsoa in enumerate(spellings)]

    reading = read_street(tmp_path, (NAME, csv_text(*rows)))

    assert reading.slices[0].frame["lsoa_code"].tolist() == [INSIDE] * 5
    assert found(reading) == {"area-codes-rewritten": 3}
    assert severities(reading) == {"area-codes-rewritten": "note"}


def test_a_code_that_cannot_exist_is_an_error_and_lies_nowhere(tmp_path):
    text = csv_text(row("a1"), row("a2", lsoa="x0100001"), asb(lsoa="Wexmere 001A"), row("a3"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices[0].frame["crime_id"].tolist() == ["a1", "a3"]
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (4, 2, 2)
    assert [(one.code, one.severity, one.count, one.examples) for one in reading.findings] == [
        ("impossible-area-codes", "error", 2, ("row 3: x0100001", "row 4: Wexmere 001A"))
    ]
    assert reading.set_aside[["row", "reason"]].values.tolist() == [
        [3, "the area code cannot exist"],
        [4, "the area code cannot exist"],
    ]


PLACE = "-0.5,53.1"
MISPLACED = {
    "0,0": "coordinates-nought",
    "53.1,-0.5": "coordinates-swapped",
    "61.5,-9": "coordinates-swapped",
    "49,2.5": "coordinates-swapped",
    "546012,294500": "coordinates-in-metres",
    "0,1300000": "coordinates-in-metres",
    "700000,91": "coordinates-in-metres",
    "700001,91": "coordinates-elsewhere",
    "546012,1300001": "coordinates-elsewhere",
    "-1,294500": "coordinates-elsewhere",
    "546012,90": "coordinates-elsewhere",
    "-73.9,40.7": "coordinates-elsewhere",
    "-9.1,53.1": "coordinates-elsewhere",
    "2.51,53.1": "coordinates-elsewhere",
    "-0.5,48.9": "coordinates-elsewhere",
    "-0.5,61.6": "coordinates-elsewhere",
    "inf,53.1": "coordinates-elsewhere",
}


@pytest.mark.parametrize(("pair", "code"), MISPLACED.items(), ids=MISPLACED)
def test_a_map_point_that_is_no_place_here_is_told_and_left_blank(tmp_path, pair, code):
    text = csv_text(row("a1"), row("a2").replace(PLACE, pair), row("a3").replace(PLACE, pair))

    reading = read_street(tmp_path, (NAME, text))

    assert [(one.code, one.severity, one.count, one.examples) for one in reading.findings] == [
        (code, "warning", 2, ("row 3", "row 4"))
    ]
    frame = reading.slices[0].frame[["longitude", "latitude", "lsoa_code"]].astype(object)
    assert frame.where(frame.notna(), None).values.tolist() == [
        [-0.5, 53.1, INSIDE],
        [None, None, INSIDE],
        [None, None, INSIDE],
    ]


@pytest.mark.parametrize("pair", ["0,53.1", "-9,49", "2.5,61.5", "-0.5,", ",53.1"])
def test_a_map_point_at_the_edge_of_the_country_passes(tmp_path, pair):
    reading = read_street(tmp_path, (NAME, csv_text(row("a1").replace(PLACE, pair))))

    assert found(reading) == {}
    expected = [float(one) if one else None for one in pair.split(",")]
    frame = reading.slices[0].frame[["longitude", "latitude"]].astype(object)
    assert frame.where(frame.notna(), None).values.tolist() == [expected]


def test_of_many_misplaced_points_and_several_files_the_count_is_whole(tmp_path):
    rows = [row(f"a{at}").replace(PLACE, "0,0") for at in range(7)]
    other = csv_text(row("b1", month="2025-02").replace(PLACE, "0,0"))

    one = read_street(tmp_path, (NAME, csv_text(*rows)))
    both = read_street(tmp_path, (NAME, csv_text(*rows)), ("2025-02-wexshire-street.csv", other))

    assert [(found.count, found.file, found.examples) for found in one.findings] == [
        (7, NAME, ("row 2", "row 3", "row 4", "row 5", "row 6"))
    ]
    assert [(found.count, found.file, found.examples) for found in both.findings] == [(8, "", ())]


def with_column(heading: str, *cells: str) -> str:
    rows = [f"{row(f'a{at}')},{cell}" for at, cell in enumerate(cells)]
    return csv_text(*rows, heading=f"{HEADING},{heading}")


@pytest.mark.parametrize(
    "heading",
    ["Count", "Number of crimes", "Total", "n", "NUMBER_OF_OFFENCES", "No. of incidents", "Crimes"],
)
def test_a_table_that_counts_crimes_is_not_read_as_one_crime_a_row(tmp_path, heading):
    reading = read_street(tmp_path, (NAME, with_column(heading, "1", "12", "1", "3", "12")))

    assert reading.slices == ()
    assert [(one.code, one.severity, one.message) for one in reading.findings] == [
        (
            "counts-not-rows",
            "error",
            f"The column “{heading}” holds numbers other than 1: a row seems to stand for several"
            " crimes. Here each row is counted as one, so every figure would be wrong."
            " Nothing of the file was read.",
        )
    ]


@pytest.mark.parametrize("cell", ["0", "2", "1.5", '"1,200"', " 7 "])
def test_any_number_but_one_stops_the_file(tmp_path, cell):
    reading = read_street(tmp_path, (NAME, with_column("Count", "1", "1", cell)))

    assert severities(reading) == {"counts-not-rows": "error"}


@pytest.mark.parametrize("cells", [("1", "1.0", ""), ("yes", "2nd", "no"), ("", "", "")])
def test_a_column_that_says_one_of_each_row_or_no_number_changes_nothing(tmp_path, cells):
    reading = read_street(tmp_path, (NAME, with_column("Count", *cells)))

    assert [one.rows for one in reading.slices] == [3]
    assert set(severities(reading).values()) == {"note"}


def test_a_number_in_a_column_of_another_name_is_no_count(tmp_path):
    reading = read_street(tmp_path, (NAME, with_column("Beat", "12", "3", "7")))

    assert [one.rows for one in reading.slices] == [3]
    assert found(reading) == {"columns-dropped": 1}


def test_a_count_far_down_stops_the_file_too(tmp_path):
    cells = ["1"] * 30_000 + ["2"]

    reading = read_street(tmp_path, (NAME, with_column("Count", *cells)))

    assert found(reading) == {"counts-not-rows": 1}


@pytest.mark.parametrize(
    "month",
    ["1/1/2025", "01-Jan-2025", "2025/01", "202501", "31/01/2025", "01/2025", "45658", "2025-1",
     "JANUARY 2025", "Jan-25", "01/31/2025", "20250131", "Wed 1 Jan 2025 07:25"],
)  # fmt: skip
def test_months_as_people_write_them_are_read(tmp_path, month):
    reading = read_street(
        tmp_path, (NAME, csv_text(row("a1", month=month), row("a2", month=month)))
    )

    assert [(one.period, one.rows) for one in reading.slices] == [("2025-01", 2)]
    assert found(reading) == {"months-rewritten": 2}


def test_a_published_month_is_a_month_and_no_financial_year(tmp_path):
    reading = read_street(tmp_path, ("street.csv", csv_text(row("a1", month="2011-12"))))

    assert [one.period for one in reading.slices] == ["2011-12"]
    assert found(reading) == {}


def test_days_of_a_month_are_never_spread_over_twelve(tmp_path):
    rows = [row(f"a{day}", month=f"01/{day:02d}/2025") for day in range(1, 32)]

    reading = read_street(tmp_path, (NAME, csv_text(*rows)))

    assert [(one.period, one.rows) for one in reading.slices] == [("2025-01", 31)]


def test_months_that_may_be_of_either_order_are_refused_with_both_readings(tmp_path):
    text = csv_text(row("a1", month="02/03/2025"), row("a2", month="05/04/2025"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices == ()
    assert severities(reading) == {"ambiguous-dates": "error"}
    assert reading.findings[0].message == (
        "The months are written as dates that can be read in two ways. 02/03/2025 may be 2 March"
        " 2025 or 3 February 2025, and no other cell of the column says which. Read the wrong way,"
        " a month would be spread over others, so nothing of the file was read."
    )


def test_dates_that_need_both_orders_are_refused_with_the_counts(tmp_path):
    text = csv_text(row("a1", month="13/01/2025"), row("a2", month="01/14/2025"))

    reading = read_street(tmp_path, (NAME, text))

    assert reading.slices == ()
    assert severities(reading) == {"ambiguous-dates": "error"}
    assert "1 cell (13/01/2025) can be read only if the day stands before the month" in (
        reading.findings[0].message
    )


def test_first_days_of_months_that_may_be_days_of_one_are_refused(tmp_path):
    rows = [row(f"a{day}", month=f"01/{day:02d}/2025") for day in range(1, 13)]

    reading = read_street(tmp_path, (NAME, csv_text(*rows)))

    assert reading.slices == ()
    assert (
        "Dates such as 01/02/2025 may be the first days of 11 months, or as many days of January"
        " 2025." in reading.findings[0].message
    )


def test_first_days_of_months_in_several_years_are_months(tmp_path):
    months = ["01/11/2024", "01/12/2024", "01/01/2025", "01/02/2025"]

    reading = read_street(
        tmp_path, ("street.csv", csv_text(*(row(f"a{one}", month=one) for one in months)))
    )

    assert [one.period for one in reading.slices] == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert "Every date is the first of a month" in reading.findings[0].message
