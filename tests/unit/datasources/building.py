"""Small files and frames that a test can read at a glance."""

import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from datasources import kinds
from datasources.analyses import Inputs
from datasources.intake import Context, IncomingFile, Limits, Reading, read_files
from datasources.kinds import area_lookup, police_street
from tests.factories.counted import inputs_of

HEADING = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
FORCE = "Wexshire Constabulary"
INSIDE, ALSO_INSIDE, OUTSIDE = "X01000001", "X01000002", "X01000003"
DISTRICT, NEIGHBOUR = "X07000001", "X07000002"
WARD, OTHER_WARD = "X05000001", "X05000002"


def row(
    crime_id: str = "",
    *,
    month: str = "2025-01",
    crime: str = "Burglary",
    lsoa: str = INSIDE,
    outcome: str = "",
    force: str = FORCE,
    location: str = "On or near Mill Lane",
) -> str:
    place = f"-0.5,53.1,{location},{lsoa},Somewhere 001A" if lsoa else ",,No Location,,"
    return f"{crime_id},{month},{force},{force},{place},{crime},{outcome},"


def asb(**differences: str) -> str:
    return row("", crime="Anti-social behaviour", **differences)


def csv_text(*rows: str, heading: str = HEADING) -> str:
    return "\n".join([heading, *rows]) + "\n"


def lookup() -> pd.DataFrame:
    """Two small areas in the district (a ward each), one in its neighbour."""
    rows = [
        (INSIDE, "Wexmere 001A", WARD, "Market Place", DISTRICT, "Wexmere"),
        (ALSO_INSIDE, "Wexmere 001B", OTHER_WARD, "Brook End", DISTRICT, "Wexmere"),
        (OUTSIDE, "Stourcombe 001A", "X05000003", "Dunes", NEIGHBOUR, "Stourcombe"),
    ]
    frame = pd.DataFrame(
        [
            (lsoa, lsoa_name, "2021", ward, ward_name, "2024", lad, lad_name, "2024")
            for lsoa, lsoa_name, ward, ward_name, lad, lad_name in rows
        ],
        columns=list(area_lookup.CLEAN_COLUMNS),
    )
    return frame.astype("str")


def context(**differences: object) -> Context:
    return Context(**{"partnership_areas": (DISTRICT,), "lookup": lookup()} | differences)


def stored(folder: Path, name: str, content: str | bytes) -> IncomingFile:
    path = folder / f"{len(list(folder.iterdir()))}-stored"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return IncomingFile(name, path)


def read_street(
    folder: Path,
    *contents: tuple[str, str | bytes],
    given: Context | None = None,
    limits: Limits | None = None,
) -> Reading:
    files = [stored(folder, name, content) for name, content in contents]
    return read_files(police_street.KIND, files, given or context(), limits=limits)


def read_as(kind: str, file: IncomingFile, given: Context | None = None) -> Reading:
    return read_files(kinds.by_slug(kind), [file], given or context())


def found(reading: Reading) -> dict[str, int]:
    """Each finding's code with its count; errors and warnings say so."""
    return {one.code: one.count for one in reading.findings}


def severities(reading: Reading) -> dict[str, str]:
    return {one.code: one.severity for one in reading.findings}


def zipped(members: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def gzipped(text: str) -> bytes:
    return gzip.compress(text.encode())


def offences(rows: Sequence[tuple[str, str, str | None, int]]) -> pd.DataFrame:
    """Rows of (month, crime type, LSOA or None), each so many times, as a clean frame."""
    repeated = [(month, crime, lsoa) for month, crime, lsoa, times in rows for _ in range(times)]
    frame = pd.DataFrame(
        repeated,
        columns=[police_street.MONTH, police_street.CRIME_TYPE, police_street.LSOA_CODE],
    )
    return frame.astype("category")


def inputs(
    rows: Sequence[tuple[str, str, str | None, int]],
    months: Sequence[str],
    *,
    people: dict[str, int] | None = None,
) -> Inputs:
    population = None
    if people is not None:
        population = pd.DataFrame({"lsoa_code": list(people), "population": list(people.values())})
        population = population.astype({"lsoa_code": "str", "population": "Int64"})
    return inputs_of(offences(rows), lookup(), population, "mid-2024", months)


def year(number: int) -> tuple[str, ...]:
    return tuple(f"{number}-{month:02d}" for month in range(1, 13))


def over_year(
    number: int, crime: str, area: str | None, count: int
) -> list[tuple[str, str, str | None, int]]:
    """So many in a year, dealt evenly to its months: they swing less than chance."""
    return [
        (month, crime, area, count * (at + 1) // 12 - count * at // 12)
        for at, month in enumerate(year(number))
    ]
