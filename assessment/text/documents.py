"""The one door to a section's text: everything that the rest of the site does with a document."""

from assessment.text.arriving import InvalidText, check_shape, decoded, words_sent
from assessment.text.authorship import Origin, Written, standing
from assessment.text.checking import Doc, as_node, empty, is_safe_href, parse, shaped
from assessment.text.diff import Difference, diff_blocks
from assessment.text.html import render_html
from assessment.text.merging import is_marked, merged, words_left_out
from assessment.text.passages import Passage, passages
from assessment.text.plain import from_plain, to_plain
from assessment.text.reading import (
    figures,
    first_sentence,
    is_empty,
    plain_text,
    with_figures,
    word_count,
)
from assessment.text.schema import SCHEMA, SCHEMA_HASH

__all__ = [
    "SCHEMA",
    "SCHEMA_HASH",
    "Difference",
    "Doc",
    "InvalidText",
    "Origin",
    "Passage",
    "Written",
    "as_node",
    "check_shape",
    "decoded",
    "diff_blocks",
    "empty",
    "figures",
    "first_sentence",
    "from_plain",
    "is_empty",
    "is_marked",
    "is_safe_href",
    "merged",
    "parse",
    "passages",
    "plain_text",
    "render_html",
    "shaped",
    "standing",
    "to_plain",
    "with_figures",
    "word_count",
    "words_left_out",
    "words_sent",
]
