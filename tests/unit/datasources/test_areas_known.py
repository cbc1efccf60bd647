"""Which codes a look-up has: asked of a few codes, as a plain set of all of its codes says."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from datasources import geography
from tests.unit.datasources.building import lookup

LOOKUP = lookup()
LEVELS = [geography.LSOA_CODE, geography.WARD_CODE, geography.LAD_CODE]
EVERY = sorted({code for level in LEVELS for code in LOOKUP[level]})


@given(st.sets(st.sampled_from([*EVERY, "", "E01999999", "X09999999", "no code"])))
def test_what_is_unknown_is_what_no_level_has(codes):
    assert geography.unknown_in(LOOKUP, codes) == codes - set(EVERY)
    assert geography.every_code(LOOKUP) == set(EVERY)


def test_countries_are_the_first_letters_of_every_level():
    mixed = pd.concat([LOOKUP, LOOKUP.assign(**{geography.WARD_CODE: "E05000001"}).head(1)])

    assert geography.countries_in(LOOKUP) == ("X",)
    assert geography.countries_in(mixed) == ("E", "X")
