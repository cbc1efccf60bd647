"""Writing the synthetic files in each kind's real layout."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from datasources import geography, periods
from datasources.kinds import area_lookup, police_street, population
from datasources.periods import Period
from datasources.samples.offences import HEADINGS, month_of_offences
from datasources.samples.place import Place, wexmere

POPULATION_PREAMBLE = (
    "Sample population of small areas. Synthetic: no real place or person",
    "This worksheet contains one table.",
    "",
)


@dataclass(frozen=True)
class Sample:
    """Where the files of one sample lie."""

    place: Place
    street: tuple[Path, ...]
    lookup: Path
    population: Path

    @property
    def files(self) -> dict[str, Path | tuple[Path, ...]]:
        """By kind: one file, or one for each month."""
        return {
            area_lookup.KIND.slug: self.lookup,
            population.KIND.slug: self.population,
            police_street.KIND.slug: self.street,
        }


def generate(
    folder: Path,
    *,
    seed: int = 1,
    place: Place | None = None,
    months: Sequence[str],
    rows_per_month: int,
    published: str | None = None,
    population_years: Sequence[int] = (2022, 2023, 2024),
    years_later: int = 0,
) -> Sample:
    """All three kinds of file of a fictional district. The same seed gives the same bytes.

    `years_later` moves the calendar alone: the same rows and people under later months and years.
    """
    place = place or wexmere(seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    return Sample(
        place=place,
        street=tuple(
            write_street(
                folder,
                place,
                month,
                rows_per_month,
                seed=seed,
                published=published,
                years_later=years_later,
            )
            for month in months
        ),
        lookup=write_lookup(folder, place),
        population=write_population(folder, place, population_years, years_later=years_later),
    )


def write_street(
    folder: Path,
    place: Place,
    month: str,
    rows: int,
    *,
    seed: int = 1,
    published: str | None = None,
    years_later: int = 0,
) -> Path:
    force = place.force.split()[0].lower()
    said = Period.of(month).years_later(years_later).key
    path = folder / f"{said}-{force}-street.csv"
    offences = month_of_offences(place, month, rows, seed=seed, published=published)
    offences["Month"] = offences["Month"].cat.rename_categories([said])
    table = pa.Table.from_pandas(offences, preserve_index=False)
    # The CSV writer knows no dictionaries.
    texts = [pa.string() if pa.types.is_dictionary(one.type) else one.type for one in table.schema]
    table = table.cast(pa.schema(list(zip(table.column_names, texts, strict=True))))
    with path.open("wb") as out:
        out.write((",".join(HEADINGS) + "\r\n").encode())
        pa_csv.write_csv(
            table, out, pa_csv.WriteOptions(include_header=False, quoting_style="none")
        )
    return path


def write_lookup(folder: Path, place: Place) -> Path:
    path = folder / "lsoa21_ward24_ltla24_sample.csv"
    columns = {
        geography.LSOA_NAME: "lsoa21_name",
        geography.LSOA_CODE: "lsoa21_code",
        geography.WARD_NAME: "ward24_name",
        geography.WARD_CODE: "ward24_code",
        geography.LAD_NAME: "ltla24_name",
        geography.LAD_CODE: "ltla24_code",
    }
    place.small_areas[list(columns)].rename(columns=columns).to_csv(
        path, index=False, lineterminator="\n"
    )
    return path


def write_population(
    folder: Path, place: Place, years: Sequence[int], *, years_later: int = 0
) -> Path:
    path = folder / "population_sample.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([line] for line in POPULATION_PREAMBLE)
        writer.writerows(population_rows(place, years, years_later=years_later))
    return path


def population_rows(
    place: Place, years: Sequence[int], *, years_later: int = 0
) -> list[list[object]]:
    """Headings and rows in the publisher's layout, the newest year first."""
    newest_first = sorted(years, reverse=True)
    headings: list[object] = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name"]
    headings += [f"Mid-{year + years_later}: Population" for year in newest_first]
    rows = [headings]
    columns = ("lad_code", "lad_name", "lsoa_code", "lsoa_name", "population")
    for *names, now in place.small_areas[list(columns)].to_numpy().tolist():
        people = [round(now * 1.006 ** (year - 2024)) for year in newest_first]
        rows.append([*names, *people])
    return rows


def months_back_from(last: str, count: int) -> tuple[str, ...]:
    """The `count` months that end with `last`."""
    end = Period.of(last)
    return tuple(month.key for month in periods.between(end.later(1 - count), end))
