"""Tables found by their structure alone: nothing here says what kind of data they hold."""

import datetime
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasources.intake import findings as codes
from datasources.intake import found as found_module
from datasources.intake.blocks import layout_of
from datasources.intake.findings import Refused, finding
from datasources.intake.limits import Budget, Limits
from datasources.intake.sheets import Opened
from datasources.intake.text import Ragged
from datasources.intake.unpacking import Table
from tests.unit.datasources.finding_tables import Found, found_and_told, found_in
from tests.unit.datasources.raw_reading import received, workbook_of

NAMES = ("Area", "Month", "Number")
ROWS = {2: ("Fenland", "2024-01", "7"), 3: ("Wisbech", "2024-01", "12")}
PLAIN = "Area,Month,Number\nFenland,2024-01,7\nWisbech,2024-01,12\n"


def moved(rows: dict[int, tuple[str, ...]], by: int) -> dict[int, tuple[str, ...]]:
    return {row + by: cells for row, cells in rows.items()}


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "~", "¬"])
def test_plain_text_is_one_table(tmp_path, sign):
    assert found_in(tmp_path, "a.csv", PLAIN.replace(",", sign)) == [Found(NAMES, (1,), ROWS)]


def test_encoding_and_sign_are_known(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(PLAIN.replace("Fenland", "Ély").replace(",", ";").encode("cp1252"))

    opened = Opened(Table("a.txt", path, "text"), tmp_path, Budget(Limits()))
    found = list(found_module.found_tables(opened, [].append))

    assert [(one.encoding, one.delimiter) for one in found] == [("windows-1252", ";")]


def test_lines_around_a_text_are_kept_and_not_read_as_rows(tmp_path):
    content = (
        f"Crimes by area\n\nPeriod:,January 2024\n{PLAIN}\nSource: the police force\n"
        '"Notes: the numbers, as ever, may change",,\n'
    )

    assert found_in(tmp_path, "a.csv", content) == [
        Found(
            NAMES,
            (4,),
            moved(ROWS, 3),
            above=((1, "Crimes by area"), (3, "Period: January 2024")),
            below=(
                (8, "Source: the police force"),
                (9, "Notes: the numbers, as ever, may change"),
            ),
        )
    ]


def test_sign_that_the_first_line_names_is_believed(tmp_path):
    content = "sep=;\n" + PLAIN.replace(",", ";").replace("Fenland", "a, b, c")

    assert found_in(tmp_path, "a.csv", content) == [
        Found(NAMES, (2,), {3: ("a, b, c", *ROWS[2][1:]), 4: ROWS[3]})
    ]


def test_remark_lines_are_no_rows(tmp_path):
    content = f"# made on, 1 February, 2024\n{PLAIN}# end\n"

    tables, told = found_and_told(tmp_path, "a.csv", content)

    assert tables == [
        Found(
            NAMES,
            (2,),
            moved(ROWS, 1),
            above=((1, "# made on, 1 February, 2024"),),
            below=((5, "# end"),),
        )
    ]
    assert [one.code for one in told] == [codes.REMARKS_LEFT_OUT]


@pytest.mark.parametrize(
    "first",
    [
        "Fenland,2024-01,7",
        "Fenland,01/02/2024,4",
        "E07000010,Fenland,9",
        "2024-01,Fenland,9",
    ],
)
def test_first_record_is_not_eaten_where_no_headings_are(tmp_path, first):
    kept = tuple(first.split(","))
    others = [first.replace("7", str(n)).replace("9", str(n)) for n in range(10, 13)]

    tables, told = found_and_told(tmp_path, "a.csv", "\n".join([first, *others]))

    assert tables == [
        Found(
            ("column 1", "column 2", "column 3"),
            (),
            {1: kept} | {at: tuple(row.split(",")) for at, row in enumerate(others, start=2)},
            told=(codes.NO_HEADING_ROW,),
        )
    ]
    assert told == [
        finding(
            codes.NO_HEADING_ROW,
            "No row of names stands above the rows: row 1, the first, looks like a record, and was"
            " read as one. The columns are called column 1 to column 3.",
            "Say what each column holds, or ask the sender for the file with its headings.",
            count=3,
            file="a.csv",
        )
    ]


@pytest.mark.parametrize(
    "heading",
    [
        ("Area", "2021", "2022", "2023"),
        ("Area", "2023", "2022", "2021"),
        ("Area", "202401", "202402", "202403"),
        ("Area", "Sep-23", "Oct-23", "Nov-23"),
        ("Area", "2023-09-30", "2023-12-31", "2024-03-31"),
        ("Area", "All ages", "Under 16", "16+"),
    ],
)
def test_years_and_months_across_the_top_are_names(tmp_path, heading):
    rows = [("Fenland", "31", "28", "30"), ("Wisbech", "12", "40", "33")]
    content = "\n".join(",".join(row) for row in (heading, *rows))

    assert found_in(tmp_path, "a.csv", content) == [Found(heading, (1,), {2: rows[0], 3: rows[1]})]


def test_ages_across_the_top_are_names_and_few_rising_numbers_are_not(tmp_path):
    ages = ["Area", *map(str, range(5))]
    rows = [["Fenland", "9", "8", "9", "8", "9"], ["Wisbech", "7", "9", "8", "7", "9"]]

    by_age = found_in(tmp_path, "a.csv", "\n".join(map(",".join, [ages, *rows])))
    few = found_in(tmp_path, "b.csv", "Fenland,1,2\nWisbech,7,5\nMarch,9,8\n")

    assert [one.heading_rows for one in by_age] == [(1,)]
    assert [one.heading_rows for one in few] == [()]


@pytest.mark.parametrize(("numbers", "are_names"), [(5, True), (4, False)])
def test_five_rising_numbers_are_ages(tmp_path, numbers, are_names):
    first = ["Area", *map(str, range(numbers))]
    rows = [
        ["Fenland", *["9", "8"] * 3][: numbers + 1],
        ["Wisbech", *["7", "9"] * 3][: numbers + 1],
    ]

    (table,) = found_in(tmp_path, "a.csv", "\n".join(map(",".join, [first, *rows])))

    assert table.heading_rows == ((1,) if are_names else ())


@pytest.mark.parametrize("gap", [1, 2, 3, 20])
def test_blank_rows_below_the_names_take_no_names_away(tmp_path, gap):
    content = "Area,Month,Number\n" + "\n" * gap + PLAIN.partition("\n")[2]

    assert found_in(tmp_path, "a.csv", content) == [Found(NAMES, (1,), moved(ROWS, gap))]


@pytest.mark.parametrize(("pairs", "tables"), [(8, 1), (9, 2)])
def test_a_few_pairs_above_a_table_are_lines_and_many_are_a_table(tmp_path, pairs, tables):
    lines = ["Item,Value,", *(f"item {n},{n * n + 7}," for n in range(1, pairs))]
    content = "\n".join([*lines, "", *PLAIN.splitlines()])

    found = found_in(tmp_path, "a.csv", content)

    assert len(found) == tables
    assert found[-1].columns == NAMES
    assert sum(len(one.above) + len(one.rows) + len(one.heading_rows) for one in found) == pairs + 3


def test_table_of_words_alone_has_headings_unless_its_first_words_recur(tmp_path):
    words = "Force,Plan\nNorth,Patrols\nSouth,Lights\nWest,Lights\n"

    with_names = found_in(tmp_path, "a.csv", words)
    without = found_in(tmp_path, "b.csv", words.partition("\n")[2] + "East,Patrols\n")

    assert [one.heading_rows for one in with_names] == [(1,)]
    assert [(one.heading_rows, len(one.rows)) for one in without] == [((), 4)]


def test_names_that_are_blank_or_stand_twice_or_on_several_lines_are_told(tmp_path):
    content = 'Area,,"Number of\n offences",Number,Number\nFenland,x,7,8,9\nWisbech,y,12,3,4\n'

    tables, told = found_and_told(tmp_path, "a.csv", content)

    assert tables[0].columns == (
        *("Area", "column 2", "Number of offences", "Number", "Number (2)"),
    )
    assert told == [
        finding(
            codes.HEADINGS_NAMED,
            "1 column has no heading and is called column 2. 1 heading stands more than once"
            " (Number); the later ones are numbered: (2) and so on.",
            "Say what these columns hold where they are needed.",
            count=2,
            file="a.csv",
            examples=("column 2", "Number"),
        )
    ]


def test_cells_beyond_the_headings_are_columns_where_most_rows_have_them(tmp_path):
    rows = ["Fenland,2024-01,7,x", "Wisbech,2024-01,12,y", "March,2024-01,5"]

    tables = found_in(tmp_path, "a.csv", "\n".join(["Area,Month,Number", *rows]))

    assert tables == [
        Found(
            (*NAMES, "column 4"),
            (1,),
            {2: ("Fenland", "2024-01", "7", "x"), 3: ("Wisbech", "2024-01", "12", "y")},
            ragged=(Ragged(4, 3, 1),),
            told=(codes.HEADINGS_NAMED,),
        )
    ]


def test_comma_within_a_cell_never_shifts_the_others(tmp_path):
    content = PLAIN + "Wisbech, St Mary,2024-01,3\nMarch,2024-01,4\n"

    assert found_in(tmp_path, "a.csv", content) == [
        Found(NAMES, (1,), ROWS | {5: ("March", "2024-01", "4")}, ragged=(Ragged(4, 4, 1),))
    ]


@pytest.mark.parametrize("is_large", [True, False])
def test_rows_that_a_stray_mark_swallows_are_no_footnotes(tmp_path, monkeypatch, is_large):
    monkeypatch.setattr(found_module, "SMALL", 0 if is_large else 10_000)
    content = PLAIN + '"March,2024-01,4\nEly,2024-01,5\nSoham,2024-01,6\n'

    (table,) = found_in(tmp_path, "a.csv", content)

    assert (table.rows, table.below) == (ROWS, ())
    assert [(one.row, one.lines) for one in table.ragged] == [(4, 3)]


def test_row_names_of_r_leave_the_headings_over_their_columns(tmp_path):
    content = '"Area","Month","Number"\n"1","Fenland","2024-01",7\n"2","Wisbech","2024-01",12\n'

    assert found_in(tmp_path, "a.csv", content) == [
        Found(
            ("column 1", *NAMES),
            (1,),
            {2: ("1", *ROWS[2]), 3: ("2", *ROWS[3])},
            told=(codes.HEADINGS_NAMED,),
        )
    ]


def test_headings_on_every_page_are_left_out_and_told(tmp_path):
    content = PLAIN + PLAIN

    assert found_in(tmp_path, "a.csv", content) == [
        Found(NAMES, (1,), ROWS | {5: ROWS[2], 6: ROWS[3]}, told=(codes.REPEATED_HEADINGS,))
    ]
    assert found_in(tmp_path, "a.xlsx", sheet_of(content)) == [
        Found(NAMES, (1,), ROWS | {5: ROWS[2], 6: ROWS[3]}, "S", told=(codes.REPEATED_HEADINGS,))
    ]


def sheet_of(content: str) -> bytes:
    return workbook_of(("S", [line.split(",") for line in content.splitlines()]))


STACKED = (
    "Burglary\nArea,2023,2024\nFenland,31,40\nWisbech,12,9\n\n"
    "Vehicle crime\nArea,2023,2024\nFenland,5,6\nMarch,8,7\n"
)


@pytest.mark.parametrize("kind", ["text", "sheet"])
def test_tables_below_one_another_are_told_apart(tmp_path, kind):
    names = ("Area", "2023", "2024", "Line above the table")
    content = STACKED if kind == "text" else sheet_of(STACKED)
    sheet = "" if kind == "text" else "S"

    assert found_in(tmp_path, "a.csv" if kind == "text" else "a.xlsx", content) == [
        Found(
            names,
            (2,),
            {3: ("Fenland", "31", "40", "Burglary"), 4: ("Wisbech", "12", "9", "Burglary")},
            sheet,
            above=((1, "Burglary"),),
        ),
        Found(
            names,
            (7,),
            {8: ("Fenland", "5", "6", "Vehicle crime"), 9: ("March", "8", "7", "Vehicle crime")},
            sheet,
            above=((6, "Vehicle crime"),),
        ),
    ]


def test_blank_rows_and_lines_between_regions_do_not_cut_a_table(tmp_path):
    content = "Area,2023,2024\nEast\nFenland,31,40\n\nWest\nTaunton,12,9\n,,\nYeovil,..,8\n"

    assert found_in(tmp_path, "a.xlsx", sheet_of(content)) == [
        Found(
            ("Area", "2023", "2024"),
            (1,),
            {
                2: ("East", "", ""),
                3: ("Fenland", "31", "40"),
                5: ("West", "", ""),
                6: ("Taunton", "12", "9"),
                8: ("Yeovil", "..", "8"),
            },
            "S",
        )
    ]


def test_last_month_without_a_number_stays_a_row(tmp_path):
    content = "Month,Number\n2024-01,7\n2024-02,9\n2024-03\nSource: police\n"

    assert found_in(tmp_path, "a.xlsx", sheet_of(content)) == [
        Found(
            ("Month", "Number"),
            (1,),
            {2: ("2024-01", "7"), 3: ("2024-02", "9"), 4: ("2024-03", "")},
            "S",
            below=((5, "Source: police"),),
        )
    ]


GROUPED = [
    ("Table 1: crimes", None, None, None, None),
    (None, None, None, None, None),
    ("Area", "2023", None, "2024", None),
    (None, "Number", "Rate", "Number", "Rate"),
    ("Fenland", 31, 2.5, 40, 3.5),
    ("Wisbech", 12, 1.5, 9, 1.25),
]


@pytest.mark.parametrize("is_merged", [True, False])
def test_groups_above_names_are_joined_to_them(tmp_path, is_merged):
    def merge(book: openpyxl.Workbook) -> None:
        if is_merged:
            for cells in ("A1:E1", "A3:A4", "B3:C3", "D3:E3"):
                book["S"].merge_cells(cells)

    assert found_in(tmp_path, "a.xlsx", workbook_of(("S", GROUPED), change=merge)) == [
        Found(
            ("Area", "2023: Number", "2023: Rate", "2024: Number", "2024: Rate"),
            (3, 4),
            {
                5: ("Fenland", "31", "2.5", "40", "3.5"),
                6: ("Wisbech", "12", "1.5", "9", "1.25"),
            },
            "S",
            above=((1, "Table 1: crimes"),),
        )
    ]


def test_one_year_over_names_is_their_group_and_over_others_a_line(tmp_path):
    grouped = "Area,2024,,\n,Number,Rate\nFenland,31,2.5\nWisbech,12,1.5\n"
    line = "Year,2024,\nArea,Number,Rate\nFenland,31,2.5\nWisbech,12,1.5\n"

    (by_year,) = found_in(tmp_path, "a.xlsx", sheet_of(grouped))
    (below_line,) = found_in(tmp_path, "b.xlsx", sheet_of(line))

    assert (by_year.columns, by_year.above) == (("Area", "2024: Number", "2024: Rate"), ())
    assert (below_line.columns, below_line.above) == (
        ("Area", "Number", "Rate"),
        ((1, "Year 2024"),),
    )


def test_words_merged_down_belong_to_each_row_and_numbers_to_one(tmp_path):
    rows = [
        ("Force", "Area", "Officers", "Crimes"),
        ("North", "Alford", 20, 101),
        (None, "Borham", None, 202),
        ("South", "Cawley", 30, 303),
    ]

    def merge(book: openpyxl.Workbook) -> None:
        book["S"].merge_cells("A2:A3")
        book["S"].merge_cells("C2:C3")

    tables, told = found_and_told(tmp_path, "a.xlsx", workbook_of(("S", rows), change=merge))

    assert tables[0].rows == {
        2: ("North", "Alford", "20", "101"),
        3: ("North", "Borham", "", "202"),
        4: ("South", "Cawley", "30", "303"),
    }
    assert told[-1] == finding(
        codes.MERGED_CELLS,
        "Words in cells that are merged over several rows were read for each of these rows: 1 cell"
        " was filled. Numbers were left where they stand.",
        count=1,
        file="a.xlsx",
    )


def test_tables_beside_one_another_are_told_apart_and_columns_that_make_room_are_not(tmp_path):
    beside = [
        ("Area", "Number", None, "Area", "Number"),
        ("Fenland", 31, None, "Yeovil", 4),
        ("Wisbech", 12, None, "Taunton", 5),
    ]
    spaced = [
        (None, "Area", None, "2023", None, "2024"),
        (None, "Fenland", None, 31, None, 40),
        (None, "Wisbech", None, 12, None, 9),
    ]

    tables = found_in(tmp_path, "a.xlsx", workbook_of(("Two", beside), ("One", spaced)))

    assert tables == [
        Found(("Area", "Number"), (1,), {2: ("Fenland", "31"), 3: ("Wisbech", "12")}, "Two"),
        Found(("Area", "Number"), (1,), {2: ("Yeovil", "4"), 3: ("Taunton", "5")}, "Two"),
        Found(
            ("Area", "2023", "2024"),
            (1,),
            {2: ("Fenland", "31", "40"), 3: ("Wisbech", "12", "9")},
            "One",
        ),
    ]


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        (["Fenland,31,40", "Wisbech,12,9", "Total,50,60"], (4,)),
        (["Grand total,50,60", "Fenland,31,40", "Wisbech,12,9"], (2,)),
        (["East,343,449", "Fenland,131,240", "Wisbech,212,209", "West,105,7"], (2,)),
        (["Fenland,131,240", "Wisbech,212,209", "East,343,449", "West,105,7"], (4,)),
        # Totals of totals, below.
        (
            [
                *("a,100,200", "b,101,202", "x,201,402"),
                *("c,300,400", "d,303,404", "y,603,804"),
                "all,804,1206",
            ],
            (4, 7, 8),
        ),
        (["Fenland,50,60", "Wisbech,50,40", "March,100,100", "Ely,3,4"], (4,)),
        (["Fenland,49,59", "Wisbech,50,40", "March,99,99", "Ely,3,4"], ()),
        # Small numbers make sums by chance, and a row beside one other is no total.
        (["Fenland,3,5", "Wisbech,1,2", "March,2,3"], ()),
        (["Fenland,131,240", "Wisbech,131,240"], ()),
        # What every row says of itself is no total of others.
        (["Total crime,31,40", "Total crime,12,9", "Total crime,7,8"], ()),
        (["Totley,31,40", "Subtotally,12,9"], ()),
    ],
)
def test_rows_that_look_like_totals_are_named_and_kept(tmp_path, rows, totals):
    content = "\n".join(["Area,2023,2024", *rows])

    for name, sent in (("a.csv", content), ("a.xlsx", sheet_of(content))):
        (table,) = found_in(tmp_path, name, sent)
        assert table.totals == totals
        assert len(table.rows) == len(rows)


