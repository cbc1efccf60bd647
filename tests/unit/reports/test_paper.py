"""What is changed to fit the paper is said before, and what is not said is printed plainly."""

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from pypdfium2 import raw

from datasources import typefaces
from reports.document import (
    Comment,
    CommentsBlock,
    Document,
    FigureBlock,
    GridBlock,
    GridCell,
    GridRow,
    Part,
    PriorityBlock,
    Prose,
    TableBlock,
    TableColumn,
    TableData,
)
from reports.rendering import html as pages
from reports.rendering import paper, wide_tables
from reports.rendering import pdf as pdfs
from reports.rendering.paper import Change
from tests.factories import documents as made

pytestmark = pytest.mark.slow

FONT_DIR = typefaces.FOLDER if typefaces.faces() else None
# Of the style sheet: whatever is turned, smaller than its neighbours, or broken.
TYPED_CHANGED = {"across", "small", "squeezed"}
FIGURE_CHANGED = {"small"}
RECORDS_CHANGED = {"data-small", "data-tiny"}


def markup(columns: int, word: str, *, head: str = "", span: bool = False) -> str:
    row = "".join(f"<td><p>{word}</p></td>" for _ in range(columns))
    first = f'<td colspan="{columns}"><p>{head}</p></td>' if span else ""
    first = first or "".join(f"<th><p>{head or word}</p></th>" for _ in range(columns))
    return f"<table><tbody><tr>{first}</tr><tr>{row}</tr></tbody></table>"


def data(columns: int, word: str, *, rows: int = 2) -> TableData:
    return TableData(
        tuple(TableColumn(word[:20]) for _ in range(columns)), ((word,) * columns,) * rows
    )


def figure(table: TableData, **changes: str) -> FigureBlock:
    told = {"headline": "Burglary fell", "subtitle": "", "description": "", "source_line": ""}
    return FigureBlock(anchor="figure-a", svg="<svg/>", table=table, **told | changes)


def document(*blocks: object, **changes: object) -> Document:
    return made.bare_document(Part("gaps", "Gaps", blocks=blocks), **changes)


def said(*blocks: object, **changes: object) -> list[str]:
    found = paper.changes(document(*blocks, **changes))
    assert {change.anchor for change in found} <= {"gaps"}
    return [change.words for change in found]


FEWER = " If you would rather not, give it fewer columns or shorter words."
OTHER = (
    " If you would rather not, choose a figure with fewer columns or write its numbers in a table."
)
RECORDS = " If you would rather not, shorten the words of these records in their own place."
SHORTER = (
    " If you would rather not, write it shorter, or put a hyphen or a space where it may part."
)


