"""Workbooks, web pages and JSON as partners really send them: what is hidden in them is said."""

import datetime
import io
import json
import re
import zipfile

import openpyxl
import pytest

from datasources.grids import old_workbooks
from datasources.intake import Limits
from datasources.intake import findings as codes
from datasources.intake.findings import Finding, Refused, finding
from tests.unit.datasources.building import zipped
from tests.unit.datasources.old_workbook import xls
from tests.unit.datasources.raw_reading import AREA, received, workbook_of

NAME = "areas.xlsx"
ROWS = [AREA, ("Fenland", "2024-01", 7, "Market Place"), ("Wisbech", "2024-01", 12, "Mill Lane")]
READ = {
    2: ("Fenland", "2024-01", "7", "Market Place"),
    3: ("Wisbech", "2024-01", "12", "Mill Lane"),
}


def used(sheet: str, row: int, rows: int, *, what: str = "", file: str = NAME) -> Finding:
    return finding(
        codes.SHEET_USED,
        f"{what or f'The sheet {sheet!r}'} was read; its headings are in row {row}.",
        count=rows,
        file=file,
        examples=(sheet, str(row)),
    )


def hidden_rows(count: int, *rows: int, file: str = NAME) -> Finding:
    is_read = "1 row is" if count == 1 else f"{count} rows are"
    return finding(
        codes.HIDDEN_ROWS,
        f"{is_read} hidden in the workbook, by a filter or by hand."
        f" {'It was' if count == 1 else 'They were'} read like all others.",
        "Ask the sender whether only the rows that are shown were meant. If so, copy these into a"
        " new workbook and send that.",
        count=count,
        file=file,
        examples=tuple(f"row {row}" for row in rows),
    )


def test_rows_hidden_by_a_filter_are_read_and_named(tmp_path):
    def hide(book: openpyxl.Workbook) -> None:
        for row in (1, 4, 6, 9):  # a heading row, data, and a row below the last
            book["Data"].row_dimensions[row].hidden = True

    rows = [AREA, *[("Fenland", "2024-01", number, "x") for number in range(6)]]

    read = received(tmp_path, NAME, workbook_of(("Data", rows), change=hide))

    assert len(read.rows) == 6
    assert read.findings == [used("Data", 1, 6), hidden_rows(2, 4, 6)]


def hide_sheets(*names: str):
    def change(book: openpyxl.Workbook) -> None:
        for name in names:
            book[name].sheet_state = "veryHidden" if name == "Older" else "hidden"

    return change


def test_hidden_sheets_are_not_read_where_another_fits(tmp_path):
    old = [AREA, ("Old", "2023-01", 1, "")]
    content = workbook_of(
        ("Older", old), ("Old", old), ("Now", ROWS), change=hide_sheets("Old", "Older")
    )

    assert received(tmp_path, NAME, content) == (
        READ,
        [],
        [
            used("Now", 1, 2),
            finding(
                codes.HIDDEN_SHEETS,
                "2 sheets are hidden in the workbook and were not read: Older and Old.",
                "If one of them is meant, show it in Excel, save the workbook and send it"
                " again. Where a layout can be said of this source, it can be chosen there"
                " instead.",
                count=2,
                file=NAME,
                examples=("Older", "Old"),
            ),
        ],
    )


def test_hidden_sheet_is_read_where_no_other_fits(tmp_path):
    content = workbook_of(("Notes", [("Hello",)]), ("Data", ROWS), change=hide_sheets("Data"))

    read = received(tmp_path, NAME, content)

    assert read.rows == READ
    assert read.findings == [
        used("Data", 1, 2),
        finding(
            codes.HIDDEN_SHEET_READ,
            "The sheet 'Data' is hidden in the workbook. It was read, because no other holds the"
            " table.",
            "Ask the sender whether it is the right one: hidden sheets are often old.",
            count=1,
            file=NAME,
            examples=("Data",),
        ),
    ]


