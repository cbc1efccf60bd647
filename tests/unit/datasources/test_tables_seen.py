"""How tables were understood: what is shown of their cells, what is asked, which are meant."""

from collections import Counter

import pytest

from datasources import kinds
from datasources.intake import read_files
from datasources.intake.tabular.naming import LONGEST_ASKED, MOST_ASKED, askable
from datasources.kinds.asb_incidents import KIND
from datasources.layouts import Layout
from tests.unit.datasources.building import ALSO_INSIDE, INSIDE, WARD, context, stored
from tests.unit.datasources.raw_reading import workbook_of

COLUMNS = {"Logged": "period", "Sort": "asb_type"}
HEADING = ("Logged", "Sort", "Remark")


def rows(*texts: str) -> list[tuple[str, ...]]:
    return [HEADING, *((f"{day:02}/04/2025", "Noise", one) for day, one in enumerate(texts, 13))]


def seen(folder, *sheets, layout: Layout | None = None):
    file = stored(folder, "cases.xlsx", workbook_of(*sheets))
    return read_files(KIND, [file], context(layout=layout or Layout()))


def examples_of(reading) -> dict[str, tuple[str, ...]]:
    (table,) = reading.tables
    return {one.theirs: one.examples for one in table.columns}


class TestExamples:
    @pytest.mark.parametrize(
        ("remarks", "shown"),
        [
            (("Ann", "Ben", "Cay"), ()),
            (("Ann", "Ben", "Ann"), ()),
            (("Ann", "Ben", "Ann", "Ben"), ("Ann", "Ben")),
            (("C1", "C2", "C3"), ("C1", "C2", "C3")),
            (("C1", "C2", "C3", "all of it"), ("C1", "C2", "C3")),
            (("C1", "C2", "all", "of it"), ()),
            (("12 Jan", "12 June"), ()),
            (("01522 123456", "01522 123457"), ()),
        ],
        ids=[
            "names",
            "names, one twice",
            "words that come again",
            "figures",
            "figures and a note below them",
            "figures and words",
            "words with figures",
            "telephone numbers",
        ],
    )
    def test_of_an_unknown_column_no_persons_cells_are_shown(self, tmp_path, remarks, shown):
        reading = seen(tmp_path, ("Cases", rows(*remarks)))

        assert examples_of(reading)["Remark"] == shown

    def test_a_table_that_was_not_read_is_there_with_its_headings(self, tmp_path):
        reading = seen(tmp_path, ("Cases", [("Wexmere",), *rows("a", "b")]))

        (table,) = reading.tables
        assert [one.code for one in reading.findings] == ["no-heading"]
        assert (table.sheet, table.heading_row, table.is_used) == ("Cases", 2, False)
        assert {one.theirs: one.ours for one in table.columns} == dict.fromkeys(HEADING, "")

    def test_a_text_says_how_it_was_written(self, tmp_path):
        file = stored(tmp_path, "cases.csv", "Logged;Sort\n13/04/2025;Noise\n")

        (table,) = read_files(KIND, [file], context()).tables

        assert (table.encoding, table.delimiter, table.is_used) == ("utf-8", ";", False)


class TestSheets:
    both = (("Q1", rows("a", "b")), ("Q2", rows("a", "b", "c")))

    def test_the_one_that_is_meant_is_read_and_the_others_are_seen(self, tmp_path):
        reading = seen(tmp_path, *self.both, layout=Layout(COLUMNS, sheet="Q2"))

        assert reading.rows_kept == 3
        assert [(one.sheet, one.is_used) for one in reading.tables] == [
            ("Q1", False),
            ("Q2", True),
        ]
        assert [one.message for one in reading.findings if one.code == "sheet-used"] == [
            "The sheet 'Q2' was read; its headings are in row 1."
        ]

    def test_the_table_of_a_text_has_no_sheet_and_is_meant(self, tmp_path):
        file = stored(tmp_path, "cases.csv", "Logged,Sort\n13/04/2025,Noise\n")

        reading = read_files(KIND, [file], context(layout=Layout(COLUMNS, sheet="Q2")))

        assert reading.rows_kept == 1

    def test_one_that_is_not_there_refuses_the_workbook_in_words(self, tmp_path):
        reading = seen(tmp_path, *self.both, layout=Layout(COLUMNS, sheet="Q3"))

        assert [one.code for one in reading.findings] == ["sheet-not-there"]
        assert "“Q1” and “Q2”" in reading.findings[0].message
        assert [one.is_used for one in reading.tables] == [False, False]

    def test_one_without_the_headings_is_refused_for_them(self, tmp_path):
        reading = seen(tmp_path, *self.both, layout=Layout(sheet="Q2"))

        assert [one.code for one in reading.findings] == ["no-heading"]


