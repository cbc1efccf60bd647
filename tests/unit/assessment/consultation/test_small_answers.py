"""A reader who knows the rule and everything that is shown tries every table there could be."""

import itertools
from collections import defaultdict

import pytest

from assessment.rules.small_answers import held_back

NAMES = "abcd"


def told(choices: int, most: int, threshold: int, unsaid: int) -> dict[str, int]:
    """Small counts that are held back, those that could be nothing else, those but 0 or 1."""
    by_what_is_shown = defaultdict(list)
    for row in itertools.product(range(most + 1), repeat=choices):
        counts = dict(zip(NAMES, row, strict=False))
        for without in range(unsaid + 1):
            people = sum(row) + without
            hidden = held_back(counts, people, threshold)
            assert {name for name, count in counts.items() if count < threshold} <= hidden
            shown = tuple(None if name in hidden else counts[name] for name in counts)
            by_what_is_shown[people if people >= threshold else "few", shown].append(row)
    found = {"hidden": 0, "told": 0, "nought or one": 0}
    for (_people, shown), rows in by_what_is_shown.items():
        for at in (at for at, value in enumerate(shown) if value is None):
            small = [row[at] for row in rows if row[at] < threshold]
            could_be = {row[at] for row in rows}
            found["hidden"] += len(small)
            found["told"] += len(small) if len(could_be) == 1 else 0
            found["nought or one"] += len(small) if could_be <= {0, 1} else 0
    return found


@pytest.mark.parametrize(
    ("choices", "most", "threshold", "unsaid", "hidden"),
    [
        (2, 20, 5, 0, 210),
        (3, 12, 5, 0, 2535),
        (4, 9, 5, 0, 20000),
        (3, 12, 3, 0, 1521),
        (3, 9, 5, 7, 12000),
    ],
)
def test_no_small_answer_can_be_worked_out(choices, most, threshold, unsaid, hidden):
    found = told(choices, most, threshold, unsaid)

    assert found == {"hidden": hidden, "told": 0, "nought or one": 0}


def test_nothing_small_nothing_hidden():
    assert held_back({"Dogs": 40, "Bikes": 30, "Noise": 5}, 75, 5) == frozenset()


def test_where_several_may_be_chosen_few_who_did_not_choose_are_small_too():
    """Of 60 people 58 named dogs: the two who did not are told by subtraction."""
    counts = {"Dogs": 58, "Bikes": 30, "Noise": 20}

    assert held_back(counts, 60, 5) == {"Dogs", "Noise"}


def test_few_people_who_gave_none_of_the_answers_are_not_told_either():
    assert held_back({"Dogs": 40, "Bikes": 20}, 63, 5) == {"Bikes"}


@pytest.mark.parametrize(
    ("counts", "people", "hidden"),
    [
        # As many people as the threshold are not few.
        ({"Dogs": 5}, 5, set()),
        # One who did not choose dogs is told by subtraction; nobody is not.
        ({"Dogs": 59, "Bikes": 30, "Noise": 20}, 60, {"Dogs", "Noise"}),
        ({"Dogs": 60, "Bikes": 30, "Noise": 20}, 60, set()),
        # Five who did not are not few.
        ({"Dogs": 55, "Bikes": 30, "Noise": 20}, 60, set()),
        # One who gave none of the answers; five who gave none.
        ({"Dogs": 40, "Bikes": 20}, 61, {"Bikes"}),
        ({"Dogs": 40, "Bikes": 20}, 65, set()),
        # Two that amount to the threshold together need no third.
        ({"Dogs": 1, "Bikes": 4, "Noise": 40}, 45, {"Dogs", "Bikes"}),
    ],
)
def test_small_begins_below_the_threshold_and_ends_at_nobody(counts, people, hidden):
    assert held_back(counts, people, 5) == hidden


def test_of_few_people_nothing_is_told():
    assert held_back({"Dogs": 4, "Bikes": 0}, 4, 5) == {"Dogs", "Bikes"}