def test_rows_hidden_among_the_headings_name_nothing(tmp_path):
    rows = [
        ("Sum of crimes", "Sum of x", "Sum of y"),
        ("Area", "2023", "2024"),
        ("Fenland", 31, 40),
        ("Wisbech", 12, 9),
    ]

    def hide(book: openpyxl.Workbook) -> None:
        for row in (1, 4):
            book["S"].row_dimensions[row].hidden = True

    (table,) = found_in(tmp_path, "a.xlsx", workbook_of(("S", rows), change=hide))

    assert (table.heading_rows, table.columns) == ((2,), ("Area", "2023", "2024"))
    assert list(table.rows) == [3, 4]
    assert table.told == (codes.HIDDEN_ROWS,)


def test_hidden_sheet_is_read_only_where_no_other_holds_a_table(tmp_path):
    def hide(book: openpyxl.Workbook) -> None:
        book["Old"].sheet_state = "hidden"

    table = [NAMES, ("Fenland", "2024-01", 7), ("Wisbech", "2024-01", 12)]
    shown, told = found_and_told(
        tmp_path, "a.xlsx", workbook_of(("Old", table), ("Now", table), change=hide)
    )
    alone = found_in(
        tmp_path, "b.xlsx", workbook_of(("Old", table), ("Note", [("x",)]), change=hide)
    )

    assert [one.sheet for one in shown] == ["Now"]
    assert [one.code for one in told] == [codes.SHEET_USED, codes.HIDDEN_SHEETS]
    assert [(one.sheet, one.told) for one in alone] == [("Old", (codes.HIDDEN_SHEET_READ,))]


