"""Maps as grids: the properties of each feature as its record, and its outline beside them.

GeoJSON (a collection, a list or lines of features, one feature) and TopoJSON are read. Outlines are
given as GeoJSON, under GEOMETRY; the coordinate system that the file names, under SYSTEM.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasources.grids import GEOMETRY, SYSTEM, records
from datasources.grids.characters import decoded
from datasources.grids.grid import Grid, NoTable

Feature = dict[str, Any]


def grids_of(path: Path) -> Iterator[Grid]:
    """Each map of the file; of JSON that is none, its records as they are."""
    document = records.loaded(decoded(path.read_bytes()), json.loads)
    maps = list(_maps_in(document))
    if not maps:
        yield from records.grids_of(path)
    for name, features in maps:
        yield _grid_of(name, features, _system_of(document))


def _maps_in(document: object) -> Iterator[tuple[str, list[Feature]]]:
    if isinstance(document, list):
        several = [one for one in document if isinstance(one, dict)]
        if several and all(one.get("type") == "Feature" for one in several):
            yield "", several
    if not isinstance(document, dict):
        return
    kind, features = document.get("type"), document.get("features")
    if kind == "FeatureCollection" and isinstance(features, list):
        yield "", [one for one in features if isinstance(one, dict)]
    elif kind == "Feature":
        yield "", [document]
    elif kind == "Topology":
        yield from _layers_of(document)


def _grid_of(name: str, features: list[Feature], system: str) -> Grid:
    cells: list[dict[str, Any]] = []
    shapes: dict[str, None] = {}
    for feature in features:
        properties, shape = feature.get("properties"), feature.get("geometry")
        record = dict(properties) if isinstance(properties, dict) else {}
        if "id" in feature:
            record.setdefault("id", feature["id"])
        record[GEOMETRY] = ""
        if isinstance(shape, dict):
            shapes[str(shape.get("type"))] = None
            # As text, so that it stays one cell.
            record[GEOMETRY] = json.dumps(shape)
        record[SYSTEM] = system
        cells.append(record)
    if not cells:
        raise NoTable
    return records.of_records(cells, name, shapes)


def _system_of(document: object) -> str:
    """What the member `crs` of older GeoJSON names; blank where there is none, as the standard
    now wants it."""
    crs = document.get("crs") if isinstance(document, dict) else None
    named = crs.get("properties") if isinstance(crs, dict) else None
    return str(named.get("name", "")) if isinstance(named, dict) else ""


def _layers_of(topology: dict[str, Any]) -> Iterator[tuple[str, list[Feature]]]:
    """The layers of a map whose areas share their borders: each border is written once."""
    layers, arcs = topology.get("objects"), _arcs_of(topology)
    for name, layer in layers.items() if isinstance(layers, dict) else ():
        geometries = layer.get("geometries") if isinstance(layer, dict) else None
        if isinstance(geometries, list):
            yield (
                name,
                [
                    {**one, "geometry": _shape_of(one, arcs)}
                    for one in geometries
                    if isinstance(one, dict)
                ],
            )


def _arcs_of(topology: dict[str, Any]) -> list[list[list[float]]]:
    """Its lines. Where numbers are given as steps, each is added to the one before."""
    transform = topology.get("transform")
    arcs: list[list[list[float]]] = topology["arcs"]
    if not isinstance(transform, dict):
        return arcs
    scale, start = transform["scale"], transform["translate"]
    lines = []
    for arc in arcs:
        east, north = 0.0, 0.0
        line = []
        for step in arc:
            east, north = east + step[0], north + step[1]
            line.append([east * scale[0] + start[0], north * scale[1] + start[1]])
        lines.append(line)
    return lines


def _shape_of(geometry: dict[str, Any], arcs: list[list[list[float]]]) -> dict[str, Any] | None:
    kind = geometry.get("type")
    if kind == "Polygon":
        rings: Any = [_ring(one, arcs) for one in geometry["arcs"]]
    elif kind == "MultiPolygon":
        rings = [[_ring(one, arcs) for one in polygon] for polygon in geometry["arcs"]]
    else:
        # Only areas are borders of areas; what else there is, is told by its name.
        return {"type": kind, "coordinates": []} if kind else None
    return {"type": kind, "coordinates": rings}


def _ring(numbers: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """Lines end to end; a number below nought is a line the other way round."""
    ring: list[list[float]] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring
