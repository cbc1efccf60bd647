"""The real months of Cambridgeshire against figures computed apart from this application."""

import csv
from calendar import monthrange
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from datasources import analyses, geography, kinds
from datasources.analyses import Inputs, Parameters
from datasources.analyses.weights import Weights, exact, weights_in
from datasources.intake import Context, IncomingFile, Reading, read_files
from datasources.kinds import harm_weights, police_street
from datasources.layouts import Layout
from tests.factories import real_files
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
ASB = police_street.ANTI_SOCIAL_BEHAVIOUR
ALL_CRIME = police_street.ALL_CRIME.label
NOWHERE, ELSEWHERE = "No location", "Outside force area"
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


def test_districts_side_by_side_agree_to_the_last_digit(real_data, inputs):
    expected = {
        row["lad24_code"]: (
            int(row["n_2025"]),
            int(row["population_mid2024"]),
            float(row["rate_per_1000_2025"]),
        )
        for row in reference(real_data, "cambs_rates_by_district_type.csv")
        if row["crime_type"] == "ALL CRIME (excluding ASB)" and row["lad24_code"] in DISTRICTS
    }

    result = analyses.answer("league", inputs, Parameters(tuple(DISTRICTS)))

    columns = ("count", "population", "rate_per_1000")
    found = {row["area_code"]: tuple(row[name] for name in columns) for row in result.rows}
    assert (len(expected), found) == (6, expected)


@pytest.mark.parametrize(("level", "areas"), [("ward", 120), ("lsoa", 516)])
def test_smaller_areas_side_by_side_add_up_to_the_districts(inputs, level, areas):
    codes = tuple(DISTRICTS)

    districts, smaller = (
        analyses.answer("league", inputs, Parameters(codes, said=said))
        for said in ({}, {"level": level})
    )

    assert len(smaller.rows) == areas
    assert [smaller.numbers[name] for name in ("count", "population", "rate_per_1000")] == [
        districts.numbers[name] for name in ("count", "population", "rate_per_1000")
    ]


def test_small_areas_side_by_side_agree_to_the_last_digit(real_data, inputs):
    expected = {
        row["lsoa21_code"]: (
            row["lsoa21_name"],
            int(row["crimes_2025"]),
            int(row["pop_mid2024"]),
            float(row["rate_per_1000"]),
        )
        for row in reference(real_data, "cambs_lsoa21_crime_rate_2025.csv")
    }

    result = analyses.answer("league", inputs, Parameters(tuple(DISTRICTS), said={"level": "lsoa"}))

    columns = ("area_name", "count", "population", "rate_per_1000")
    found = {row["area_code"]: tuple(row[name] for name in columns) for row in result.rows}
    assert found == expected


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


@pytest.fixture(scope="module")
def months(real_data, context) -> dict[str, Reading]:
    """Each month read for itself."""
    paths = sorted((real_data / "police-uk/street").glob("*.csv.gz"))
    readings = [read_files(kinds.by_slug("police-street"), incoming(one), context) for one in paths]
    return {reading.slices[0].period: reading for reading in readings}


def test_quality_of_each_month_agrees(real_data, months, lookup):
    columns = (
        "rows",
        "asb",
        "crimes_excluding_asb",
        "blank_crime_id",
        "no_location",
        "outside_force_area",
        "exact_duplicate_rows",
        "distinct_lsoa_in_area",
    )
    expected = {
        row["Month"]: {name: int(row[name]) for name in columns}
        for row in reference(real_data, "cambs_street_quality_by_month.csv")
    }
    inside = geography.places_in(lookup, list(DISTRICTS))

    assert {month: quality(one, inside) for month, one in months.items()} == expected


def quality(reading: Reading, inside: frozenset[str]) -> dict[str, int]:
    (month,) = reading.slices
    told = {one.code: one.count for one in reading.findings}
    incidents = int((month.frame[police_street.CRIME_TYPE] == ASB).sum())
    areas = month.frame[police_street.LSOA_CODE].dropna()
    return {
        "rows": reading.rows_kept,
        "asb": incidents,
        "crimes_excluding_asb": month.rows - incidents,
        "blank_crime_id": int(month.frame[police_street.CRIME_ID].isna().sum()),
        "no_location": told["rows-without-place"],
        "outside_force_area": told["rows-outside-partnership"],
        "exact_duplicate_rows": told["repeats-kept"],
        "distinct_lsoa_in_area": areas[areas.isin(inside)].nunique(),
    }


