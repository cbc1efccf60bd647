"""Reading a delivery: files as sent -> clean slices and findings. Bad files become findings.

The one way in. It raises for no content whatever, and keeps memory and disk bounded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from datasources.intake import completeness, findings, street_delivery, street_words
from datasources.intake.area_lookup_file import read_area_lookup
from datasources.intake.findings import ERROR, WARNING, Finding, Refused, finding
from datasources.intake.limits import Budget, Limits
from datasources.intake.plain_rows import Piece
from datasources.intake.population_file import read_population
from datasources.intake.reading import (
    Comparison,
    Context,
    IncomingFile,
    Reading,
    Report,
    StagedSlice,
    set_aside_rows,
)
from datasources.intake.street_file import SetAside, StreetFile, read_street_file
from datasources.intake.tables import raw_tables
from datasources.intake.text import RawTable
from datasources.intake.unpacking import Table, tables_of
from datasources.intake.words import counted
from datasources.kinds import Kind, area_lookup, police_street, population

READING = "Reading "
Note = Callable[[Finding], None]
ReadTable = Callable[[Table, Path, Note], None]


def _no_report(_text: str, _done: int, _total: int) -> None:
    return


def read_files(
    kind: Kind,
    files: Sequence[IncomingFile],
    context: Context,
    report: Report = _no_report,
    *,
    limits: Limits | None = None,
) -> Reading:
    """Everything the files hold for this kind, and everything noticed on the way."""
    limits = limits or Limits()
    if kind.slug == police_street.KIND.slug:
        return _read_street(files, context, report, limits)
    if kind.slug == area_lookup.KIND.slug:
        return _read_plain(kind, files, context, report, limits, read_area_lookup)
    if kind.slug == population.KIND.slug:
        return _read_plain(kind, files, context, report, limits, read_population)
    raise ValueError(f"No reader for the kind {kind.slug}.")


def _read_street(
    files: Sequence[IncomingFile], context: Context, report: Report, limits: Limits
) -> Reading:
    kind = police_street.KIND
    budget = Budget(limits)
    read: list[StreetFile] = []
    told: list[Finding] = []

    def is_heading(cells: Sequence[str], _sheet: str) -> bool:
        return police_street.is_heading(cells)

    for number, file in enumerate(files):
        report(f"{READING}{file.name}", number, len(files))
        found: list[StreetFile] = []

        def read_one(
            table: Table, folder: Path, note: Note, found: list[StreetFile] = found
        ) -> None:
            for _sheet, raw in raw_tables(table, folder, kind, is_heading, budget, note):
                found.append(read_street_file(raw, table.name, note, limits))

        if _read_file(file, budget, told, read_one, _is_other_police_file):
            read += found
    report("Comparing with what is held", len(files), len(files))
    return street_delivery.finish(read, context, told)


def _is_other_police_file(name: str) -> bool:
    lower = name.lower().removesuffix(".gz")
    return lower.endswith(("-outcomes.csv", "-stop-and-search.csv"))


def _is_other_kind_never(_name: str) -> bool:
    return False


def _read_file(
    file: IncomingFile,
    budget: Budget,
    told: list[Finding],
    read_one: ReadTable,
    is_other_kind: Callable[[str], bool],
) -> bool:
    """Reads each table of the file; says whether any of it can be used."""
    notes: list[Finding] = []
    refusals: list[tuple[str, Refused]] = []
    good = 0
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        try:
            for table in tables_of(file, Path(folder), budget, notes.append, is_other_kind):
                try:
                    read_one(table, Path(folder), notes.append)
                    good += 1
                except Refused as refusal:
                    if refusal.code == findings.UNPACKS_TOO_LARGE:
                        raise
                    refusals.append((table.name, refusal))
        except Refused as refusal:
            told += [_refused(file.name, refusal, ERROR)]
            return False
    # Within a ZIP one bad member does not condemn the others.
    alone = len(refusals) == 1 and refusals[0][0] == file.name
    severity = ERROR if alone else WARNING
    told += notes
    told += [_refused(name, refusal, severity) for name, refusal in refusals]
    if not good and not alone:
        told.append(_nothing_usable(file.name))
    return good > 0


def _refused(name: str, refusal: Refused, severity: str) -> Finding:
    return finding(
        refusal.code, refusal.message, refusal.what_to_do, file=name, count=1, severity=severity
    )


def _nothing_usable(name: str) -> Finding:
    return finding(
        findings.ZIP_NOTHING_USABLE,
        "No file in this ZIP could be used for this source.",
        "Look at what the ZIP holds and at the findings for each of its files.",
        file=name,
        count=1,
    )


ReadPlain = Callable[[RawTable, str, str, Note, Context], list[Piece]]


def _read_plain(
    kind: Kind,
    files: Sequence[IncomingFile],
    context: Context,
    report: Report,
    limits: Limits,
    read_table: ReadPlain,
) -> Reading:
    budget = Budget(limits)
    told: list[Finding] = []
    pieces: list[Piece] = []

    def is_heading(cells: Sequence[str], sheet: str) -> bool:
        if kind.slug == population.KIND.slug:
            return population.layout_of(cells, sheet) is not None
        return kind.is_heading(cells)

    for number, file in enumerate(files):
        report(f"{READING}{file.name}", number, len(files))
        found: list[Piece] = []

        def read_one(table: Table, folder: Path, note: Note, found: list[Piece] = found) -> None:
            read = [
                piece
                for sheet, raw in raw_tables(table, folder, kind, is_heading, budget, note)
                for piece in read_table(raw, table.name, sheet, note, context)
            ]
            if all(piece.frame.empty for piece in read):
                raise Refused(
                    findings.NO_GOOD_ROWS if any(p.rows_read for p in read) else findings.NO_ROWS,
                    "No row below the headings could be used.",
                    f"Expected: {kind.expected}",
                )
            found += read

        if _read_file(file, budget, told, read_one, _is_other_kind_never):
            pieces += found
    report("Comparing with what is held", len(files), len(files))
    return _finish_plain(pieces, context, told)


def _finish_plain(pieces: list[Piece], context: Context, told: list[Finding]) -> Reading:
    aside = [row for piece in pieces for row in piece.aside]
    sent: dict[str, list[Piece]] = {}
    for piece in pieces:
        if not piece.frame.empty:
            sent.setdefault(piece.period, []).append(piece)
    chosen = {
        period: versions[0]
        for period, versions in sent.items()
        if _is_one(period, versions, told, aside)
    }
    rows_read = sum(piece.rows_read for piece in pieces)
    rows_kept = sum(piece.rows_kept for piece in chosen.values())
    slices = []
    for period, piece in sorted(chosen.items()):
        compares = _compare_plain(context.current(period), piece.frame)
        short = _short_of(period, compares)
        slices.append(StagedSlice(period, piece.frame, len(piece.frame), compares, short))
        if compares is not None:
            told.append(_about_current(period, compares))
    ragged = sum(lines for _, _, lines, code, _ in aside if code == findings.RAGGED_ROWS)
    if ragged:
        words, advice = street_words.ABOUT_SET_ASIDE[findings.RAGGED_ROWS]
        message = words.format(counted(ragged, "row"))
        told.append(finding(findings.RAGGED_ROWS, message, advice, count=ragged))
    return Reading(
        slices=tuple(slices),
        findings=(*(found for one in slices for found in one.shortfalls), *told),
        rows_read=rows_read,
        rows_kept=rows_kept,
        rows_set_aside=rows_read - rows_kept,
        set_aside=set_aside_rows(aside),
    )


def _is_one(period: str, versions: list[Piece], told: list[Finding], aside: list[SetAside]) -> bool:
    """Whether a period was sent in one version only. Which of two is right cannot be told."""
    first, others = versions[0], versions[1:]
    if all(_same_rows(first, other) for other in others):
        told += [_twice(one) for one in others]
        aside += [
            (one.name, None, one.rows_kept, findings.SAME_PERIOD_TWICE, "sent twice")
            for one in others
        ]
        return True
    told += [_undecided(one, len(versions)) for one in versions]
    why = "it is not known which version is right"
    aside += [(one.name, None, one.rows_kept, findings.TWO_VERSIONS, why) for one in versions]
    return False


def _same_rows(first: Piece, other: Piece) -> bool:
    """The order of the rows says nothing."""
    return _in_order(first.frame).equals(_in_order(other.frame))


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns), ignore_index=True)


def _twice(piece: Piece) -> Finding:
    return finding(
        findings.SAME_PERIOD_TWICE,
        f"{piece.period} was sent twice with the same rows; one was used.",
        count=len(piece.frame),
        file=piece.name,
        period=piece.period,
    )


def _undecided(piece: Piece, versions: int) -> Finding:
    return finding(
        findings.TWO_VERSIONS,
        f"{piece.period} was sent in {versions} versions that differ, and we cannot tell which"
        f" is right. None was used: this one has {counted(len(piece.frame), 'area')}.",
        "Find out which is right, and send that one alone.",
        count=len(piece.frame),
        file=piece.name,
        period=piece.period,
        severity=ERROR,
    )


def _compare_plain(current: pd.DataFrame | None, incoming: pd.DataFrame) -> Comparison | None:
    if current is None:
        return None
    key = incoming.columns[0]
    before = current.astype("str").fillna("")
    now = incoming.astype("str").fillna("")
    both = before.merge(now, on=key, suffixes=("_before", "_now"))
    differs = pd.Series(data=False, index=both.index)
    for name in incoming.columns[1:]:
        if f"{name}_before" in both:
            differs |= both[f"{name}_before"] != both[f"{name}_now"]
    return Comparison(
        rows_before=len(before),
        rows_now=len(now),
        ids_only_before=len(before) - len(both),
        ids_only_now=len(now) - len(both),
        other_differ=int(differs.sum()),
    )


def _short_of(period: str, difference: Comparison | None) -> tuple[Finding, ...]:
    """Of a table of areas only the number of its rows says whether it is whole."""
    if difference is None:
        return ()
    before, now = (
        completeness.Profile(rows, located=rows)
        for rows in (difference.rows_before, difference.rows_now)
    )
    return completeness.against_version(period, before, now)


def _about_current(period: str, difference: Comparison) -> Finding:
    if difference.is_identical:
        return finding(
            findings.SAME_AS_CURRENT,
            f"{period} equals what is held already, row for row.",
            "Nothing: accepting it changes nothing.",
            count=difference.rows_now,
            period=period,
        )
    changed = difference.other_differ + difference.ids_only_before + difference.ids_only_now
    return finding(
        findings.REPUBLISHED,
        f"{period} is held already and would be replaced: {counted(changed, 'area', 'differs')}.",
        "Accept it if this is the newer publication.",
        count=changed,
        period=period,
    )
