"""The reference figures of the public data, in the shape that answers have."""

import csv
from decimal import Decimal
from pathlib import Path

TOTALS = {
    "ALL (including ASB)": "All crime and anti-social behaviour",
    "ALL CRIME (excluding ASB)": "All crime (excluding anti-social behaviour)",
}
# Below this many cases in the first year a percentage would say too much.
SMALLEST_BASE = 20


def changes(folder: Path, area: str) -> dict[str, tuple]:
    """Crime type -> cases before, now, difference and percent where the base allows it."""
    found = {}
    for row in _rows(folder / "cambs_year_on_year_by_district_type.csv", area):
        before, now = int(row["n_2024"]), int(row["n_2025"])
        percent = float(row["percent_change"]) if before >= SMALLEST_BASE else None
        found[_type(row)] = (before, now, int(row["difference"]), percent)
    return found


def changes_answered(table: list[dict]) -> dict[str, tuple]:
    return {
        row["crime_type"]: (
            row["count_before"],
            row["count_now"],
            row["difference"],
            row["percent_change"],
        )
        for row in table
    }


def rates(folder: Path, area: str) -> dict[str, tuple]:
    """Crime type -> cases and rate of both years, and the residents that they are divided by."""
    return {
        _type(row): (
            int(row["n_2024"]),
            int(row["n_2025"]),
            int(row["population_mid2024"]),
            Decimal(row["rate_per_1000_2024"]),
            Decimal(row["rate_per_1000_2025"]),
        )
        for row in _rows(folder / "cambs_rates_by_district_type.csv", area)
    }


def rates_answered(table: list[dict]) -> dict[str, tuple]:
    return {
        row["crime_type"]: (
            row["count_before"],
            row["count"],
            row["population"],
            Decimal(str(row["rate_per_1000_before"])),
            Decimal(str(row["rate_per_1000"])),
        )
        for row in table
    }


def _rows(path: Path, area: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["area"] == area]


def _type(row: dict[str, str]) -> str:
    return TOTALS.get(row["crime_type"], row["crime_type"])
