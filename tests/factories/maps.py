"""Boundaries of the made-up place, as a frame and as files that a partner would send."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import shapely

from datasources import geography
from datasources.geography import boundaries
from datasources.geography.boundaries import Boundaries, boundaries_in
from datasources.samples import Place


def frame_of(
    shapes: dict[str, object], vintage: str = "2021", frame: str = "degrees"
) -> pd.DataFrame:
    """A boundary frame of these outlines by code."""
    codes = sorted(shapes)
    return pd.DataFrame(
        {
            boundaries.CODE: codes,
            boundaries.NAME: [f"Area {code}" for code in codes],
            boundaries.VINTAGE: vintage,
            boundaries.FRAME: frame,
            boundaries.SHAPE: shapely.to_wkb([shapes[code] for code in codes]),
        }
    )


def boundaries_of(place: Place, level: str = geography.LSOA_CODE) -> Boundaries:
    """All areas of the level, the district's and those around it."""
    codes = place.small_areas[level].unique()
    frame = frame_of({code: place.shape_of(level, code) for code in codes})
    found = boundaries_in(frame, place.small_areas, (place.code,))
    assert found is not None
    return found


def feature(shape: object, **properties: object) -> dict:
    geometry = shape if isinstance(shape, dict) else json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def map_file(folder: Path, name: str, features: Iterable[dict], **members: object) -> Path:
    path = folder / name
    content = {"type": "FeatureCollection", **members, "features": list(features)}
    path.write_text(json.dumps(content))
    return path