def without_value(said: str) -> tuple[str, str]:
    return (
        f"{said}, so there is nothing to read. The program that made the workbook did not"
        " calculate them.",
        "Open the workbook in Excel, save it there, and send it again.",
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {(2, 2): '=TEXT(A2,"x")'},
            "The column “Month” holds formulas whose results are not stored in the workbook"
            " (1 cell, from row 2)",
        ),
        (
            {(3, 1): "=1", (2, 3): "=1+1", (3, 3): "=2+1"},
            "The columns “Area” and “Number” hold formulas whose results are not stored in the"
            " workbook (3 cells, from row 2)",
        ),
    ],
)
def test_formulas_without_a_stored_result_are_refused_by_column(tmp_path, cells, said):
    def change(book: openpyxl.Workbook) -> None:
        for (row, column), formula in cells.items():
            book["Data"].cell(row, column, formula)

    with pytest.raises(Refused) as refused:
        received(tmp_path, NAME, workbook_of(("Data", ROWS), change=change))

    assert refused.value.code == codes.FORMULAS_WITHOUT_VALUE
    assert (refused.value.message, refused.value.what_to_do) == without_value(said)


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1">{headings}</row><row r="2">{cells}</row></sheetData></worksheet>'
)


def hand_made(cells: str, calculation: str = "") -> bytes:
    """A workbook of one row below the headings of areas, with its cells as XML."""
    headings = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in AREA)
    made = {}
    with zipfile.ZipFile(io.BytesIO(workbook_of(("Data", ROWS)))) as archive:
        for name in archive.namelist():
            made[name] = archive.read(name)
    book = made["xl/workbook.xml"].decode()
    made["xl/workbook.xml"] = re.sub("<calcPr[^>]*/>", calculation, book)
    made["xl/worksheets/sheet1.xml"] = SHEET.format(headings=headings, cells=cells)
    return zipped(made)


FIRST = '<c r="A2" t="inlineStr"><is><t>Fenland</t></is></c>'
CALCULATE = '<calcPr calcId="1" fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(
    ("cell", "calculation", "value"),
    [
        ('<c r="C2"><f>1+6</f><v>7</v></c>', "", "7"),
        ('<c r="C2"><f>1+6</f><v>7</v></c>', CALCULATE, "7"),
        ('<c r="C2"><f>1-1</f><v>0</v></c>', "", "0"),
        ('<c r="C2"><v>0</v></c>', CALCULATE, "0"),
        ('<c r="C2" t="str"><f>""</f><v></v></c>', "", ""),
    ],
)
def test_stored_results_of_formulas_are_read(tmp_path, cell, calculation, value):
    read = received(tmp_path, NAME, hand_made(FIRST + cell, calculation))

    assert read.rows[2][:3] == ("Fenland", "", value)


@pytest.mark.parametrize(
    ("cell", "calculation"),
    [
        ('<c r="C2"><f>1+6</f></c>', ""),
        ('<c r="C2"><f>1+6</f><v/></c>', ""),
        ('<c r="C2"><f>1+6</f><v></v></c>', ""),
        # What some libraries write where they did not calculate: a nought is not the result.
        ('<c r="C2"><f>1+6</f><v>0</v></c>', CALCULATE),
    ],
)
def test_nought_that_nobody_calculated_is_no_result(tmp_path, cell, calculation):
    with pytest.raises(Refused) as refused:
        received(tmp_path, NAME, hand_made(FIRST + cell, calculation))

    assert "“Number”" in refused.value.message


def test_formulas_beside_the_table_do_not_matter(tmp_path):
    def change(book: openpyxl.Workbook) -> None:
        book["Data"]["A1"] = "=TODAY()"
        book["Data"]["G3"] = "=SUM(C3:C4)"

    content = workbook_of(("Data", [("",), *ROWS]), change=change)

    assert list(received(tmp_path, NAME, content).rows) == [3, 4]


