"""Months as text: 2024-01 as published, and what Excel and file names make of it."""

from __future__ import annotations

import re

from partnerships.words import SHORT_MONTHS

PUBLISHED = re.compile(r"^(20\d{2})-(0[1-9]|1[0-2])$")
IN_A_NAME = re.compile(r"(?<!\d)(20\d{2})-(0[1-9]|1[0-2])(?!\d)")
NAMES = tuple(name.lower() for name in SHORT_MONTHS)
BY_EXCEL = re.compile(r"^([A-Za-z]{3})[a-z]*[- ](\d{2}|20\d{2})$")
WITH_A_DAY = re.compile(r"^(20\d{2})-(0[1-9]|1[0-2])-\d{2}([T ].*)?$")
BRITISH_DATE = re.compile(r"^01/(0[1-9]|1[0-2])/(20\d{2})$")


def as_month(text: str) -> str | None:
    """2024-01 from 2024-01, Jan-24, January 2024, 2024-01-01 or 01/01/2024; otherwise None."""
    text = text.strip()
    if PUBLISHED.match(text):
        return text
    if match := WITH_A_DAY.match(text):
        return f"{match[1]}-{match[2]}"
    if match := BRITISH_DATE.match(text):
        return f"{match[2]}-{match[1]}"
    if (match := BY_EXCEL.match(text)) and match[1].lower() in NAMES:
        return f"20{match[2][-2:]}-{NAMES.index(match[1].lower()) + 1:02d}"
    return None


def month_in_name(name: str) -> str | None:
    """The month a file is named for; None when it names none, or several."""
    last_part = re.split(r"[/\\]", name)[-1]
    found = {f"{year}-{month}" for year, month in IN_A_NAME.findall(last_part)}
    return found.pop() if len(found) == 1 else None
