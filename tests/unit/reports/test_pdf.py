import dataclasses
import hashlib
import io
import re
import socket
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from reports.document import Document, Part, Prose, TableBlock, TableColumn, TableData
from reports.rendering import pdf as pdfs
from tests.factories import documents as made
from tests.unit.reports import pdf_checks

pytestmark = pytest.mark.slow

FONTS = Path(__file__).resolve().parents[3] / "static" / "dist" / "fonts"
FONT_DIR = FONTS if FONTS.is_dir() else None


@cache
def full() -> bytes:
    return pdfs.pdf(made.full_document(), font_dir=FONT_DIR).content


def drawn(*parts: Part, **changes) -> bytes:
    return pdfs.pdf(made.bare_document(*parts, **changes), font_dir=FONT_DIR).content


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as file:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in file]


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    with pypdfium2.PdfDocument(content) as file:
        return [(mark.level, mark.get_title()) for mark in file.get_toc()]


def outside(content: bytes) -> list[int]:
    """Pages with text that runs off the paper or into its outer 5 mm."""
    wrong = []
    with pypdfium2.PdfDocument(content) as file:
        for number, page in enumerate(file, start=1):
            text = page.get_textpage()
            for place in range(text.count_rects()):
                left, low, right, high = text.get_rect(place)
                inside = left >= 14 and right <= page.get_width() - 14
                if not inside or low < 14 or high > page.get_height():
                    wrong.append(number)
                    break
    return wrong


def test_full_document_passes_every_check_of_structure():
    assert pdf_checks.problems(full()) == []


def test_what_weasyprint_leaves_does_not_pass():
    raw, _ = pdfs.laid_out(made.bare_document(), font_dir=FONT_DIR)

    found = {re.sub(r"page \d+: | \d+ \(\w+\)", "", fault) for fault in pdf_checks.problems(raw)}
    assert {
        "mark is not in the tree",
        "there are no page labels",
        "the contents list is not tagged as one",
        "an annotation has only its address for words",
        "a heading cell has no scope",
    } <= found


def test_list_items_that_hold_paragraphs_are_whole():
    text = "<ul><li><p>One</p><p>more</p></li><li><p>Two</p><ol><li>a</li><li>b</li></ol></li></ul>"
    content = drawn(Part("a", "A", (Prose(text),)))

    lines = [line.strip() for line in pdf_checks.outline(content).splitlines()]
    assert pdf_checks.problems(content) == []
    assert lines[lines.index("L") :] == [
        "L", "LI", "Lbl", "LBody", "P", "P", "LI", "Lbl", "LBody",
        "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody",
    ]  # fmt: skip


@pytest.mark.slow
def test_table_over_many_pages_is_one_table_with_one_head():
    content = drawn(Part("a", "A", (made.long_table(400),)))

    kinds = pdf_checks.kinds(content)
    assert pdf_checks.problems(content) == []
    assert {kind: kinds[kind] for kind in ("THead", "Caption")} == {"THead": 1, "Caption": 1}
    details = ("Edition", "Marking", "Issued", "Hash (SHA-256)")
    assert kinds["TR"] == len(details) + 1 + 400
    with_head = [text for text in pages(content) if "X0100" in text]
    assert len(with_head) > 8
    assert all("Area Count 1 Count 2" in text for text in with_head)


def test_paragraph_cut_by_a_page_end_is_one_paragraph():
    sentence = "The partnership weighs what it knows against what it can change. "
    text = "".join(f"<p>{sentence * 9}</p>" for _ in range(16))
    content = drawn(Part("a", "A", (Prose(text),)))

    before = pdf_checks.kinds(drawn(Part("a", "A", (Prose("<p>One.</p>"),))))["P"]
    assert pdf_checks.problems(content) == []
    assert pdf_checks.kinds(content)["P"] - before == 15


