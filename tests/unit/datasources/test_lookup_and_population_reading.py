import io

import openpyxl
import pytest

from datasources import kinds, samples
from datasources.intake import read_files
from datasources.kinds import area_lookup
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    context,
    found,
    read_as,
    severities,
    stored,
)

ONS = "LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM,RGN24NM"


def read_lookup(tmp_path, text: str, **given):
    return read_as("area-look-up", stored(tmp_path, "look-up.csv", text), context(**given))


def read_population(tmp_path, content, name="population.csv"):
    return read_as("population", stored(tmp_path, name, content))


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_lookup_with_names_of_the_statistics_office(tmp_path):
    text = (
        f'{ONS}\n{INSIDE},Wexmere 001A,X05000001,"Coates & Eastrea, North",{DISTRICT},Wexmere,E\n'
    )

    reading = read_lookup(tmp_path, text)

    assert [(one.period, one.rows) for one in reading.slices] == [("2024", 1)]
    assert reading.slices[0].frame.to_dict("records") == [
        dict(
            zip(
                area_lookup.CLEAN_COLUMNS,
                (INSIDE, "Wexmere 001A", "2021", "X05000001", "Coates & Eastrea, North", "2024")
                + (DISTRICT, "Wexmere", "2024"),
                strict=True,
            )
        )
    ]
    assert found(reading) == {"vintage-found": 1, "partnership-areas": 1}


def test_lookup_tells_repeats_blanks_and_missing_areas(tmp_path):
    text = (
        "lsoa21_code,ward24_code,ltla24_code\n"
        f"{INSIDE},X05000001,{DISTRICT}\n{INSIDE},X05000002,{DISTRICT}\nNotes,,\n"
    )

    reading = read_lookup(tmp_path, text, partnership_areas=(DISTRICT, "X07000009"))

    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (3, 1, 2)
    assert found(reading) == {
        "vintage-found": 1,
        "repeated-lsoa": 1,
        "blank-codes": 1,
        "partnership-not-in-look-up": 1,
        "partnership-areas": 1,
    }
    assert reading.slices[0].frame["ward_code"].tolist() == ["X05000001"]
    assert reading.slices[0].frame["lad_name"].tolist() == [DISTRICT]


def test_lookup_sent_again_is_compared(tmp_path):
    text = f"lsoa21_code,ward24_code,ltla24_code\n{INSIDE},X05000001,{DISTRICT}\n"
    held = read_lookup(tmp_path, text).slices[0].frame

    again = read_lookup(tmp_path, text, current={"2024": held}.get)
    changed = read_lookup(
        tmp_path, text.replace("X05000001", "X05000002"), current={"2024": held}.get
    )

    assert again.slices[0].compares.is_identical
    assert found(again)["same-as-current"] == 1
    assert changed.slices[0].compares.changed == {"ward_code": 1, "ward_name": 1}
    assert found(changed)["republished"] == 1


def test_population_workbook_is_searched_for_sheet_and_heading_row(tmp_path):
    content = workbook(
        {
            "Cover sheet": [["Population"]],
            "Notes": [["LSOA 2021 Code is explained here"]],
            "Mid-2022 to mid-2024 LSOA": [
                ["Title"],
                ["One table"],
                [],
                ["LSOA 2021 Code", "Mid-2024: Population", "Mid-2023: Population"],
                [INSIDE, 1200.0, "1,100"],
                [ALSO_INSIDE, 900, 880],
                ["", "Source: the office", ""],
            ],
        }
    )

    reading = read_population(tmp_path, content, "population.xlsx")

    assert [(one.period, one.frame.values.tolist()) for one in reading.slices] == [
        ("mid-2023", [[INSIDE, 1100], [ALSO_INSIDE, 880]]),
        ("mid-2024", [[INSIDE, 1200], [ALSO_INSIDE, 900]]),
    ]
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (3, 2, 1)
    assert reading.findings[0].message == (
        "The sheet 'Mid-2022 to mid-2024 LSOA' was read; its headings are in row 4."
    )
    assert [one.code for one in reading.findings] == [
        "sheet-used",
        "blank-codes",
        "partnership-population",
        "partnership-population",
    ]
    assert reading.findings[-1].count == 2100


