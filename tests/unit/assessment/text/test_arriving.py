"""What a browser may send: measured before anything is built, drawn or said again."""

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.text import documents
from assessment.text.documents import InvalidText
from tests.unit.assessment.text.documents_made import documents as sound_documents


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def paragraph(words):
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}


def cell(columns=1):
    attrs = {"colspan": columns, "rowspan": 1}
    return {"type": "tableCell", "attrs": attrs, "content": [{"type": "paragraph"}]}


def table(rows, cells, columns=1):
    row = {"type": "tableRow", "content": [cell(columns) for _ in range(cells)]}
    return doc({"type": "table", "content": [row for _ in range(rows)]})


def heading(level):
    return doc({"type": "heading", "attrs": {"level": level}})


def reasons(given):
    try:
        documents.parse(given)
    except InvalidText as refused:
        return refused.reasons
    return []


def calls(act) -> int:
    """How much work it is: counted, since a clock says how busy the machine is."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


FORM = "The text has a form that this site does not know."
WHOLE = "The text did not arrive whole. Send it again."


@pytest.mark.parametrize("level", [0, 3, 20_000_000, -1, 10**400])
def test_a_heading_of_any_other_level_is_refused(level):
    assert reasons(heading(level)) == ["A heading has a level that a section does not have."]


@pytest.mark.parametrize("level", [True, 1.0, 1.5, "1", None, [1], {"a": 1}])
def test_a_level_is_a_whole_number(level):
    assert reasons(heading(level)) == [FORM]


@pytest.mark.parametrize(
    "written",
    [
        '{"type": "doc", "type": "doc"}',
        '{"type": NaN}',
        '{"type": Infinity}',
        f'{{"type": 1{"0" * 400}}}',
        f'{{"type": 1{"0" * 5000}}}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "\ud800",
        "",
    ],
)
def test_what_no_browser_writes_did_not_arrive_whole(written):
    assert reasons(written) == [WHOLE]


def over(count, what, by, most):
    return (
        f"A table has {count:,} {what}, {by:,} more than the {most:,} that fit. Make two tables of "
        "it, or leave out what readers do not need."
    )


def test_a_table_says_by_how_much_it_is_too_large():
    assert reasons(table(75, 20)) == []
    assert reasons(table(79, 19)) == [over(1501, "cells", 1, 1500)]
    assert reasons(table(1, 30, columns=2)) == []
    assert reasons(table(1, 5000, columns=50)) == [
        over(5000, "cells", 3500, 1500),
        over(250_000, "columns", 249_940, 60),
    ]
    assert reasons(table(401, 1)) == [over(401, "rows", 1, 400)]


def test_a_long_row_and_many_short_ones_make_no_table_of_both():
    plain = "\n".join(["|" * 62] + ["|"] * 10_000)

    with pytest.raises(InvalidText) as refused:
        documents.from_plain(plain)

    assert refused.value.reasons[1] == over(61, "columns", 1, 60)

    def work(size):
        square = "\n".join(["|" * size] + ["|"] * size)
        return calls(lambda: reasons_of_plain(square))

    assert work(400) < 3 * work(200)


def reasons_of_plain(plain):
    try:
        documents.from_plain(plain)
    except InvalidText as refused:
        return refused.reasons
    return []


def test_lists_that_go_ever_deeper_are_refused():
    plain = "\n".join(f"{'  ' * depth}- x" for depth in range(540))

    assert reasons_of_plain(plain) == ["Lists stand inside lists too deep. Use fewer levels."]


def nested(lists, words):
    inner = {"type": "paragraph", "content": [{"type": "text", "text": words}] if words else []}
    item = {"type": "listItem", "content": [inner]}
    for _ in range(lists - 1):
        within = {"type": "bulletList", "content": [item]}
        item = {"type": "listItem", "content": [{"type": "paragraph"}, within]}
    return doc({"type": "bulletList", "content": [item]})


def test_the_deepest_part_stands_on_the_twenty_fourth_level():
    assert reasons(nested(11, "x")) == []
    assert reasons(nested(12, "")) == ["Lists stand inside lists too deep. Use fewer levels."]


def test_the_shape_alone_knows_that_true_is_no_number():
    with pytest.raises(InvalidText):
        documents.check_shape(heading(True))


def test_text_says_by_how_much_it_is_too_long():
    assert reasons(doc(paragraph("x" * 300_000))) == []
    assert reasons(doc(paragraph("x" * 300_001))) == [
        "The text is longer than one section may be: it has 300,001 characters, 1 more than the "
        "300,000 that fit. Shorten it, or put a part of it into another section."
    ]
    assert reasons(doc(*[{"type": "paragraph"}] * 11_999)) == []
    assert reasons(doc(*[{"type": "paragraph"}] * 12_000)) == [
        "The text has 12,001 paragraphs, cells and pieces, 1 more than the 12,000 that fit. Put a "
        "part of it into another section."
    ]


@pytest.mark.parametrize("sign", ["*a ", "[a", "[a](", "_", "\\", "|", "> ", "- ", "a\n\n"])
def test_reading_plain_lines_costs_no_more_than_their_length(sign):
    def work(count):
        return calls(lambda: reasons_of_plain(sign * count))

    assert work(4000) < 3 * work(2000)


def test_every_word_of_a_refused_document_can_be_given_back():
    sent = json.dumps(
        doc(
            {"type": "heading", "attrs": {"level": 9}, "content": [{"type": "text", "text": "A"}]},
            {"type": "unknown", "content": [paragraph("B \ud800c")]},
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": "one "},
                    {"type": "text", "text": "line", "marks": [{"type": "bold", "words": "no"}]},
                    {"type": "hardBreak"},
                    {"type": "text", "text": "two"},
                ],
            },
        )
    )

    assert documents.words_sent(sent) == "A\n\nB c\n\none line\ntwo"
    assert documents.words_sent(sent[: sent.index("two") + 2]).split() == [
        "A", "B", "c", "one", "line", "tw",
    ]  # fmt: skip


@pytest.mark.parametrize("sent", ["", "{", "[]", "7", "[" * 100_000, '{"text": 5}'])
def test_where_no_words_were_none_are_given_back(sent):
    assert documents.words_sent(sent) == ""


json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.floats(),
        st.text(max_size=5),
        st.sampled_from(["doc", "paragraph", "text", "table", "tableRow", "tableCell", "figure"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["type", "content", "attrs", "text", "marks", "level", "colspan"]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@settings(max_examples=150)
@given(json_values)
def test_anything_at_all_is_taken_or_refused_in_words(value):
    written = json.dumps(doc(value))

    assert all(isinstance(reason, str) for reason in reasons(written))
    assert all(isinstance(reason, str) for reason in reasons(doc(value)))
    assert len(documents.words_sent(written)) <= len(written)


@settings(max_examples=60)
@given(sound_documents(), st.data())
def test_a_sound_text_with_one_value_changed_is_taken_or_refused_in_words(made, data):
    stored = made.to_json()
    places = [node for node in _nodes(stored) if node.get("attrs")]
    if places:
        node = data.draw(st.sampled_from(places))
        key = data.draw(st.sampled_from(sorted(node["attrs"])))
        node["attrs"][key] = data.draw(json_values)

    said = reasons(json.dumps(stored, allow_nan=True))

    assert sum(map(len, said)) < 500


def _nodes(node):
    yield node
    for child in node.get("content", ()):
        yield from _nodes(child)
