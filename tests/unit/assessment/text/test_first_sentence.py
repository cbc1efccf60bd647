"""The sentence that stands for a text where there is no room for all of it."""

import pytest

from assessment.text import documents
from assessment.text.reading import sentences


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("Nobody is there after six. The lamps are new.", "Nobody is there after six."),
        ("# What is missing\n\nNobody is there after six.", "Nobody is there after six."),
        ("Gaps in what is done\n\n- Nobody is there after six.", "Nobody is there after six."),
        ("**At the gate.** Somebody is always met.", "Somebody is always met."),
        ("Three is a label. Four words say something.", "Three is a label."),
        ("Three words only. Four words say something.", "Four words say something."),
        ("One two three four five six seven eight. Four of them now.", "Four of them now."),
        ("One two three four five six seven. Four words.", "One two three four five six seven."),
        ("Dr. Arkle and Mr. Voss wrote it. Then more.", "Dr. Arkle and Mr. Voss wrote it."),
        ("“Nobody ever came here.” Then somebody did.", "“Nobody ever came here.”"),
        ("It fell by 4.5 in a year. Then it rose.", "It fell by 4.5 in a year."),
        ("no stop at all and none to come", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_first_whole_sentence_that_says_something(plain, said):
    assert documents.first_sentence(documents.from_plain(plain), most_words=7) == said


def test_a_line_in_sentences_loses_nothing():
    line = "He said (quietly.) “Go.” And went! Where to? Nobody knows."

    assert sentences(line) == [
        "He said (quietly.)",
        "“Go.”",
        "And went!",
        "Where to?",
        "Nobody knows.",
    ]
