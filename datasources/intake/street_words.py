"""What a delivery of police street files tells the person who sent it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pandas as pd

from datasources.geography.boundaries import OUTSIDE
from datasources.intake import findings, points, setting_aside
from datasources.intake.findings import Finding, finding
from datasources.intake.places import Places
from datasources.intake.reading import Context
from datasources.intake.street_copies import SAME_ROWS
from datasources.intake.street_file import StreetFile
from datasources.intake.words import counted
from datasources.kinds import police_street as street
from partnerships.words import listed, said_month

Note = Callable[[Finding], None]
BUT_ID = [name for name in SAME_ROWS if name != street.CRIME_ID]


def tell_of_cells(files: Sequence[StreetFile], note: Note) -> None:
    types: Counter[str] = _unknown(files, street.CRIME_TYPE)
    outcomes: Counter[str] = _unknown(files, street.LAST_OUTCOME)
    if types:
        note(
            finding(
                findings.UNKNOWN_CRIME_TYPES,
                f"{counted(types.total(), 'row', 'has')} a crime type that is not among the"
                " fourteen we know. They were kept and are counted as"
                f" “{street.CRIME_TYPE_WORDS.rest}”: figures never show the words of the file.",
                "Check the spelling with the sender. If it is a new type, tell the administrator.",
                count=types.total(),
                examples=tuple(name for name, _ in types.most_common(5)),
            )
        )
    if outcomes:
        note(
            finding(
                findings.UNKNOWN_OUTCOMES,
                f"{counted(outcomes.total(), 'row', 'has')} an outcome that we do not know."
                " They were kept; figures never show the words of the file.",
                "Check the spelling with the sender.",
                count=outcomes.total(),
                examples=tuple(name for name, _ in outcomes.most_common(5)),
            )
        )
    if rewritten := sum(file.rewritten_months for file in files):
        note(
            finding(
                findings.MONTHS_REWRITTEN,
                " ".join(
                    (
                        f"{counted(rewritten, 'row', 'has')} a month as Excel or a person writes it"
                        " (such as Jan-24); it was read as the month meant.",
                        *sorted({one for file in files for one in file.month_notes}),
                    )
                ),
                "Nothing. Sending the original file, not one saved from Excel, avoids this.",
                count=rewritten,
            )
        )
    if rewritten := sum(file.rewritten_codes for file in files):
        note(setting_aside.codes_rewritten(rewritten))
    if unreadable := sum(file.unreadable_coordinates for file in files):
        note(
            finding(
                findings.COORDINATES_UNREADABLE,
                f"{unreadable:,} coordinates are no numbers and were left blank. Places are"
                " decided by the small area, so no count changes.",
                count=unreadable,
            )
        )
    for code, (what, advice) in points.ABOUT.items():
        having = [file for file in files if code in file.misplaced]
        if count := sum(len(file.misplaced[code]) for file in having):
            alone = having[0] if len(having) == 1 else None
            note(
                finding(
                    code,
                    f"{counted(count, 'row', 'has')} {what}. The map point was left blank. Places"
                    " are decided by the small area, so no count changes.",
                    advice,
                    count=count,
                    file=alone.name if alone else "",
                    examples=tuple(f"row {at}" for at in alone.misplaced[code][:5])
                    if alone
                    else (),
                )
            )


def _unknown(files: Sequence[StreetFile], column: str) -> Counter[str]:
    return sum((file.unknown[column] for file in files), Counter())


def about_rows(
    frames: Sequence[pd.DataFrame], places: Places | None, context: Context
) -> list[Finding]:
    """What all kept rows together tell of repeats and places."""
    repeats = without_place = outside = strangers = inside = without_id = 0
    unknown_codes: set[str] = set()
    for offences in frames:
        is_asb = offences[street.CRIME_TYPE] == street.ANTI_SOCIAL_BEHAVIOUR
        no_id = offences[street.CRIME_ID].isna()
        repeats += int(offences[BUT_ID][no_id].duplicated().sum())
        without_id += int((no_id & ~is_asb).sum())
        code = offences[street.LSOA_CODE]
        without_place += int(code.isna().sum())
        if places is not None:
            is_inside = code.isin(places.every_inside)
            # Few codes are looked up among all of a country's, never the other way about.
            there = code.dropna().unique()
            is_known = code.isin(
                [one for one in there if one in places.every_known or one == OUTSIDE]
            )
            inside += int(is_inside.sum())
            outside += int((code.notna() & ~is_inside).sum())
            strangers += int((code.notna() & ~is_known).sum())
            unknown_codes.update(code[code.notna() & ~is_known].astype("str").unique())
    told = []
    if frames and places is None:
        told.append(_no_lookup(context))
    if repeats:
        told.append(
            finding(
                findings.REPEATS_KEPT,
                f"{counted(repeats, 'row', 'repeats')} an earlier row exactly and"
                f" {'was' if repeats == 1 else 'were'} kept: anti-social"
                " behaviour has no identifier, and several incidents can share a map point and a"
                " month.",
                "Nothing. Removing them would undercount anti-social behaviour.",
                count=repeats,
            )
        )
    if without_id:
        told.append(
            finding(
                findings.CRIMES_WITHOUT_ID,
                f"{without_id:,} crimes other than anti-social behaviour have no Crime ID. They"
                " were kept and are counted.",
                count=without_id,
            )
        )
    if without_place:
        told.append(
            finding(
                findings.ROWS_WITHOUT_PLACE,
                f"{counted(without_place, 'row', 'has')} no place. They were kept, but no"
                " district or ward"
                " can count them.",
                "Nothing. The police publish them this way.",
                count=without_place,
            )
        )
    if outside > strangers:
        told.append(
            finding(
                findings.ROWS_OUTSIDE,
                f"{counted(outside - strangers, 'row', 'lies')} outside this partnership. They were"
                " kept for comparison"
                f" and are not counted in it; {counted(inside, 'row', 'lies')} inside.",
                "Nothing, if the file covers the whole force area.",
                count=outside - strangers,
            )
        )
    if strangers:
        told.append(
            finding(
                findings.AREAS_NOT_IN_LOOKUP,
                f"{counted(strangers, 'row', 'has')} a small area that the area look-up does"
                " not hold.",
                "The look-up may be of another year than the data. Register the one that fits;"
                " where the codes are of 2011, also the look-up of changed areas (2011 to 2021).",
                count=strangers,
                examples=tuple(sorted(unknown_codes)[:5]),
            )
        )
    return told


def _no_lookup(context: Context) -> Finding:
    return finding(
        findings.NO_AREA_LOOKUP,
        "No area look-up is held yet, so we could not tell which rows lie in the partnership.",
        "Register an area look-up source and accept a delivery of it; no need to send this again.",
        count=len(context.partnership_areas),
    )


def about_missing(missing: tuple[str, ...], covered: tuple[str, ...]) -> Finding:
    return finding(
        findings.MONTHS_MISSING,
        f"Between {said_month(covered[0])} and {said_month(covered[-1])} no rows came"
        f" for {listed(map(said_month, sorted(missing)), 6)}."
        " A missing month is not a month without crime.",
        "Send the missing months too, unless they are held already.",
        count=len(missing),
        examples=missing[:12],
    )


ABOUT_SET_ASIDE = {
    findings.RAGGED_ROWS: setting_aside.RAGGED,
    findings.BAD_MONTHS: (
        "{} set aside: no month that we can read (such as 2025-12).",
        "Ask the sender to put the month right and send the file again.",
    ),
    findings.BLANK_CRIME_TYPE: (
        "{} set aside: no crime type.",
        "Ask the sender for the crime types and send the file again.",
    ),
    findings.IMPOSSIBLE_CODES: setting_aside.IMPOSSIBLE_CODES,
    findings.OTHER_MONTH_ROWS: (
        "{} set aside: of another month than the rest of the file.",
        "Send each month in a file of its own.",
    ),
    findings.REPEATED_CRIME_ROWS: (
        "{} set aside: an exact copy of an earlier row with the same Crime ID. The first of each"
        " was kept.",
        "Look whether the file was put together from overlapping downloads. Copies of anti-social"
        " behaviour cannot be known: send the original download instead.",
    ),
    findings.OTHER_OUTCOME: (
        "{} set aside: another outcome of a crime that stands in the file already. Each crime is"
        " counted once, with the outcome that is more settled; of two that are equally settled"
        " neither was taken.",
        "Ask the sender for the newest publication of the month.",
    ),
}
