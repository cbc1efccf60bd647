"""How sure people are stands beside the mark and never in it."""

from assessment.rules.ranking import (
    Mark,
    Weight,
    confidence_of,
    mark_of,
    rank,
    strong_factors,
)

# The generic matrix: harm, amount, concern, can we affect it; then confidence, as it once weighed.
MATRIX = [
    Weight(1, 3, 1, 4),
    Weight(2, 2, 1, 4),
    Weight(3, 1, 1, 4),
    Weight(4, 2, 1, 4),
    Weight(5, 1, 1, 4, is_confidence=True),
]
TRAFFICKING = {1: 4, 2: 3, 3: 1, 4: 2, 5: 1}
SHOP_THEFT = {1: 2, 2: 4, 3: 4, 4: 3, 5: 4}


def test_confidence_is_not_in_the_mark():
    assert [mark_of(scores, MATRIX) for scores in (TRAFFICKING, SHOP_THEFT)] == [62.5, 66.7]
    assert [confidence_of(scores, MATRIX) for scores in (TRAFFICKING, SHOP_THEFT)] == [0.0, 100.0]


def test_the_marks_of_a_printed_year_are_reckoned_as_they_were():
    marks = [
        mark_of(scores, MATRIX, confidence_counts=True) for scores in (TRAFFICKING, SHOP_THEFT)
    ]

    assert marks == [55.6, 70.4]


def test_it_may_stand_anywhere_in_the_matrix():
    first = [MATRIX[-1], *MATRIX[:-1]]

    assert (mark_of(TRAFFICKING, first), confidence_of({5: 2}, first)) == (62.5, 33.3)


def test_no_step_of_confidence_moves_a_mark():
    marks = {mark_of({**TRAFFICKING, 5: value}, MATRIX) for value in (1, 2, 3, 4)}

    assert marks == {62.5}


def test_a_mark_waits_for_what_counts_and_not_for_confidence():
    unsaid = {factor: value for factor, value in TRAFFICKING.items() if factor != 5}

    assert (mark_of(unsaid, MATRIX), confidence_of(unsaid, MATRIX)) == (62.5, None)
    assert mark_of({5: 4}, MATRIX) is None
    assert mark_of({5: 4}, MATRIX[4:]) is None


def test_equal_marks_are_tied_whatever_is_known_of_them():
    sure, unsure = Mark("Ann", "", 50.0, 100.0), Mark("Ann", "", 50.0, 0.0)

    ranked = rank({1: "Arson", 2: "Zebra"}, {1: [unsure], 2: [sure]})

    assert [(each.issue, each.place_words, each.confidence) for each in ranked] == [
        (1, "1=", 0.0),
        (2, "1=", 100.0),
    ]


def test_little_known_is_below_the_middle_of_the_scale():
    def known(*said):
        marks = [Mark(str(place), "", 50.0, value) for place, value in enumerate(said)]
        return rank({1: "Arson"}, {1: marks})[0]

    assert [known(*said).is_little_known for said in ((50.0,), (0.0, 100.0), (49.9,), (None,))] == [
        False,
        False,
        True,
        False,
    ]
    assert known(0.0, 33.3, None).confidence == 16.6


def test_what_is_scored_high_is_named_but_never_confidence():
    assert strong_factors([SHOP_THEFT], MATRIX) == (2, 3, 4)
    assert strong_factors([TRAFFICKING, {**TRAFFICKING, 1: 2}], MATRIX) == (1, 2)
    assert strong_factors([], MATRIX) == ()


def test_high_begins_at_65_of_100():
    assert strong_factors([{1: 645, 2: 13}], [Weight(1, 1, 0, 1000), Weight(2, 1, 0, 20)]) == (2,)
