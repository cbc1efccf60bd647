"""Nothing leaves the paper: words, addresses, titles and tables of any length."""

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from datasources import typefaces
from reports.document import (
    Block,
    Document,
    FigureBlock,
    Part,
    Prose,
    TableBlock,
    TableColumn,
    TableData,
)
from reports.rendering import html as pages
from reports.rendering import pdf as pdfs
from reports.rendering import prose, wide_tables
from tests.factories import documents as made
from tests.unit.reports.pdf_checks import problems

pytestmark = pytest.mark.slow

FONT_DIR = typefaces.FOLDER if typefaces.faces() else None
MONTHS = [f"{number:02}-24" for number in range(4, 13)] + ["01-25", "02-25", "03-25"]
WORD = "W" * 400
ADDRESS = "https://www.example.org/" + "a" * 150
MARGIN = 14  # points: the outer five millimetres are nobody's
RIGHT_MARGIN = 62  # points: what the style sheet leaves free beside all that is printed


def table(head: list[str], *rows: list[str]) -> str:
    def row(cells: list[str], tag: str) -> str:
        return "".join(f"<{tag}><p>{cell}</p></{tag}>" for cell in cells)

    body = "".join(f"<tr>{row(cells[:1], 'th')}{row(cells[1:], 'td')}</tr>" for cells in rows)
    return f"<table><tbody><tr>{row(head, 'th')}</tr>{body}</tbody></table>"


def printed(*markup: str, title: str = "Hostile", **changes: str) -> bytes:
    part = Part("hostile", title, blocks=tuple(Prose(each) for each in markup))
    return pdfs.pdf(made.bare_document(part, **changes), font_dir=FONT_DIR).content


def of_figure_and_records(columns: int, word: str, head: str, rows: int = 2) -> tuple[Block, ...]:
    """The same table behind a figure and as a table of records."""
    data = TableData((TableColumn(head),) * columns, ((word,) * columns,) * rows)
    figure = FigureBlock(
        "figure-a", "Headline", "Subtitle", made.trend_figure("f", "H", 1).svg, "Said.", data, "Us"
    )
    return figure, TableBlock("table-a", "All of them", data)


def off_the_paper(content: bytes, right_margin: float = MARGIN) -> list[tuple[int, str]]:
    """Text beyond the paper or within its outer edge, page by page, letter by letter."""
    found = []
    with pypdfium2.PdfDocument(content) as file:
        for number, page in enumerate(file, start=1):
            text, width, height = page.get_textpage(), *page.get_size()
            for place in range(text.count_rects()):
                left, low, right, high = text.get_rect(place)
                if (
                    left < MARGIN
                    or low < MARGIN
                    or right > width - right_margin
                    or high > height - 10
                ):
                    found.append((number, text.get_text_bounded(left, low, right, high)))
    return found


def words_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as file:
        said = " ".join(page.get_textpage().get_text_range() for page in file)
    return "".join(said.split())


