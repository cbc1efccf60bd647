"""What counts as an answer to a statutory component, and what can be pointed at."""

import pytest

from assessment.models import ComponentAnswer, Section
from assessment.rules import components as rules
from assessment.text.documents import from_plain
from assessment.text.passages import hash_of, passages, says_something

SENTENCE = "Violence is two in five of all offences."
TEXT = f"""# A heading of quite as many words as needed

{SENTENCE}

Because.

- In a list **bold** words count as a passage too.

| A cell of a table holds | as many words as any |
| ---- | ---- |

{SENTENCE}"""


def section(words: str = TEXT) -> Section:
    return Section(pk=7, key="analysis.context", document=from_plain(words).to_json())


def test_the_passages_of_a_text_are_its_paragraphs_of_a_sentence_or_more():
    assert [each.text for each in passages(section().document)] == [
        SENTENCE,
        "In a list bold words count as a passage too.",
    ]
    assert rules.passages_of(Section(key="analysis.context", document={})) == ()


def test_a_passage_is_known_by_its_words_and_not_by_their_form():
    bold = section("Violence is **two in five** of\nall offences.")

    assert passages(bold.document)[0].hash == hash_of(SENTENCE)
    assert hash_of(SENTENCE) != hash_of(SENTENCE.replace("two", "three"))


@pytest.mark.parametrize(("count", "enough"), [(5, False), (6, True)])
def test_a_passage_is_of_six_different_words_at_least(count, enough):
    words = ["one", "two", "three", "four", "five", "six"][:count]

    assert says_something(" ".join([*words, *words])) is enough


def answer(**fields: object) -> ComponentAnswer:
    given = {"section": section(), "passage": SENTENCE, "passage_hash": hash_of(SENTENCE)}
    return ComponentAnswer(component="levels", **(given | fields))


def test_an_answer_stands_while_its_passage_does():
    changed = section(TEXT.replace("two in five", "three in five"))

    assert [
        rules.reason_to_look_again(each)
        for each in (
            answer(),
            answer(section=changed),
            answer(section=Section(key="analysis.context", document={})),
            answer(passage="", passage_hash=""),
            answer(section=None, passage="", passage_hash="", reason="First year."),
        )
    ] == [
        "",
        "The passage has changed or gone since it was named: look again.",
        "The passage has changed or gone since it was named: look again.",
        "Named before passages were asked for: look again.",
        "",
    ]


def test_only_a_passage_that_stands_there_is_named_and_once():
    def pointed(component="levels", passage=SENTENCE, named=()):
        return rules.reasons_against_pointing(
            component, section(), passage_hash=hash_of(passage), named=list(named)
        )

    choose = (
        "Choose a passage that stands in 2.1 Contextual information now, of at least 6 different "
        "words."
    )
    assert [
        pointed(),
        pointed(passage="Because."),
        pointed(passage="Words that nobody has written in it."),
        pointed(component="weather"),
        pointed(named=[answer()]),
        pointed(named=[answer(passage="", passage_hash="")]),
    ] == [
        [],
        [choose],
        [choose],
        ["Choose one of the four statutory components."],
        ["This passage is named already for levels and patterns."],
        [],
    ]


def test_why_not_is_a_sentence_and_not_said_of_what_is_answered():
    def why_not(reason="No earlier plan is recorded here.", named=()):
        return rules.reasons_against_saying_why_not("plan", reason, named=list(named))

    assert [
        why_not(),
        why_not("Because."),
        why_not(named=[answer()]),
        why_not(named=[answer(passage="", passage_hash="")]),
    ] == [
        [],
        [
            "Say in a sentence of at least 6 different words why it is not answered: it is printed "
            "where the answer would stand."
        ],
        ["It is answered in 2.1 Contextual information: take that back first."],
        [],
    ]
