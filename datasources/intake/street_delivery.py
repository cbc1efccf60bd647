"""All police street files of one delivery together: months, forces, places and what is current."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from datasources.intake import findings, months
from datasources.intake.comparing import compare
from datasources.intake.findings import Finding, finding
from datasources.intake.places import Places, places_of
from datasources.intake.reading import Comparison, Context, Reading, StagedSlice, set_aside_rows
from datasources.intake.street_file import SetAside, StreetFile
from datasources.intake.unpacking import MEMBER
from datasources.intake.words import counted
from datasources.kinds import police_street as street

Note = Callable[[Finding], None]
# Of a neighbouring force's rows a few lie across the border; of the right force's, many more.
ACROSS_THE_BORDER = 0.01
SAME_ROWS = [
    name for name in street.CLEAN_COLUMNS if name not in (street.SOURCE_FILE, street.SOURCE_ROW)
]


def finish(files: Sequence[StreetFile], context: Context, told: list[Finding]) -> Reading:
    """The reading of a delivery, from its files as they were read one by one."""
    notes: list[Finding] = []
    places = places_of(context)
    rows_read = sum(file.rows_read for file in files)
    set_aside: list[SetAside] = [row for file in files for row in file.set_aside]
    used = _of_this_partnership(files, context, places, notes.append, set_aside)
    _tell_of_cells(used, notes.append)
    periods = _periods(used, notes.append, set_aside)
    periods = {
        period: _without_copies(offences, notes.append, set_aside, period)
        for period, offences in periods.items()
    }
    slices = tuple(
        StagedSlice(period, offences, len(offences), _compared(period, offences, context))
        for period, offences in sorted(periods.items())
    )
    notes += _about_rows([one.frame for one in slices], places, context)
    notes += [found for one in slices if (found := _about_current(one)) is not None]
    covered = tuple(one.period for one in slices)
    missing = months.missing_months(covered)
    if missing:
        notes.append(_about_missing(missing, covered))
    notes += _about_set_aside(set_aside)
    return Reading(
        slices=slices,
        findings=(*told, *notes),
        rows_read=rows_read,
        rows_kept=sum(one.rows for one in slices),
        rows_set_aside=sum(lines for _, _, lines, _, _ in set_aside),
        months_covered=covered,
        months_missing=missing,
        set_aside=set_aside_rows(set_aside),
    )


def _of_this_partnership(
    files: Sequence[StreetFile],
    context: Context,
    places: Places | None,
    note: Note,
    set_aside: list[SetAside],
) -> list[StreetFile]:
    """The files of the partnership's force; a national download holds many others."""
    inside = {id(file): _inside(file, places) for file in files}
    home = context.expected_force or _home_force(files, inside)
    used = []
    refused: list[Finding] = []
    for file in files:
        is_other = bool(home and file.force and file.force != home)
        count = inside[id(file)]
        # Only a look-up that knows the partnership's areas can say that a file has none of them.
        if places is not None and places.inside and count == 0:
            refused.append(_nothing_inside(file))
        elif is_other and count is not None and count < ACROSS_THE_BORDER * len(file.offences):
            refused.append(_other_force(file, home, count, severity=findings.ERROR))
        elif is_other and any(other.force == home for other in files):
            note(_other_force(file, home, count, severity=findings.WARNING, was_used=False))
        else:
            if is_other:
                note(_other_force(file, home, count, severity=findings.WARNING))
            used.append(file)
            continue
        rows = len(file.offences)
        set_aside.append((file.name, None, rows, findings.OTHER_FORCE, "not this partnership's"))
    for one in refused:
        # A ZIP of several forces is how the site gives them; the others are no fault in it.
        is_member = MEMBER in one.file and bool(used)
        note(replace(one, severity=findings.WARNING) if is_member else one)
    return used


def _inside(file: StreetFile, places: Places | None) -> int | None:
    if places is None:
        return None
    return int(file.offences[street.LSOA_CODE].isin(places.inside).sum())


