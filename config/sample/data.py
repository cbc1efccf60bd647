"""The sample's register of sources and the files that its partners are said to have sent."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datasources import samples
from datasources.models import Evidence
from partnerships.models import Partnership

AREA_CODE = "X07000001"
MONTHS = 36
ROWS = 36 * 900


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


SOURCES = [
    SourcePlan(
        "areas", "Area look-up", "area-look-up", "", "Sample generator", "Invented data",
        "Every census area of Wexmere and its neighbours", "yearly",
        "strong", "Complete and published once a year.",
        "Says in which ward and district a census area lies.",
    ),
    SourcePlan(
        "population", "Population estimates", "population", "", "Sample generator",
        "Invented data", "Every census area of Wexmere and its neighbours", "yearly",
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


def months_to(today: date, count: int) -> list[str]:
    """The last whole months before this one, oldest first, as "2024-01"."""
    last = today.year * 12 + today.month - 2
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in range(last - count + 1, last + 1)]


def score(place: int, factor: int, scorer: int, scale: list[dict]) -> int:
    """A made-up judgement: the issues that stand first in the list weigh most, people differ."""
    values = [step["value"] for step in scale]
    lean = (place * 3 + factor * 2 + scorer) % 3 - 1
    at = len(values) - 1 - place * len(values) // 10 + (lean if scorer else 0)
    return values[min(len(values) - 1, max(0, at))]


def figures(partnership: Partnership) -> dict[str, int]:
    """The newest evidence of each standard question of the whole partnership."""
    found = {}
    for name in ("trend", "change", "rates"):
        newest = Evidence.objects.filter(
            question__partnership=partnership, question__analysis=name
        ).first()
        if newest:
            found[name] = newest.pk
    return found


def write_files(
    folder: Path, today: date, *, months: int = MONTHS, rows: int = ROWS
) -> dict[str, list[Path]]:
    """Files as partners would send them, by kind; `rows` in all months together."""
    made = samples.generate(
        folder,
        months=months_to(today, months),
        rows_per_month=rows // months,
        published=today.isoformat()[:7],
        population_years=(today.year - 3, today.year - 2, today.year - 1),
    )
    return {
        "area-look-up": [made.lookup],
        "population": [made.population],
        "police-street": list(made.street),
    }
