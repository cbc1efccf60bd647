"""Real files of partners and publishers: how many tables are found, where, and under which names.

The files are not part of the project; REAL_DATA names the folder that holds them.
"""

import gzip
import os
from pathlib import Path

import pytest

from datasources.intake.found import found_tables
from datasources.intake.limits import Budget, Limits
from datasources.intake.reading import IncomingFile
from datasources.intake.sheets import Opened
from datasources.intake.unpacking import tables_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.real_data,
    pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder"),
]
HEADINGS_AND_ROWS = {
    "partner-files/avon_fire_2014.csv": [("", (1,), 1084, 36)],
    "partner-files/MPS Borough Level Crime (Historical).csv": [("", (1,), 1725, 139)],
    "partner-files/ward_population.csv": [("", (1,), 21, 7)],
    "partner-files/trafford_mye2024_lsoa.csv": [("", (1,), 417, 100)],
    "partner-files/ward_asb.csv": [("", (1,), 21, 7)],
    "partner-files/lad_csp_pfa_2016.csv": [("", (1,), 348, 7)],
    "partner-files/gmp_month.csv": [("", (1,), 36, 2)],
    "partner-files/police-workforce-sep19-tables.ods": [
        ("Index", (3,), 13, 5),
        ("Table_1", (4, 6), 57, 8),
        *[(f"Table_{number}", (4, 6), 56, 8) for number in (2, 3, 4, 5)],
        ("Table_6", (4,), 14, 6),
        ("Table_7", (4, 6), 57, 5),
        *[(f"Table_{number}", (4, 6), 56, 5) for number in (8, 9, 10, 11)],
        *[(f"Table_{number}", (4, 6), 56, 8) for number in (12, 13)],
    ],
    "messy-spreadsheets/FOI_151_20_dwelling_fires_by_SOA_2019.xlsx": [
        ("2019 MF Dwellings by SOA", (1,), 517, 3)
    ],
    "messy-spreadsheets/adur_premises_licences.csv": [("", (1,), 158, 11)],
    "messy-spreadsheets/cybercrime_csew_ye_dec2018.xlsx": [
        ("Table E1", (4,), 23, 5),
        ("Table E2", (4,), 6, 4),
        ("Table E3", (4, 5), 57, 5),
        ("Table E4", (3,), 10, 4),
    ],
    "messy-spreadsheets/nomis_RM006_households_lsoa21_westminster.xlsx": [
        ("Data", (row,), 123, 7) for row in (9, 145, 281, 417, 553)
    ],
    "population/ukpopestimatesmid2021on2021geographyfinal.xls": [
        ("Contents", (2,), 13, 2),
        ("Notes", (2,), 17, 2),
        ("Geography guide", (4,), 2, 2),
        ("MYE1", (7, 8), 23, 8),
        ("MYE2 - Persons", (8,), 420, 95),
        ("MYE2 - Females", (8,), 420, 95),
        ("MYE2 - Males", (8,), 420, 95),
        ("MYE3a", (8,), 385, 13),
        ("MYE3b", (8,), 33, 13),
        ("MYE4", (8,), 420, 6),
        ("MYE 5", (8,), 420, 10),
        ("MYE 6", (8,), 420, 6),
    ],
}


def tables_in(name, folder, content=None):
    sent = Path(os.environ["REAL_DATA"]) / name
    if content is not None:
        sent = folder / Path(name).name
        sent.write_bytes(content)
    budget = Budget(Limits())
    for table in tables_of(
        IncomingFile(sent.name, sent), folder, budget, [].append, lambda _: False
    ):
        with Opened(table, folder, budget) as opened:
            yield from found_tables(opened, [].append)


def counted(table) -> tuple[str, tuple[int, ...], int, int]:
    rows = sum(len(batch.rows) for batch in table.batches)
    return table.sheet, table.heading_rows, rows, len(table.columns)


@pytest.mark.parametrize("name", HEADINGS_AND_ROWS)
def test_tables_of_real_files_are_found(tmp_path, name):
    assert [counted(table) for table in tables_in(name, tmp_path)] == HEADINGS_AND_ROWS[name]


def test_groups_of_a_statistical_workbook_name_their_columns(tmp_path):
    name = "messy-spreadsheets/statutory_homelessness_detailed_la_2024-25.ods"
    tables = {table.sheet: (table, counted(table)) for table in tables_in(name, tmp_path)}

    assert len(tables) == 34
    assert tables["A1"][1] == ("A1", (5, 6, 7), 315, 13)
    assert tables["P1"][1] == ("P1", (5, 6), 315, 17)
    group = "Households with one or more support needs owed duty1,2"
    assert tables["A3"][0].columns[4:8] == (
        f"{group}: Total households with support needs",
        f"{group}: 1",
        f"{group}: 2",
        f"Number of households: {group}: 3+",
    )


def test_pairs_below_a_long_table_are_lines_and_no_rows(tmp_path):
    packed = Path(os.environ["REAL_DATA"]) / "population/sape23dt8a_mid2020_ward20_persons.csv.gz"
    content = gzip.decompress(packed.read_bytes())

    (table,) = tables_in("wards.csv", tmp_path, content)

    assert counted(table) == ("", (5,), 8_053, 96)
    assert [row for row, _ in table.above] == [1, 3]
    assert [row for row, _ in table.below] == [8_062, 8_063, *range(8_065, 8_073)]
    assert table.below[-1].text == "Tower Aldgate, Billingsgate, Bridge and Langbourn"


def test_accents_far_down_cost_no_row(tmp_path):
    (table,) = tables_in("road-casualties/Cambs_RTC.csv.gz", tmp_path)

    assert counted(table) == ("", (1,), 12_108, 54)
    assert (table.encoding, table.ragged) == ("windows-1252", [])
