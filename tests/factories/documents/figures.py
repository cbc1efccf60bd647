"""Figures of invented numbers, drawn as the house draws its own."""

import dataclasses
import functools
import math

from datasources.charts import press
from datasources.pictures import BAR, LINE, Chart, Series
from reports.document import FigureBlock, Provenance, TableColumn, TableData

MONTHS = tuple(
    f"{name} {year}"
    for year in (2024, 2025, 2026)
    for name in (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    )
)[6:30]  # fmt: skip
TYPES = (
    "Anti-social behaviour", "Violence and sexual offences", "Criminal damage and arson",
    "Shoplifting", "Public order", "Burglary", "Vehicle crime", "Other theft",
)  # fmt: skip
WARDS = (
    "Harbour", "Old Town", "St Osyth's", "Millfield", "Long Drove", "Coates and Eastrea",
    "Fleet Bridge", "North Marsh",
)  # fmt: skip
POLICE = Provenance(
    source="Police recorded crime, street level",
    provider="Fenmarch Constabulary",
    period="July 2024 to June 2026",
    area="Wexmere (X07000001)",
    denominator="Residents, all ages: 101,280",
    vintage="Mid-2024 estimates, 2021 areas",
    robustness="Usable with care",
    suppression="Counts under 5 are not shown",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence.",
)


def series(seed: int, *, base: float, swing: float, drift: float, length: int = 24) -> list[int]:
    """Numbers that look like a year's crime: a summer, a slow drift, some noise; never random."""
    return [
        max(
            0,
            round(
                base
                + swing * math.sin((month + seed) / 12 * 2 * math.pi)
                + drift * month
                + base * 0.09 * math.sin(seed * 7.3 + month * 2.9)
            ),
        )
        for month in range(length)
    ]


@functools.cache
def drawn(kind: str, names: tuple[str, ...], values: tuple[float, ...]) -> str:
    """The picture as print shows it; the same numbers are drawn once."""
    return press.svg(
        Chart(
            kind=kind,
            headline="",
            subtitle="Wexmere",
            x_label="",
            y_label="Offences",
            categories=names,
            series=(Series("Wexmere", values),),
            source_line="",
            description="",
        )
    )


def trend_figure(anchor: str, headline: str, seed: int, *, base: float = 60) -> FigureBlock:
    counts = series(seed, base=base, swing=base * 0.18, drift=-base * 0.004)
    return FigureBlock(
        anchor=anchor,
        headline=headline,
        subtitle="Offences recorded each month, Wexmere, July 2024 to June 2026",
        svg=drawn(LINE, tuple(f"{month[:3]} {month[-4:]}" for month in MONTHS), tuple(counts)),
        description=(
            f"Line chart of 24 months. It starts at {counts[0]} in {MONTHS[0]}, is highest at "
            f"{max(counts)} and lowest at {min(counts)}, and ends at {counts[-1]} in {MONTHS[-1]}."
        ),
        table=TableData(
            (TableColumn("Month"), TableColumn("Offences", numeric=True)),
            tuple((month, f"{count:,}") for month, count in zip(MONTHS, counts, strict=True)),
        ),
        source_line=(
            "Source: police recorded crime, Fenmarch Constabulary, July 2024 to June 2026, "
            "Wexmere. Robustness: usable with care."
        ),
        caveats=("Positions are moved to nearby points before release; months only.",),
        provenance=POLICE,
    )


def bar_figure(anchor: str, headline: str, names: tuple[str, ...], seed: int) -> FigureBlock:
    rates = [round(4 + 11 * abs(math.sin(seed + i * 1.7)), 1) for i in range(len(names))]
    ranked = sorted(zip(names, rates, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return FigureBlock(
        anchor=anchor,
        headline=headline,
        subtitle="Rate for each 1,000 residents, year to June 2026",
        svg=drawn(BAR, tuple(name for name, _ in ranked), tuple(rate for _, rate in ranked)),
        description=(
            f"Bar chart of {len(ranked)} bars. {ranked[0][0]} has the highest rate, "
            f"{ranked[0][1]}; {ranked[-1][0]} has the lowest, {ranked[-1][1]}."
        ),
        table=TableData(
            (
                TableColumn("Name"),
                TableColumn("Offences", numeric=True),
                TableColumn("Residents", numeric=True),
                TableColumn("Rate per 1,000", numeric=True),
                TableColumn("Change on the year before", numeric=True),
            ),
            tuple(
                (name, f"{round(rate * 12.6):,}", "12,660", f"{rate}", f"{round(rate - 9):+d}%")
                for name, rate in ranked
            ),
        ),
        source_line=(
            "Source: police recorded crime, Fenmarch Constabulary, July 2025 to June 2026; "
            "population, mid-2024 estimates. Robustness: strong."
        ),
        provenance=dataclasses.replace(POLICE, robustness="Strong"),
    )
