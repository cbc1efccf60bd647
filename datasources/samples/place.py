"""A fictional district with its wards, small areas, map points and neighbours. No real place.

Codes begin with X, which no publisher uses, so a sample can never be taken for a real area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasources import geography

DISTRICT = ("X07000001", "Wexmere")
NEIGHBOURS = (("X07000002", "Harrowby Vale"), ("X07000003", "Stourcombe"))
ACROSS_THE_BORDER = ("X07000009", "Marlbeck")
FORCE = "Wexshire Constabulary"
WARDS = (
    "Market Place",
    "Abbotsfield",
    "Brook End",
    "Castle Hill",
    "Drovers Green",
    "Eastgate",
    "Fairlow",
    "Goose Fen",
    "Hollin Park",
    "Ivelby",
)
ROADS = [
    "Abbey",
    "Alder",
    "Barley",
    "Beacon",
    "Bishop",
    "Bridge",
    "Carver",
    "Chapel",
    "Church",
    "Cooper",
    "Dairy",
    "Ermine",
    "Farrier",
    "Garden",
    "Glebe",
    "Hawthorn",
    "Heron",
    "Kiln",
    "Lavender",
    "Linden",
    "Maltings",
    "Meadow",
    "Mercer",
    "Mill",
    "Nightingale",
    "Orchard",
    "Paddock",
    "Plover",
    "Priory",
    "Quay",
    "Rectory",
    "Saddler",
    "Sexton",
    "Station",
    "Swan",
    "Tanner",
    "Thatcher",
    "Tithe",
    "Victoria",
    "Wagon",
    "Weaver",
    "Willow",
]
ROAD_KINDS = ("Street", "Road", "Lane", "Close", "Way", "Avenue")
LANDMARKS = ("Supermarket", "Parking Area", "Shopping Area", "Park/Open Space", "Petrol Station")
POINTS_PER_AREA = 100


@dataclass(frozen=True)
class Place:
    """The district and what lies around it, as frames."""

    name: str
    code: str
    force: str
    small_areas: pd.DataFrame
    """The look-up's clean columns, and population, weight, centre, longitude, latitude."""
    points: pd.DataFrame
    """Map points: area (position in small_areas), location, longitude, latitude, weight."""


def wexmere(*, seed: int = 1, small_areas: int = 48) -> Place:
    """The district, the same for the same seed. Its small areas differ greatly in crime."""
    random = np.random.default_rng([seed, 7])
    districts = [
        (DISTRICT, small_areas, WARDS),
        (NEIGHBOURS[0], max(4, small_areas // 2), ("North", "South", "Upland", "Riverside")),
        (NEIGHBOURS[1], max(4, small_areas // 2), ("Harbour", "Dunes", "Moorside", "Vale")),
        (ACROSS_THE_BORDER, 4, ("Marlbeck Town",)),
    ]
    rows: list[dict[str, object]] = []
    ward_number = 0
    for number, ((code, name), count, wards) in enumerate(districts):
        for at in range(count):
            ward = at * len(wards) // count
            ward_name = wards[ward] if number == 0 else f"{name} {wards[ward]}"
            rows.append(
                {
                    geography.LSOA_CODE: f"X01{len(rows) + 1:06d}",
                    geography.LSOA_NAME: f"{name} {at // 4 + 1:03d}{'ABCD'[at % 4]}",
                    geography.WARD_CODE: f"X05{ward_number + ward + 1:06d}",
                    geography.WARD_NAME: ward_name,
                    geography.LAD_CODE: code,
                    geography.LAD_NAME: name,
                    "district": number,
                    # The first ward of each is its town centre.
                    "centre": ward == 0,
                }
            )
        ward_number += len(wards)
    areas = pd.DataFrame(rows)
    count = len(areas)
    areas["population"] = np.clip(random.normal(1750, 320, count), 900, 3600).round().astype(int)
    areas["weight"] = random.lognormal(0.0, 0.75, count) * np.where(areas["centre"], 3.5, 1.0)
    areas["longitude"] = np.round(-0.9 + areas["district"] * 0.3 + random.random(count) * 0.25, 6)
    areas["latitude"] = np.round(53.1 + random.random(count) * 0.2, 6)
    return Place(DISTRICT[1], DISTRICT[0], FORCE, areas, _points(areas, random))


def _points(areas: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    count = len(areas) * POINTS_PER_AREA
    area = np.repeat(np.arange(len(areas)), POINTS_PER_AREA)
    roads = random.integers(len(ROADS), size=count)
    kinds = random.integers(len(ROAD_KINDS), size=count)
    names = np.array(
        [f"On or near {ROADS[a]} {ROAD_KINDS[b]}" for a, b in zip(roads, kinds, strict=True)],
        dtype=object,
    )
    # The busiest point of an area is often a shop or a car park.
    busiest = np.arange(0, count, POINTS_PER_AREA)
    landmarks = random.integers(len(LANDMARKS), size=len(busiest))
    names[busiest] = [f"On or near {LANDMARKS[at]}" for at in landmarks]
    weight = np.tile(1 / np.arange(1, POINTS_PER_AREA + 1) ** 0.6, len(areas))
    return pd.DataFrame(
        {
            "area": area,
            "location": names,
            "longitude": np.round(
                areas["longitude"].to_numpy()[area] + random.normal(0, 0.004, count), 6
            ),
            "latitude": np.round(
                areas["latitude"].to_numpy()[area] + random.normal(0, 0.003, count), 6
            ),
            "weight": weight,
        }
    )
