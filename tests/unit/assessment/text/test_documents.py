"""Reading, checking, rendering and comparing a section's text."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.text import documents, schema
from assessment.text.documents import InvalidText

ROOT = Path(__file__).parents[4]


def text(words, *marks):
    return {"type": "text", "text": words, "marks": list(marks)}


def paragraph(*runs):
    return {"type": "paragraph", "content": list(runs)}


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def link(href):
    return {"type": "link", "attrs": {"href": href}}


def cell(**attrs):
    return {"type": "tableCell", "attrs": attrs, "content": [{"type": "paragraph"}]}


def table(*cells):
    return {"type": "table", "content": [{"type": "tableRow", "content": list(cells)}]}


def figure(evidence, note=""):
    return {"type": "figure", "attrs": {"evidence": evidence, "note": note}}


def html(document, base_level=3):
    return documents.render_html(document, base_level=base_level, figure=lambda key: f"<{key}>")


def test_an_empty_text_is_one_empty_paragraph():
    empty = documents.empty()

    assert empty.to_json() == {"type": "doc", "content": [{"type": "paragraph"}]}
    assert documents.is_empty(empty)
    assert documents.to_plain(empty) == ""


def test_a_sound_document_is_taken_in_its_normal_form():
    given = doc(paragraph(text("a\tb"), text("c"), text("d", {"type": "italic"}, {"type": "bold"})))

    assert documents.parse(given).to_json() == doc(
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "a bc"},
                text("d", {"type": "bold"}, {"type": "italic"}),
            ],
        }
    )


def test_a_document_may_come_as_written_json():
    written = json.dumps(doc(paragraph(text("a"))))

    assert documents.plain_text(documents.parse(written)) == "a"


DEEP = {"type": "paragraph"}
for _ in range(60):
    DEEP = {"type": "blockquote", "content": [DEEP]}


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (None, ["The text did not arrive whole. Send it again."]),
        ("{", ["The text did not arrive whole. Send it again."]),
        ("[]", ["The text did not arrive whole. Send it again."]),
        ({}, ["The text has a form that this site does not know."]),
        (doc({"type": "script"}), ["The text has a form that this site does not know."]),
        (doc({"type": "bulletList"}), ["The text has a form that this site does not know."]),
        (doc(paragraph(5)), ["The text has a form that this site does not know."]),
        (
            doc(paragraph({"type": "text", "text": "x", "marks": [{"type": "strike"}]})),
            ["The text has a form that this site does not know."],
        ),
        (
            doc({"type": "bulletList", "content": [paragraph(text("x"))]}),
            ["The text has a form that this site does not know."],
        ),
        (paragraph(text("x")), ["The text is a part, not a whole document."]),
        (doc(table(cell(colspan="<x>"))), ["The text has a form that this site does not know."]),
        (
            doc(table(cell(colspan=0), cell(rowspan=10**9))),
            ["A cell of a table may span 1 to 50 rows or columns."],
        ),
        (
            doc({"type": "heading", "attrs": {"level": 7}}),
            ["A heading has a level that a section does not have."],
        ),
        (
            doc(
                {
                    "type": "orderedList",
                    "attrs": {"start": -1},
                    "content": [{"type": "listItem", "content": [paragraph()]}],
                }
            ),
            ["A numbered list must start between 0 and 999."],
        ),
        (doc(figure("../x")), ["A figure does not say which evidence it shows."]),
        (doc(figure("1", "x" * 501)), ["The note of a figure may have 500 characters."]),
        (
            doc(paragraph(text("x", link("javascript:alert(1)")))),
            [
                "The link to “javascript:alert(1)” must begin with https://, http:// or mailto: "
                "and have no spaces."
            ],
        ),
        (doc(paragraph(text("half \ud83d"))), ["A character is broken in two. Type it again."]),
        (doc(DEEP), ["Lists stand inside lists too deep. Use fewer levels."]),
        (
            doc(paragraph(text("x" * 1_000_001))),
            [
                "The text is longer than one section may be: it has 1,000,001 characters, 700,001 "
                "more than the 300,000 that fit. Shorten it, or put a part of it into another "
                "section."
            ],
        ),
    ],
)
def test_an_unsound_document_is_refused_with_a_reason(given, reasons):
    with pytest.raises(InvalidText) as refused:
        documents.parse(given)

    assert refused.value.reasons == reasons


def test_words_figures_and_counts():
    made = documents.from_plain(
        "# Burglary\n\nIt fell by 4%.\n\n[[figure 12: by ward]]\n\n- one\n\n| a | b |"
    )

    assert documents.plain_text(made) == "Burglary\nIt fell by 4%.\nby ward\none\na\nb"
    assert documents.word_count(made) == 10
    assert documents.figures(made) == ["12"]
    assert not documents.is_empty(made)


def test_a_text_of_one_figure_is_not_empty():
    assert not documents.is_empty(doc(figure("12")))


def test_everything_written_is_escaped():
    made = documents.parse(
        doc(
            paragraph(text("<b>&\"'", link("https://a.uk/?a=1&b='<"[:-1]))),
            figure("f1", "<i>"),
        )
    )

    assert html(made) == (
        '<p><a href="https://a.uk/?a=1&amp;b=&#x27;">&lt;b&gt;&amp;&quot;&#x27;</a></p>'
        '<f1><p class="figure-note">&lt;i&gt;</p>'
    )


def test_headings_stand_below_the_sections_own_and_never_deeper_than_six():
    made = documents.from_plain("# One\n\n## Two")

    assert html(made, base_level=3) == "<h3>One</h3><h4>Two</h4>"
    assert html(made, base_level=6) == "<h6>One</h6><h6>Two</h6>"


def test_list_items_hold_no_paragraph_elements():
    made = documents.from_plain("- a\n  - b")

    assert html(made) == "<ul><li>a<ul><li>b</li></ul></li></ul>"


def test_a_stored_document_is_read_as_it_is():
    stored = documents.from_plain("**x**").to_json()

    assert documents.to_plain(stored) == "**x**"
    assert html(stored) == "<p><strong>x</strong></p>"


def test_differences_block_by_block():
    older = documents.from_plain("one\n\ntwo\n\n- a")
    newer = documents.from_plain("one\n\ntwo and more\n\n- a\n\nlast")

    found = documents.diff_blocks(older, newer)

    assert [(each.state, each.text) for each in found] == [
        ("same", "one"),
        ("removed", "two"),
        ("added", "two and more"),
        ("same", "- a"),
        ("added", "last"),
    ]
    assert html(found[2].document) == "<p>two and more</p>"


def test_a_mark_set_step_of_a_newer_browser_is_understood():
    made = documents.from_plain("**bold** and *italic*")
    step = schema.Step.from_json(
        documents.SCHEMA,
        {
            "stepType": "markSet",
            "steps": [
                {"stepType": "removeMark", "mark": {"type": "bold"}, "from": 1, "to": 5},
                {"stepType": "addMark", "mark": {"type": "italic"}, "from": 1, "to": 5},
            ],
        },
    )

    changed = step.apply(made).doc

    assert documents.to_plain(changed) == "*bold* and *italic*"
    assert documents.to_plain(step.invert(made).apply(changed).doc) == "**bold** and *italic*"


def node_command():
    beside = Path(sys.executable).with_name("node")
    return str(beside) if beside.exists() else shutil.which("node")


@pytest.mark.skipif(
    node_command() is None or not (ROOT / "node_modules/@tiptap/core").exists(),
    reason="needs the front end's packages (make setup)",
)
def test_the_schema_is_the_editors_own():
    made = subprocess.run(
        [node_command(), "frontend/schema.mjs", "--print"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout == (ROOT / "assessment/text/schema.json").read_text()
