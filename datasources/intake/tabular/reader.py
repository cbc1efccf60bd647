"""A delivery of tables of one kind: every table read, its periods put together and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from datasources.geography.boundaries import OUTSIDE
from datasources.intake import findings, locating, setting_aside
from datasources.intake.findings import Finding, finding
from datasources.intake.losses import Sent
from datasources.intake.places import Places, places_of
from datasources.intake.reading import Context, Reading, set_aside_rows
from datasources.intake.setting_aside import SetAside, rows_in
from datasources.intake.staging import about_current, staged
from datasources.intake.tabular import versions
from datasources.intake.tabular.counts import one_number_each
from datasources.intake.tabular.table import ADDED_UP, Piece, tell_unknown_words
from datasources.intake.words import counted
from datasources.kinds import Kind
from datasources.kinds.columns import AREA, PERIOD
from datasources.periods import Period, said
from datasources.periods import missing as gaps
from partnerships.words import listed

Note = Callable[[Finding], None]

ABOUT_ROWS = {
    findings.RAGGED_ROWS: setting_aside.RAGGED,
    findings.PERIODS_UNREADABLE: (
        "{} set aside: no date that we can read. Footnotes and totals below a table may be among"
        " them.",
        "Look at the rows listed, and ask the sender for the dates of those that matter.",
    ),
    findings.IMPOSSIBLE_CODES: (
        "{} set aside: an area code that cannot exist. A code is one letter and eight figures, such"
        " as E01017990.",
        "Ask the sender to put the codes right and send the file again.",
    ),
    findings.BAD_NUMBERS: (
        "{} set aside: no number that we can read.",
        "Ask for the numbers; what cannot be read is not nought.",
    ),
    findings.BLANK_WORDS: (
        "{} set aside: no word of what it was.",
        "Ask the sender for the missing words and send the file again.",
    ),
    findings.TOTALS_LEFT_OUT: (
        "{} set aside: a total of other rows, or a part of another row.",
        "Nothing: what they add up is counted from the rows themselves.",
    ),
}


def finish(pieces: Sequence[Piece], kind: Kind, context: Context, told: list[Finding]) -> Reading:
    """The reading of a delivery, from its tables as they were read one by one."""
    notes: list[Finding] = []
    rows_read = sum(piece.rows_read for piece in pieces)
    for piece in pieces:
        if piece.kind.shape in ADDED_UP:
            kind = piece.kind
            one_number_each(piece, notes.append)
        tell_unknown_words(piece, notes.append)
    set_aside: list[SetAside] = [row for piece in pieces for row in piece.aside]
    periods = versions.by_period(pieces, kind, notes.append, set_aside)
    places = places_of(context)
    placings = locating.located(periods, kind, context)
    seen = locating.seen(periods, placings, kind)
    if kind.measures and places is not None and places.inside:
        seen = _of_here(seen, places, context, notes.append, set_aside)
        periods = {period: rows for period, rows in periods.items() if period in seen}
    sent = [Sent(one.name, rows_in(one.rows[PERIOD]), one.missing) for one in pieces]
    slices = staged(periods, kind, context, sent, seen)
    notes += _about_places(list(seen.values()), kind, places)
    notes += locating.told(periods, placings, kind, context)
    notes += [found for one in slices if (found := about_current(one, kind)) is not None]
    missing = _missing(periods)
    if missing:
        notes.append(_about_missing(missing, tuple(periods)))
    notes += setting_aside.about(set_aside, ABOUT_ROWS)
    return Reading(
        slices=slices,
        findings=(*(found for one in slices for found in one.shortfalls), *told, *notes),
        rows_read=rows_read,
        rows_kept=sum(one.rows for one in slices),
        rows_set_aside=rows_read - sum(one.rows for one in slices),
        months_missing=missing,
        set_aside=set_aside_rows(set_aside),
    )


def _of_here(
    periods: dict[str, pd.DataFrame],
    places: Places,
    context: Context,
    note: Note,
    set_aside: list[SetAside],
) -> dict[str, pd.DataFrame]:
    """Nothing is used of a delivery that has places, and none of them in the partnership."""
    rows = _rows_by_area(periods.values())
    named = sum(rows.values())
    here = _here(places, context)
    inside = sum(count for code, count in rows.items() if code in here)
    if not named or inside:
        return periods
    note(
        finding(
            findings.NOTHING_IN_PARTNERSHIP,
            f"None of the {named:,} rows with a place lies in this partnership's areas.",
            "Look whether the file is of your area, and at the areas of the partnership.",
            count=named,
        )
    )
    set_aside += [
        SetAside("", None, len(one), findings.NOTHING_IN_PARTNERSHIP, "not this partnership's")
        for one in periods.values()
    ]
    return {}


def _rows_by_area(frames: Iterable[pd.DataFrame]) -> dict[str, int]:
    """How many rows stand under each area."""
    counts: Counter[str] = Counter()
    for one in frames:
        if AREA in one:
            for code, count in one[AREA].value_counts().items():
                counts[str(code)] += int(count)
    return {code: count for code, count in counts.items() if count}


def _here(places: Places, context: Context) -> frozenset[str]:
    return places.every_inside | frozenset(context.partnership_areas)


def _about_places(
    frames: Sequence[pd.DataFrame], kind: Kind, places: Places | None
) -> list[Finding]:
    if not kind.measures or not any(AREA in one for one in frames):
        return []
    told = []
    by_area = _rows_by_area(frames)
    without = sum(len(one) for one in frames) - sum(by_area.values())
    if without:
        told.append(
            finding(
                findings.ROWS_WITHOUT_PLACE,
                f"{counted(without, 'row', 'has')} no place that we know. They were kept, but no"
                " district or ward can count them.",
                "Ask the sender for the codes of wards or small areas.",
                count=without,
            )
        )
    if places is None:
        return told
    known = places.every_known | {OUTSIDE}
    strangers = {code: n for code, n in by_area.items() if code not in known}
    unknown = sum(strangers.values())
    outside = sum(n for code, n in by_area.items() if code not in places.every_inside)
    if outside - unknown > 0:
        told.append(
            finding(
                findings.ROWS_OUTSIDE,
                f"{counted(outside - unknown, 'row', 'lies')} outside this partnership. They were"
                " kept for comparison and are not counted in it.",
                "Nothing, if the file covers a larger area.",
                count=outside - unknown,
            )
        )
    if unknown:
        told.append(
            finding(
                findings.AREAS_NOT_IN_LOOKUP,
                f"{counted(unknown, 'row', 'has')} an area that the area look-up does not hold.",
                "The look-up may be of another year than the data. Register the one that fits.",
                count=unknown,
                examples=tuple(sorted(strangers)[:5]),
            )
        )
    return told


def _missing(periods: dict[str, pd.DataFrame]) -> tuple[str, ...]:
    return tuple(one.key for one in gaps(map(Period.of, periods)))


def _about_missing(missing: tuple[str, ...], covered: tuple[str, ...]) -> Finding:
    return finding(
        findings.MONTHS_MISSING,
        f"Between {said(covered[0])} and {said(covered[-1])} no rows came for"
        f" {listed([said(one) for one in missing], 6)}. That is not the same as none.",
        "Send the missing ones too, unless they are held already.",
        count=len(missing),
        examples=missing[:12],
    )
