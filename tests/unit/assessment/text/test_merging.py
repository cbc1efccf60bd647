"""One text of two: nobody's sentence is lost, none stands twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.text.documents import from_plain, is_marked, merged, to_plain, words_left_out


def merge(base, saved, kept):
    texts = (from_plain("\n\n".join(lines)) for lines in (base, saved, kept))
    return to_plain(merged(*texts, saver="Anna", writer="Ben")).split("\n\n")


def test_paragraphs_that_do_not_touch_are_merged():
    assert merge(["a", "b", "c"], ["a1", "b", "c"], ["a", "b", "c1", "d"]) == [
        "a1", "b", "c1", "d",
    ]  # fmt: skip


def test_two_additions_at_one_place_both_stand():
    assert merge(["a"], ["a", "of Anna"], ["a", "of Ben"]) == ["a", "of Anna", "of Ben"]


def test_what_both_began_an_empty_text_with_stands_once():
    assert merge([], ["same", "of Anna"], ["same", "of Ben"]) == ["same", "of Anna", "of Ben"]


def test_an_addition_beside_a_paragraph_that_the_other_changed_touches_nothing():
    assert merge(["a"], ["a1"], ["x", "a", "y"]) == ["x", "a1", "y"]
    assert merge(["a"], ["x", "a", "y"], ["a1"]) == ["x", "a1", "y"]


def test_the_same_change_of_both_stands_once():
    assert merge(["a", "b"], ["a", "c"], ["a", "c"]) == ["a", "c"]


def test_what_one_took_out_and_the_other_left_alone_is_out():
    assert merge(["a", "b", "c"], ["a", "c"], ["a", "b", "c"]) == ["a", "c"]


def test_one_paragraph_changed_by_both_stands_twice_and_marked():
    found = merge(["a", "b"], ["a", "b of Anna"], ["a", "b of Ben"])

    assert found == [
        "a",
        "[Two wordings. As Anna saved it:]",
        "b of Anna",
        "[Two wordings. As Ben wrote it:]",
        "b of Ben",
    ]
    assert is_marked(from_plain("\n\n".join(found)))
    assert not is_marked(from_plain("a\n\n[Two wordings.] As Anna saved it"))


def test_sentences_added_below_a_paragraph_that_both_changed_are_no_part_of_the_quarrel():
    found = merge(["It fell."], ["It fell much.", "of Anna"], ["It fell again.", "of Ben"])

    assert found == [
        "[Two wordings. As Anna saved it:]",
        "It fell much.",
        "[Two wordings. As Ben wrote it:]",
        "It fell again.",
        "of Anna",
        "of Ben",
    ]


def test_half_of_its_words_make_a_paragraph_the_same_one_reworded():
    assert merge(["It fell."], ["It rose.", "of Anna"], ["It fell again.", "of Ben"])[4:] == [
        "of Anna",
        "of Ben",
    ]


def test_a_paragraph_written_anew_is_a_quarrel_with_all_that_stands_there():
    found = merge(["It fell."], ["It fell much.", "of Anna"], ["Something else.", "of Ben"])

    assert found == [
        "[Two wordings. As Anna saved it:]",
        "It fell much.",
        "of Anna",
        "[Two wordings. As Ben wrote it:]",
        "Something else.",
        "of Ben",
    ]


def test_what_one_changed_and_the_other_took_out_is_said():
    assert merge(["a", "b"], ["a"], ["a", "b of Ben"])[1:3] == [
        "[Two wordings. As Anna saved it:]",
        "(taken out)",
    ]


def test_words_left_out_are_counted_beside_what_both_began_with():
    base, written = from_plain("One two."), from_plain("One two three four.")

    assert words_left_out(written, from_plain("two three"), base=base) == 1
    assert words_left_out(written, from_plain("nothing"), base=base) == 2
    assert words_left_out(written, from_plain("Four THREE"), base=base) == 0


lines = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6)


@settings(max_examples=100)
@given(lines, lines, lines)
def test_every_paragraph_that_either_wrote_stands_in_the_merged_text(base, saved, kept):
    found = merge(base, saved, kept)

    assert set(saved) - set(base) <= set(found)
    assert set(kept) - set(base) <= set(found)
