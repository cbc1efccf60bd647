"""May a year be opened, a step be dated so? Reasons in words; the gates are in `gates`."""

import datetime

from assessment.models import Assessment
from partnerships.models import Partnership

FIRST_YEAR = 2008  # The minimum standards that ask for a yearly assessment date from August 2007.
YEARS_AHEAD = 2


def reasons_against_opening(partnership: Partnership, year: int, today: datetime.date) -> list[str]:
    """One assessment a year and partnership, of a year that can be meant."""
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        return [
            f"{year} cannot be meant: choose a year from {FIRST_YEAR} to "
            f"{today.year + YEARS_AHEAD}."
        ]
    if Assessment.objects.filter(partnership=partnership, year=year).exists():
        return [f"{partnership.name} already has an assessment for {year}: open that one."]
    return []


def reasons_against_dates(starts_on: datetime.date, ends_on: datetime.date) -> list[str]:
    if ends_on < starts_on:
        return ["The step ends before it starts: choose a last day on or after the first."]
    return []
