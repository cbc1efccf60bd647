"""A fire and rescue service's workbook, as its Incident Recording System fills it."""

import random
from collections.abc import Sequence
from pathlib import Path

import openpyxl

HEADINGS = (
    "IRS number", "Year", "Month", "Day", "Time of call", "Incident type", "Property category",
    "Motive", "Ward", "Fatalities", "Injuries",
)  # fmt: skip
# What is called out for, how often, where it is, and why it burned.
CALLS = (
    ("Primary fire", 3, "Dwelling", "Accidental"),
    ("Secondary fire", 4, "Grassland", "Deliberate - unknown owner"),
    ("Chimney fire", 1, "House", "Accidental"),
    ("AFA", 7, "Non Residential", ""),
    ("Good intent", 4, "Outdoors", ""),
    ("RTC", 3, "Car", ""),
    ("Hoax call", 1, "Other building", ""),
)


def fire_workbook(
    folder: Path, wards: Sequence[str], months: Sequence[str], *, calls_a_month: int = 40
) -> Path:
    """A title and a note, the day in three columns, a row each call, a note below; a second sheet
    that says what the words mean."""
    dice = random.Random(7)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Incidents"
    sheet.append(["Wexshire Fire and Rescue Service"])
    sheet.append(["Calls attended, as closed in the Incident Recording System"])
    sheet.append([])
    sheet.append(HEADINGS)
    number = 0
    for month in months:
        year, of_year = month.split("-")
        for _ in range(calls_a_month):
            number += 1
            what, _, place, motive = dice.choices(CALLS, weights=[each[1] for each in CALLS])[0]
            day, hour, minute = dice.randint(1, 28), dice.randint(0, 23), dice.randint(0, 59)
            sheet.append([
                f"F{number:06}", int(year), int(of_year), day, f"{hour:02}:{minute:02}",
                what, place, motive, dice.choice(wards), 0, int(dice.random() < 0.04),
            ])  # fmt: skip
    sheet.append([])
    sheet.append(["Attacks on crews are recorded elsewhere."])
    notes = book.create_sheet("Notes")
    notes.append(["AFA: automatic fire alarm. RTC: road traffic collision."])
    path = folder / "Wexmere incidents.xlsx"
    book.save(path)
    return path
