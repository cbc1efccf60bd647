"""Ask real months in which nothing changed how often a verdict is wrong, and what it notices."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from datasources import geography, kinds, tallies
from datasources.analyses import placebo
from datasources.analyses.placebo import BANDS, MORE, Look, Score
from datasources.intake.read import read_files
from datasources.intake.reading import Context, IncomingFile, Reading
from datasources.intake.recognising import recognised
from datasources.kinds import Kind, Service
from datasources.periods import Period

WRITTEN = Path("docs", "calibration.json")
WRONG_USE = 2
FORCE, SMALL = "whole files", "small areas, all together"


class Command(BaseCommand):
    help = (
        "Set every second month of a year beside the others and count how often a rise or fall is"
        " told. Exit code 0 done, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="monthly files of two whole years or more"
        )
        parser.add_argument(
            "--kind", metavar="SLUG", help="what they are; if not said, as they are recognised"
        )
        parser.add_argument(
            "--look-up", metavar="FILE", help="small areas with their wards and councils"
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--write", action="store_true", help=f"keep it in {WRITTEN}, from which docs are made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files = list(map(_incoming, options["files"]))
        kind = _kind(options["kind"], files[0])
        tally = _counted(kind, files)
        lookup = _lookup(options["look_up"])
        found = [look for level, rows in _levels(tally, lookup) for look in _looks(level, rows)]
        if not found:
            raise CommandError(
                "Two whole years of months with 20 or more of something are needed.",
                returncode=WRONG_USE,
            )
        result = _result(found)
        if options["write"]:
            (settings.BASE_DIR / WRITTEN).write_text(f"{json.dumps(result, indent=2)}\n")
        self.stdout.write(json.dumps(result, indent=2) if options["json"] else _table(result))


def _incoming(name: str) -> IncomingFile:
    path = Path(name)
    if not path.is_file():
        raise CommandError(f"There is no file {name}.", returncode=WRONG_USE)
    return IncomingFile(path.name, path)


def _kind(slug: str | None, file: IncomingFile) -> Kind:
    """Where it is not said, as the first file is recognised; of several, none."""
    known = [kinds.BY_SLUG[slug]] if slug in kinds.BY_SLUG else []
    counted = [one for one in (known if slug else recognised([file])) if one.measures]
    if len(counted) == 1:
        return counted[0]
    may_be = ", ".join(one.slug for one in counted) or ", ".join(kinds.countable())
    raise CommandError(
        f"Say with --kind what {file.name} is. It may be: {may_be}.", returncode=WRONG_USE
    )


def _counted(kind: Kind, files: Iterable[IncomingFile]) -> pd.DataFrame:
    """The tallies of all files, each read for itself: files may be of several forces."""
    return tallies.joined(
        [tallies.of_rows(one.frame, kind) for file in files for one in _read(kind, file).slices]
    )


def _read(kind: Kind, file: IncomingFile) -> Reading:
    reading = read_files(kind, [file], Context())
    if not reading.slices:
        why = " ".join(one.message for one in reading.findings) or "Nothing in it could be read."
        raise CommandError(f"{file.name}: {why}", returncode=WRONG_USE)
    return reading


def _lookup(name: str | None) -> pd.DataFrame | None:
    if name is None:
        return None
    kind = kinds.by_slug(kinds.serving(Service.AREAS)[0])
    return _read(kind, _incoming(name)).slices[-1].frame


Series = tuple[str, pd.DataFrame]


def _levels(tally: pd.DataFrame, lookup: pd.DataFrame | None) -> list[Series]:
    """Of each level its counts: the columns but the last two say of what a series is."""
    area, what, when, count = tallies.AREA, tallies.CATEGORY, tallies.PERIOD, tallies.COUNT
    levels = [
        (f"{FORCE}, by type", tally[[what, when, count]]),
        (SMALL, tally[[area, when, count]]),
    ]
    if lookup is None:
        return levels
    columns = [geography.LSOA_CODE, geography.WARD_CODE, geography.LAD_CODE]
    placed = tally.merge(lookup[columns].astype("str"), left_on=area, right_on=geography.LSOA_CODE)
    for name, code in (("councils", geography.LAD_CODE), ("wards", geography.WARD_CODE)):
        levels += [
            (f"{name}, all together", placed[[code, when, count]]),
            (f"{name}, by type", placed[[code, what, when, count]]),
        ]
    return levels


def _looks(level: str, rows: pd.DataFrame) -> Iterable[Look]:
    *of, when, count = rows.columns
    held = sorted(rows[when].unique())
    sums = rows.groupby([*of, when], observed=True)[count].sum().unstack(when, fill_value=0)
    periods = {period: Period.of(period) for period in held}
    series: list[Mapping[Period, int]] = [
        {periods[period]: int(one) for period, one in zip(sums.columns, counts, strict=True)}
        for counts in sums.to_numpy()
    ]
    return placebo.looks(level, series)


def _result(found: list[Look]) -> dict[str, Any]:
    bands: dict[int, list[Look]] = defaultdict(list)
    levels: dict[str, list[Look]] = defaultdict(list)
    for look in found:
        bands[look.band].append(look)
        levels[look.level].append(look)
    return {
        "more": list(MORE),
        "bands": [
            {"from": band, "to": _ends(band), **_told(placebo.scored(bands[band]))}
            for band in BANDS
            if band in bands
        ],
        "levels": [
            {"level": level, **_told(placebo.scored(those))} for level, those in levels.items()
        ],
    }


def _ends(band: int) -> int | None:
    above = [one for one in BANDS if one > band]
    return above[0] - 1 if above else None


def _told(score: Score) -> dict[str, Any]:
    return {
        "looks": score.looks,
        "false": round(score.false, 4),
        "false_by_poisson": round(score.false_by_poisson, 4),
        "noticed": [round(one, 4) for one in score.noticed],
    }


def _table(result: dict[str, Any]) -> str:
    lines = []
    for title, rows in (("size", result["bands"]), ("level", result["levels"])):
        more = "".join(f"{f'+{one}%':>8}" for one in result["more"])
        lines.append(f"{title:32}{'looks':>8}{'false':>8}{'Poisson':>9}{more}")
        lines += [_line(row) for row in rows]
        lines.append("")
    return "\n".join(lines).rstrip()


def _line(row: dict[str, Any]) -> str:
    noticed = "".join(f"{one:8.1%}" for one in row["noticed"])
    shares = f"{row['false']:8.1%}{row['false_by_poisson']:9.1%}{noticed}"
    return f"{named(row):32}{row['looks']:8,}{shares}"


def named(row: dict[str, Any]) -> str:
    """What a line is of: a level, or a band of sizes."""
    if "level" in row:
        return str(row["level"])
    return f"{row['from']:,} to {row['to']:,}" if row["to"] else f"{row['from']:,} or more"