def test_the_hidden_sheet_that_is_meant_is_read_beside_the_others(tmp_path):
    def hide(book: openpyxl.Workbook) -> None:
        for name in ("Old", "Older"):
            book[name].sheet_state = "hidden"

    table = [NAMES, ("Fenland", "2024-01", 7), ("Wisbech", "2024-01", 12)]
    content = workbook_of(("Old", table), ("Older", table), ("Now", table), change=hide)

    found, told = found_and_told(tmp_path, "a.xlsx", content, "Old")

    assert [one.sheet for one in found] == ["Now", "Old"]
    assert [one.examples for one in told if one.code == codes.HIDDEN_SHEETS] == [("Older",)]


def test_formulas_without_results_leave_out_their_table_and_not_the_others(tmp_path):
    rows = [NAMES, ("Fenland", "2024-01", 7), ("Wisbech", "2024-01", "=1+2")]
    good = [NAMES, ("Fenland", "2024-01", 7), ("Wisbech", "2024-01", 12)]

    tables, told = found_and_told(tmp_path, "a.xlsx", workbook_of(("Bad", rows), ("Good", good)))

    assert [one.sheet for one in tables] == ["Good"]
    assert [(one.code, one.severity) for one in told] == [
        (codes.SHEET_USED, "note"),
        (codes.FORMULAS_WITHOUT_VALUE, "warning"),
    ]
    with pytest.raises(Refused) as refused:
        found_in(tmp_path, "b.xlsx", workbook_of(("Bad", rows)))
    assert "“Number”" in refused.value.message


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "Area,Month,Number\n", codes.NO_ROWS),
        ("a.xlsx", workbook_of(("Form", [("Please fill in",), NAMES])), codes.NO_ROWS),
        ("a.csv", "one\ntwo\nthree\n", codes.NO_TABLE),
        ("a.xlsx", workbook_of(("Notes", [("one",), ("two",)])), codes.NO_TABLE),
        ("a.xlsx", workbook_of(("Empty", [])), codes.NO_TABLE),
        ("a.txt", "Area      No\nFenland    7\nWisbech   12\nMarch      3\n", codes.NO_TABLE),
        (
            "a.txt",
            "Area     Y1  No\nFenland  23   7\nWisbech  23  12\nMarch    23   3\n",
            "fixed-width",
        ),
        ("a.csv", "\ufeff \n\n", codes.EMPTY_FILE),
    ],
    ids=range(8),
)
def test_file_without_a_table_is_refused_with_what_was_seen(tmp_path, name, content, code):
    with pytest.raises(Refused) as refused:
        found_in(tmp_path, name, content)

    assert refused.value.code == code
    assert refused.value.what_to_do.endswith(".")


