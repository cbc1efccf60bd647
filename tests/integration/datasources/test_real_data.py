"""The journey on real public data, where REAL_DATA names its folder: to the last digit."""

import csv
from pathlib import Path

import pytest

from datasources.models import Slice, Source
from datasources.operations import deliveries, evidence
from partnerships.models import Partnership
from tests.factories.data import make_source, receive_and_accept, receive_and_read
from tests.factories.people import World, make_world

pytestmark = pytest.mark.real_data
DISTRICTS = {
    "E06000031": "Peterborough",
    "E07000008": "Cambridge",
    "E07000009": "East Cambridgeshire",
    "E07000010": "Fenland",
    "E07000011": "Huntingdonshire",
    "E07000012": "South Cambridgeshire",
}
# The reference names its two totals otherwise.
TOTALS = {
    "ALL (including ASB)": "All crime and anti-social behaviour",
    "ALL CRIME (excluding ASB)": "All crime (excluding anti-social behaviour)",
}


def reference(folder: Path, name: str, area: str) -> dict[str, dict[str, str]]:
    """The rows of one district by crime type, the totals under our names."""
    with (folder / "reference" / name).open(newline="", encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["area"] == area]
    return {TOTALS.get(row["crime_type"], row["crime_type"]): row for row in rows}


def answer(partnership: Partnership, analysis: str, code: str) -> dict[str, dict]:
    """The answer's rows by crime type; the reference has none for types that never occurred."""
    question = evidence.ask(partnership=partnership, analysis=analysis, area_code=code, by=None)
    rows = evidence.answer(question).result["rows"]
    counts = ("count_before", "count_now", "count")
    return {row["crime_type"]: row for row in rows if any(row.get(name) for name in counts)}


@pytest.fixture
def cambridgeshire(db, real_data: Path) -> tuple[World, Source]:
    """Fenland, with the look-up, the population and all 24 months of the force in use."""
    world = make_world("fenland", area="E07000010")
    folder = real_data
    files = {
        "area-look-up": [folder / "lookups/lsoa21_ward24_ltla24_england_wales.csv.gz"],
        "population": [folder / "population/sape2024_lsoa21_mid2022_mid2024_density.xlsx"],
        "police-street": sorted((folder / "police-uk/street").glob("*.csv.gz")),
    }
    for kind, paths in files.items():
        source = make_source(world.partnership, kind, by=world.analyst)
        receive_and_accept(source, paths, by=world.analyst)
    return world, source


@pytest.mark.slow
def test_the_numbers_agree_with_the_reference_to_the_last_digit(cambridgeshire, real_data):
    world, police = cambridgeshire
    delivery = police.deliveries.get()

    found = {finding.code: finding.count for finding in delivery.findings.all()}
    assert (delivery.rows_read, delivery.rows_kept, delivery.rows_set_aside) == (167962, 167962, 0)
    assert (found["rows-without-place"], found["repeats-kept"]) == (5444, 6578)
    assert [str(area) for area in world.partnership.areas.all()] == ["Fenland (E07000010)"]

    for code, name in DISTRICTS.items():
        changes = reference(real_data, "cambs_year_on_year_by_district_type.csv", name)
        rates = reference(real_data, "cambs_rates_by_district_type.csv", name)
        assert change_of(world.partnership, code) == {
            crime: (int(row["n_2024"]), int(row["n_2025"]), int(row["difference"]))
            for crime, row in changes.items()
        }
        assert percent_of(world.partnership, code) == {
            crime: float(row["percent_change"])
            for crime, row in changes.items()
            if int(row["n_2024"]) >= 20
        }
        assert rates_of(world.partnership, code) == {
            crime: (
                int(row["population_mid2024"]),
                float(row["rate_per_1000_2024"]),
                float(row["rate_per_1000_2025"]),
            )
            for crime, row in rates.items()
        }


@pytest.mark.slow
def test_harm_agrees_with_the_reference_by_the_weights_of_the_force_that_recorded_it(
    cambridgeshire, real_data
):
    """Of a table of 43 forces, found by the rows of the police alone."""
    world, _police = cambridgeshire
    path = real_data / "harm-weights/cchi2026_days_by_force_and_police_uk_category.csv"
    source = make_source(world.partnership, "harm-weights", by=world.analyst)
    receive_and_accept(source, [path], by=world.analyst)
    with (real_data / "reference/cambs_cchi_harm_by_district.csv").open(encoding="utf-8") as lines:
        rows = {row["area"]: row for row in csv.DictReader(lines)}

    for code, name in DISTRICTS.items():
        whole = answer(world.partnership, "harm", code)["All types with a weight"]
        assert (whole["count_before"], whole["count"]) == (
            int(rows[name]["n_2024"]),
            int(rows[name]["n_2025"]),
        )
        assert (whole["harm_before"], whole["harm"]) == (
            round(float(rows[name]["harm_days_2024"])),
            round(float(rows[name]["harm_days_2025"])),
        )


@pytest.mark.slow
def test_an_earlier_publication_shows_that_only_outcomes_differ(cambridgeshire, real_data):
    world, police = cambridgeshire
    folder = real_data / "police-uk/street-earlier-vintage"

    earlier = receive_and_read(police, folder.glob("*.csv.gz"), by=world.analyst)

    comparison = earlier.slices.get().comparison
    assert (comparison["changed"], comparison["in_both"]) == (
        [["Last outcome category", 913]],
        5245,
    )
    assert (comparison["gone"], comparison["added"]) == (0, 0)
    assert comparison["looks_earlier"] is True
    assert Slice.objects.current().get(source=police, period="2024-01").delivery != earlier

    deliveries.accept(delivery=earlier, despite=["earlier"], by=world.analyst)

    assert Slice.objects.current().get(source=police, period="2024-01").delivery == earlier


def test_the_zip_of_the_sites_own_layout_is_read(db, real_data):
    world = make_world("fenland", area="E07000010")
    source = make_source(world.partnership, by=world.analyst)

    delivery = receive_and_accept(
        source, (real_data / "police-uk/download-sample").glob("*.zip"), by=world.analyst
    )

    assert list(delivery.slices.values_list("period", "rows")) == [
        ("2024-11", 6398),
        ("2024-12", 6043),
    ]


def change_of(partnership: Partnership, code: str) -> dict[str, tuple[int, int, int]]:
    return {
        crime: (row["count_before"], row["count_now"], row["difference"])
        for crime, row in answer(partnership, "change", code).items()
    }


def percent_of(partnership: Partnership, code: str) -> dict[str, float]:
    return {
        crime: row["percent_change"]
        for crime, row in answer(partnership, "change", code).items()
        if row["percent_change"] is not None
    }


def rates_of(partnership: Partnership, code: str) -> dict[str, tuple[int, float, float]]:
    return {
        crime: (row["population"], row["rate_per_1000_before"], row["rate_per_1000"])
        for crime, row in answer(partnership, "rates", code).items()
    }
