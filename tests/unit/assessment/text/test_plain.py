"""The plain form reads back as what was written, and reads what people write by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.text.documents import InvalidText, from_plain, render_html, to_plain
from tests.unit.assessment.text.documents_made import documents


@settings(max_examples=80)
@given(documents())
def test_what_is_written_reads_back(doc):
    assert from_plain(to_plain(doc)).to_json() == doc.to_json()


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("\\*[]()|#>-+=1.:x \n{}"), max_size=60))
def test_whatever_is_typed_settles(text):
    try:
        once = from_plain(text)
    except InvalidText:
        return

    assert from_plain(to_plain(once)).to_json() == once.to_json()


def html_of(text):
    return render_html(from_plain(text), base_level=3, figure=lambda key: f"[{key}]")


SCROLLER = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "<p></p>"),
        ("# Burglary\n\nIt **fell**.", "<h3>Burglary</h3><p>It <strong>fell</strong>.</p>"),
        ("## Why\nBecause", "<h4>Why</h4><p>Because</p>"),
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("Things:\n- a\n- b", "<p>Things:</p><ul><li>a</li><li>b</li></ul>"),
        ("* a\n\n* b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n    1. b\n- c", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("3 * 4 and 5* rated", "<p>3 * 4 and 5* rated</p>"),
        ("2026. was a year", "<p>2026. was a year</p>"),
        (
            "*so* **it** ***is***",
            "<p><em>so</em> <strong>it</strong> <strong><em>is</em></strong></p>",
        ),
        ("see [here](https://a.uk/x_(y))", '<p>see <a href="https://a.uk/x_(y)">here</a></p>'),
        ("[sic] and C:\\new", "<p>[sic] and C:\\new</p>"),
        ("> said\n> she", "<blockquote><p>said<br>she</p></blockquote>"),
        ("[[figure 12]]", "[12]"),
        ("[[Figure 12: by ward]]", '[12]<p class="figure-note">by ward</p>'),
        (
            "| Ward | n |\n|---|---|\n| March | 3 |",
            f'{SCROLLER}<table><thead><tr><th scope="col">Ward</th>'
            '<th scope="col">n</th></tr></thead>'
            "<tbody><tr><td>March</td><td>3</td></tr></tbody></table></div>",
        ),
        (
            "| a\n| b | c |",
            f"{SCROLLER}<table><tbody><tr><td>a</td><td></td></tr><tr><td>b</td><td>c</td></tr></tbody></table></div>",
        ),
        (
            "|= Ward | \\n |",
            f'{SCROLLER}<table><tbody><tr><th scope="row">Ward</th>'
            "<td><br></td></tr></tbody></table></div>",
        ),
    ],
)
def test_what_people_type_by_hand(text, expected):
    assert html_of(text) == expected


def test_a_bad_link_is_refused_with_its_address():
    with pytest.raises(InvalidText) as refused:
        from_plain("[x](www.example.org)")

    assert refused.value.reasons == [
        "The link to “www.example.org” must begin with https://, http:// or mailto: "
        "and have no spaces."
    ]