def test_records_of_json_are_never_without_headings(tmp_path):
    records = [{"2023": "7", "2024": "9"}, {"2023": "7", "2024": "9"}]

    assert found_in(tmp_path, "a.json", json.dumps(records)) == [
        Found(("2023", "2024"), (1,), {2: ("7", "9"), 3: ("7", "9")})
    ]


def test_tables_of_a_page_are_found_with_their_groups(tmp_path):
    page = (
        "<table><caption>Crimes</caption><tr><th rowspan=2>Area<th colspan=2>2024</tr>"
        "<tr><th>Number<th>Rate</tr><tr><td>Fenland<td>31<td>2.5</tr>"
        "<tr><td>Wisbech<td>12<td>1.5</tr></table>"
    )

    assert found_in(tmp_path, "a.html", page) == [
        Found(
            ("Area", "2024: Number", "2024: Rate"),
            (1, 2),
            {3: ("Fenland", "31", "2.5"), 4: ("Wisbech", "12", "1.5")},
            "Crimes",
        )
    ]


def test_large_text_is_streamed_in_batches_with_its_own_numbers(tmp_path, monkeypatch):
    from datasources.intake import parsing

    monkeypatch.setattr(parsing, "PART", 2_000)
    monkeypatch.setattr(found_module, "SMALL", 1_000)
    lines = [f"Fenland,2024-01,{number}" for number in range(1_000)]
    lines[500] = "a,b,c,d"
    lines[600] = ""
    content = "\n".join(["Title", "Area,Month,Number", *lines, "Total,,99", "Source: the police"])

    (table,) = found_in(tmp_path, "a.csv", content)

    assert list(table.rows) == [n for n in range(3, 1_004) if n not in (503, 603)]
    assert table.rows[1_002] == ("Fenland", "2024-01", "999")
    assert (table.above, table.below) == (((1, "Title"),), ((1_004, "Source: the police"),))
    assert (table.totals, table.ragged) == ((1_003,), (Ragged(503, 4, 1),))


