"""The files of the folder that REAL_DATA names, and what a person says of those that do not say it.

Whatever is put into the folder is walked; only what is named below as no data is left out.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasources.intake import IncomingFile
from datasources.intake.recognising import recognised
from datasources.kinds.headings import plain
from tests.naive import real_rows

FOLDER = Path(os.environ.get("REAL_DATA", "nowhere"))
NO_DATA = {
    "README.md": "says what the folder holds and where it is from",
    "partner-files/README.md": "says where the partners' files are from",
    "examples/strategic-assessment-outlines.md": "contents of published assessments, in prose",
}
PLAIN = "plain-table"
PERIOD, AREA, WHAT, NUMBER = "period", "area_code", "category", "number"


@dataclass(frozen=True)
class Said:
    """What a person says who looks at the columns of a file and at a few cells.

    `column` and `pattern` tell which rows of the file (or of its sheet) are those of the table, for
    the plain twin; `number` is the column whose sum is compared.
    """

    columns: Mapping[str, str]
    column: int
    pattern: str
    number: int | None = None
    kind: str = PLAIN
    period: str = ""
    sheet: str = ""
    not_rows: int = 0
    """Lines below the table that are read with it, and that no number stands in."""

    @property
    def layout(self) -> dict[str, Any]:
        return {"columns": dict(self.columns), "period": self.period, "sheet": self.sheet}

    def rows(self, path: Path) -> list[list[str]]:
        return real_rows.meant(path, self.sheet, self.column, self.pattern)

    def total(self, path: Path) -> float | None:
        if self.number is None:
            return None
        return sum(real_rows.number_in(row[self.number]) or 0 for row in self.rows(path))


CODE = "[EWKNSJ][0-9]{8}"
NUMERIC = r"[0-9]+(\.[0-9]+)?"
SAID = {
    "deprivation/iod2025_england_ltla24.csv": Said(
        {"ltla24_code": AREA, "imd_average_score": NUMBER}, 0, CODE, number=4, period="2025"
    ),
    "free-text/nhs_friends_family_comments_sample_600.csv": Said(
        {"label": WHAT}, 7, "[0-9]+", period="2020"
    ),
    "lookups/la_all_codes_since_2011.csv": Said({"LADCD": AREA}, 0, CODE, period="2024"),
    "lookups/ltla24_fra24_england_wales.csv": Said(
        {"ltla24_code": AREA, "fra24_name": WHAT}, 1, CODE, period="2024"
    ),
    "lookups/msoa_names_ladcd_england_wales.csv.gz": Said({"MSOACD": AREA}, 0, CODE, period="2021"),
    "lookups/ruc21_lsoa21_england_wales.csv.gz": Said(
        {"lsoa21_code": AREA, "classification": WHAT}, 0, CODE, period="2021"
    ),
    "messy-spreadsheets/FOI_151_20_dwelling_fires_by_SOA_2019.xlsx": Said(
        {"SOA Code": AREA, "Number of Major Fire Dwellings": NUMBER},
        2,
        NUMERIC,
        number=2,
        period="2019",
        sheet="2019 MF Dwellings by SOA",
    ),
    "messy-spreadsheets/cybercrime_csew_ye_dec2018.xlsx": Said(
        {"Area Code": AREA, "Jan '18 to Dec '18: Number of offences": NUMBER},
        1,
        "(?!Area Name).+",
        number=2,
        period="2018",
        sheet="Table E3",
    ),
    "messy-spreadsheets/nomis_RM006_households_lsoa21_westminster.xlsx": Said(
        {
            "2021 super output area - lower layer": AREA,
            "Line above the table": WHAT,
            "No dependent children in household": NUMBER,
        },
        0,
        "E01[0-9]{6} : .+",
        number=1,
        period="2021",
        sheet="Data",
    ),
    "messy-spreadsheets/statutory_homelessness_detailed_la_2024-25.ods": Said(
        {"column 1": AREA, "Total initial assessments 1,2,6": NUMBER},
        0,
        f"{CODE}|-",
        number=4,
        period="2024/25",
        sheet="A1",
        # A heading, “Notes”, and the six of them.
        not_rows=7,
    ),
    "partner-files/gmp_month.csv": Said(
        {"as.factor(Month)": PERIOD, "count": NUMBER}, 0, "20[0-9]{2}-[0-9]{2}", number=1
    ),
    "partner-files/police-workforce-sep19-tables.ods": Said(
        {"column 1": AREA, "As at: 2019-09-30": NUMBER},
        3,
        NUMERIC,
        number=3,
        period="2019-09",
        sheet="Table_1",
    ),
    # Males and females stand beside the persons, of whom one row an area is kept.
    "partner-files/trafford_mye2024_lsoa.csv": Said({}, 1, CODE, number=5, kind="population"),
    # The old codes of Northern Ireland are of no area that is known.
    "population/mid2019_small_areas_gb.csv.gz": Said(
        {}, 0, "[EWS][0-9]{8}", number=1, kind="population", not_rows=891
    ),
    "population/mye24tablesew_persons_lad.csv": Said({}, 0, CODE, number=3, kind="population"),
    "population/sape23dt8a_mid2020_ward20_persons.csv.gz": Said(
        {},
        0,
        CODE,
        number=4,
        kind="population",
        # Which wards were joined to which, and what is said of it.
        not_rows=10,
    ),
    "population/ukpopestimatesmid2021on2021geographyfinal.xls": Said(
        {"Code": AREA, "Geography": WHAT, "All ages": NUMBER},
        0,
        CODE,
        number=3,
        period="2021",
        sheet="MYE2 - Persons",
    ),
    "recorded-crime/policeforceareatablesyejune25final.csv": Said(
        {
            "Local Authority code": AREA,
            "Local Authority name": "",
            "Community Safety Partnership code": "",
            "Community Safety Partnership name": "",
            "Total recorded crime (excluding fraud)": "value",
        },
        6,
        "[0-9,]+",
        kind="indicators",
        period="July 2024 to June 2025",
    ),
}
# How many rows are left out for a reason that is told; of every other file all are kept.
SET_ASIDE = {
    # London stands among the regions and once more above them.
    "messy-spreadsheets/statutory_homelessness_detailed_la_2024-25.ods": 2,
    # Its rows differ in the outcome, of which numbers counted before have no column.
    "reference/cambs_last_outcome_by_district_year_type.csv": 1527,
    "partner-files/trafford_mye2024_lsoa.csv": 2 * 139,
    "population/mid2019_small_areas_gb.csv.gz": 891,
    "population/sape23dt8a_mid2020_ward20_persons.csv.gz": 10,
}
# What the tables look like tells a person which column is which, where nothing is said above.
MEANT = (
    (PERIOD, "dates"),
    (AREA, "codes of"),
    (NUMBER, "numbers"),
    (WHAT, "a few words"),
)
# What a person says of a table that says it in none of its columns.
YEAR = "2024"


def files() -> list[str]:
    names = (str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in NO_DATA)


def kinds_of(path: Path) -> list[str]:
    """The kinds that a file is of by its own headings, or the one that a person chooses for it."""
    name = str(path.relative_to(FOLDER))
    if found := recognised([IncomingFile(path.name, path)]):
        return [kind.slug for kind in found]
    return [SAID[name].kind if name in SAID else PLAIN]


def said_of(name: str, kind: str, tables: list[dict]) -> dict[str, Any]:
    """A layout as it is said above, or as a person says it who looks at the best of the tables."""
    if name in SAID:
        return SAID[name].layout
    if kind != PLAIN:
        return {"columns": {}, "period": YEAR, "sheet": ""}
    return max(map(_looked_at, tables), key=lambda one: len(one["columns"]))


def _looked_at(table: dict) -> dict[str, Any]:
    columns: dict[str, str] = {}
    for name, looks in MEANT:
        for column in table["columns"]:
            heading = column["theirs"].strip()
            seen = column["looks"].partition(" ")[2]
            if heading and plain(heading) and heading not in columns and seen.startswith(looks):
                columns[heading] = name
                break
    period = "" if PERIOD in columns.values() else YEAR
    return {"columns": columns, "sheet": table["sheet"], "period": period}


# The sheet of a workbook that its kind reads; which column holds the code of each row.
WORKBOOKS = {
    "deprivation/File_1_IoD2025_Index_of_Multiple_Deprivation.xlsx": ("IMD25", 0),
    "population/sape2024_lsoa21_mid2022_mid2024_density.xlsx": ("Mid-2022 to mid-2024 LSOA", 2),
}
# A row holds so many numbers, one under each month.
MONTHS_ACROSS = {"partner-files/MPS Borough Level Crime (Historical).csv": 136}
OF_A_KIND = {
    "police-outcomes": "outcomes",
    "police-stop-and-search": "stop-and-search",
    "police-street": "street",
}


def rows_in(name: str, kind: str) -> int:
    """How many rows of a file are of this kind, counted by the plain twin."""
    path = FOLDER / name
    if name in SAID:
        return len(SAID[name].rows(path)) + SAID[name].not_rows
    if name in WORKBOOKS:
        return len(real_rows.meant(path, *WORKBOOKS[name], CODE))
    if path.suffix == ".zip":
        ending = f"-{OF_A_KIND[kind]}.csv"
        return sum(
            rows for member, rows in real_rows.members(path).items() if member.endswith(ending)
        )
    if path.suffix in (".geojson", ".json"):
        return real_rows.areas_in(path)
    return real_rows.rows_below_headings(path) * MONTHS_ACROSS.get(name, 1)
