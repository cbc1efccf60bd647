"""What counts as an answer to a statutory component."""

from assessment.models import Section
from assessment.rules import components as rules


def test_only_a_section_with_words_is_an_answer():
    assert [rules.is_an_answer(Section(words=words)) for words in (0, 1)] == [False, True]


def test_a_section_is_named_once_for_a_known_component():
    section = Section(key="analysis.context", words=10)

    assert [
        rules.reasons_against_pointing("levels", section, is_pointed=False),
        rules.reasons_against_pointing("levels", section, is_pointed=True),
        rules.reasons_against_pointing("weather", section, is_pointed=False),
    ] == [
        [],
        ["2.1 Contextual information is named already for levels and patterns."],
        ["Choose one of the four statutory components."],
    ]
