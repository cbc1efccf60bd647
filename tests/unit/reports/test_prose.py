import pytest

from reports.rendering import prose


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>Plain</p>", "<p>Plain</p>"),
        ("Loose <em>text</em>", "<p>Loose <em>text</em></p>"),
        ("<h1>A</h1><h3>B</h3>", "<h4>A</h4><h5>B</h5>"),
        ("<h3>A</h3><h4>B</h4><h3>C</h3>", "<h4>A</h4><h5>B</h5><h4>C</h4>"),
        ("<h2></h2><p>x</p>", "<p>x</p>"),
        ("<ul><li><p>One</p></li></ul>", "<ul><li>One</li></ul>"),
        ("<p onclick='x()'>Hi<script>x()</script></p>", "<p>Hi</p>"),
        ('<p><a href="javascript:x()">go</a></p>', "<p>go</p>"),
        (
            '<p><a href="https://example.org/">go</a></p>',
            '<p><a href="https://example.org/">go</a></p>',
        ),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
    ],
)
def test_text_is_made_fit_below_a_third_level_heading(written, printed):
    assert prose.fit(written, below=3) == printed


def test_first_row_of_headings_becomes_the_head_of_the_table():
    table = "<table><tbody><tr><th><p>A</p></th></tr><tr><td><p>1</p></td></tr></tbody></table>"

    assert prose.fit(table, below=2, for_print=True) == (
        '<table><thead><tr><th scope="col">A</th></tr></thead>'
        "<tbody><tr><td>1</td></tr></tbody></table>"
    )


def test_headings_below_the_sixth_level_become_paragraphs():
    assert prose.fit("<h2>Deep</h2>", below=6) == "<p>Deep</p>"
