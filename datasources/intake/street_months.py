"""The months of a police street file: 2024-01 as published, and what others make of it.

Excel writes Jan-24 or 01/01/2024, people January 2024. A column of dates is read by all its cells
together; where they may have the day or the month first, the file is refused, for a month would be
spread over twelve.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from datasources.intake import findings
from datasources.intake.findings import Refused
from datasources.periods import Grain, Period
from datasources.values.dates import Dates, read_dates
from datasources.values.decisions import State
from datasources.values.spellings import ORDER, SERIALS, Moment, When

IN_A_NAME = re.compile(r"(?<!\d)(20\d{2})-(0[1-9]|1[0-2])(?!\d)")


class Months(NamedTuple):
    """Each distinct text's month, such as 2024-01, or None; and what to know of the reading."""

    of: dict[str, str | None]
    notes: tuple[str, ...]


def months_of(cells: pd.Series) -> Months:
    """The months of a column, given how many rows have each text.

    Refuses a column that can be read in two ways.
    """
    counts = {str(text): int(count) for text, count in cells.items() if count}
    dates = read_dates(counts, grains=(Grain.MONTH,))
    if dates.waiting:
        raise _refused(" ".join(one.why for one in dates.asked))
    months = {text: _month(when) for text, when in dates.meanings.items()}
    _check_no_month_is_spread(counts, dates, months)
    likely = [
        one.why
        for one in dates.decisions
        if one.state is State.LIKELY and one.about in (ORDER.about, SERIALS.about)
    ]
    return Months(months, (*likely, *dates.notes))


def _month(when: When | None) -> str | None:
    if not isinstance(when, Moment) or when.period.grain is not Grain.MONTH:
        return None
    return when.period.key


def _check_no_month_is_spread(
    counts: Mapping[str, int], dates: Dates, months: Mapping[str, str | None]
) -> None:
    """Several first days of months may be several days of one month with the month before them."""
    likely = [
        one for one in dates.decisions if one.about == ORDER.about and one.state is State.LIKELY
    ]
    if not likely:
        return
    chosen = likely[0].chosen
    other = next(key for key in ORDER.keys if key != chosen)
    otherwise = read_dates(counts, grains=(Grain.MONTH,), given={ORDER.about: other})
    others = {text: _month(when) for text, when in otherwise.meanings.items()}
    differing = [text for text, month in months.items() if month and month != others[text]]
    spread = {months[text] for text in differing}
    together = {others[text] for text in differing}
    if len(spread) > 1 and len(together) == 1:
        words = Period.of(str(together.pop())).words
        raise _refused(
            f"Dates such as {min(differing)} may be the first days of {len(spread)} months, or as"
            f" many days of {words}."
        )


def _refused(why: str) -> Refused:
    return Refused(
        findings.AMBIGUOUS_DATES,
        f"The months are written as dates that can be read in two ways. {why} Read the wrong way, a"
        " month would be spread over others, so nothing of the file was read.",
        "Ask the sender whether the day or the month stands first, and for the months written as"
        " 2024-01.",
    )


def month_in_name(name: str) -> str | None:
    """The month a file is named for; None when it names none, or several."""
    last_part = re.split(r"[/\\]", name)[-1]
    found = {f"{year}-{month}" for year, month in IN_A_NAME.findall(last_part)}
    return found.pop() if len(found) == 1 else None