class TestTables:
    @pytest.mark.parametrize(
        ("columns", "word", "words"),
        [
            (3, "Burglary", []),
            (
                8, "Burglary",
                ["The table of 8 columns that begins “Burglary” is printed across the margin, in "
                 "smaller letters (8.6 points)." + FEWER],
            ),
            (
                16, "12,345",
                ["The table of 16 columns that begins “12,345” is printed across the margin, in "
                 "small print (7 points)." + FEWER],
            ),
            (
                15, "Shoplifting",
                ["The table of 15 columns that begins “Shoplifting” is printed in 2 parts one "
                 "below another (columns 1 to 9; 1 and 10 to 15), across the margin, in small "
                 "print (7 points)." + FEWER],
            ),
            (
                10, "Shoplifting",
                ["The table of 10 columns that begins “Shoplifting” is printed in 2 parts one "
                 "below another (columns 1 to 9; 1 and 10), across the margin, in small print "
                 "(7 points)." + FEWER],
            ),
            (
                40, "Shoplifting",
                ["The table of 40 columns that begins “Shoplifting” is printed in 5 parts one "
                 "below another, each with its first column again, which is hard to follow, across "
                 "the margin, in small print (7 points)." + FEWER],
            ),
        ],
    )  # fmt: skip
    def test_typed(self, columns, word, words):
        assert said(Prose(markup(columns, word))) == words

    def test_three_parts_are_told_column_by_column_and_four_are_hard_to_follow(self):
        three, four = said(Prose(markup(25, "Shoplifting"))), said(Prose(markup(26, "Shoplifting")))

        assert "(columns 1 to 9; 1 and 10 to 17; 1 and 18 to 25)" in three[0]
        assert (
            "in 4 parts one below another, each with its first column again, which is hard"
            in (four[0])
        )

    @pytest.mark.parametrize(
        ("columns", "hard"),
        [(21, ""), (22, ", in columns 7.6 millimetres wide that can hardly be read")],
    )
    def test_typed_whose_cells_span_others(self, columns, hard):
        table = markup(columns, "Shoplifting", head="All", span=True)

        assert said(Prose(table)) == [
            f"The table of {columns} columns that begins “All” is printed across the margin, in "
            f"small print (7 points), its words broken wherever they must{hard}.{FEWER}"
        ]

    @pytest.mark.parametrize(
        ("columns", "word", "words"),
        [
            (5, "Burglary", []),
            # The margin beside a figure is its own: its picture stands there, too.
            (7, "Burglary", []),
            (
                10, "Burglary",
                ["The table of Figure 1 is printed across the margin, in small print (7 points)."
                 + OTHER],
            ),
            (
                13, "Burglary",
                ["The table of Figure 1 is printed in 2 parts one below another (columns 1 to 11; "
                 "1 and 12 to 13), across the margin, in small print (7 points)." + OTHER],
            ),
        ],
    )  # fmt: skip
    def test_behind_a_figure(self, columns, word, words):
        assert said(figure(data(columns, word))) == words

    @pytest.mark.parametrize(
        ("columns", "words"),
        [
            (8, []),
            (
                9,
                ["The table of Figure 1 is printed across the margin, in small print (7 points), "
                 "in editions that leave out small counts, if many are left out of it." + OTHER],
            ),
        ],
    )  # fmt: skip
    def test_behind_a_figure_whose_counts_are_left_out_for_others(self, columns, words):
        numbers = (TableColumn("x", numeric=True),) * (columns - 1)
        table = TableData((TableColumn("x"), *numbers), (("x", *["12"] * (columns - 1)),))

        assert said(figure(table)) == words

    def test_rows_that_are_too_many_for_the_paper(self):
        assert said(figure(data(2, "1", rows=36))) == []
        assert said(figure(data(12, "Burglary", rows=37))) == [
            "The 37 rows behind Figure 1 are too many for the paper: they stand in the supporting "
            "information pack, in figure-01.csv, and the paper says so. To have them on paper, "
            "choose a figure of fewer months, areas or types."
        ]

    @pytest.mark.parametrize(
        ("columns", "words"),
        [
            (8, []),
            (
                9,
                ["Table 1, “All”, is printed on a turned page, in smaller letters (8.4 points)."
                 + RECORDS],
            ),
            (
                15,
                ["Table 1, “All”, is printed on a turned page, in small print (7 points)."
                 + RECORDS],
            ),
            (
                17,
                ["Table 1, “All”, is printed in 2 parts one below another (columns 1 to 16; 1 and "
                 "17), on a turned page, in small print (7 points)." + RECORDS],
            ),
        ],
    )  # fmt: skip
    def test_of_records(self, columns, words):
        assert said(TableBlock("table-a", "All", data(columns, "Burglary"))) == words

    def test_a_turned_page_is_told_even_where_its_letters_are_as_large(self):
        usual = wide_tables.OF_RECORDS[0]
        turned = replace(usual, place=wide_tables.TURNED)

        assert wide_tables.Printing(usual, usual, 3).is_plain
        assert not wide_tables.Printing(turned, usual, 3).is_plain

    @pytest.mark.parametrize(
        ("name", "letters"), [("Old Town", 10), ("a b c d e f g h ", 16), ("a b c d e f g h i", 3)]
    )
    def test_a_brief_name_needs_room_for_its_whole_line(self, name, letters):
        table = TableData((TableColumn("x"), TableColumn("x")), ((name, name), ("a", "a")))

        assert wide_tables.words_of(table) == [letters, 5 if name == "Old Town" else 3]

    def test_letters_of_other_alphabets_have_room(self):
        assert wide_tables.words_of(TableData((TableColumn("Ж" * 5 + "x"),), ())) == [11]

    def test_no_print_is_too_small_to_be_read(self):
        kinds = (wide_tables.TYPED, wide_tables.BEHIND_A_FIGURE, wide_tables.OF_RECORDS)

        assert min(way.points for ways in kinds for way in ways) == 7