class TestAsked:
    def test_what_a_column_leaves_open_stands_with_its_table(self, tmp_path):
        ambiguous = [HEADING, ("03/04/2025", "Noise", "a"), ("05/06/2025", "Noise", "a")]

        reading = seen(tmp_path, ("Cases", ambiguous), layout=Layout(COLUMNS))

        (table,) = reading.tables
        assert (table.asked, table.is_used) == (("order",), True)

    def test_words_of_each_column_stand_with_their_table(self, tmp_path):
        cells = [HEADING, ("13/04/2025", "Rowdy lot", "a"), ("14/04/2025", "Noise", "a")]

        reading = seen(tmp_path, ("Cases", cells), layout=Layout(COLUMNS))

        assert [one.unknown_words for one in reading.tables] == [{"asb_type": ("Rowdy lot",)}]

    def test_the_most_frequent_words_come_first_and_none_that_may_be_a_persons(self):
        found = Counter({"b": 1, "a": 1, "c": 2, "x" * LONGEST_ASKED: 1, "x" * 81: 9, "??": 9})
        found["jane@example.org"] = 9

        assert askable(found) == ("c", "a", "b", "x" * LONGEST_ASKED)

    def test_of_very_many_words_those_alone_that_come_again(self):
        few = Counter({f"word {at}": 1 for at in range(MOST_ASKED)})
        many = few + Counter({"often": 2, "twice": 2})

        assert len(askable(few)) == MOST_ASKED
        assert askable(many) == ("often", "twice")


class TestReasons:
    @pytest.mark.parametrize("period", ["", "2025-04", "April 2025", "2024/25", "2025"])
    def test_a_period_that_can_be_read_in_one_way(self, period):
        assert Layout(period=period).reasons_against(KIND) == []

    @pytest.mark.parametrize("period", ["soon", "03/04/2025", "June 2024 to July 2025"])
    def test_a_period_that_cannot(self, period):
        (reason,) = Layout(period=period).reasons_against(KIND)

        assert reason.startswith(f"“{period}” is no period that can be read in one way alone.")

    def test_a_published_value_may_be_of_a_longer_span(self):
        published = kinds.by_slug("indicators")

        assert Layout(period="June 2024 to July 2025").reasons_against(published) == []

    def test_answers_to_what_is_asked(self):
        assert Layout(told={"order": "day-first", "comma": "decimals"}).reasons_against(KIND) == []
        assert Layout(told={"order": "first", "whence": "x"}).reasons_against(KIND) == [
            "“order” is answered by day-first or month-first, not by “first”.",
            "“whence” is no question that is asked; they are: blanks, comma, order, quarters,"
            " serials, swapped, years.",
        ]


def test_what_cells_look_like_is_said_of_the_first_of_tables_alike(tmp_path):
    files = [
        stored(tmp_path, f"{month}.csv", f"Logged,Sort\n13/{month}/2025,Noise\n")
        for month in ("04", "05")
    ]
    files.append(stored(tmp_path, "other.csv", "Logged,Sort,Ward\n13/06/2025,Noise,E05000001\n"))

    reading = read_files(KIND, files, context(layout=Layout(COLUMNS)))

    looks = [[column.looks for column in table.columns] for table in reading.tables]
    assert looks == [
        ["100% dates", "100% words"],
        ["", ""],
        ["100% dates", "100% words", looks[2][2]],
    ]
    assert looks[2][2] == "100% codes of wards"


@pytest.mark.parametrize(
    ("cells", "looks"),
    [
        (("Market Place", "Brook End", "Brook End"), "100% wards of Wexmere"),
        (("market place", WARD, "Elsewhere"), "67% wards of Wexmere"),
        (("Market Place", "Elsewhere"), "50% wards of Wexmere"),
        (("Market Place", "Elsewhere", "Nowhere"), "100% values that never repeat"),
        (("Dunes", "Dunes"), "100% words"),
        ((INSIDE, ALSO_INSIDE), "100% small areas of Wexmere"),
        (("Wexmere", "Wexmere"), "100% words"),
    ],
    ids=["all", "names and codes", "half", "fewer", "another's", "small areas", "one council"],
)
def test_areas_of_the_partnership_are_known_by_their_cells(tmp_path, cells, looks):
    """Whatever the heading is called. Of a level with one area alone nothing is said by it."""
    file = stored(tmp_path, "x.csv", "Logged,Sort,Patch\n" + "".join(
        f"{day:02}/04/2025,Noise,{cell}\n" for day, cell in enumerate(cells, 13)
    ))  # fmt: skip

    (table,) = read_files(KIND, [file], context(layout=Layout(COLUMNS))).tables

    assert table.columns[2].looks == looks


def test_without_a_look_up_nothing_is_known_of_areas(tmp_path):
    file = stored(tmp_path, "x.csv", "Logged,Sort,Patch\n13/04/2025,Noise,Brook End\n")

    (table,) = read_files(KIND, [file], context(layout=Layout(COLUMNS), lookup=None)).tables

    assert table.columns[2].looks == "100% words"
