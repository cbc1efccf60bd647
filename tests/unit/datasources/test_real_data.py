"""The real months of Cambridgeshire against figures computed apart from this application."""

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from datasources import analyses, geography, kinds
from datasources.analyses import Inputs, Parameters
from datasources.intake import Context, IncomingFile, read_files
from tests.factories.counted import inputs_of

# Two real years are read whole: minutes on a busy machine.
pytestmark = [pytest.mark.real_data, pytest.mark.slow]

DISTRICTS = {
    "E06000031": "Peterborough",
    "E07000008": "Cambridge",
    "E07000009": "East Cambridgeshire",
    "E07000010": "Fenland",
    "E07000011": "Huntingdonshire",
    "E07000012": "South Cambridgeshire",
}
TOTALS = {
    "ALL (including ASB)": "All crime and anti-social behaviour",
    "ALL CRIME (excluding ASB)": "All crime (excluding anti-social behaviour)",
}


def incoming(*paths: Path) -> list[IncomingFile]:
    return [IncomingFile(path.name, path) for path in sorted(paths)]


def reference(real_data: Path, name: str) -> list[dict[str, str]]:
    with (real_data / "reference" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def crime_type(name: str) -> str:
    return TOTALS.get(name, name)


@pytest.fixture(scope="module")
def lookup(real_data) -> pd.DataFrame:
    path = real_data / "lookups/lsoa21_ward24_ltla24_england_wales.csv.gz"
    return read_files(kinds.by_slug("area-look-up"), incoming(path), Context()).slices[0].frame


@pytest.fixture(scope="module")
def context(lookup) -> Context:
    return Context(tuple(DISTRICTS), lookup)


@pytest.fixture(scope="module")
def population(real_data, context):
    path = real_data / "population/sape2024_lsoa21_mid2022_mid2024_density.xlsx"
    return read_files(kinds.by_slug("population"), incoming(path), context)


@pytest.fixture(scope="module")
def street(real_data, context):
    paths = (real_data / "police-uk/street").glob("*.csv.gz")
    return read_files(kinds.by_slug("police-street"), incoming(*paths), context)


@pytest.fixture(scope="module")
def inputs(street, lookup, population) -> Inputs:
    offences = pd.concat([one.frame for one in street.slices], ignore_index=True)
    people = {one.period: one.frame for one in population.slices}["mid-2024"]
    return inputs_of(offences, lookup, people, "mid-2024", [one.period for one in street.slices])


def test_reading_finds_what_is_known_of_the_files(street):
    assert (street.rows_read, street.rows_kept, street.rows_set_aside) == (167962, 167962, 0)
    assert (len(tuple(one.period for one in street.slices)), street.months_missing) == (24, ())
    assert {one.code: one.count for one in street.findings} == {
        "repeats-kept": 6578,
        "rows-without-place": 5444,
        "rows-outside-partnership": 1113,
    }


def test_population_workbook_is_found_its_way_in(population):
    assert [(one.period, one.rows) for one in population.slices] == [
        ("mid-2022", 35672),
        ("mid-2023", 35672),
        ("mid-2024", 35672),
    ]
    assert population.findings[0].examples == ("Mid-2022 to mid-2024 LSOA", "4")


def test_earlier_publication_differs_in_outcomes_alone(real_data, street, context):
    path = next((real_data / "police-uk/street-earlier-vintage").glob("*.csv.gz"))
    held = {one.period: one.frame for one in street.slices}

    reading = read_files(
        kinds.by_slug("police-street"),
        incoming(path),
        Context(context.partnership_areas, context.lookup, held.get),
    )

    compares = reading.slices[0].compares
    assert (compares.changed, compares.gone, compares.added) == ({"last_outcome": 913}, 0, 0)
    assert compares.looks_earlier is True
    assert {one.code: one.count for one in reading.findings}["earlier-publication"] == 913


def test_download_of_the_site_is_read_as_it_is(real_data, context):
    path = next((real_data / "police-uk/download-sample").glob("*.zip"))

    reading = read_files(kinds.by_slug("police-street"), incoming(path), context)

    assert (reading.rows_kept, tuple(one.period for one in reading.slices)) == (
        12441,
        ("2024-11", "2024-12"),
    )
    assert {one.code: one.count for one in reading.findings}["member-set-aside"] == 4


@pytest.mark.parametrize("code", DISTRICTS, ids=DISTRICTS.get)
def test_change_agrees_to_the_last_digit(real_data, inputs, code):
    expected = {
        crime_type(row["crime_type"]): (
            int(float(row["n_2024"])),
            int(float(row["n_2025"])),
            int(float(row["difference"])),
            float(row["percent_change"]) if float(row["n_2024"]) >= 20 else None,
        )
        for row in reference(real_data, "cambs_year_on_year_by_district_type.csv")
        if row["area"] == DISTRICTS[code]
    }

    result = analyses.answer("change", inputs, Parameters((code,)))

    columns = ("count_before", "count_now", "difference", "percent_change")
    assert {r["crime_type"]: tuple(r[name] for name in columns) for r in result.rows} == expected


@pytest.mark.parametrize("code", DISTRICTS, ids=DISTRICTS.get)
def test_rates_agree_to_the_last_digit(real_data, inputs, code):
    expected = {
        crime_type(row["crime_type"]): (
            int(row["n_2024"]),
            int(row["n_2025"]),
            int(row["population_mid2024"]),
            float(row["rate_per_1000_2024"]),
            float(row["rate_per_1000_2025"]),
        )
        for row in reference(real_data, "cambs_rates_by_district_type.csv")
        if row["lad24_code"] == code
    }

    result = analyses.answer("rates", inputs, Parameters((code,)))

    columns = ("count_before", "count", "population", "rate_per_1000_before", "rate_per_1000")
    assert {r["crime_type"]: tuple(r[name] for name in columns) for r in result.rows} == expected


def test_counts_by_district_month_and_type_agree(real_data, inputs):
    expected = {
        (row["area"], row["Month"], row["Crime type"]): int(row["n"])
        for row in reference(real_data, "cambs_street_by_district_month_type.csv")
        if row["area"] in DISTRICTS.values()
    }

    result = analyses.answer("counts", inputs, Parameters(tuple(DISTRICTS)))

    columns = ("area_name", "month", "crime_type")
    counted = {tuple(r[name] for name in columns): r["count"] for r in result.rows if r["count"]}
    assert counted == expected


def test_counts_by_ward_and_year_agree(real_data, inputs, lookup):
    expected = {
        (row["ward24_code"], row["year"], row["Crime type"]): int(row["n"])
        for row in reference(real_data, "cambs_street_by_ward24_year_type.csv")
        if row["area"] in DISTRICTS.values()
    }
    wards = sorted(set(lookup.loc[lookup["lad_code"].isin(DISTRICTS), "ward_code"]))

    result = analyses.answer("counts", inputs, Parameters(tuple(wards)))

    counted: Counter = Counter()
    for row in result.rows:
        counted[(row["area_code"], row["month"][:4], row["crime_type"])] += row["count"]
    assert {key: count for key, count in counted.items() if count} == expected


def test_small_areas_of_2011_that_ended_lie_in_the_council_between_whose_they_are_numbered(
    real_data, lookup
):
    """None is placed in a council in which all that became of it does not lie."""
    pairs = pd.read_csv(real_data / "lookups/lsoa11_lsoa21_ltla22_england_wales.csv.gz", dtype=str)
    exact = geography.with_former(lookup, pairs["lsoa11_code"], pairs["lsoa21_code"])
    ended = geography.with_ended(lookup)
    council = {
        name: frame[frame[geography.LSOA_CODE].isin(geography.former_in(frame))]
        .set_index(geography.LSOA_CODE)[geography.LAD_CODE]
        .astype("str")
        for name, frame in (("exact", exact), ("ended", ended))
    }
    both = council["ended"].index.intersection(council["exact"].index)

    assert (len(council["exact"]), len(both)) == (1106, 885)
    assert (council["ended"][both] == council["exact"][both]).all()
