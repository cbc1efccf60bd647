"""The published tables of residents by ward, council, sex and age, against their own cells and
against the workbook of small areas."""

import pytest

from datasources import kinds
from datasources.intake import Context, IncomingFile, read_files
from tests.naive import real_rows

pytestmark = [pytest.mark.real_data, pytest.mark.slow]
POPULATION = kinds.by_slug("population")


def read(path, **given):
    return read_files(POPULATION, [IncomingFile(path.name, path)], Context(**given))


def held(reading) -> dict[str, dict[str, int]]:
    return {
        one.period: dict(one.frame.itertuples(index=False, name=None)) for one in reading.slices
    }


def meant(path, column: int, number: int, *, only: tuple[int, str] | None = None) -> dict[str, int]:
    rows = real_rows.meant(path, "", column, "[EWKNSJ][0-9]{8}")
    return {
        row[column]: int(real_rows.number_in(row[number]))
        for row in rows
        if only is None or row[only[0]] == only[1]
    }


@pytest.mark.parametrize(
    ("name", "period", "column", "number", "only"),
    [
        ("partner-files/ward_population.csv", "mid-2022", 0, 6, None),
        ("partner-files/trafford_mye2024_lsoa.csv", "mid-2024", 1, 5, (4, "Persons")),
        ("population/mye24tablesew_persons_lad.csv", "mid-2024", 0, 3, None),
        ("population/sape23dt8a_mid2020_ward20_persons.csv.gz", "mid-2020", 0, 4, None),
    ],
)
def test_each_area_has_the_number_that_stands_there(real_data, name, period, column, number, only):
    path = real_data / name

    reading = read(path)

    assert held(reading) == {period: meant(path, column, number, only=only)}
    assert {one.severity for one in reading.findings} <= {"note"}
    assert int(reading.set_aside["rows"].sum()) == reading.rows_set_aside


def test_scottish_areas_are_read_and_those_without_a_code_are_told(real_data):
    path = real_data / "population/mid2019_small_areas_gb.csv.gz"
    rows = real_rows.meant(path, "", 0, "[EWS][0-9]{8}")

    reading = read(path)

    assert held(reading) == {"mid-2019": {row[0]: int(real_rows.number_in(row[1])) for row in rows}}
    assert reading.rows_read - reading.rows_kept == 891


def test_the_long_file_agrees_with_the_workbook_of_small_areas(real_data):
    workbook = read(real_data / "population/sape2024_lsoa21_mid2022_mid2024_density.xlsx")
    of_all = held(workbook)["mid-2024"]
    long = held(read(real_data / "partner-files/trafford_mye2024_lsoa.csv"))["mid-2024"]
    councils = held(read(real_data / "population/mye24tablesew_persons_lad.csv"))["mid-2024"]

    assert long == {code: of_all[code] for code in long}
    assert sum(long.values()) == councils["E08000009"]


def test_males_and_females_of_the_long_file_are_its_persons(real_data, tmp_path):
    path = real_data / "partner-files/trafford_mye2024_lsoa.csv"
    lines = path.read_text().splitlines(keepends=True)
    without = tmp_path / "trafford_mye2024_lsoa.csv"
    without.write_text("".join(one for one in lines if ",Persons," not in one))
    ages = tmp_path / "trafford_by_age_mye2024.csv"
    # Without the totals and the three groups: single ages alone.
    ages.write_text(
        "".join(
            ",".join(cell for at, cell in enumerate(one.split(",")) if at not in (5, 6, 7, 8))
            for one in lines
        )
    )

    every = held(read(path))

    assert held(read(without)) == every
    assert held(read(ages)) == every
