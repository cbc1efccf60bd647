"""A fictional district with its wards, small areas, map points and neighbours. No real place.

Codes begin with X, which no publisher uses, so a sample can never be taken for a real area.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import shapely

from datasources import geography
from datasources.samples import outlines

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
    cells: tuple[outlines.Cell, ...]
    """Where each small area stands, from which its outline is made."""

    @cached_property
    def shapes(self) -> pd.Series:
        """The outline of each small area (shapely), by its code; each point lies in its own."""
        found: list[object] = []
        for _, group in self.small_areas.groupby("district", sort=True):
            found += outlines.outlines_of([self.cells[at] for at in group.index])
        return pd.Series(found, index=self.small_areas[geography.LSOA_CODE].astype("str"))

    def shape_of(self, level: str, code: str) -> shapely.Geometry:
        """The outline of an area of any level: of all small areas in it together."""
        inside = self.small_areas.loc[self.small_areas[level] == code, geography.LSOA_CODE]
        return shapely.union_all(self.shapes[inside.astype("str")].to_numpy())


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
    jitter = random.random((count, 2))[:, 0]
    cells = [
        cell
        for number, (_, group) in enumerate(areas.groupby("district", sort=True))
        for cell in outlines.cells(-0.9 + number * 0.3, 53.1, jitter[group.index])
    ]
    middles = np.round([cell.middle for cell in cells], 6)
    areas["longitude"], areas["latitude"] = middles[:, 0], middles[:, 1]
    points = _points(areas, np.array([cell.room for cell in cells]), random)
    return Place(DISTRICT[1], DISTRICT[0], FORCE, areas, points, tuple(cells))


def _points(areas: pd.DataFrame, room: np.ndarray, random: np.random.Generator) -> pd.DataFrame:
    """`room`: how far from its middle a point of each area may lie, in degrees."""
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
    strayed = random.normal(0, (0.004, 0.003), (count, 2))
    strayed = np.clip(strayed, -room[area], room[area])
    weight = np.tile(1 / np.arange(1, POINTS_PER_AREA + 1) ** 0.6, len(areas))
    return pd.DataFrame(
        {
            "area": area,
            "location": names,
            "longitude": np.round(areas["longitude"].to_numpy()[area] + strayed[:, 0], 6),
            "latitude": np.round(areas["latitude"].to_numpy()[area] + strayed[:, 1], 6),
            "weight": weight,
        }
    )
