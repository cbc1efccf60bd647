"""Whether too many of the rows that were sent are set aside: what is kept is then a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from datasources.intake import findings
from datasources.intake.completeness import KEPT_OF_A_VERSION, KEPT_OUT, lacks
from datasources.intake.findings import Finding, finding
from datasources.intake.words import counted
from datasources.periods import said

FEWEST_MISSING = 10
"""Notes and totals below a small table are a handful that looks like rows; ten are none."""
ADVICE = (
    "The rows set aside can be downloaded with their reasons. Ask the sender to mend them and to"
    " send the whole file again. Use what was kept only when you know that the others are no rows"
    " of it."
)


@dataclass(frozen=True)
class Sent:
    """What a table's rows came to: how many are kept of each period, and how many are missing;
    under a blank, of periods that are not known."""

    file: str
    kept: Mapping[str, int]
    missing: Mapping[str, int]


def shortfalls(tables: Iterable[Sent]) -> dict[str, Finding]:
    """The periods of which more than a fifth of what was sent is set aside, ten rows or more.

    What was sent is to what is kept as the version in use is to a new one, so the share is that of
    versions. Rows whose period is not known are shared out among the periods of their file,
    by their rows: of a file of months and one footnote no month is accused of it.
    """
    files = _by_file(tables)
    periods = {period for one in files for period in (*one.kept, *one.missing) if period}
    told = {period: _of_one(period, files) for period in sorted(periods)}
    return {period: found for period, found in told.items() if found is not None}


def _by_file(tables: Iterable[Sent]) -> list[Sent]:
    kept: dict[str, Counter[str]] = {}
    missing: dict[str, Counter[str]] = {}
    for one in tables:
        kept.setdefault(one.file, Counter()).update(one.kept)
        missing.setdefault(one.file, Counter()).update(one.missing)
    return [Sent(file, kept[file], missing[file]) for file in kept]


def _of_one(period: str, files: Iterable[Sent]) -> Finding | None:
    files = [one for one in files if one.kept.get(period) or one.missing.get(period)]
    kept = sum(one.kept.get(period, 0) for one in files)
    placed = sum(one.missing.get(period, 0) for one in files)
    unknown = sum(one.missing.get("", 0) for one in files)
    sent = kept + placed + sum(_share(period, one) for one in files)
    if placed + unknown < FEWEST_MISSING or not lacks(sent, kept, KEPT_OF_A_VERSION, 0):
        return None
    return _told(period, files, kept, unknown) if unknown else _told_of(period, kept, placed)


def _share(period: str, one: Sent) -> float:
    """Its part of the rows whose period is not known."""
    of_periods = Counter(one.kept)
    of_periods.update(one.missing)
    unknown = of_periods.pop("", 0)
    return unknown * of_periods[period] / of_periods.total()


def _told_of(period: str, kept: int, missing: int) -> Finding:
    sent = kept + missing
    return finding(
        findings.MANY_SET_ASIDE,
        f"Of {counted(sent, 'row')} sent for {said(period)}, {missing:,} were set aside and"
        f" {kept:,} {'is' if kept == 1 else 'are'} kept. {KEPT_OUT}",
        ADVICE,
        count=missing,
        period=period,
    )


def _told(period: str, files: list[Sent], kept: int, unknown: int) -> Finding:
    """Where it is not known of which period the rows are, the numbers are those of the files."""
    kept_of_all = sum(sum(one.kept.values()) for one in files)
    missing = sum(sum(one.missing.values()) for one in files)
    where = "the file" if len(files) == 1 else f"the {len(files)} files"
    of_all = f"{missing:,} of {counted(kept_of_all + missing, 'row')} in {where}"
    it_is = " It is" if unknown == missing else f" For {unknown:,} of these it is"
    return finding(
        findings.MANY_SET_ASIDE,
        f"{said(period)} has {counted(kept, 'row')}, and {of_all} with it were set aside.{it_is}"
        f" not known of which period they are, so many may be of this one. {KEPT_OUT}",
        ADVICE,
        count=missing,
        file=files[0].file if len(files) == 1 else "",
        period=period,
    )
