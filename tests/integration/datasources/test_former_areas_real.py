"""Rows of 2011 over the national look-ups, counted by the product and by the csv module.

The police's own files of those years are not among the public data beside us. So a real month of
Cambridgeshire is turned back to the codes of 2011; and of Cleveland, every area of 2011 of its four
councils has rows of its own in each month of 2022-23.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from partnerships.models import PartnershipArea
from tests.factories.people import World, make_world
from tests.integration.datasources.commands import received, run

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

CAMBRIDGESHIRE = ("E06000031", *(f"E0700000{at}" for at in (8, 9)),
                  *(f"E0700001{at}" for at in (0, 1, 2)))  # fmt: skip
CLEVELAND = ("E06000001", "E06000002", "E06000003", "E06000004")
MONTHS = [f"2022-{at:02}" for at in range(4, 13)] + [f"2023-{at:02}" for at in range(1, 4)]
TYPES = ("Drugs", "Anti-social behaviour", "Burglary")
AREAS = "lookups/lsoa21_ward24_ltla24_england_wales.csv.gz"
CHANGES = "lookups/lsoa11_lsoa21_ltla22_england_wales.csv.gz"


def rows_in(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", newline="", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


@pytest.fixture(scope="module")
def made(prepare, real_data) -> World:
    """The national look-ups and the population in use, for Cambridge and Cleveland together."""

    def make() -> World:
        world = make_world("cambridge", area="E07000008")
        for code in CLEVELAND:
            PartnershipArea.objects.create(partnership=world.partnership, code=code)
        received("cambridge", "areas", "area-look-up", real_data / AREAS)
        received("cambridge", "changes", "area-change", real_data / CHANGES)
        workbook = "sape2024_lsoa21_mid2022_mid2024_density.xlsx"
        received("cambridge", "people", "population", real_data / "population" / workbook)
        return world

    return prepare(make)


@pytest.fixture
def cambridge(made, fresh) -> World:
    return fresh(made)


def counts(code: str) -> tuple[dict, dict[tuple[str, str], int]]:
    answer = run("answer", "counts", "--partnership", "cambridge", "--area", code)
    cells = {(row["month"], row["crime_type"]): row["count"] for row in answer["table"]}
    return answer, {key: count for key, count in cells.items() if count}


def councils_of_2011(real_data: Path) -> dict[str, set[str]]:
    """Of each small area of 2011, the councils in which those lie that it became."""
    council = {row["lsoa21_code"]: row["ltla24_code"] for row in rows_in(real_data / AREAS)}
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows_in(real_data / CHANGES):
        found[row["lsoa11_code"]].add(council[row["lsoa21_code"]])
    return found


def twin(sent: Path, councils: dict[str, set[str]]) -> dict[str, Counter]:
    """By council, how many rows of each month and type; every row of an area in one council."""
    found: dict[str, Counter] = defaultdict(Counter)
    with sent.open(newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["LSOA code"]:
                (council,) = councils[row["LSOA code"]]
                found[council][row["Month"], row["Crime type"]] += 1
    return found


def test_a_real_month_in_codes_of_2011_counts_in_each_district_as_it_did_in_those_of_2021(
    cambridge, real_data, tmp_path
):
    before = {row["lsoa21_code"]: row["lsoa11_code"] for row in rows_in(real_data / CHANGES)}
    of_2021 = {row["lsoa21_code"]: row for row in rows_in(real_data / AREAS)}
    rows = list(rows_in(real_data / "police-uk/street/2025-01-cambridgeshire-street.csv.gz"))
    district: dict[str, Counter] = defaultdict(Counter)
    ward: Counter = Counter()
    for row in rows:
        if code := row["LSOA code"]:
            area = of_2021[code]
            district[area["ltla24_code"]][row["Month"], row["Crime type"]] += 1
            ward[area["ward24_code"]] += 1
            row["LSOA code"] = before[code]
    sent = tmp_path / "2025-01-cambridgeshire-street.csv"
    with sent.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    received("cambridge", "police", "police-street", sent)

    again = twin(sent, councils_of_2011(real_data))
    for code in CAMBRIDGESHIRE:
        answer, cells = counts(code)
        assert cells == dict(district[code]) == dict(again[code])
        assert not [one for one in answer["caveats"] if "is an estimate" in one]
    wards = {row["ward24_code"] for row in of_2021.values() if row["ltla24_code"] == "E07000008"}
    totals = {code: counts(code)[0]["numbers"]["total"] for code in sorted(wards)}
    assert sum(totals.values()) == sum(district["E07000008"].values())
    # What of Cambridge's wards is an estimate is near to what it was.
    assert sum(abs(totals[code] - ward[code]) for code in wards) < 0.1 * sum(totals.values())


def test_each_area_of_2011_in_cleveland_counts_in_its_council(cambridge, real_data, tmp_path):
    councils = councils_of_2011(real_data)
    codes = sorted(code for code, of in councils.items() if of <= set(CLEVELAND))
    sent = tmp_path / "2022-2023-cleveland-street.csv"
    with sent.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Crime ID", "Month", "Crime type", "LSOA code"])
        for month in MONTHS:
            for code in codes:
                for at in range(1 + int(code[-2:]) % 4):
                    crime = TYPES[(at + int(month[-2:])) % 3]
                    crime_id = "" if crime == TYPES[1] else f"{month} {code} {at}"
                    writer.writerow([crime_id, month, crime, code])

    received("cambridge", "police", "police-street", sent)

    expected = twin(sent, councils)
    now = {row["lsoa21_code"] for row in rows_in(real_data / AREAS)}
    assert len(codes) == 352
    assert len({*codes} - now) == 10
    for code in CLEVELAND:
        answer, cells = counts(code)
        assert cells == dict(expected[code])
        assert answer["numbers"]["total"] == sum(expected[code].values())