def test_population_workbook_with_a_sheet_for_each_year(tmp_path):
    table = [["LSOA 2021 Code", "LSOA 2021 Name", "Total", "0", "1"], [INSIDE, "W", "1,200", 3, 4]]
    content = workbook({"Mid-2023 LSOA 2021": [["T"], *table], "Mid-2024 LSOA 2021": table})

    reading = read_population(tmp_path, content, "population.xlsx")

    assert [one.period for one in reading.slices] == ["mid-2023", "mid-2024"]
    assert reading.slices[0].frame.values.tolist() == [[INSIDE, 1200]]
    assert found(reading)["areas-without-population"] == 1


def test_population_that_is_no_number_is_not_nobody(tmp_path):
    text = f"LSOA 2021 Code,Mid-2024: Population\n{INSIDE},..\n{ALSO_INSIDE},0\n"

    reading = read_population(tmp_path, text)

    assert reading.slices[0].frame.values.tolist() == [[ALSO_INSIDE, 0]]
    assert found(reading)["unreadable-numbers"] == 1
    assert severities(reading)["areas-without-population"] == "warning"


def test_population_without_a_year_is_refused(tmp_path):
    reading = read_population(tmp_path, f"LSOA code,Total\n{INSIDE},5\n")

    assert reading.slices == ()
    assert severities(reading) == {"year-unknown": "error"}


@pytest.mark.parametrize("kind", ["area-look-up", "population"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.5", "pdf-file"),
        (b"a,b\n1,2\n", "no-heading"),
        (b"Crime ID,Month,LSOA code,Crime type\n", "wrong-kind"),
    ],
)
def test_bad_files_are_refused_for_every_kind(tmp_path, kind, content, code):
    reading = read_as(kind, stored(tmp_path, "x.csv", content))

    assert (reading.slices, severities(reading)) == ((), {code: "error"})


def test_headings_without_rows_are_refused(tmp_path):
    reading = read_population(tmp_path, "LSOA 2021 Code,Mid-2024: Population\n")

    assert severities(reading) == {"no-rows": "error"}


