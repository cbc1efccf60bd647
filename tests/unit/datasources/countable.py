"""Every kind that is counted, as an analysis meets it: its own sample file, read and tallied."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

from datasources import kinds, samples, tallies
from datasources.analyses import Inputs
from datasources.analyses.weights import Weights
from datasources.intake import Context, IncomingFile, Reading, read_files
from datasources.kinds import Kind, Measure

PLACE = samples.wexmere(seed=4, small_areas=8)
LOOKUP = PLACE.small_areas
MONTHS = samples.months_back_from("2025-12", 25)


@cache
def reading_of(kind: Kind) -> Reading:
    """Two years of a kind, as its sample file was read."""
    with TemporaryDirectory() as folder:
        files = samples.write_sample(Path(folder), kind, PLACE, MONTHS, rows_per_month=60)
        incoming = [IncomingFile(path.name, path) for path in files]
        given = Context(partnership_areas=(PLACE.code,), lookup=LOOKUP)
        reading = read_files(kind, incoming, given)
    assert [one for one in reading.findings if one.severity == "error"] == []
    return reading


@cache
def details_of(slug: str) -> pd.DataFrame:
    """Of a measure with conditions, what its kind counts besides."""
    kind = kinds.KIND_OF[slug]
    frames = [tallies.details_of(one.frame, kind) for one in reading_of(kind).slices]
    return tallies.joined_details(frames)


@cache
def inputs_of(slug: str) -> Inputs:
    """Two years of a measure, and the people of the district. Rows without a place are put into
    one: what is asked here is what the counts of places are."""
    kind, measure = kinds.KIND_OF[slug], kinds.MEASURES[slug]
    reading = reading_of(kind)
    people = LOOKUP[["lsoa_code", "population"]].astype({"population": "Int64"})
    part = tallies.part_of(details_of(slug), measure) if measure.within else None
    whole = tallies.joined([tallies.of_rows(one.frame, kind) for one in reading.slices])
    tally = part.counted if part else tallies.of_categories(whole, measure)
    return Inputs(
        measure=measure,
        tally=tally,
        lookup=LOOKUP,
        population=people.rename(columns={"lsoa_code": "area_code", "population": "people"}),
        population_vintage="mid-2024",
        weights=weights_of(measure),
        periods_held=tuple(one.period for one in reading.slices),
        every=whole if measure.of_unit else None,
        not_known=part.not_known if part else None,
        asked_of=part.asked_of if part else None,
    )


def weights_of(measure: Measure) -> Weights:
    """A weight for each of its types but the first, each another, and none of them whole days."""
    words = measure.words
    weighed = (measure.categories or words.words)[1:] or measure.categories
    days = {word: at + 0.25 for at, word in enumerate(weighed, start=1)}
    return Weights("An index", "2026", words, days)


def located(inputs: Inputs) -> Inputs:
    """The same where every row has a place: publishers that give points alone have none yet."""
    tally = inputs.tally
    if tally["area_code"].notna().any():
        return inputs
    somewhere = tally.assign(area_code=LOOKUP["lsoa_code"].iloc[0]).astype(tallies.TYPES)
    return replace(inputs, tally=somewhere)


def _one_of_each() -> frozenset[str]:
    """A measure of each shape and rhythm, and a part of one by types and by what hinges on more;
    the rest wait for the slow tests, which CI runs too."""
    first: dict[tuple[object, ...], str] = {}
    for slug in (kinds.UNNAMED_MEASURE, *kinds.MEASURES):
        kind, measure = kinds.KIND_OF[slug], kinds.MEASURES[slug]
        rhythm = () if measure.of_unit else (kind.shape, kind.usual.expected)
        first.setdefault((*rhythm, bool(measure.of_unit), bool(measure.within)), slug)
    return frozenset(first.values())


ONE_OF_EACH = _one_of_each()


def marks_of(slug: str) -> tuple[pytest.MarkDecorator, ...]:
    return () if slug in ONE_OF_EACH else (pytest.mark.slow,)
