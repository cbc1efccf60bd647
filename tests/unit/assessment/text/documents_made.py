"""Documents of every shape that the schema allows, for tests that hold for all of them."""

from hypothesis import strategies as st

from assessment.text.documents import parse

# The signs that mean something in the plain form come often, and so do spaces.
SIGNS = "\\*[](){}|#>-+=.:!1290 \n"
letters = st.text(
    alphabet=st.one_of(
        st.sampled_from(SIGNS.replace("\n", "")),
        st.characters(
            exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"
        ),
    ),
    min_size=1,
    max_size=12,
)
snippets = st.sampled_from(
    [
        "- x",
        "1. x",
        "# x",
        "[[figure 1]]",
        "[a](b)",
        "**",
        "*",
        " ",
        "a b",
        "---",
        "=x",
        "{2x1}",
        "\\n",
    ]
)
hrefs = st.sampled_from(
    ["https://example.org/a_(b)?c=*d*", "mailto:a@example.org", "http://example.org/[x]"]
)


@st.composite
def run(draw, *, breaks):
    if breaks and draw(st.integers(0, 5)) == 0:
        return {"type": "hardBreak"}
    marks = []
    if draw(st.integers(0, 4)) == 0:
        marks.append({"type": "link", "attrs": {"href": draw(hrefs)}})
    marks += [{"type": kind} for kind in ("bold", "italic") if draw(st.integers(0, 2)) == 0]
    return {"type": "text", "text": draw(st.one_of(letters, snippets)), "marks": marks}


def inline(*, breaks=True):
    return st.lists(run(breaks=breaks), max_size=5)


def paragraph():
    return inline().map(lambda runs: {"type": "paragraph", "content": runs})


def heading():
    return st.builds(
        lambda level, runs: {"type": "heading", "attrs": {"level": level}, "content": runs},
        st.sampled_from([1, 2]),
        inline(breaks=False),
    )


def figure():
    return st.builds(
        lambda evidence, note: {"type": "figure", "attrs": {"evidence": evidence, "note": note}},
        st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True),
        st.one_of(st.just(""), letters, st.just("a ]] b: c")),
    )


def items(depth):
    inner = st.lists(lists(depth - 1), max_size=2) if depth else st.just([])
    one = st.builds(
        lambda first, more: {"type": "listItem", "content": [first, *more]}, paragraph(), inner
    )
    return st.lists(one, min_size=1, max_size=3)


def lists(depth):
    return st.one_of(
        items(depth).map(lambda content: {"type": "bulletList", "content": content}),
        st.builds(
            lambda start, content: {
                "type": "orderedList",
                "attrs": {"start": start},
                "content": content,
            },
            st.sampled_from([1, 1, 3, 999]),
            items(depth),
        ),
    )


@st.composite
def table(draw):
    width = draw(st.integers(1, 3))
    has_spans = draw(st.booleans())
    span = st.sampled_from([1, 1, 2]) if has_spans else st.just(1)
    cell = st.builds(
        lambda kind, columns, rows, content: {
            "type": kind,
            "attrs": {"colspan": columns, "rowspan": rows},
            "content": [content],
        },
        st.sampled_from(["tableCell", "tableHeader"]),
        span,
        span,
        paragraph(),
    )
    row = st.lists(cell, min_size=width, max_size=width)
    rows = st.lists(
        row.map(lambda cells: {"type": "tableRow", "content": cells}), min_size=1, max_size=3
    )
    return {"type": "table", "content": draw(rows)}


def quote():
    return st.lists(paragraph(), min_size=1, max_size=3).map(
        lambda content: {"type": "blockquote", "content": content}
    )


def documents():
    block = st.one_of(paragraph(), heading(), figure(), lists(2), table(), quote())
    return st.lists(block, min_size=1, max_size=5).map(
        lambda content: parse({"type": "doc", "content": content})
    )