def test_sample_files_read_as_their_kinds(tmp_path):
    place = samples.wexmere(small_areas=8)
    lookup = read_as(
        "area-look-up",
        stored(tmp_path, "l.csv", samples.write_lookup(tmp_path, place).read_bytes()),
    )
    people = read_population(
        tmp_path, samples.write_population(tmp_path, place, [2023, 2024]).read_bytes()
    )

    assert lookup.rows_kept == people.rows_kept == len(place.small_areas)
    assert [one.period for one in people.slices] == ["mid-2023", "mid-2024"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_versions_of_a_mid_year_none_is_used(tmp_path, order):
    texts = (
        f"LSOA 2021 Code,Mid-2024: Population\n{INSIDE},100\n",
        f"LSOA 2021 Code,Mid-2024: Population\n{INSIDE},101\n{ALSO_INSIDE},50\n",
    )
    files = [stored(tmp_path, f"{at}.csv", texts[at]) for at in order]

    reading = read_files(kinds.by_slug("population"), files, context())

    assert reading.slices == ()
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (3, 0, 3)
    told = [one for one in reading.findings if one.code == "two-versions-of-a-period"]
    assert [(one.severity, one.file) for one in told] == [("error", f"{at}.csv") for at in order]


def test_a_mid_year_sent_twice_in_another_order_is_used_once(tmp_path):
    rows = [f"{INSIDE},100", f"{ALSO_INSIDE},50"]
    texts = ["\n".join(["LSOA 2021 Code,Mid-2024: Population", *one]) for one in (rows, rows[::-1])]
    files = [stored(tmp_path, f"{at}.csv", text) for at, text in enumerate(texts)]

    reading = read_files(kinds.by_slug("population"), files, context())

    assert [(one.period, one.rows) for one in reading.slices] == [("mid-2024", 2)]
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (4, 2, 2)
    assert severities(reading)["same-period-twice"] == "note"


def test_codes_of_a_lookup_count_in_whatever_spelling(tmp_path):
    text = (
        "lsoa21_code,ward24_code,ltla24_code\n"
        f"{INSIDE.lower()},'X05000001,{DISTRICT}\u00a0\n"
        f"{INSIDE},X05000002,{DISTRICT}\n"
        f"{ALSO_INSIDE},X05000001,X0700001\n"
        "Wexmere 001C,X05000001,X07000001\n"
    )

    reading = read_lookup(tmp_path, text)

    columns = ["lsoa_code", "ward_code", "lad_code"]
    assert reading.slices[0].frame[columns].values.tolist() == [[INSIDE, "X05000001", DISTRICT]]
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (4, 1, 3)
    assert found(reading) == {
        "area-codes-rewritten": 1,
        "impossible-area-codes": 2,
        "vintage-found": 1,
        "repeated-lsoa": 1,
        "partnership-areas": 1,
    }
    impossible = reading.findings[1]
    assert (impossible.code, impossible.severity, impossible.examples) == (
        "impossible-area-codes",
        "error",
        ("row 4: X0700001", "row 5: Wexmere 001C"),
    )


def test_codes_of_a_population_count_in_whatever_spelling(tmp_path):
    text = (
        "LSOA 2021 Code,Mid-2024: Population\n"
        f'{INSIDE.lower()},"1,200"\n"""{INSIDE}""",1\n{ALSO_INSIDE},900\nX0100000,5\n'
        "Source: the office,\n"
    )

    reading = read_population(tmp_path, text)

    assert reading.slices[0].frame.values.tolist() == [[INSIDE, 1200], [ALSO_INSIDE, 900]]
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (5, 2, 3)
    assert found(reading) == {
        "area-codes-rewritten": 2,
        "impossible-area-codes": 1,
        "blank-codes": 1,
        "repeated-lsoa": 1,
        "partnership-population": 2100,
    }
    assert severities(reading)["impossible-area-codes"] == "error"


def test_numbers_as_publishers_write_them_are_read_and_markers_are_named(tmp_path):
    cells = {
        "X01000001": '"1,200"', "X01000002": "1 201", "X01000003": "1\u00a0202",
        "X01000004": "1203.0", "X01000005": "c", "X01000006": "[z]",
        "X01000007": "1200 [p]", "X01000008": "",
    }  # fmt: skip
    rows = "".join(f"{code},{cell}\n" for code, cell in cells.items())

    reading = read_population(tmp_path, f"LSOA 2021 Code,Mid-2024: Population\n{rows}")

    assert reading.slices[0].frame.values.tolist() == [
        ["X01000001", 1200], ["X01000002", 1201], ["X01000003", 1202], ["X01000004", 1203],
    ]  # fmt: skip
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (8, 4, 4)
    held_back, bad = reading.findings[:2]
    assert (held_back.code, held_back.severity, held_back.count, held_back.message) == (
        "numbers-held-back",
        "warning",
        3,
        "3 rows have a marker where the population of mid-2024 stands: 1200 [p] (provisional),"
        " [z] (not applicable) and c (confidential). Set aside: these areas have no rates.",
    )
    assert (bad.code, bad.count) == ("unreadable-numbers", 1)


def test_of_areas_that_stand_in_the_table_without_a_number_the_number_is_asked_for(tmp_path):
    in_table = f"LSOA 2021 Code,Mid-2024: Population\n{INSIDE},[c]\n{ALSO_INSIDE},900\n"
    not_in_table = f"LSOA 2021 Code,Mid-2024: Population\n{ALSO_INSIDE},900\n"

    told = [
        {one.code: one.what_to_do for one in read_population(tmp_path, text).findings}
        for text in (in_table, not_in_table)
    ]

    assert [one["areas-without-population"] for one in told] == [
        "They stand in the table without a number: ask the publisher for it.",
        "The table may be of another year's areas than the look-up.",
    ]


def test_of_a_population_whose_comma_may_part_decimals_none_is_taken(tmp_path):
    text = f'LSOA 2021 Code,Mid-2024: Population\n{INSIDE},"1,5"\n{ALSO_INSIDE},1.5\n'

    reading = read_population(tmp_path, text)

    assert [one.rows for one in reading.slices] in ([], [0])
    assert found(reading)["unreadable-numbers"] == 2
