"""What the sample's words say of its data is so."""

import pandas as pd
import pytest

from config.sample import data
from datasources import geography, samples
from datasources.analyses.judgement import Verdict, judge, together
from datasources.analyses.spread import Spread, pairs_of, share_of_days, spread_of
from datasources.periods import Period, between, month

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


def twelve_months(year: int) -> tuple[Period, ...]:
    """A year is counted from October of the one before."""
    return between(month(year - 1, 10), month(year, 9))


def swing(records: pd.DataFrame, crime: str, now: int, held_to: int) -> Spread | None:
    """How the type swings by itself in the months that are held by the end of a year."""
    of_type = records[records["Crime type"] == crime].groupby("Month").size()
    held = between(month(2022, 10), month(held_to, 9))
    counts = {one: int(of_type.get(one.key, 0)) for one in held}
    return spread_of(pairs_of(counts, twelve_months(now)[0]))


def judged(
    records: pd.DataFrame, crime: str, before: int, now: int, held_to: int | None = None
) -> Verdict:
    row = counts(records).loc[crime]
    share = share_of_days(twelve_months(before), twelve_months(now))
    spread = swing(records, crime, now, held_to or now)
    return judge(int(row[before]), int(row[now]), spread, share)


def moved(records: pd.DataFrame, before: int, now: int) -> dict[str, str]:
    """What the table of a year calls clear, all types together."""
    crimes = list(counts(records).index)
    verdicts = together([judged(records, crime, before, now) for crime in crimes])
    told = zip(crimes, (one.verdict for one in verdicts), strict=True)
    return {crime: said for crime, said in told if said != "no clear change"}


def test_no_type_moved_clearly_in_either_year(records):
    assert len(counts(records)) == 14
    assert moved(records, 2024, 2025) == {}
    assert moved(records, 2025, 2026) == {}


def test_drug_offences_rose_most_in_the_finished_year_and_by_themselves_clearly(records):
    by_type = counts(records)

    assert (by_type[2025] - by_type[2024]).idxmax() == DRUGS
    assert judged(records, DRUGS, 2024, 2025).verdict == "rose"
    others = [one for one in by_type.index if one != DRUGS]
    assert {judged(records, one, 2024, 2025).verdict for one in others} == {"no clear change"}
    assert by_type.loc[DRUGS, 2026] > by_type.loc[DRUGS, 2025]
    assert moved(records, 2023, 2026)[DRUGS] == "rose"


def test_slow_movements_are_what_the_text_says(records):
    by_type = counts(records)

    assert list(by_type.loc[SHOPS]) == sorted(by_type.loc[SHOPS])
    assert judged(records, SHOPS, 2023, 2025).verdict == "rose"
    assert list(by_type.loc[VEHICLES]) == sorted(by_type.loc[VEHICLES], reverse=True)
    assert judged(records, VEHICLES, 2023, 2025).verdict == "fell"
    over_four = moved(records, 2023, 2026)
    assert (over_four[SHOPS], over_four[VEHICLES]) == ("rose", "fell")


def test_a_hundred_must_move_by_a_third_at_least_also_where_they_swing_no_more_than_chance():
    calm = Spread(1.0, 12)

    verdicts = {now: judge(100, now, calm).verdict for now in (133, 134)}

    assert verdicts == {133: "no clear change", 134: "rose"}


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
