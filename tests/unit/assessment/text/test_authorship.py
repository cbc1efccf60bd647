"""Whose words stand in a text since its last approval."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.text.documents import Origin, Written, standing

LEAD, OFFICER, OTHER = 1, 2, 3


def doc(*paragraphs):
    return {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": words}]}
            if words
            else {"type": "paragraph"}
            for words in paragraphs
        ],
    }


def saved(version, writer, *paragraphs, approved=False):
    return Written(doc(*paragraphs), writer, version, is_approved=approved)


def kept(writer, *paragraphs, began_with=0):
    return Written(doc(*paragraphs), writer, 0, began_with=began_with)


def words_of(writer, *texts):
    return {
        origin.version: count
        for origin, count in standing(texts).items()
        if origin.writer == writer
    }


LONG = "Young adults are hurt most of all in the evenings at weekends"


def test_nothing_saved_holds_nobodys_words():
    assert standing([]) == {}


def test_a_dot_at_the_end_leaves_every_word_to_who_wrote_it():
    texts = [saved(1, LEAD, LONG), saved(2, OFFICER, f"{LONG}.")]

    assert standing(texts) == {Origin(LEAD, 1): 12, Origin(OFFICER, 2): 1}


def test_an_approved_text_is_nobodys_and_what_follows_is_its_writers():
    texts = [saved(1, LEAD, LONG, approved=True), saved(2, OFFICER, f"{LONG}. Not men.")]

    assert standing(texts) == {Origin(OFFICER, 2): 4}


def test_words_that_were_taken_out_again_stand_no_more():
    texts = [
        saved(1, OFFICER, "First."),
        saved(2, LEAD, "First.", "A line of mine."),
        saved(3, OFFICER, "First."),
    ]

    assert words_of(LEAD, *texts) == {}


def test_an_older_text_that_somebody_brought_back_is_its_writers():
    texts = [saved(1, LEAD, LONG), saved(2, OFFICER, ""), saved(3, OFFICER, LONG)]

    assert standing(texts) == {Origin(LEAD, 1): 12}


def test_an_approved_text_that_somebody_brought_back_is_nobodys():
    texts = [
        saved(1, LEAD, LONG),
        saved(2, OFFICER, LONG.upper(), approved=True),
        saved(3, OTHER, "Short."),
        saved(4, OTHER, LONG),
    ]

    assert standing(texts) == {}


def test_kept_words_that_somebody_else_brought_in_are_their_writers():
    texts = [
        saved(1, OFFICER, "Both have this."),
        kept(LEAD, "Both have this.", "Mine."),
        saved(2, OFFICER, "Both have this.", "Mine.", "And more."),
    ]

    assert standing(texts) == {
        Origin(OFFICER, 1): 4,
        Origin(LEAD, 0): 2,
        Origin(OFFICER, 2): 3,
    }


def test_capitals_marks_and_places_do_not_change_the_writer():
    bold = doc(LONG.title())
    bold["content"][0]["content"][0]["marks"] = [{"type": "bold"}]
    bold["content"].insert(0, doc("Before.")["content"][0])

    texts = [saved(1, LEAD, LONG, "After."), Written(bold, OFFICER, 2)]

    assert standing(texts) == {Origin(LEAD, 1): 12, Origin(OFFICER, 2): 2}


def test_four_words_may_be_chance_and_five_are_not():
    five = "one two three four five"
    apart = "alpha beta gamma delta epsilon"

    def came_back(words):
        return words_of(
            LEAD,
            saved(1, LEAD, f"x {words} y z"),
            saved(2, OFFICER, apart),
            saved(3, OFFICER, f"{apart} {words} omega"),
        )

    assert (came_back("one two three four"), came_back(five)) == ({}, {1: 5})


def test_a_sentence_written_anew_keeps_nothing_of_its_lone_words():
    texts = [
        saved(1, LEAD, "The cost of the harm."),
        saved(2, OFFICER, "Most of it was new to all."),
    ]

    assert words_of(LEAD, *texts) == {}


def test_a_comma_after_every_word_takes_no_word_from_its_writer():
    texts = [saved(1, LEAD, LONG), saved(2, OFFICER, LONG.replace(" ", ", "))]

    assert standing(texts) == {Origin(LEAD, 1): 12, Origin(OFFICER, 2): 11}


def test_three_words_in_a_row_stay_their_writers_in_a_sentence_made_new():
    def left(words):
        return words_of(
            LEAD, saved(1, LEAD, f"{words} alpha"), saved(2, OFFICER, f"{words} b c d e f g h")
        )

    assert (left("one two"), left("one two three")) == ({}, {1: 3})


def test_a_figure_counts_as_a_word_of_who_put_it_there():
    figure = {"type": "figure", "attrs": {"evidence": "7", "note": "Mind the year"}}
    texts = [
        saved(1, OFFICER, "Look."),
        Written({"type": "doc", "content": [*doc("Look.")["content"], figure]}, LEAD, 2),
    ]

    assert words_of(LEAD, *texts) == {2: 4}


def test_a_text_too_long_to_compare_word_by_word_is_matched_by_its_runs():
    long = " ".join(f"word{number}" for number in range(1200))

    texts = [saved(1, LEAD, long), saved(2, OFFICER, f"Hello {long}")]

    assert standing(texts) == {Origin(LEAD, 1): 1200, Origin(OFFICER, 2): 1}


paragraphs = st.lists(st.text("ab c.", max_size=20), min_size=1, max_size=4)


@given(st.lists(st.tuples(st.sampled_from([LEAD, OFFICER]), paragraphs), min_size=1, max_size=5))
def test_every_word_has_one_writer_who_saved(steps):
    texts = [saved(at, who, *words) for at, (who, words) in enumerate(steps, 1)]

    found = standing(texts)

    newest = standing([saved(1, OTHER, *steps[-1][1])])
    assert found.total() == newest.total()
    assert {(o.writer, o.version) for o in found} <= {(t.writer, t.version) for t in texts}
