"""Advice for whoever sent the file never sends them to "the sender"."""

import ast
from pathlib import Path

import pytest

from datasources import intake
from datasources.intake.findings import MEANINGS
from datasources.presenters.for_senders import MEND_IT, advice

# Every sentence of the reading that speaks of the sender, from its own source.
SENTENCES = sorted(
    {
        node.value
        for path in Path(intake.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "the sender" in node.value
        and "\n" not in node.value
    }
)


@pytest.mark.parametrize(
    ("code", "told", "advised"),
    [
        ("x", "Ask the sender for the missing words and send the file again.",
         "Please send the missing words and send the file again."),
        ("x", "Ask the sender to put the codes right and send the file again.",
         "Please put the codes right and send the file again."),
        ("x", "Tell the sender to leave such details out.", "Please leave such details out."),
        ("x", "Check the spelling with the sender.", MEND_IT),
        ("x", "Nothing. The police publish them this way.",
         "Nothing. The police publish them this way."),
        ("x", "", ""),
        ("fewer-rows", "Ask the sender whether it is all.", MEANINGS["fewer-rows"].to_sender),
    ],
)  # fmt: skip
def test_advice_is_said_to_the_person_who_can_follow_it(code, told, advised):
    assert advice(code, told) == advised


def test_of_all_that_a_reading_advises_nothing_speaks_of_the_sender():
    assert len(SENTENCES) > 15
    assert [each for each in SENTENCES if "sender" in advice("x", each)] == []
    assert [code for code, each in MEANINGS.items() if "the sender" in each.to_sender] == []
