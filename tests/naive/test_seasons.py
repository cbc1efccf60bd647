"""The season and its naive twin over more years than the other analyses need, with and without
months that are missing."""

from dataclasses import replace

import numpy as np
import pytest

from datasources import analyses
from datasources.analyses import Inputs, Parameters
from datasources.kinds import police_street
from datasources.periods import between, month
from tests.factories.counted import inputs_of
from tests.naive.twins import season
from tests.unit.datasources.building import DISTRICT, INSIDE, lookup, offences


def given(first: tuple[int, int], last: tuple[int, int], rise: float) -> Inputs:
    """Burglary with a peak in November and a low in May, anti-social behaviour by chance alone."""
    dice = np.random.default_rng(7)
    months = [one.key for one in between(month(*first), month(*last))]
    rows = []
    for at, key in enumerate(months):
        lifted = {"11": 1.6, "05": 0.5}.get(key[5:], 1)
        rows.append((key, "Burglary", INSIDE, int(dice.poisson(60 * lifted * (1 + rise) ** at))))
        rows.append((key, police_street.ANTI_SOCIAL_BEHAVIOUR, INSIDE, int(dice.poisson(40))))
    return inputs_of(offences(rows), lookup(), None, None, months)


def without(inputs: Inputs, *gone: str) -> Inputs:
    return replace(
        inputs,
        tally=inputs.tally[~inputs.tally["period"].isin(gone)],
        periods_held=tuple(one for one in inputs.periods_held if one not in gone),
    )


FIVE = given((2020, 11), (2025, 12), 0.01)
CASES = {
    "five years and two months": FIVE,
    "three years": given((2022, 4), (2025, 3), 0),
    "two years": given((2024, 1), (2025, 12), 0),
    "a month of five years is missing": without(FIVE, "2022-03"),
    "a month of three years is missing": without(given((2023, 1), (2025, 12), 0), "2023-05"),
    "months taken in part": replace(FIVE, in_part=("2022-12", "2025-11")),
    "a month of two years taken in part": replace(
        given((2024, 1), (2025, 12), 0), in_part=("2024-08",)
    ),
    "a little more than two years in a row": without(FIVE, "2022-12", "2024-11", "2025-01"),
    "two years, and not in a row": without(FIVE, "2022-03", "2024-02"),
}


@pytest.mark.parametrize("case", CASES)
def test_they_agree(case):
    inputs = CASES[case]

    result = analyses.answer("season", inputs, Parameters((DISTRICT,)))

    told = [tuple(row[column] for column in season.COLUMNS) for row in result.rows]
    assert told == season.answer(inputs, (DISTRICT,))


def test_the_cases_try_every_verdict():
    results = [
        analyses.answer("season", one, Parameters((DISTRICT,))).rows for one in CASES.values()
    ]

    assert {row["verdict"] for rows in results for row in rows} == {
        *("higher than usual", "lower than usual", "as usual", "no index")
    }
