"""The analyses and their naive twins answer alike on generated data."""

from dataclasses import replace

import pandas as pd
import pytest

from datasources import analyses, samples
from datasources.analyses import Inputs, Parameters
from datasources.kinds import police_street
from tests.factories.counted import inputs_of
from tests.naive import answers

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
    return inputs_of(offences, place.small_areas, people, "mid-2024", MONTHS)


@pytest.fixture(params=["all months", "a month missing now", "a month missing before"])
def inputs(request, everything) -> Inputs:
    gone = {"a month missing now": "2025-03", "a month missing before": "2024-05"}
    missing = gone.get(request.param)
    held = tuple(month for month in MONTHS if month != missing)
    tally = everything.tally[everything.tally["period"] != missing]
    return replace(everything, tally=tally, periods_held=held)


AREAS = [("X07000001",), ("X05000001",), ("X01000002",), ("X07000001", "X07000002")]


@pytest.mark.parametrize("codes", AREAS, ids="+".join)
def test_counts_agree(inputs, codes):
    result = analyses.answer("counts", inputs, Parameters(codes))

    columns = ("area_code", "month", "crime_type", "count")
    assert [tuple(row[name] for name in columns) for row in result.rows] == answers.counts(
        inputs, codes
    )


@pytest.mark.parametrize("codes", AREAS, ids="+".join)
def test_changes_agree(inputs, codes):
    result = analyses.answer("change", inputs, Parameters(codes))

    columns = ("crime_type", "count_before", "count_now", "difference", "percent_change", "verdict")
    assert [tuple(row[name] for name in columns) for row in result.rows] == answers.change(
        inputs, codes
    )


@pytest.mark.parametrize("codes", AREAS, ids="+".join)
def test_rates_agree(inputs, codes):
    result = analyses.answer("rates", inputs, Parameters(codes))

    columns = ("crime_type", "population", "count", "rate_per_1000")
    columns += ("count_before", "rate_per_1000_before")
    assert [tuple(row[name] for name in columns) for row in result.rows] == answers.rates(
        inputs, codes
    )


@pytest.mark.parametrize("codes", AREAS, ids="+".join)
def test_trends_agree(inputs, codes):
    result = analyses.answer("trend", inputs, Parameters(codes))

    names = ("all_crime", "anti_social_behaviour", "all")
    columns = ("month", *names, *(f"{name}_year_before" for name in names))
    assert [tuple(row[name] for name in columns) for row in result.rows] == answers.trend(
        inputs, codes
    )