def _home_force(files: Sequence[StreetFile], inside: dict[int, int | None]) -> str:
    """The force with most rows in the partnership, when the files are of several."""
    counts: Counter[str] = Counter()
    for file in files:
        if file.force:
            counts[file.force] += inside[id(file)] or 0
    return counts.most_common(1)[0][0] if counts and max(counts.values()) else ""


def _nothing_inside(file: StreetFile) -> Finding:
    force = f" It comes from {file.force}." if file.force else ""
    return finding(
        findings.NOTHING_IN_PARTNERSHIP,
        f"None of the {len(file.offences):,} rows lies in this partnership's areas.{force}",
        "Download the file of your own force, or check the partnership's area codes and look-up.",
        count=len(file.offences),
        file=file.name,
    )


def _other_force(
    file: StreetFile, home: str, inside: int | None, *, severity: str, was_used: bool = True
) -> Finding:
    where = "" if inside is None else f" Of its rows, {inside:,} lie in this partnership's areas."
    ending = ""
    if severity == findings.ERROR:
        ending = " That few come from across the border, so the file was not used."
    elif not was_used:
        ending = " It was not used."
    return finding(
        findings.OTHER_FORCE,
        f"The file comes from {file.force}; this source holds {home}.{where}{ending}",
        f"Send the file of {home}. A second force needs a source of its own.",
        count=len(file.offences),
        file=file.name,
        severity=severity,
    )


def _tell_of_cells(files: Sequence[StreetFile], note: Note) -> None:
    types: Counter[str] = sum((file.unknown_types for file in files), Counter())
    outcomes: Counter[str] = sum((file.unknown_outcomes for file in files), Counter())
    if types:
        note(
            finding(
                findings.UNKNOWN_CRIME_TYPES,
                f"{counted(types.total(), 'row', 'has')} a crime type that is not among the"
                " fourteen we know. They"
                " were kept and are counted under the name they have.",
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
                " They were kept.",
                count=outcomes.total(),
                examples=tuple(name for name, _ in outcomes.most_common(5)),
            )
        )
    if rewritten := sum(file.rewritten_months for file in files):
        note(
            finding(
                findings.MONTHS_REWRITTEN,
                f"{counted(rewritten, 'row', 'has')} a month as Excel writes it (such as"
                " Jan-24); it was read as"
                " the month meant.",
                "Nothing. Sending the original file, not one saved from Excel, avoids this.",
                count=rewritten,
            )
        )
    if unreadable := sum(file.unreadable_coordinates for file in files):
        note(
            finding(
                findings.COORDINATES_UNREADABLE,
                f"{unreadable:,} coordinates are no numbers and were left blank. Places are"
                " decided by the small area, so no count changes.",
                count=unreadable,
            )
        )
    if blanked := sum(file.blanked for file in files):
        note(
            finding(
                findings.PERSONAL_DATA_BLANKED,
                f"{blanked:,} cells hold what looks like personal data (an e-mail address,"
                " telephone number, postcode or the like) and were blanked before storing.",
                "Tell the sender. Published police files never hold such details.",
                count=blanked,
            )
        )


def _periods(
    files: Sequence[StreetFile], note: Note, set_aside: list[SetAside]
) -> dict[str, pd.DataFrame]:
    """The rows of each month, from one file each."""
    versions: dict[str, list[tuple[str, pd.DataFrame]]] = defaultdict(list)
    for file in files:
        for month in file.offences[street.MONTH].unique():
            is_month = file.offences[street.MONTH] == month
            offences = file.offences if is_month.all() else file.offences[is_month]
            versions[str(month)].append((file.name, _tidy(offences)))
    return {
        period: _newest(period, candidates, note, set_aside)
        for period, candidates in versions.items()
    }


def _tidy(offences: pd.DataFrame) -> pd.DataFrame:
    offences = offences.reset_index(drop=True)
    used = {
        name: offences[name].cat.remove_unused_categories()
        for name in offences
        if isinstance(offences[name].dtype, pd.CategoricalDtype)
    }
    return offences.assign(**used)