# The printer draws in a ninety-sixth of an inch.
POINTS = 72 / 96
LINE, CELL = "x" * 90, "Responsibilityassessment"


class TestWords:
    @pytest.mark.parametrize(
        ("block", "words"),
        [
            (Prose(f"<p>The {LINE} end</p>"), [f"“{'x' * 39}…” is longer than a line"]),
            (Prose(f"<p>See <b>{LINE[:45]}</b>{LINE[:45]}.</p>"), ["is longer than a line"]),
            (Prose(f"<ul><li>{'y' * 55}<ul><li>{'y' * 45}</li></ul></li></ul>"), []),
            (Prose(f"<h3>{LINE}</h3>"), ["is longer than a line"]),
            (Prose(f"<p>{'x' * 40}-{'x' * 40}</p>"), []),
            (Prose(markup(2, CELL)), [f"“{CELL}” is longer than its column"]),
            (Prose(markup(2, CELL[:22])), []),
            (figure(data(2, CELL)), [f"“{CELL}” is longer than its column"]),
            (figure(data(2, "x"), headline=LINE), ["is longer than a line"]),
            (TableBlock("t", "All", data(2, CELL)), [f"“{CELL}” is longer than its column"]),
            (PriorityBlock("1", LINE), ["is longer than a line"]),
            (
                CommentsBlock((Comment("1", "Gaps", "A", f"{CELL} {CELL}", "", ""),)),
                [f"“{CELL}” is longer than its column"],
            ),
        ],
    )
    def test_a_word_that_has_no_room_is_named(self, block, words):
        found = said(block)

        assert [part in told for told, part in zip(found, words, strict=True)] == [True] * len(
            words
        )
        assert all(told.endswith(f" and may be broken anywhere.{SHORTER}") for told in found)

    @pytest.mark.parametrize(
        ("markup", "count"),
        [("<p>{}</p>", 0), ("<ul><li>{}</li></ul>", 1), ("<blockquote><p>{}</p></blockquote>", 1)],
    )
    def test_a_list_and_a_quotation_have_shorter_lines(self, markup, count):
        # As long as a line of a paragraph: 126 millimetres of letters of 11 points.
        word = "x" * int(126 / (11 * 25.4 / 72) / typefaces.ems("x"))

        assert len(said(Prose(markup.format(word)))) == count

    def test_the_first_three_are_named_and_the_others_counted(self):
        text = " ".join(letter * 90 for letter in "abcdea")

        assert said(Prose(f"<p>{text}</p>")) == [
            f"“{'a' * 39}…”, “{'b' * 39}…”, “{'c' * 39}…” and 2 more are longer than a line and "
            f"may be broken anywhere.{SHORTER}"
        ]

    def test_the_front_is_read_too(self):
        cells = (GridCell("An unparliamentarianism", anchor="gaps"), GridCell("All is well"))
        grid = GridBlock((GridRow("victims", cells),))

        found = paper.changes(document(grid=grid, summary=f"<p>{LINE}</p>"))

        assert found == [
            Change(
                "summary",
                f"“{'x' * 39}…” is longer than a line and may be broken anywhere.{SHORTER}",
            ),
            Change(
                "gaps",
                "“unparliamentarianism” in the picture in 15 boxes is longer than its box and may "
                f"be broken anywhere.{SHORTER}",
            ),
        ]

    @pytest.mark.skipif(not FONT_DIR, reason="the front end is not built")
    @settings(max_examples=6)
    @given(word=st.text("aeilmnstwWM1", min_size=20, max_size=90))
    def test_what_is_not_named_stands_whole(self, word):
        block = Prose(
            f"<p>Of {word} said</p><p><strong>{word}</strong></p><ul><li>{word}</li></ul>"
        )
        content = pdfs.pdf(document(block), font_dir=FONT_DIR).content

        with pypdfium2.PdfDocument(content) as file:
            lines = [
                line for page in file for line in page.get_textpage().get_text_range().splitlines()
            ]
        whole = sum(word in line for line in lines)

        assert said(block) or whole == 3


