"""The sample's register of sources and the files that its partners are said to have sent."""

from dataclasses import dataclass
from pathlib import Path

from config.sample.calendar import Calendar
from config.sample.records.shapes import Day
from datasources import periods, samples
from datasources.periods import Period

AREA_CODE = "X07000001"
ROWS_A_MONTH = 900
LAST_MONTH = "2026-09"


@dataclass(frozen=True)
class SourcePlan:
    """One entry of the sample's register."""

    slug: str
    name: str
    kind: str
    provider: str
    publisher: str
    licence: str
    coverage: str
    expected: str
    robustness: str
    reason: str
    best_use: str


@dataclass(frozen=True)
class Sent:
    """What a source sent on a day: months from the first to the last, or estimates of mid-years."""

    source: str
    day: Day
    first: str = ""
    last: str = ""
    mid_years: tuple[int, ...] = ()

    @property
    def months(self) -> list[str]:
        if not self.first:
            return []
        held = periods.between(Period.of(self.first), Period.of(self.last))
        return [month.key for month in held]


# In the order in which they came. Each year's document rests on what had come by its October.
FINISHED_YEAR = (
    Sent("areas", (2025, 7, 16)),
    Sent("population", (2025, 7, 16), mid_years=(2022, 2023, 2024)),
    Sent("police-street", (2025, 7, 17), "2022-10", "2025-06"),
    Sent("police-street", (2025, 10, 6), "2025-07", "2025-09"),
)
RUNNING_YEAR = (
    Sent("population", (2026, 7, 15), mid_years=(2023, 2024, 2025)),
    Sent("police-street", (2026, 7, 15), "2025-10", "2026-06"),
    Sent("police-street", (2026, 10, 8), "2026-07", "2026-09"),
)

SOURCES = [
    SourcePlan(
        "areas", "Area look-up", "area-look-up", "", "Sample generator", "Invented data",
        "Every census area of Wexmere and its neighbours", "yearly",
        "strong", "Complete and published once a year.",
        "Says in which ward and district a census area lies.",
    ),
    SourcePlan(
        "population", "Population estimates", "population", "", "Sample generator",
        "Invented data", "Every census area of Wexmere and its neighbours", "mid-year",
        "strong", "Complete; revised once a year.",
        "The denominator of every rate: name its year.",
    ),
    SourcePlan(
        "police-street", "Police recorded crime", "police-street", "Wexshire Constabulary",
        "Wexshire Constabulary", "Invented data",
        "Every crime and anti-social behaviour incident recorded in Wexshire", "monthly",
        "care",
        "Timely and complete, but places are the nearest map point and times are months.",
        "Levels, changes and wards; never streets, hours or repeat victims.",
    ),
]  # fmt: skip


PLANS = {plan.slug: plan for plan in SOURCES}


def score(place: int, factor: int, scorer: int, scale: list[dict]) -> int:
    """A made-up judgement: what stands first in the list weighs most; people differ by a step."""
    values = [step["value"] for step in scale]
    leaning = (place * 7 + factor * 5 + scorer * 3) % 11 / 11
    weight = (len(values) - 1) * (1 - (place + 1) / 12) + leaning
    return values[min(len(values) - 1, int(weight))]


def write_files(
    folder: Path, calendar: Calendar, months: list[str], mid_years: tuple[int, ...]
) -> dict[str, list[Path]]:
    """Files as partners would send them, by kind: these months, these mid-year estimates."""
    made = samples.generate(
        folder,
        months=months,
        rows_per_month=ROWS_A_MONTH,
        published=LAST_MONTH,
        population_years=mid_years,
        years_later=calendar.years_later,
    )
    return {
        kind: [files] if isinstance(files, Path) else list(files)
        for kind, files in made.files.items()
    }