def test_publications_of_one_month_differ_as_they_are_known_to(real_data, months, context):
    """Of all but one the earlier file is not in the folder: of these the rows in use agree."""
    rows = reference(real_data, "cambs_vintage_differences.csv")
    (own,) = (row for row in rows if row["vintage"] == "street-earlier-vintage")
    path = next((real_data / "police-uk/street-earlier-vintage").glob("*.csv.gz"))
    assert path.name.startswith(own["file"])

    earlier = read_files(
        kinds.by_slug("police-street"),
        incoming(path),
        Context(context.partnership_areas, lookup=context.lookup, current=in_use(months)),
    )

    assert {row["file"]: months[row["file"]].rows_kept for row in rows} == {
        row["file"]: int(row["rows_in_shared"]) for row in rows
    }
    compares = earlier.slices[0].compares
    assert earlier.rows_kept == int(own["rows_in_vintage"])
    assert compares.gone + compares.added == int(own["ids_only_in_one"])
    assert compares.changed == {police_street.LAST_OUTCOME: int(own["last_outcome_differs"])}
    assert (own["other_fields_differ"], own["asb_rows_differ"]) == ("0", "0")


def in_use(months: dict[str, Reading]):
    return lambda period: months[period].slices[0].frame if period in months else None


def test_rates_of_small_areas_agree_with_their_people_wards_and_deprivation(
    real_data, inputs, lookup, context
):
    path = real_data / "deprivation/iod2025_england_lsoa21.csv.gz"
    (deprivation,) = read_files(kinds.by_slug("deprivation"), incoming(path), context).slices
    deciles = deprivation.frame.set_index("area_code")["decile"]
    places = lookup[lookup[geography.LAD_CODE].isin(DISTRICTS)]
    names = places.set_index(geography.LSOA_CODE)[
        [geography.LSOA_NAME, geography.WARD_CODE, geography.WARD_NAME, geography.LAD_NAME]
    ]
    asked = within(inputs, places, "2025")

    found = {}
    for code in names.index:
        result = analyses.answer("rates", asked, Parameters((code,), "", "2025-01", "2025-12"))
        (row,) = (one for one in result.rows if one["crime_type"] == ALL_CRIME)
        counted = (row["population"], row["count"], row["rate_per_1000"])
        found[code] = (*names.loc[code], int(deciles[code]), *counted)

    assert found == {
        row["lsoa21_code"]: (
            *(row[name] for name in ("lsoa21_name", "ward24_code", "ward24_name", "ltla24_name")),
            int(row["imd2025_decile"]),
            int(row["pop_mid2024"]),
            int(row["crimes_2025"]),
            float(row["rate_per_1000"]),
        )
        for row in reference(real_data, "cambs_lsoa21_crime_rate_2025.csv")
    }


def within(inputs: Inputs, places: pd.DataFrame, year: str) -> Inputs:
    """Of these areas and one year alone: 516 questions of all of England and Wales take minutes."""
    tally = inputs.tally
    here = tally["area_code"].isin(places[geography.LSOA_CODE])
    return replace(
        inputs,
        tally=tally[here & tally["period"].str.startswith(year)],
        lookup=places,
        periods_held=tuple(one for one in inputs.periods_held if one.startswith(year)),
    )


def crimes(inputs: Inputs, code: str, first: str, last: str) -> dict[str, int]:
    """How many of each type, and of all but anti-social behaviour, from the answer's table."""
    result = analyses.answer("counts", inputs, Parameters((code,), "", first, last))
    counted: Counter = Counter()
    for row in result.rows:
        counted[row["crime_type"]] += row["count"]
    counted[ALL_CRIME] = sum(count for name, count in counted.items() if name != ASB)
    return counted


def test_recorded_crime_of_the_national_table_agrees_and_is_set_beside_the_rows(
    real_data, inputs, context
):
    """The publisher's table is read as a person says its columns."""
    name = "recorded-crime/policeforceareatablesyejune25final.csv"
    said = real_files.SAID[name]
    national = read_files(
        kinds.by_slug(said.kind),
        incoming(real_data / name),
        Context(tuple(DISTRICTS), layout=Layout.from_json(said.layout)),
    )
    path = real_data / "lookups/ltla24_csp24_pfa24_england_wales.csv"
    nesting = read_files(kinds.by_slug("partnership-look-up"), incoming(path), context)
    values = national.slices[0].frame.set_index("area_code")["value"]
    partnerships = nesting.slices[0].frame.set_index("lad_code")

    found = {}
    for code in DISTRICTS:
        rows, published = crimes(inputs, code, "2024-07", "2025-06")[ALL_CRIME], values[code]
        own = partnerships.loc[code]
        found[own["csp_code"]] = (
            own["csp_name"],
            int(published),
            rows,
            round(100 * rows / published, 1),
        )

    assert found == {
        row["csp_code"]: (
            row["csp"],
            int(row["ons_recorded_crime_ye_jun25"]),
            int(row["police_uk_rows_excl_asb_2024_07_2025_06"]),
            float(row["police_uk_as_percent_of_ons"]),
        )
        for row in reference(real_data, "cambs_ons_c2_vs_police_uk.csv")
    }