def _newest(
    period: str,
    candidates: list[tuple[str, pd.DataFrame]],
    note: Note,
    set_aside: list[SetAside],
) -> pd.DataFrame:
    name, chosen = candidates[0]
    for other_name, other in candidates[1:]:
        difference = compare(chosen, other)
        in_words = months.in_words(period)
        if difference.is_identical:
            note(
                finding(
                    findings.SAME_PERIOD_TWICE,
                    f"{in_words} was sent twice with the same rows; one was used.",
                    count=len(other),
                    file=other_name,
                    period=period,
                )
            )
            set_aside.append(
                (other_name, None, len(other), findings.SAME_PERIOD_TWICE, "sent twice")
            )
            continue
        unused = (name, chosen)
        if difference.looks_earlier:
            unused = (other_name, other)
        else:
            name, chosen = other_name, other
        note(
            finding(
                findings.TWO_VERSIONS,
                f"{in_words} was sent in two versions that differ. We used {name}, which looks"
                f" the newer, and not {unused[0]}.",
                "If the other one is right, send that one alone.",
                count=len(unused[1]),
                file=unused[0],
                period=period,
            )
        )
        set_aside.append(
            (unused[0], None, len(unused[1]), findings.TWO_VERSIONS, "another version was used")
        )
    return chosen


def _without_copies(
    offences: pd.DataFrame, note: Note, set_aside: list[SetAside], period: str
) -> pd.DataFrame:
    """Copies of rows that have a Crime ID are one crime; rows without one are left alone."""
    has_id = offences[street.CRIME_ID].notna()
    shared = has_id & offences[street.CRIME_ID].duplicated(keep=False)
    if not shared.any():
        return offences
    suspects = offences.loc[shared, SAME_ROWS]
    copies = suspects.index[suspects.duplicated(keep="first")]
    for at in copies:
        row = offences.loc[at]
        reason = "an exact copy of an earlier row with the same Crime ID"
        name, number = str(row[street.SOURCE_FILE]), int(row[street.SOURCE_ROW])
        set_aside.append((name, number, 1, findings.REPEATED_CRIME_ROWS, reason))
    kept = offences.drop(index=copies).reset_index(drop=True)
    ids = kept[street.CRIME_ID].dropna()
    if still := int(ids.duplicated(keep=False).sum()):
        note(
            finding(
                findings.CRIME_ID_TWICE,
                f"{still:,} rows of {months.in_words(period)} share a Crime ID and differ"
                " otherwise. All were kept.",
                count=still,
                period=period,
            )
        )
    return kept


def _compared(period: str, offences: pd.DataFrame, context: Context) -> Comparison | None:
    current = context.current(period)
    return None if current is None else compare(current, offences)


