"""Partners' and publishers' real files: each is known for what it is, and for nothing else."""

import csv
import gzip
import io

import pytest

from datasources import kinds
from datasources.intake import Context, IncomingFile, read_files

pytestmark = pytest.mark.real_data

FILES = {
    "partner-files/avon_fire_2014.csv": "fire-incidents",
    "partner-files/lad_csp_pfa_2016.csv": "partnership-look-up",
    "partner-files/ward_asb.csv": "indicators",
    "partner-files/ward_population.csv": "indicators",
    "health/alcohol_related_admissions_lad.csv": "indicators",
    "health/admissions_self_harm_lad.csv": "indicators",
    "road-casualties/Cambs_RTC.csv.gz": "road-collisions",
    "police-uk/outcomes/2024-01-cambridgeshire-outcomes.csv.gz": "police-outcomes",
    "police-uk/stop-and-search/2024-04-cambridgeshire-stop-and-search.csv": (
        "police-stop-and-search"
    ),
    "police-uk/street/2024-01-cambridgeshire-street.csv.gz": "police-street",
    "deprivation/iod2025_england_lsoa21.csv.gz": "deprivation",
    "deprivation/iod2019_england_lsoa11.csv.gz": "deprivation",
    "deprivation/imd2015_england_lsoa11.csv.gz": "deprivation",
    "population/census2021_residents_households_lsoa21.csv.gz": "households",
    "lookups/ltla24_csp24_pfa24_england_wales.csv": "partnership-look-up",
    "lookups/lsoa11_lsoa21_ltla22_england_wales.csv.gz": "area-change",
    "lookups/lsoa21_ward24_ltla24_england_wales.csv.gz": "area-look-up",
    "harm-weights/cchi2026_days_by_force_and_police_uk_category.csv": "harm-weights",
    "harm-weights/cchi2026_days_by_home_office_subgroup.csv": "harm-weights",
    "messy-spreadsheets/adur_premises_licences.csv": "licensing-premises",
}


def first_row(path):
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    text = content[:20_000].decode("utf-8-sig", errors="replace")
    return next(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_of_one_kind(name, real_data):
    found = kinds.seen_in(first_row(real_data / name))

    assert [kind.slug for kind in found] == [FILES[name]]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("partner-files/avon_fire_2014.csv", 1_084),
        ("health/alcohol_related_admissions_lad.csv", 3_280),
        ("deprivation/iod2025_england_lsoa21.csv.gz", 33_755),
        ("harm-weights/cchi2026_days_by_home_office_subgroup.csv", 23),
    ],
)
def test_words_of_a_real_file_are_all_declared(name, rows, real_data):
    kind = kinds.by_slug(FILES[name])
    file = IncomingFile(name.rpartition("/")[2], real_data / name)

    reading = read_files(kind, [file], Context(("E06000022", "E07000008")))

    assert (reading.rows_read, reading.rows_kept) == (rows, rows)
    assert "words-unknown" not in {one.code for one in reading.findings}