@pytest.mark.slow
def test_same_document_gives_the_same_bytes():
    document = made.full_document()

    first, second = (pdfs.pdf(document, font_dir=FONT_DIR).content for _ in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_title_page_says_what_the_document_is():
    first = pages(full())[0]

    for words in (
        "Wexmere Community Safety Partnership",
        "Strategic assessment",
        "Edition 2, public",
        "20 November 2026",
        "Sample: invented data",
        made.full_document().digest,
    ):
        assert words in first
    assert first.count("OFFICIAL") == 3
    assert "Page 1 of" not in first


def test_every_page_is_marked_top_and_bottom_and_numbered():
    texts = pages(full())

    for number, text in enumerate(texts[1:], start=2):
        assert text.count("OFFICIAL") == 2, number
        assert f"Page {number} of {len(texts)}" in text
        assert "Edition 2, public · Sample" in text


@pytest.mark.slow
def test_page_count_is_sensible():
    drawn_document = pdfs.pdf(made.full_document(), font_dir=FONT_DIR)

    assert drawn_document.pages == len(pages(drawn_document.content))
    assert 20 <= drawn_document.pages <= 32


def test_summary_fills_one_page():
    texts = pages(full())

    (page,) = [text for text in texts if "The picture in 15 boxes" in text]
    assert "Young people hurt by violence near home" in page
    assert "Not yet written" in page
    assert "Theft of agricultural machinery" not in page


def test_contents_carry_the_true_page_numbers():
    texts = pages(full())

    contents = texts[1]
    assert re.search(r"2\.3 Victims (\d+)", contents)
    for words, following in (("2.3 Victims", " 2.3.1"), ("3 Priorities", " 3.1")):
        number = int(re.search(re.escape(words) + r" (\d+)", contents)[1])
        assert words + following in texts[number - 1]


def test_bookmarks_follow_the_parts():
    marks = bookmarks(full())

    assert [title for level, title in marks if level == 0] == [
        "Contents", "Summary", "1 Introduction", "2 The analysis", "3 Priorities",
        "4 Gaps in activity, provision and intelligence", "5 Conclusion",
        "Appendix A Data sources and licences",
        "Appendix B Comments on the draft, and the answers", "Appendix C Small areas",
    ]  # fmt: skip
    assert (1, "2.3 Victims") in marks
    assert (2, "2.3.1 Key information") in marks


def test_themes_are_named_on_their_pages():
    texts = pages(full())

    assert [any(f"2 The analysis · {t}" in x for x in texts) for t in ("Victims", "Offenders")] == [
        True,
        True,
    ]
    assert "· Locations" not in texts[-1]


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_args, **_kwargs):
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket, "create_connection", refuse)
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.org/x.png"/></svg>'
    )
    figure = dataclasses.replace(made.trend_figure("f", "F", 1), svg=picture)

    assert pdf_checks.problems(drawn(Part("a", "A", (figure,)))) == []


def test_document_is_drawn_without_our_fonts():
    content = pdfs.pdf(made.bare_document(), font_dir=None).content

    assert pdf_checks.problems(content) == []