WORD = st.text(alphabet="abcdefgh", min_size=3, max_size=6)


@settings(max_examples=15)
@given(
    names=st.lists(WORD, min_size=2, max_size=5, unique=True),
    above=st.lists(WORD, max_size=3),
    count=st.integers(min_value=3, max_value=12),
    numbers=st.randoms(use_true_random=False),
)
def test_rows_of_any_plain_table_are_all_found_under_their_names(
    tmp_path_factory, names, above, count, numbers
):
    rows = [
        [f"row {at}", *(str(numbers.randint(1, 99_999)) for _ in names[1:])] for at in range(count)
    ]
    lines = [*([one] for one in above), *([[]] if above else []), names, *rows]
    begin = len(lines) - count + 1
    content = "\n".join(map(",".join, lines))

    for name, sent in (("a.csv", content), ("a.xlsx", sheet_of(content))):
        (table,) = found_in(tmp_path_factory.mktemp("found"), name, sent)
        assert table.columns == tuple(names)
        assert table.rows == {begin + at: tuple(row) for at, row in enumerate(rows)}
        assert [line for _, line in table.above] == above


LINES = (
    *("Area,2023,2024", "Fenland,31,40", "Wisbech,12,9", "Total,43,49", "2024-01,7,8"),
    *("", ",,", "A title", "Source: police,,", "North", "a,b", "Fenland,31,40,9", "Area,Plan,Note"),
    *("Fenland,lights,new", ",Number,Rate", "Period,January 2024,", "Fenland,..,", "1,2,3"),
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_every_line_is_a_row_a_name_or_a_line_said_and_never_two_of_them(tmp_path_factory, lines):
    folder = tmp_path_factory.mktemp("lines")
    try:
        tables, told = found_and_told(folder, "a.csv", "\n".join(lines))
    except Refused:
        return
    places = [
        row
        for one in tables
        for row in (
            *(*one.heading_rows, *one.rows),
            *(line for line, _ in (*one.above, *one.below)),
            *(ragged.row for ragged in one.ragged),
        )
    ]
    again = sum(one.count for one in told if one.code == codes.REPEATED_HEADINGS)

    filled = [at for at, line in enumerate(lines, start=1) if line.strip(",")]
    assert len(places) == len(set(places))
    assert set(places) <= set(filled)
    assert len(places) + again == len(filled)


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(LINES), max_size=25),
    st.frozensets(st.integers(min_value=0, max_value=25)),
)
def test_every_row_of_a_sheet_has_one_place(lines, hidden):
    rows = [line.split(",") for line in lines]

    layout = layout_of(rows, hidden=hidden)

    places = [
        at
        for one in layout.blocks
        for at in (*one.above, *one.headings, *one.rows, *one.repeated, *one.below)
    ]
    filled = [at for at, row in enumerate(rows) if any(row)]
    assert sorted(places) == (filled if layout.blocks else [])
    assert all(list(one.rows) == sorted(one.rows) for one in layout.blocks)


