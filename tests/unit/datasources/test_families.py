"""Which of many looks stand: against statsmodels."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from statsmodels.stats.multitest import multipletests

from datasources.analyses.families import rejected

CHANCES = some.lists(
    some.none() | some.floats(0, 1) | some.floats(0, 0.06) | some.floats(0, 0.004), max_size=40
)


@given(CHANCES, some.sampled_from([0.05, 0.01, 0.2]))
def test_the_same_as_statsmodels_of_those_that_were_looked_at(chances, level):
    looked = [one for one in chances if one is not None]
    steps = [level * place / len(looked) for place in range(1, len(looked) + 1)]
    # On a step itself the last digit of a division would decide.
    assume(all(abs(one - step) > 1e-12 for one in looked for step in steps))

    expected = iter(multipletests(looked, level, method="fdr_bh")[0] if looked else ())

    assert rejected(chances, level) == tuple(
        one is not None and bool(next(expected)) for one in chances
    )


@pytest.mark.parametrize(
    ("chances", "stand"),
    [
        ([], ()),
        ([None], (False,)),
        ([0.05], (True,)),
        ([0.0500001], (False,)),
        ([0.025, 1.0], (True, False)),
        ([0.0250001, 1.0], (False, False)),
        # The second stands, and so what is smaller stands with it.
        ([0.03, 0.05, None], (True, True, False)),
        ([0.04, None, 0.01, 0.3], (False, False, True, False)),
    ],
)
def test_by_hand(chances, stand):
    assert rejected(chances) == stand
