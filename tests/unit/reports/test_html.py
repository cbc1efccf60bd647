import dataclasses
import re

import pytest
from lxml import html as lxml_html

from reports.document import Part, Prose, TableBlock, TableColumn, TableData
from reports.rendering.html import html, long_date
from tests.factories.documents import bare_document, full_document, trend_figure


def headings(page: str) -> list[int]:
    tree = lxml_html.document_fromstring(page)
    return [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]


def test_page_edition_stands_alone():
    page = html(full_document(), for_print=False)

    fetched = [
        address
        for address in re.findall(r'(?:src|href)="([^"]*)"|url\(([^)]*)\)', page)
        for address in address
        if address and not address.startswith(("data:", "#"))
    ]
    assert fetched == ["https://www.example.org/guidance/problem-solving"]
    assert "<script" not in page


def test_headings_never_skip_in_either_edition():
    for for_print in (False, True):
        levels = headings(html(full_document(), for_print=for_print))

        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_inner_link_has_its_place():
    tree = lxml_html.document_fromstring(html(full_document(), for_print=False))

    places = {node.get("id") for node in tree.iter() if node.get("id")}
    assert {a.get("href")[1:] for a in tree.iter("a") if a.get("href")[0] == "#"} <= places


def test_figure_has_headline_picture_description_source_and_table():
    document = bare_document(Part("a", "A", (trend_figure("f", "Burglary fell", 1),)))
    tree = lxml_html.document_fromstring(html(document, for_print=False))
    figure = tree.get_element_by_id("f")

    text = " ".join(figure.text_content().split())
    picture = figure.find(".//img")
    assert text.startswith("Figure 1 Burglary fell Offences recorded each month")
    assert "Source: police recorded crime" in text
    assert picture.get("alt").startswith("Line chart of 24 months.")
    assert len(figure.findall(".//tbody/tr")) == 24


def test_a_page_keeps_room_for_a_picture_until_it_is_there():
    figure = trend_figure("f", "Burglary fell", 1)
    document = bare_document(Part("a", "A", (figure,)))

    page, printed = (
        lxml_html.document_fromstring(html(document, for_print=each)).get_element_by_id("f")
        for each in (False, True)
    )

    kept = page.find(".//img")
    drawn = lxml_html.fromstring(figure.svg)
    _, _, width, height = map(float, drawn.get("viewbox").split())
    assert (kept.get("width"), kept.get("height")) == (
        str(round(width * 10)),
        str(round(height * 10)),
    )
    assert printed.find(".//img").get("width") is None


def test_unwritten_part_says_so():
    page = html(bare_document(Part("gap", "Gaps")), for_print=True)

    assert page.count("Nothing has been written here yet.") == 1


def test_text_of_people_is_escaped():
    table = TableData((TableColumn("<b>Name</b>"),), (("<script>x()</script>",),))
    page = html(
        bare_document(Part("a", "A & B", (TableBlock("t", "C < D", table), Prose("<p>E</p>")))),
        for_print=False,
    )

    assert "<script" not in page
    assert "A &amp; B" in page
    assert "C &lt; D" in page
    assert "&lt;b&gt;Name" in page


def test_sample_is_labelled_only_when_it_is_one():
    label = "Sample: invented data"

    assert label in html(full_document(is_sample=True), for_print=True)
    assert label not in html(full_document(is_sample=False), for_print=True)


def test_long_narrow_table_stands_in_panels_in_print_and_whole_on_a_page():
    document = bare_document(Part("a", "A", (trend_figure("f", "F", 1),)))

    def sizes(for_print: bool) -> list[int]:
        tree = lxml_html.document_fromstring(html(document, for_print=for_print))
        return [len(t.findall("tbody/tr")) for t in tree.get_element_by_id("f").iter("table")]

    assert sizes(for_print=True) == [12, 12]
    assert sizes(for_print=False) == [24]


@pytest.mark.parametrize(
    ("word", "columns", "rows", "sizes", "beside"),
    [
        ("x", 3, 36, [12, 12, 12], "panels-3"),
        ("Possession", 2, 36, [18, 18], "panels-2"),
        ("Neighbourhood", 3, 36, [36], "panels-1"),
        # Parts of a wide table stand one below another.
        ("Neighbourhood", 14, 2, [2, 2, 2], "panels-1"),
    ],
)
def test_as_many_tables_stand_beside_each_other_as_have_room(word, columns, rows, sizes, beside):
    data = TableData((TableColumn(word),) * columns, ((word,) * columns,) * rows)
    figure = dataclasses.replace(trend_figure("f", "F", 1), table=data)
    page = html(bare_document(Part("a", "A", (figure,))), for_print=True)

    place = lxml_html.document_fromstring(page).get_element_by_id("f")
    assert [len(each.findall("tbody/tr")) for each in place.iter("table")] == sizes
    assert place.find_class(beside) != []


def test_dates_are_written_out():
    assert long_date("2026-08-04") == "4 August 2026"
    assert long_date("not yet") == "not yet"