def test_declared_entities_are_refused(tmp_path):
    content = hand_made(FIRST + '<c r="C2"><f>1+6</f><v>7</v></c>')
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    sheet = made["xl/worksheets/sheet1.xml"]
    made["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet

    with pytest.raises(Refused) as refused:
        received(tmp_path, NAME, zipped(made))

    assert refused.value.code == codes.WORKBOOK_DAMAGED


def test_days_and_times_come_out_in_iso_whatever_the_cells_show(tmp_path):
    day = datetime.datetime(2024, 2, 29)
    values = {
        "yyyy-mm-dd": (day, "2024-02-29"),
        "d-mmm": (day, "2024-02-29"),
        "mmm yy": (day, "2024-02-29"),
        "dd/mm/yyyy hh:mm": (day.replace(hour=13, minute=5), "2024-02-29T13:05:00"),
        "hh:mm": (datetime.time(13, 5), "13:05:00"),
        "[h]:mm": (datetime.timedelta(hours=26, minutes=30), "26:30:00"),
        "0": (12.0, "12"),
        "0.0": (0.1 + 0.2, "0.3"),
        "General": (True, "TRUE"),
    }

    def change(book: openpyxl.Workbook) -> None:
        for row, (shown, (value, _)) in enumerate(values.items(), start=2):
            book["Data"].cell(row, 2, value).number_format = shown

    read = received(tmp_path, NAME, workbook_of(("Data", [AREA]), change=change))

    assert [cells[1] for cells in read.rows.values()] == [text for _, text in values.values()]


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def ods(*rows: str) -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": (
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest'
                ':1.0"/>'
            ),
            "content.xml": ODS.format(rows="".join(rows)),
        }
    )


def ods_row(*cells: object, attributes: str = "") -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def test_rows_hidden_in_an_opendocument_workbook_are_named(tmp_path):
    content = ods(
        ods_row(*AREA),
        ods_row("Fenland", "2024-01", 7, "x", attributes='table:visibility="filter"'),
        ods_row(
            *("Wisbech", "2024-01", 12, "x"),
            attributes='table:visibility="collapse" table:number-rows-repeated="2"',
        ),
        ods_row("March", "2024-01", 3, "x"),
    )

    read = received(tmp_path, "areas.ods", content)

    assert [cells[0] for cells in read.rows.values()] == ["Fenland", "Wisbech", "Wisbech", "March"]
    assert read.findings == [
        used("Data", 1, 4, file="areas.ods"),
        hidden_rows(3, 2, 3, 4, file="areas.ods"),
    ]


@pytest.mark.parametrize("small", [True, False])
def test_rows_hidden_in_an_old_workbook_are_named(tmp_path, small):
    rows = [AREA, *[("Fenland", "2024-01", str(number), "x") for number in range(4)]]

    read = received(tmp_path, "areas.xls", xls(rows, hidden=(0, 2, 4), small=small))

    assert len(read.rows) == 4
    assert read.findings == [
        used("Data", 1, 4, file="areas.xls"),
        hidden_rows(2, 3, 5, file="areas.xls"),
    ]


def test_hidden_rows_of_a_damaged_old_workbook_are_none(tmp_path):
    whole = xls([AREA, ("Fenland", "2024-01", "7", "x")], hidden=(1,), small=True)
    path = tmp_path / "a.xls"
    for at in range(24, len(whole), 7):
        for byte in (0x00, 0xFF):
            path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
            assert sum(map(len, old_workbooks.hidden_rows(path).values())) <= 2
        path.write_bytes(whole[:at])
        assert sum(map(len, old_workbooks.hidden_rows(path).values())) <= 1


def test_formula_without_result_in_an_opendocument_workbook_is_refused(tmp_path):
    formula = '<table:table-cell table:formula="of:=1+1"/>'
    row = ods_row("Fenland", "2024-01").replace(
        "</table:table-row>", formula + "</table:table-row>"
    )

    with pytest.raises(Refused) as refused:
        received(tmp_path, "areas.ods", ods(ods_row(*AREA), row))

    assert (refused.value.code, "“Number”" in refused.value.message) == (
        codes.FORMULAS_WITHOUT_VALUE,
        True,
    )


