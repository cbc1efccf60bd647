"""Files that are sent by mistake for one another, and how each is known by its heading row."""

from __future__ import annotations

from collections.abc import Sequence

from datasources.kinds import area_lookup, police_street, population
from datasources.kinds.headings import plain_set

OUTCOMES_FILE = plain_set(["Crime ID", "Month", "LSOA code", "Outcome type"])
STOP_AND_SEARCH_FILE = plain_set(["Type", "Date", "Legislation", "Object of search"])
STREET_FILE_OF_2012 = plain_set(["Month", "Easting", "Northing", "Crime type"])


def shape_of(headings: Sequence[str]) -> str | None:
    """What a file with these headings is, in words that complete 'This is ...', or None."""
    names = plain_set(headings)
    if names >= OUTCOMES_FILE:
        return "a police outcomes file"
    if names >= STOP_AND_SEARCH_FILE:
        return "a police stop and search file"
    if names >= STREET_FILE_OF_2012:
        return "a police street file in the layout of 2012, which has no small areas"
    if police_street.is_heading(headings):
        return "a police street file"
    if area_lookup.is_heading(headings):
        return "an area look-up"
    if population.is_heading(headings):
        return "a population table"
    return None
