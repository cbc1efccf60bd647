"""Which police street files are of this partnership: forces, and rows inside its areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from datasources.intake import findings
from datasources.intake.findings import Finding, finding
from datasources.intake.places import Places
from datasources.intake.reading import Context
from datasources.intake.setting_aside import SetAside
from datasources.intake.street_file import StreetFile
from datasources.kinds import police_street as street
from datasources.labels import MEMBER

Note = Callable[[Finding], None]
# Of a neighbouring force's rows a few lie across the border; of the right force's, many more.
ACROSS_THE_BORDER = 0.01


def of_this_partnership(
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
        set_aside.append(
            SetAside(file.name, None, rows, findings.OTHER_FORCE, "not this partnership's")
        )
    for one in refused:
        # A ZIP of several forces is how the site gives them; the others are no fault in it.
        is_member = MEMBER in one.file and bool(used)
        note(replace(one, severity=findings.WARNING) if is_member else one)
    return used


def _inside(file: StreetFile, places: Places | None) -> int | None:
    if places is None:
        return None
    return int(file.offences[street.LSOA_CODE].isin(places.every_inside).sum())


def _home_force(files: Sequence[StreetFile], inside: dict[int, int | None]) -> str:
    """The force with most rows in the partnership, when the files are of several."""
    counts: Counter[str] = Counter()
    for file in files:
        if file.force:
            counts[file.force] += inside[id(file)] or 0
    return counts.most_common(1)[0][0] if counts.total() else ""


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
