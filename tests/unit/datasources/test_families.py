import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from datasources.analyses.families import rejected

CHANCES = st.one_of(st.floats(0, 1), st.floats(0, 0.06), st.sampled_from([0.0, 0.01, 0.05, 1.0]))


@given(st.lists(CHANCES, min_size=1, max_size=40), st.sampled_from([0.01, 0.05, 0.2]))
def test_as_statsmodels_has_it(chances, level):
    expected, *_ = multipletests(chances, alpha=level, method="fdr_bh")

    assert rejected(chances, level) == tuple(expected)


@given(st.lists(st.one_of(st.none(), CHANCES), max_size=40))
def test_what_was_not_tested_is_never_found_and_not_counted(chances):
    found = rejected(chances)

    tested = [one for one in chances if one is not None]
    assert [one for one, chance in zip(found, chances, strict=True) if chance is None] == (
        [False] * (len(chances) - len(tested))
    )
    assert rejected(tested) == tuple(
        one for one, chance in zip(found, chances, strict=True) if chance is not None
    )


@pytest.mark.parametrize(
    ("chances", "found"),
    [
        ([], ()),
        ([None], (False,)),
        ([0.05], (True,)),
        ([0.0500001], (False,)),
        # Alone each would pass; together neither passes its own bar, 0.025 and 0.05.
        ([0.04, 0.9], (False, False)),
        # The second passes its bar, and lets in the first, which does not pass its own.
        ([0.03, 0.05], (True, True)),
        ([0.05, None, 0.03], (True, False, True)),
        ([0.02, 0.02, 0.9], (True, True, False)),
    ],
)
def test_by_hand(chances, found):
    assert rejected(chances) == found
