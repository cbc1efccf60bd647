"""The analyses and their naive twins answer alike on generated data."""

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import pandas as pd
import pytest

from datasources import analyses, samples
from datasources.analyses import Inputs, Parameters
from datasources.analyses.weights import Weights
from datasources.kinds import harm_weights, police_street
from tests.factories.counted import inputs_of
from tests.naive import twins

WEIGHTS = Weights(
    "An index",
    "2026",
    harm_weights.WORDS,
    {
        "Violence and sexual offences": 180.48,
        "Drug offences": 3.53,
        "Public order offences": 7.5,
        "Possession of weapons offences": 273.75,
        "Vehicle offences": 5.0,
        "Shoplifting": 1.0,
        "Residential burglary": 273.5,
        "Other crime": 10.0,
    },
)
MONTHS = samples.months_back_from("2025-12", 25)


@pytest.fixture(scope="module")
def everything() -> Inputs:
    place = samples.wexmere(seed=3, small_areas=12)
    raw = pd.concat(
        [samples.month_of_offences(place, month, 130, seed=3) for month in MONTHS],
        ignore_index=True,
    )
    offences = raw.rename(
        columns={heading: name for name, heading in police_street.HEADINGS.items()}
    )
    people = place.small_areas[["lsoa_code", "population"]].astype({"population": "Int64"})
    inputs = inputs_of(offences, place.small_areas, people, "mid-2024", MONTHS)
    return replace(inputs, weights=WEIGHTS)


@pytest.fixture(params=["all months", "a month missing now", "a month missing before"])
def inputs(request, everything) -> Inputs:
    gone = {"a month missing now": "2025-03", "a month missing before": "2024-05"}
    missing = gone.get(request.param)
    held = tuple(month for month in MONTHS if month != missing)
    tally = everything.tally[everything.tally["period"] != missing]
    return replace(everything, tally=tally, periods_held=held)


AREAS = [("X07000001",), ("X05000001",), ("X01000002",), ("X07000001", "X07000002")]


@pytest.mark.parametrize("name", list(analyses.ANALYSES))
def test_each_analysis_has_a_naive_twin(name):
    assert find_spec(f"{twins.__name__}.{name.replace('-', '_')}"), (
        f"Write tests/naive/twins/{name.replace('-', '_')}.py: the same answer, slow and obvious."
    )


def test_each_twin_is_of_an_analysis():
    known = {name.replace("-", "_") for name in analyses.ANALYSES}

    assert {module.name for module in iter_modules(twins.__path__)} == known


@pytest.mark.parametrize("codes", AREAS, ids="+".join)
@pytest.mark.parametrize("name", list(analyses.ANALYSES))
def test_they_agree(name, inputs, codes):
    twin = import_module(f"{twins.__name__}.{name.replace('-', '_')}")

    result = analyses.answer(name, inputs, Parameters(codes))

    told = [tuple(row[column] for column in twin.COLUMNS) for row in result.rows]
    assert told == twin.answer(inputs, codes)
    assert told