PAGE = """<html><head><style>td {{color: red}}</style></head><body><table><tr><td>
<a href="/">Home</a></td></tr></table><table>{caption}
<tr><th>Area</th><th>Month</th><th>Number</th><th>Remark</th></tr>
<tr><td>Fenland</td><td>2024-01</td><td>7</td><td>Market<br>Place<span hidden>x</span></td></tr>
<tr><td>Wisbech<script>y()</script></td><td>2024-01</td><td> 12&nbsp;</td><td>Mill
<b>Lane</b><i style="display: none">z</i></td></tr></table></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.xls"])
def test_table_of_a_page_is_read_without_what_it_does_not_show(tmp_path, name):
    read = received(tmp_path, name, PAGE.format(caption="<caption>By area</caption>"))

    assert read.rows == READ
    assert read.findings[-1] == used(
        "By area", 1, 2, what="Table 1 of the web page ('By area')", file=name
    )
    assert [one.code for one in read.findings[:-1]] == [codes.NAMED_OTHERWISE] * (name == "a.xls")


def test_table_that_follows_a_style_or_comment_is_a_page(tmp_path):
    page = PAGE.format(caption="")
    content = "<!-- made by a report --><style>td{}</style>" + page[page.index("<table>") :]

    assert received(tmp_path, "a.html", content).rows == READ


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", ""), ("cp1252", ""), ("iso-8859-2", "iso-8859-2")]
)
def test_letters_of_a_page_are_read_as_it_says(tmp_path, encoding, declared):
    page = PAGE.format(caption="").replace("Fenland", "Ély")
    page = page.replace("<head>", f'<head><meta charset="{declared}">' if declared else "<head>")

    assert received(tmp_path, "a.html", page.encode(encoding)).rows[2][0] == "Ély"


def test_spans_keep_cells_under_their_headings(tmp_path):
    page = (
        "<table><tr><th>Area<th>Month<th>Number<th>Remark</tr>"
        "<tr><td rowspan=2>Fenland<td>2024-01<td>7<td>a</tr><tr><td>2024-02<td>8<td>b</tr>"
        "<tr><td colspan=2>Both<td>15<td rowspan=99999999>c</tr></table>"
    )

    assert received(tmp_path, "a.html", page).rows == {
        2: ("Fenland", "2024-01", "7", "a"),
        3: ("Fenland", "2024-02", "8", "b"),
        4: ("Both", "", "15", "c"),
    }


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>Your link has run out</body></html>",
        "<html><body><table><tr><td>Sign in</td></tr></table></body></html>",
        "<html><body><table><tr><td>Name</td><td>Password</td></tr></table></body></html>",
    ],
)
def test_page_without_a_table_of_rows_stays_refused(tmp_path, page):
    with pytest.raises(Refused) as refused:
        received(tmp_path, "a.csv", page)

    assert refused.value.code == codes.WEB_PAGE


RECORDS = [
    {"Area": "Fenland", "Month": "2024-01", "Number": 7, "Remark": "Market Place"},
    {"Area": "Wisbech", "Month": "2024-01", "Number": 12, "Remark": "Mill Lane"},
]


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (json.dumps(RECORDS), ""),
        (json.dumps(RECORDS, indent=2), ""),
        ("\n".join(map(json.dumps, RECORDS)) + "\n\n", ""),
        (json.dumps([list(RECORDS[0]), *[list(one.values()) for one in RECORDS]]), ""),
        (json.dumps({"count": 2, "next": None, "results": RECORDS}), "results"),
        (json.dumps({"result": {"records": RECORDS}}), "records"),
        (json.dumps({name: [one[name] for one in RECORDS] for name in RECORDS[0]}), ""),
        ("\ufeff" + json.dumps(RECORDS), ""),
    ],
)
def test_records_of_json_are_rows(tmp_path, content, called):
    what = f"The list '{called}' of the JSON" if called else "The list of the JSON"

    assert received(tmp_path, "a.json", content) == (
        READ,
        [],
        [used(called, 1, 2, what=what, file="a.json")],
    )


def test_records_that_differ_are_joined_by_name_and_numbers_stay_as_written(tmp_path):
    content = """[{"Area": "Fenland", "place": {"latitude": 52.50, "street": {"id": 1e3}}},
        {"Area": null, "Month": true, "place": {}, "tags": ["a", 2], "more": [{"x": 1}]}]"""
    heads: list[list[str]] = []

    def is_heading(cells):
        heads.append(list(cells))
        return cells[0] == "Area"

    read = received(tmp_path, "a.json", content, is_heading)

    assert heads[0] == [
        *("Area", "place.latitude", "place.street.id", "Month", "place", "tags", "more")
    ]
    assert read.rows == {
        2: ("Fenland", "52.50", "1e3", "", "", "", ""),
        3: ("", "", "", "TRUE", "", "a; 2", '[{"x": "1"}]'),
    }


def test_properties_of_a_map_file_are_columns_and_its_shapes_are_said(tmp_path):
    shapes = ["Polygon", "MultiPolygon"]
    features = [
        {"type": "Feature", "geometry": {"type": shape}, "properties": record}
        for shape, record in zip(shapes, RECORDS, strict=True)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features})

    assert received(tmp_path, "a.geojson", content) == (
        READ,
        [],
        [
            used("", 1, 2, what="The list of the JSON", file="a.geojson"),
            finding(
                codes.SHAPES_LEFT_OUT,
                "The records have shapes on the map (Polygon and MultiPolygon). Only their"
                " properties were read as columns.",
                count=2,
                file="a.geojson",
                examples=("Polygon", "MultiPolygon"),
            ),
        ],
    )


def test_layers_of_a_topology_are_lists_and_its_borders_are_none(tmp_path):
    shapes = [{"type": "Polygon", "arcs": [[0]], "properties": one} for one in RECORDS]
    layer = {"type": "GeometryCollection", "geometries": shapes}
    content = {"type": "Topology", "objects": {"wards": layer}, "arcs": [[[1, 2], [3, 4]]]}

    read = received(tmp_path, "a.json", json.dumps(content))

    assert read.rows == READ
    assert [one.code for one in read.findings] == [codes.SHEET_USED, codes.SHAPES_LEFT_OUT]
    assert read.findings[1].examples == ("Polygon",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('[{"Area": "Fenland"', codes.JSON_DAMAGED),
        pytest.param("[[" * 100_000, codes.JSON_DAMAGED, id="deep"),
        ("{}", codes.NO_RECORDS),
        ("[]", codes.NO_RECORDS),
        ('["Fenland", "Wisbech"]', codes.NO_RECORDS),
        ('{"error": "Sign in"}', codes.NO_RECORDS),
        ('{"type": "FeatureCollection", "features": []}', codes.NO_RECORDS),
    ],
)
def test_json_without_a_table_is_refused(tmp_path, content, code):
    with pytest.raises(Refused) as refused:
        received(tmp_path, "a.json", content)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "content", "called"),
    [
        ("a.json", json.dumps([*RECORDS, {"Area": "x" * 20_000_000}]), "The JSON"),
        ("a.html", PAGE.format(caption="x" * 20_000_000), "The web page"),
        (NAME, workbook_of(("Data", [*ROWS, *[("x" * 32_000,)] * 500])), "The workbook"),
    ],
    ids=["json", "page", "workbook"],
)
def test_reader_that_needs_more_than_it_may_dies_alone(tmp_path, name, content, called):
    with pytest.raises(Refused) as refused:
        received(tmp_path, name, content, limits=Limits(workbook_memory=1_000_000))

    assert refused.value.code == codes.WORKBOOK_TOO_LARGE
    assert refused.value.message == (
        f"{called} needs more memory or time than a real one of this kind."
    )