def test_harm_agrees(real_data, inputs, context):
    """With the weights of the county's own force, as they are read."""
    path = real_data / "harm-weights/cchi2026_days_by_force_and_police_uk_category.csv"
    table = read_files(kinds.by_slug("harm-weights"), incoming(path), context).slices[0].frame
    own = table[table["recorded_by"].eq("Cambridgeshire")]
    days, unclear = weights_in(zip(own["offence"].astype("str"), own["weight"], strict=True))
    assert (len(days), unclear) == (13, ())
    weighed = replace(inputs, weights=Weights("CCHI", "2026", harm_weights.WORDS, days))

    found, expected = {}, {}
    for row in reference(real_data, "cambs_cchi_harm_by_district.csv"):
        (code,) = (one for one, name in DISTRICTS.items() if name == row["area"])
        result = analyses.answer("harm", weighed, Parameters((code,)))
        whole, *types = result.rows
        found[row["area"]] = (
            *(whole[name] for name in ("count_before", "count", "harm_before", "harm")),
            *(
                sum(one[name] * exact(one["weight"]) for one in types if one["weight"] is not None)
                for name in ("count_before", "count")
            ),
        )
        # Sums of floating-point numbers, written out to their last figure.
        days_of = {year: f"{float(row[f'harm_days_{year}']):.2f}" for year in (2024, 2025)}
        expected[row["area"]] = (
            int(row["n_2024"]),
            int(row["n_2025"]),
            *(round(Fraction(one)) for one in days_of.values()),
            *(Fraction(one) for one in days_of.values()),
        )
        assert [one["crime_type"] for one in types if one["weight"] is None] == [ASB]
    assert found == expected


def test_last_outcomes_of_the_rows_in_use_agree(real_data, street, lookup):
    """No question of the house counts them yet: the clean rows are counted as they are stored."""
    rows = pd.concat([one.frame for one in street.slices], ignore_index=True).astype("str")
    council = lookup.set_index(geography.LSOA_CODE)[geography.LAD_CODE].astype("str")
    place = rows[police_street.LSOA_CODE].map(council).map(DISTRICTS).fillna(ELSEWHERE)
    has_none = pd.concat([one.frame for one in street.slices])[police_street.LSOA_CODE].isna()
    place = place.mask(has_none.to_numpy(), NOWHERE)
    is_crime = rows[police_street.CRIME_TYPE] != ASB
    year = rows[police_street.MONTH].str[:4]
    keys = [place, year, rows[police_street.CRIME_TYPE], rows[police_street.LAST_OUTCOME]]

    counted = rows[is_crime].groupby([one[is_crime] for one in keys]).size().to_dict()

    names = ("area", "year", "Crime type", "Last outcome category")
    assert counted == {
        tuple(row[name] for name in names): int(row["n"])
        for row in reference(real_data, "cambs_last_outcome_by_district_year_type.csv")
    }


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


def test_the_season_of_two_years_is_that_of_the_counts_by_month(real_data, inputs):
    """The published months of each district: each day's count beside that of its own year."""
    counts: Counter = Counter()
    for row in reference(real_data, "cambs_street_by_district_month_type.csv"):
        counts[row["area"], row["Month"], row["Crime type"] == ASB] += int(row["n"])

    found, expected = {}, {}
    for code, name in DISTRICTS.items():
        rows = analyses.answer("season", inputs, Parameters((code,))).rows
        for is_asb in (False, True):
            own = [row for row in rows if (row["crime_type"] == ASB) is is_asb]
            found[name, is_asb] = [(row["count"], row["index"]) for row in own]
            totals, ratios = [], []
            for number in range(12):
                keys = [f"{year}-{number + 1:02d}" for year in (2024, 2025)]
                totals.append(sum(counts[name, key, is_asb] for key in keys))
            for year in (2024, 2025):
                each_day = [
                    counts[name, f"{year}-{at:02d}", is_asb] / monthrange(year, at)[1]
                    for at in range(1, 13)
                ]
                ratios.append([12 * one / sum(each_day) for one in each_day])
            index = [round(50 * sum(both), 1) for both in zip(*ratios, strict=True)]
            expected[name, is_asb] = list(zip(totals, index, strict=True))

    assert found == expected
    assert len(found) == 12