AWKWARD = {
    "nothing at all": (),
    "empty sections": (Part("a", "A", parts=(Part("b", "B"), Part("c", "C", (Prose(""),)))),),
    "only a table": (Part("a", "A", (made.long_table(3),)),),
    "wide table": (Part("a", "A", (made.long_table(30, columns=16),)),),
    "no rows": (
        Part("a", "A", (TableBlock("t", "Empty", TableData((TableColumn("A"),), ())),)),
    ),
    "very long words": (
        Part(
            "a",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            (
                Prose(f"<p>{'x' * 400}</p><h2>{'y' * 200}</h2><ul><li>{'z' * 300}</li></ul>"),
                TableBlock(
                    "t",
                    "w" * 150,
                    TableData(
                        (TableColumn("v" * 60), TableColumn("Count", numeric=True)),
                        (("u" * 200, "1"), ("https://example.org/" + "path/" * 60, "2")),
                    ),
                ),
            ),
        ),
    ),
    "130 comments": (Part("a", "Comments", (made.comments(130),), appendix=True),),
    "other scripts": (
        Part("a", "Łódź, Ōtaki, Дніпро", (Prose("<p>café – naïve – Ελλάδα – 5 ≤ 6 – ✓</p>"),)),
    ),
    "deep parts": (
        Part("a", "A", parts=(Part("b", "B", parts=(Part("c", "C", parts=(
            Part("d", "D", parts=(Part("e", "E", parts=(
                Part("f", "F", (Prose("<h2>G</h2>"),)),
            )),)),
        )),)),)),
    ),
    "a row longer than a page": (
        Part("a", "A", (TableBlock("t", "T", TableData(
            (TableColumn("Name"), TableColumn("Text")),
            (("One", "many words " * 900), ("Two", "few")),
        )),)),
    ),
    "a link to what is not there": (
        Part("a", "A", (Prose('<p><a href="#gone">What was cut</a> and <a href="#a">A</a></p>'),)),
    ),
    "long list": (
        Part("a", "A", (Prose("<ul>" + "<li><p>Item</p><p>said twice</p></li>" * 90 + "</ul>"),)),
    ),
    "a link over lines and pages": (
        Part("a", "A", (Prose("<p>" + 12 * (
            f'{"word " * 40}<a href="https://example.org/a">{"long words " * 30}</a> '
        ) + "</p>"),)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("parts", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_document_is_whole_and_stays_on_its_pages(parts):
    content = drawn(*parts)

    assert pdf_checks.problems(content) == []
    assert outside(content) == []


def test_empty_section_says_so():
    assert "Nothing has been written here yet." in pages(drawn(Part("a", "Gaps")))[-1]


def test_link_over_two_lines_is_one_link_and_says_its_words():
    words = "a guide with a title so long that it needs a second line of print to be read whole"
    content = drawn(
        Part("a", "A", (Prose(f'<p>See <a href="https://example.org/">{words}</a>.</p>'),))
    )

    toc_links = 2
    assert pdf_checks.kinds(content)["Link"] == toc_links + 1


def test_every_annotation_says_the_words_of_its_link():
    content = drawn(
        Part("a", "Aims", (Prose('<p><a href="https://example.org/">A guide</a></p>'),))
    )

    with pikepdf.open(io.BytesIO(content)) as file:
        words = [str(note.Contents) for page in file.pages for note in page.obj.get("/Annots", [])]
    assert words == ["Summary", "1 Aims", "A guide"]


def test_document_has_one_title_three_contents_lists_and_ten_figures():
    kinds = pdf_checks.kinds(full())

    expected = {"Document": 1, "H1": 1, "TOC": 3, "Figure": 10}
    assert {kind: kinds[kind] for kind in expected} == expected


def test_document_keeps_its_language():
    document: Document = made.bare_document(language="cy-GB")

    content = pdfs.pdf(document, font_dir=FONT_DIR).content
    with pikepdf.open(io.BytesIO(content)) as file:
        assert str(file.Root.Lang) == "cy-GB"


def _first(file: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(
        thing for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name("/" + kind)
        and thing.get("/Type") == pikepdf.Name.StructElem
    )  # fmt: skip


def _paint_outside(file: pikepdf.Pdf) -> None:
    file.pages[1].contents_add(b"0 0 5 5 re f")


def _forget_element(file: pikepdf.Pdf) -> None:
    element = _first(file, "P")
    element.K = pikepdf.Array()


def _drop_labels(file: pikepdf.Pdf) -> None:
    del file.Root.PageLabels


def _drop_description(file: pikepdf.Pdf) -> None:
    del _first(file, "Figure").Alt


def _drop_scope(file: pikepdf.Pdf) -> None:
    del _first(file, "TH").A


def _skip_heading(file: pikepdf.Pdf) -> None:
    _first(file, "H2").S = pikepdf.Name.H4


def _break_list(file: pikepdf.Pdf) -> None:
    _first(file, "LBody").S = pikepdf.Name.P


def _wrong_parent(file: pikepdf.Pdf) -> None:
    marks = file.Root.StructTreeRoot.ParentTree.Nums[1]
    marks[0] = _first(file, "Document")


SABOTAGE = {
    _paint_outside: "f paints outside every mark",
    _forget_element: "is not in the tree",
    _drop_labels: "there are no page labels",
    _drop_description: "a figure has no description",
    _drop_scope: "a heading cell has no scope",
    _skip_heading: "headings skip from H1 to H4",
    _break_list: "LI holds P",
    _wrong_parent: "has another parent",
}


@pytest.mark.parametrize(("harm", "named"), SABOTAGE.items(), ids=[h.__name__ for h in SABOTAGE])
def test_checker_names_each_fault(harm, named):
    with pikepdf.open(io.BytesIO(full())) as file:
        harm(file)
        out = io.BytesIO()
        file.save(out)

    assert any(named in problem for problem in pdf_checks.problems(out.getvalue()))