TWELVE_MONTHS = table(
    ["Ward", *MONTHS, "Total", "Change on year"],
    ["St Edmund", *[f"{at:,}" for at in range(1001, 1013)], "12,078", "-14.2%"],
)
HOSTILE = {
    "fifteen columns": TWELVE_MONTHS,
    "forty columns": table(["Ward", *[f"Column {n}" for n in range(39)]], ["A", *["1,234"] * 39]),
    "columns that span": "<table><tbody><tr><th colspan='30'>a</th></tr>"
    "<tr><td colspan='30'>wide</td></tr>"
    f"<tr>{'<td>Neighbourhood</td>' * 30}</tr></tbody></table>",
    "an address in a cell": table(["Who", "Where", "Last"], ["x", ADDRESS, "the last column"]),
    "bold within a word": f"<p>{'x' * 140}<strong>{'y' * 140}</strong>{'z' * 140}</p>",
    "bold within a word in a cell": table(
        ["Who", "What"], ["x", f"{'x' * 90}<strong>{'y' * 90}</strong>{'z' * 90}"]
    ),
    "a word without end": f"<p>{WORD}</p><ul><li>{WORD}</li></ul>",
    "a quotation without end": f"<blockquote><p>{WORD}</p></blockquote>",
    "a heading without end": f"<h3>{WORD[:200]}</h3>",
    "a link without end": f'<p>See <a href="{ADDRESS}">{WORD}</a>.</p>',
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_all_of_it_is_on_the_paper(markup):
    content = printed(markup)
    said = "".join(lxml_html.fragment_fromstring(markup, create_parent="div").itertext())

    assert off_the_paper(content) == []
    assert problems(content) == []
    assert Counter("".join(said.split())) - Counter(words_of(content)) == Counter()


@settings(max_examples=4)
@given(
    columns=st.integers(1, 45),
    word=st.text("Wm1i", min_size=1, max_size=80),
    head=st.text("WMabc ", min_size=1, max_size=40),
)
def test_tables_of_any_width_are_on_the_paper(columns, word, head):
    content = printed(table([head or "x"] * columns, [word] * columns, [word[:5]] * columns))

    assert off_the_paper(content) == []


@pytest.mark.slow
@settings(max_examples=4)
@given(
    columns=st.integers(1, 30),
    word=st.text("Wm1i", min_size=1, max_size=40),
    head=st.text("WMabc ", min_size=1, max_size=40),
    rows=st.sampled_from([1, 13, 36]),
)
@example(columns=7, word="Neighbourhood", head="Neighbourhood", rows=2)
@example(columns=14, word="Neighbourhood", head="Neighbourhood", rows=13)
@example(columns=9, word="suppressed", head="Anti-social behaviour, year before", rows=24)
@example(columns=3, word="Neighbourhood", head="Neighbourhood", rows=36)
def test_tables_of_figures_and_records_are_on_the_paper(columns, word, head, rows):
    blocks = of_figure_and_records(columns, word, head, rows)
    content = pdfs.pdf(
        made.bare_document(Part("hostile", "Hostile", blocks=blocks)), font_dir=FONT_DIR
    ).content

    assert off_the_paper(content, RIGHT_MARGIN) == []


def test_what_follows_a_turned_page_stands_upright():
    (_, records) = of_figure_and_records(9, "suppressed", "Anti-social behaviour, year before")
    content = pdfs.pdf(
        made.bare_document(
            Part("a", "A", blocks=(Prose("<p>Said before.</p>"), records, Prose("<p>After.</p>")))
        ),
        font_dir=FONT_DIR,
    ).content

    with pypdfium2.PdfDocument(content) as file:
        turned = {
            word: [page.get_width() > page.get_height() for page in file
                   if word in page.get_textpage().get_text_range()]
            for word in ("Said before.", "suppressed", "After.")
        }  # fmt: skip
    assert turned == {"Said before.": [False], "suppressed": [True], "After.": [False]}


def test_every_column_of_records_and_figures_is_in_a_part():
    heads = [f"Neighbourhood{number:02}" for number in range(18)]
    data = TableData(tuple(map(TableColumn, heads)), (tuple(heads),))
    blocks = [replace(block, table=data) for block in of_figure_and_records(1, "x", "y")]
    page = pages.html(made.bare_document(Part("a", "A", blocks=tuple(blocks))), for_print=True)

    for block in blocks:
        place = lxml_html.document_fromstring(page).get_element_by_id(block.anchor)
        tables = list(place.iter("table"))
        said = [[cell.text_content() for cell in table.iter("th", "td")] for table in tables]
        assert [cells[0] for cells in said] == heads[:1] * len(tables)
        assert [cell for cells in said for cell in cells[1 : len(cells) // 2]] == heads[1:]
        assert [cell for cells in said for cell in cells[len(cells) // 2 + 1 :]] == heads[1:]
        assert [table.find("caption").text_content().split(": ")[1] for table in tables] == [
            wide_tables.part_title(number, len(tables)) for number in range(1, len(tables) + 1)
        ]


def test_long_names_titles_and_markings_stay_whole_on_every_page():
    title = "Strategic assessment of crime, disorder and substance misuse in the county " * 2
    content = printed(
        "<p>Text</p>",
        title="A chapter that asks much of whoever prints it, " * 5,
        partnership="The Community Safety Partnership of Great and Little Wexmere, Upper Ash and "
        "Nether Wallop with the Liberty of Saint Guthlac and All Angels",
        subtitle="What the residents, the police and the council know of it, and what to do next",
        marking="OFFICIAL-SENSITIVE: for the members of the board and their deputies alone",
    )
    whole = made.bare_document(title=title.strip())

    assert off_the_paper(content) == []
    assert off_the_paper(pdfs.pdf(whole, font_dir=FONT_DIR).content) == []
    assert 'class="cover cover-crowded"' in pages.html(whole, for_print=True)
    assert 'class="cover"' in pages.html(made.bare_document(), for_print=True)


def test_a_typed_table_has_its_heading_row_on_every_page_and_all_of_a_cell_taller_than_one():
    sentences = [f"Sentence N{at:03} of a cell that goes on and on." for at in range(160)]
    rows = [[f"Row {at:03}", "1,204"] for at in range(89)]
    content = printed(
        prose.fit(
            table(["Ward", "Count"], *rows, ["Tall", " ".join(sentences)])
            .replace("<tbody>", "<thead>", 1)
            .replace("</tr>", "</tr></thead><tbody>", 1),
            below=2,
            for_print=True,
        )
    )

    with pypdfium2.PdfDocument(content) as file:
        shown = [" ".join(page.get_textpage().get_text_range().split()) for page in file]
    of_table = [page for page in shown if "Row 0" in page or "Sentence N" in page]
    assert len(of_table) >= 3
    assert [page for page in of_table if "Ward Count" not in page] == []
    said = Counter(word for page in of_table for word in page.split())
    every = [f"{at:03}" for at in range(89)] + [f"N{at:03}" for at in range(160)]
    assert {one: said[one] for one in every} == dict.fromkeys(every, 1)
    assert said["on."] == len(sentences)
    assert off_the_paper(content) == []


class TestWays:
    @pytest.mark.parametrize(
        ("columns", "word", "expected"),
        [
            (3, "Burglary", [""]),
            (8, "Burglary", ["across"]),
            (15, "1,234", ["across"]),
            (16, "12,345", ["across small"]),
            (15, "Shoplifting", ["across small"] * 2),
        ],
    )
    def test_words_decide_how_a_table_is_printed(self, columns, word, expected):
        markup = prose.fit(table([word] * columns, [word] * columns), below=2, for_print=True)
        root = lxml_html.fragment_fromstring(markup, create_parent="div")

        assert [each.get("class", "") for each in root.iter("table")] == expected

    def test_each_part_begins_with_the_first_column(self):
        cells = ["Ward", *[f"Neighbourhood{n:02}" for n in range(18)]]
        root = lxml_html.fragment_fromstring(
            prose.fit(table(cells, cells), below=2, for_print=True), create_parent="div"
        )
        parts = list(root.iter("table"))

        assert [part.find("caption").text for part in parts] == [
            "Part 1 of 3",
            "Part 2 of 3 (continued)",
            "Part 3 of 3 (continued)",
        ]
        rows = [[cell.text_content() for cell in part.find(".//thead/tr")] for part in parts]
        assert [row[0] for row in rows] == ["Ward"] * 3
        assert [cell for row in rows for cell in row[1:]] == cells[1:]

    def test_a_part_holds_as_many_columns_as_there_is_room_for(self):
        way = wide_tables.Way("", points=10, width=3 * (10 * 2 + 1.8), around=1.8)

        assert wide_tables.bands([10, 10, 10, 10], way) == ((1, 2), (3,))
        assert wide_tables.bands([10, 10, 10, 11], way) == ((1, 2), (3,))
        assert wide_tables.bands([10, 10, 11, 10], way) == ((1,), (2,), (3,))

    def test_on_the_screen_it_scrolls_in_its_own_box(self):
        assert prose.fit(TWELVE_MONTHS, below=2).startswith(
            '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>'
        )


@pytest.mark.parametrize(
    ("number", "title", "said"),
    [
        ("1", "Gaps", "1 Gaps"),
        ("", "x" * 70, "x" * 70),
        ("", "x" * 71, "x" * 69 + "…"),
        ("1", "word " * 20, "1" + " word" * 13 + "…"),
    ],
)
def test_the_head_of_a_page_says_as_much_of_a_title_as_there_is_room_for(number, title, said):
    assert pages.running(number, title.strip()) == said


def test_what_is_frozen_is_never_shortened():
    document: Document = made.bare_document(Part("a", "A title " * 30))

    assert document.parts[0].title in pages.html(document, for_print=True)
