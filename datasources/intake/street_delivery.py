"""All police street files of one delivery together, put into one reading."""

from __future__ import annotations

from collections.abc import Sequence

from datasources.intake import (
    locating,
    setting_aside,
    street_copies,
    street_forces,
    street_periods,
    street_words,
)
from datasources.intake.findings import Finding
from datasources.intake.losses import Sent
from datasources.intake.places import places_of
from datasources.intake.reading import Context, Reading, set_aside_rows
from datasources.intake.setting_aside import SetAside, rows_in
from datasources.intake.staging import about_current, staged
from datasources.intake.street_file import StreetFile
from datasources.kinds import police_street as street
from datasources.periods import Period
from datasources.periods import missing as gaps


def finish(files: Sequence[StreetFile], context: Context, told: list[Finding]) -> Reading:
    """The reading of a delivery, from its files as they were read one by one."""
    notes: list[Finding] = []
    places = places_of(context)
    rows_read = sum(file.rows_read for file in files)
    set_aside: list[SetAside] = [row for file in files for row in file.set_aside]
    used = street_forces.of_this_partnership(files, context, places, notes.append, set_aside)
    street_words.tell_of_cells(used, notes.append)
    sent = street_periods.by_month(used, notes.append, set_aside)
    clean = {
        period: street_copies.without_copies(offences, notes.append, set_aside, period)
        for period, offences in sent.items()
        if offences is not None
    }
    periods = {
        period: offences[list(street.CLEAN_COLUMNS)]
        for period, offences in clean.items()
        if offences is not None
    }
    placings = locating.located(periods, street.KIND, context)
    seen = locating.seen(periods, placings, street.KIND)
    of_files = [Sent(one.name, rows_in(one.offences[street.MONTH]), one.missing) for one in used]
    slices = staged(periods, street.KIND, context, of_files, seen)
    notes += street_words.about_rows(list(seen.values()), places, context)
    notes += locating.told(periods, placings, street.KIND, context)
    notes += [found for one in slices if (found := about_current(one, street.KIND)) is not None]
    covered = tuple(one.period for one in slices)
    missing = tuple(month.key for month in gaps(map(Period.of, covered)) if month.key not in sent)
    if missing:
        notes.append(street_words.about_missing(missing, covered))
    notes += setting_aside.about(set_aside, street_words.ABOUT_SET_ASIDE)
    return Reading(
        slices=slices,
        findings=(*(found for one in slices for found in one.shortfalls), *told, *notes),
        rows_read=rows_read,
        rows_kept=sum(one.rows for one in slices),
        rows_set_aside=sum(one.rows for one in set_aside),
        months_missing=missing,
        set_aside=set_aside_rows(set_aside),
    )
