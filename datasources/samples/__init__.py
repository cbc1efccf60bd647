"""Synthetic files in each kind's real layout, for the sample partnership, tests and benchmarks."""

from __future__ import annotations

from datasources.samples.files import (
    Sample,
    generate,
    months_back_from,
    population_rows,
    write_lookup,
    write_population,
    write_street,
)
from datasources.samples.offences import month_of_offences
from datasources.samples.place import Place, wexmere
from datasources.samples.tables import sample_rows, write_sample, write_table

__all__ = [
    "Place",
    "Sample",
    "generate",
    "month_of_offences",
    "months_back_from",
    "population_rows",
    "sample_rows",
    "wexmere",
    "write_lookup",
    "write_population",
    "write_sample",
    "write_street",
    "write_table",
]