def test_days_in_cells_come_out_in_iso(tmp_path):
    rows = [("Day", "Number"), (datetime.date(2024, 2, 29), 3), (datetime.date(2024, 3, 1), 4)]

    (table,) = found_in(tmp_path, "a.xlsx", workbook_of(("S", rows)))

    assert table.rows == {2: ("2024-02-29", "3"), 3: ("2024-03-01", "4")}


def of_year_2024(cells):
    return {"Area", "2024: Number"} <= set(cells)


@pytest.mark.parametrize("kind", ["sheet", "text"])
def test_kind_that_needs_names_of_two_rows_gets_them_with_their_row_numbers(tmp_path, kind):
    content = (
        "Crimes\nArea,2024,\n,Number,Rate\nFenland,31,2.5\n\nWisbech,12,1.5\nSource: the police\n"
    )
    name, sent = ("a.csv", content) if kind == "text" else ("a.xlsx", sheet_of(content))

    read = received(tmp_path, name, sent, of_year_2024)

    assert read.rows == {4: ("Fenland", "31", "2.5"), 6: ("Wisbech", "12", "1.5")}
    assert read.ragged == []
    assert [one.code for one in read.findings] == ([] if kind == "text" else [codes.SHEET_USED])


def test_kind_reads_the_one_table_of_several_that_fits(tmp_path):
    content = f"{STACKED}\nBy month\n{PLAIN}"

    read = received(
        tmp_path, "a.csv", content, lambda cells: tuple(cells) == (*NAMES[:2], "Number")
    )

    assert read.rows == moved(ROWS, 11)


def test_refusal_of_a_kind_stands_where_no_table_fits(tmp_path):
    with pytest.raises(Refused) as refused:
        received(tmp_path, "a.csv", "Ély,Premises\n1,2\n".encode("cp1252"), lambda _cells: False)

    assert refused.value.code == codes.NO_HEADING
