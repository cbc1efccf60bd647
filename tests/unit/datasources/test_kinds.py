from pathlib import Path

import pytest

from datasources import kinds
from datasources.kinds import area_lookup, police_street, population

STREET = ["Crime ID", "Month", "Reported by", "LSOA code", "LSOA name", "Crime type", "Context"]


def test_every_module_with_a_kind_is_found_by_itself():
    declared = {
        path.stem
        for path in Path(kinds.__file__).parent.glob("*.py")
        if "\nKIND = " in path.read_text()
    }

    assert {kind.slug for kind in kinds.KINDS} == set(kinds.BY_SLUG)
    assert len(kinds.KINDS) == len(declared)
    assert [kind.label for kind in kinds.KINDS] == sorted(kind.label for kind in kinds.KINDS)


def test_a_slug_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="Two kinds are called population"):
        kinds.kinds_in([population, population])


def test_unknown_kind_lists_the_known():
    with pytest.raises(KeyError, match=", ".join(kinds.BY_SLUG)):
        kinds.by_slug("weather")


def test_there_are_fourteen_crime_types():
    assert len(set(police_street.CRIME_TYPES)) == 14


@pytest.mark.parametrize(
    ("headings", "shape"),
    [
        (STREET, "a police street file"),
        (["crime_id", "MONTH", "lsoa_code", "Crime Type "], "a police street file"),
        (["Crime ID", "Month", "LSOA code", "Outcome type"], "a police outcomes file"),
        (
            ["Type", "Date", "Gender", "Legislation", "Object of search"],
            "a police stop and search file",
        ),
        (
            ["Month", "Reported by", "Easting", "Northing", "Crime type"],
            "a police street file in the layout of 2012, which has no small areas",
        ),
        (["LSOA21CD", "WD24CD", "LAD24CD"], "an area look-up"),
        (["LSOA 2021 Code", "Mid-2024: Population"], "a population table"),
        (["Licence", "Premises"], None),
    ],
)
def test_shape_is_known_by_headings(headings, shape):
    assert kinds.described(headings) == shape


def test_area_lookup_takes_years_from_headings():
    layout = area_lookup.layout_of(
        ["lsoa21_name", "lsoa21_code", "ward24_code", "ltla24_code", "ltla24_name"]
    )

    assert layout == area_lookup.Layout(
        positions={
            "lsoa_name": 0,
            "lsoa_code": 1,
            "ward_code": 2,
            "lad_code": 3,
            "lad_name": 4,
        },
        vintages={"lsoa": "2021", "ward": "2024", "lad": "2024"},
    )


def test_area_lookup_with_two_ward_years_takes_the_newest():
    layout = area_lookup.layout_of(["LSOA21CD", "WD23CD", "WD24CD", "LAD24CD"])

    assert (layout.positions["ward_code"], layout.vintages["ward"]) == (2, "2024")


def test_population_year_comes_from_heading_or_sheet():
    by_heading = population.layout_of(["LSOA 2021 Code", "Mid-2024: Population"])
    by_sheet = population.layout_of(["LSOA 2021 Code", "Total"], "Mid-2023 LSOA 2021")
    without = population.layout_of(["LSOA 2021 Code", "Total"], "Table 1")

    assert by_heading == population.Layout(0, {"mid-2024": 1})
    assert by_sheet == population.Layout(0, {"mid-2023": 1})
    assert without is None


@pytest.mark.parametrize(
    ("heading", "counts"),
    [
        ("Count", True),
        (" TOTAL ", True),
        ("Volume", True),
        ("Frequency", True),
        ("Records", True),
        ("Total crimes", True),
        ("Count of records", True),
        ("crime_count", True),
        ("Incident total", True),
        ("Crime ID", False),
        ("Crime number", False),
        ("Crime type", False),
        ("County", False),
        ("House number", False),
        ("Number of victims", False),
    ],
)
def test_a_column_that_counts_crimes_is_known_by_its_heading(heading, counts):
    assert police_street.is_count(heading) is counts
