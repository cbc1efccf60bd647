"""Counting rows: every row of the police file is one crime or incident and counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from datasources.kinds import police_street as street

ALL = "All crime and anti-social behaviour"
ALL_CRIME = "All crime (excluding anti-social behaviour)"
ASB = street.ANTI_SOCIAL_BEHAVIOUR

Tally = Mapping[tuple[str, str], int]
"""(month, crime type) -> rows. What is not in it is nought, if the month is held."""


def offences_in(offences: pd.DataFrame, lsoas: frozenset[str]) -> pd.DataFrame:
    return offences[offences[street.LSOA_CODE].isin(lsoas)]


def tally(offences: pd.DataFrame, months: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """Rows by month and crime type; types that the kind does not declare are counted as one."""
    within = offences[offences[street.MONTH].isin(months)]
    sizes = within.groupby([street.MONTH, street.CRIME_TYPE], observed=True, sort=False).size()
    counts: Counter[tuple[str, str]] = Counter()
    for (month, crime), count in zip(sizes.index.to_flat_index(), sizes, strict=True):
        counts[(str(month), street.CRIME_TYPE_WORDS.published(str(crime)))] += int(count)
    return dict(counts)


def crime_types(counts: Tally) -> tuple[str, ...]:
    """The fourteen, older names where rows have them, and the rest under one name."""
    return tuple(sorted({*street.CRIME_TYPES, *(crime for _, crime in counts)}))


def total(counts: Tally, months: tuple[str, ...], crime: str) -> int:
    """Rows of a crime type, or of one of the two totals, in these months."""
    wanted = set(months)
    return sum(
        count
        for (month, one), count in counts.items()
        if month in wanted and (crime == ALL or one == crime or (crime == ALL_CRIME and one != ASB))
    )


def without_place(offences: pd.DataFrame, months: tuple[str, ...]) -> int:
    within = offences[street.MONTH].isin(months)
    return int((within & offences[street.LSOA_CODE].isna()).sum())
