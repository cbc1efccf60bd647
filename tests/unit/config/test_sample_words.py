"""What the sample's words say of its data is so."""

import pandas as pd
import pytest

from config.sample import data
from datasources import geography, samples
from datasources.analyses.judgement import judge

SHOPS, VEHICLES, DRUGS = "Shoplifting", "Vehicle crime", "Drugs"


@pytest.fixture(scope="module")
def records() -> pd.DataFrame:
    """Every invented record of the district: month, type, ward, and the year it is counted in."""
    place = samples.wexmere()
    sent = [*data.FINISHED_YEAR, *data.RUNNING_YEAR]
    months = [month for each in sent for month in each.months]
    found = pd.concat(
        samples.month_of_offences(place, month, data.ROWS_A_MONTH, seed=1)[
            ["Month", "LSOA code", "Crime type"]
        ].astype("string")
        for month in months
    )
    found = found.merge(place.small_areas, left_on="LSOA code", right_on=geography.LSOA_CODE)
    found = found[found[geography.LAD_CODE] == data.AREA_CODE]
    month = pd.PeriodIndex(found["Month"], freq="M")
    return found.assign(year=month.year + (month.month >= 10), month=month.month)


def counts(records: pd.DataFrame) -> pd.DataFrame:
    return records.pivot_table(
        index="Crime type", columns="year", values="Month", aggfunc="count", observed=True
    )


def test_each_year_is_whole(records):
    assert records.groupby("year")["Month"].nunique().to_dict() == dict.fromkeys(
        (2023, 2024, 2025, 2026), 12
    )


def test_one_type_rose_in_the_finished_year_and_none_moved_in_the_running_one(records):
    by_type = counts(records)

    def moved(before: int, now: int) -> dict[str, str]:
        verdicts = {
            crime: judge(int(row[before]), int(row[now])).verdict
            for crime, row in by_type.iterrows()
        }
        return {crime: said for crime, said in verdicts.items() if said != "no clear change"}

    assert len(by_type) == 14
    assert moved(2024, 2025) == {DRUGS: "rose"}
    assert moved(2025, 2026) == {}


def test_slow_movements_are_what_the_text_says(records):
    by_type = counts(records)

    assert list(by_type.loc[SHOPS]) == sorted(by_type.loc[SHOPS])
    assert judge(int(by_type.loc[SHOPS, 2023]), int(by_type.loc[SHOPS, 2025])).verdict == "rose"
    assert list(by_type.loc[VEHICLES]) == sorted(by_type.loc[VEHICLES], reverse=True)
    assert (
        judge(int(by_type.loc[VEHICLES, 2023]), int(by_type.loc[VEHICLES, 2025])).verdict == "fell"
    )


@pytest.mark.parametrize("year", [2025, 2026])
def test_places_and_seasons_are_what_the_text_says(records, year):
    of_year = records[records["year"] == year]
    is_asb = of_year["Crime type"] == "Anti-social behaviour"
    in_centre = of_year[geography.WARD_NAME] == "Market Place"

    assert 0.4 < (in_centre & ~is_asb).sum() / (~is_asb).sum() < 0.45
    assert 0.67 < (in_centre & is_asb).sum() / is_asb.sum() < 0.73
    of_centre = of_year[in_centre]["Crime type"].value_counts()
    assert list(of_centre.index[:3]) == [
        "Violence and sexual offences", "Anti-social behaviour", SHOPS,
    ]  # fmt: skip
    residents = samples.wexmere().small_areas.groupby(geography.WARD_NAME)["population"].sum()
    rates = (of_year.groupby(geography.WARD_NAME)["Month"].count() / residents).dropna()
    assert list(rates.sort_values(ascending=False).index[:2]) == ["Market Place", "Castle Hill"]
    by_month = of_year[is_asb].groupby("month")["Month"].count()
    assert by_month.idxmax() == 7
    assert by_month.idxmin() in {2, 3}


def test_marks_follow_the_order_of_the_list():
    scale = [{"value": value} for value in (1, 2, 3, 4)]

    def mean(place: int) -> float:
        marks = [
            data.score(place, factor, who, scale) for factor in range(1, 7) for who in range(4)
        ]
        return sum(marks) / len(marks)

    means = [mean(place) for place in range(10)]
    assert means == sorted(set(means), reverse=True)
