"""A council's workbook of anti-social behaviour, in words of its own."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

HEADINGS = ("Our no.", "Logged", "What happened", "Neighbourhood", "Taken by")
SORTS = ("Noise nuisance", "Rowdy lot", "Fly tip")
WARDS = ("Market Place", "Brook End")
NOTE = "Cases still open are left out"


def asb_workbook(
    folder: Path,
    name: str = "ASB Q1.xlsx",
    *,
    months: Sequence[str] = ("04/2025", "05/2025", "06/2025"),
    days: Sequence[int] = (3, 9, 14, 21, 28),
    wards: Sequence[str] = WARDS,
) -> Path:
    """A title, a blank row, headings of its own, a row each case, a note below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cases"
    sheet.append(["Wexmere Borough Council: anti-social behaviour"])
    sheet.append([])
    sheet.append(HEADINGS)
    at = 0
    for month in months:
        for day in days:
            at += 1
            sort, ward = SORTS[at % len(SORTS)], wards[at % len(wards)]
            sheet.append([f"C{at:04}", f"{day:02}/{month}", sort, ward, f"Officer {at}"])
    sheet.append([])
    sheet.append([NOTE])
    path = folder / name
    book.save(path)
    return path