KINDS = {
    "typed": (lambda columns, word: Prose(markup(columns, word)), TYPED_CHANGED),
    "figure": (lambda columns, word: figure(data(columns, word)), FIGURE_CHANGED),
    "records": (lambda columns, word: TableBlock("t", "All", data(columns, word)), RECORDS_CHANGED),
}


def is_plain(made_of: Document, changed: set[str]) -> bool:
    """Whether the page for the printer has its table whole, upright and in the usual letters."""
    root = lxml_html.document_fromstring(pages.html(made_of, for_print=True))
    tables = root.xpath("//main//section[@id='gaps']//table")
    classes = {name for table in tables for name in table.get("class", "").split()}
    turned = root.xpath("//main//*[contains(@class, 'landscape')]")
    return len(tables) == 1 and not classes & changed and not turned


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(columns=st.integers(1, 45), word=st.text("Wm1i,a", min_size=1, max_size=40))
def test_whatever_is_changed_is_said_and_nothing_else(kind, columns, word):
    make, changed = KINDS[kind]
    block = make(columns, word)
    page = pages.html(document(block), for_print=True)
    found = said(block)

    printed_otherwise = [told for told in found if " is printed " in told]
    broken = [told for told in found if "longer than its column" in told]
    assert len(printed_otherwise) == (not is_plain(document(block), changed))
    assert len(broken) == bool(
        lxml_html.document_fromstring(page).xpath(
            "//main//*[contains(concat(' ', @class, ' '), ' long ')]"
        )
    )


@pytest.mark.skipif(not FONT_DIR, reason="the front end is not built")
@pytest.mark.parametrize("kind", KINDS)
def test_letters_are_as_large_as_is_said(kind):
    """One document with a table of each way; its words are found again by their size."""
    make, _ = KINDS[kind]
    ways = {
        "typed": wide_tables.TYPED,
        "figure": wide_tables.BEHIND_A_FIGURE,
        "records": wide_tables.OF_RECORDS,
    }[kind]
    words = dict(zip("QZXJ", ways, strict=False))
    blocks = []
    for letter, way in words.items():
        word = letter * 5
        columns = next(
            count
            for count in range(1, 60)
            if wide_tables.printing_data(data(count, word), ways).way is way
        )
        blocks.append(make(columns, word))
    content = pdfs.pdf(document(*blocks), font_dir=FONT_DIR).content

    assert sizes(content, "".join(words)) == {letter: {way.points} for letter, way in words.items()}


def sizes(content: bytes, letters: str) -> dict[str, set[float]]:
    """The points in which the five-letter words of each letter are set."""
    found: dict[str, set[float]] = {letter: set() for letter in letters}
    with pypdfium2.PdfDocument(content) as file:
        for page in file:
            text = page.get_textpage()
            said_there = text.get_text_range()
            for letter in letters:
                at = said_there.find(letter * 5)
                while at >= 0:
                    found[letter].add(round(raw.FPDFText_GetFontSize(text.raw, at) * POINTS, 1))
                    at = said_there.find(letter * 5, at + 5)
    return found