def _about_rows(
    frames: Sequence[pd.DataFrame], places: Places | None, context: Context
) -> list[Finding]:
    """What all kept rows together tell of repeats and places."""
    repeats = without_place = outside = strangers = inside = without_id = 0
    unknown_codes: set[str] = set()
    for offences in frames:
        is_asb = offences[street.CRIME_TYPE] == street.ANTI_SOCIAL_BEHAVIOUR
        no_id = offences[street.CRIME_ID].isna()
        repeats += int(offences.loc[no_id, SAME_ROWS].duplicated().sum())
        without_id += int((no_id & ~is_asb).sum())
        code = offences[street.LSOA_CODE]
        without_place += int(code.isna().sum())
        if places is not None:
            is_inside = code.isin(places.inside)
            is_known = code.isin(places.known)
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
    if outside:
        told.append(
            finding(
                findings.ROWS_OUTSIDE,
                f"{counted(outside, 'row', 'lies')} outside this partnership. They were kept"
                " for comparison"
                f" and are not counted in it; {counted(inside, 'row', 'lies')} inside.",
                "Nothing, if the file covers the whole force area.",
                count=outside,
            )
        )
    if strangers:
        told.append(
            finding(
                findings.AREAS_NOT_IN_LOOKUP,
                f"{counted(strangers, 'row', 'has')} a small area that the area look-up does"
                " not hold.",
                "The look-up may be of another year than the data. Register the newer one.",
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


def _about_current(one: StagedSlice) -> Finding | None:
    difference = one.compares
    if difference is None:
        return None
    in_words = months.in_words(one.period)
    if difference.is_identical:
        return finding(
            findings.SAME_AS_CURRENT,
            f"{in_words} equals what is held already, row for row.",
            "Nothing: accepting it changes nothing.",
            count=one.rows,
            period=one.period,
        )
    what = _what_differs(difference)
    if difference.looks_earlier:
        return finding(
            findings.EARLIER_PUBLICATION,
            f"{in_words} looks like an earlier publication than the one held: {what}"
            f" {difference.reason} It replaces nothing unless you say so.",
            "Keep what is held, unless you know that this file is the newer one.",
            count=difference.outcomes_differ,
            period=one.period,
        )
    return finding(
        findings.REPUBLISHED,
        f"{in_words} is held already and would be replaced: {what}",
        "Accept it if this is the newer publication.",
        count=difference.outcomes_differ + difference.other_differ,
        period=one.period,
    )


def _what_differs(difference: Comparison) -> str:
    if difference.only_outcomes_differ:
        return f"only outcomes differ, for {counted(difference.outcomes_differ, 'crime')}."
    parts = {
        ("crime", "is", "only in what is held"): difference.ids_only_before,
        ("crime", "is", "only in this file"): difference.ids_only_now,
        ("crime", "differs", "in the outcome"): difference.outcomes_differ,
        ("crime", "differs", "in other columns"): difference.other_differ,
        ("row", "differs", "among those without identifier"): difference.asb_rows_differ,
    }
    said = [
        f"{counted(count, noun, verb)} {rest}"
        for (noun, verb, rest), count in parts.items()
        if count
    ]
    return f"{'; '.join(said)}."


def _about_missing(missing: tuple[str, ...], covered: tuple[str, ...]) -> Finding:
    return finding(
        findings.MONTHS_MISSING,
        f"Between {months.in_words(covered[0])} and {months.in_words(covered[-1])} no rows came"
        f" for {months.listed(missing)}. A missing month is not a month without crime.",
        "Send the missing months too, unless they are held already.",
        count=len(missing),
        examples=missing[:12],
    )


ABOUT_SET_ASIDE = {
    findings.RAGGED_ROWS: (
        "{} could not be read: they have too few or too many cells. They were set aside.",
        "Look at the rows listed. Often a comma or a quotation mark stands where none should.",
    ),
    findings.BAD_MONTHS: (
        "{} had no month that we can read (such as 2025-12). They were set aside.",
        "Ask the sender to put the month right and send the file again.",
    ),
    findings.BLANK_CRIME_TYPE: (
        "{} had no crime type. They were set aside.",
        "Ask the sender for the crime types and send the file again.",
    ),
    findings.OTHER_MONTH_ROWS: (
        "{} were of another month than the rest of their file. They were set aside.",
        "Send each month in a file of its own.",
    ),
    findings.REPEATED_CRIME_ROWS: (
        "{} were exact copies of an earlier row with the same Crime ID. The first of each was"
        " kept, the copies were set aside.",
        "Nothing, if the file was put together from overlapping downloads.",
    ),
}


def _about_set_aside(set_aside: list[SetAside]) -> list[Finding]:
    told = []
    for code, (words, advice) in ABOUT_SET_ASIDE.items():
        rows = [row for row in set_aside if row[3] == code]
        if not rows:
            continue
        count = sum(lines for _, _, lines, _, _ in rows)
        where = tuple(f"{name}, row {number}" for name, number, *_ in rows[:5] if number)
        files = {name for name, *_ in rows}
        told.append(
            finding(
                code,
                words.format(counted(count, "row")),
                advice,
                count=count,
                file=files.pop() if len(files) == 1 else "",
                examples=where,
            )
        )
    return told
