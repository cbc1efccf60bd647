"""Every kind that is counted, as an analysis meets it: its own sample file, read and tallied."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from datasources import kinds, samples, tallies
from datasources.analyses import Inputs
from datasources.intake import Context, IncomingFile, read_files

PLACE = samples.wexmere(seed=4, small_areas=8)
LOOKUP = PLACE.small_areas
MONTHS = samples.months_back_from("2025-12", 25)


@cache
def inputs_of(slug: str) -> Inputs:
    """Two years of a kind, and the people of the district. Rows without a place are put into one:
    what is asked here is what the counts of places are."""
    kind = kinds.by_slug(slug)
    with TemporaryDirectory() as folder:
        files = samples.write_sample(Path(folder), kind, PLACE, MONTHS, rows_per_month=60)
        incoming = [IncomingFile(path.name, path) for path in files]
        given = Context(partnership_areas=(PLACE.code,), lookup=LOOKUP)
        reading = read_files(kind, incoming, given)
    assert [one for one in reading.findings if one.severity == "error"] == []
    people = LOOKUP[["lsoa_code", "population"]].astype({"population": "Int64"})
    tally = tallies.joined([tallies.of_rows(one.frame, kind) for one in reading.slices])
    return Inputs(
        measure=kind.measures[0],
        tally=tally,
        lookup=LOOKUP,
        population=people.rename(columns={"lsoa_code": "area_code", "population": "people"}),
        population_vintage="mid-2024",
        periods_held=tuple(one.period for one in reading.slices),
    )


def located(inputs: Inputs) -> Inputs:
    """The same where every row has a place: publishers that give points alone have none yet."""
    tally = inputs.tally
    if tally["area_code"].notna().any():
        return inputs
    somewhere = tally.assign(area_code=LOOKUP["lsoa_code"].iloc[0]).astype(tallies.TYPES)
    return replace(inputs, tally=somewhere)


def _one_of_each() -> frozenset[str]:
    """A kind of each shape and rhythm; the rest wait for the slow tests, which CI runs too."""
    first: dict[tuple[object, str], str] = {}
    for slug in (kinds.UNNAMED_MEASURE, *kinds.countable()):
        kind = kinds.by_slug(slug)
        first.setdefault((kind.shape, kind.usual.expected), slug)
    return frozenset(first.values())


ONE_OF_EACH = _one_of_each()


def marks_of(slug: str) -> tuple[pytest.MarkDecorator, ...]:
    return () if slug in ONE_OF_EACH else (pytest.mark.slow,)
