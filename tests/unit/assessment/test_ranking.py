"""From matrices to one ranked list: the arithmetic, ties, spread."""

from assessment.rules.ranking import Mark, Ranked, Weight, mark_of, rank

HARM = Weight(factor=1, weight=3, lowest=1, highest=4)
CONCERN = Weight(factor=2, weight=1, lowest=1, highest=4)


def test_a_mark_is_the_weighted_mean_on_0_to_100():
    # Harm 4 of 1 to 4 is 100, concern 1 is 0; weighted 3 to 1.
    assert mark_of({1: 4, 2: 1}, [HARM, CONCERN]) == 75.0
    assert mark_of({1: 1, 2: 1}, [HARM, CONCERN]) == 0.0
    assert mark_of({1: 2, 2: 3}, [HARM, CONCERN]) == 41.7


def test_half_a_matrix_gives_no_mark():
    assert mark_of({1: 4}, [HARM, CONCERN]) is None
    assert mark_of({}, []) is None


def test_scales_of_different_lengths_weigh_the_same():
    short = Weight(factor=2, weight=1, lowest=0, highest=1)

    assert mark_of({1: 4, 2: 1}, [Weight(1, 1, 1, 4), short]) == 100.0


def test_a_scale_of_one_step_adds_nothing():
    assert mark_of({1: 4, 2: 2}, [HARM, Weight(2, 1, 2, 2)]) == 75.0


def test_issues_are_ranked_with_ties_in_one_place_and_the_unscored_last():
    low, high = Mark("Ann", "Police", 40.0), Mark("Ben", "Council", 60.0)
    titles = {1: "Zebra crossings", 2: "Arson", 3: "Theft", 4: "Nobody scored", 5: "Lowest"}

    ranked = rank(titles, {1: [low, high], 2: [Mark("Ann", "", 50.0)], 3: [high], 5: [low]})

    assert [(each.issue, each.place_words, each.mean) for each in ranked] == [
        (3, "1", 60.0),
        (2, "2=", 50.0),
        (1, "2=", 50.0),
        (5, "4", 40.0),
        (4, "", None),
    ]


def test_the_spread_is_from_the_lowest_to_the_highest_mark():
    low, high = Mark("Ann", "Police", 40.0), Mark("Ben", "Council", 62.5)
    ranked = rank({1: "Arson"}, {1: [low, high]})[0]

    assert ranked == Ranked(1, 1, False, 51.2, (high, low))
    assert (ranked.lowest, ranked.highest, ranked.spread) == (40.0, 62.5, 22.5)
