"""JSON as grids: lists of records or rows, JSON lines, and the features of a map file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from datasources.grids.characters import decoded
from datasources.grids.grid import Grid, NoTable, check_size

DEEPEST = 3
"""Records within records become columns so far down; what lies deeper stays as it is written."""
BETWEEN = "."
Json = dict[str, "Json"] | list["Json"] | str | bool | None


def grids_of(path: Path) -> Iterator[Grid]:
    """Each list of records or rows; a list of single values is no table."""
    found = False
    for grid in _in(loaded(decoded(path.read_bytes()), _one), ""):
        found = True
        yield grid
    if not found:
        raise NoTable


def loaded(text: str, one: Callable[[str], Json]) -> Json:
    """One document, or one in each line."""
    try:
        return one(text)
    except json.JSONDecodeError:
        return [one(line) for line in text.split("\n") if line.strip()]


def _one(text: str) -> Json:
    """Numbers stay as they are written."""
    document: Json = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    return document


def _in(document: Json, name: str, depth: int = 0) -> Iterator[Grid]:
    if isinstance(document, list):
        if document and all(isinstance(one, list) for one in document):
            yield _of_rows([one for one in document if isinstance(one, list)], name)
        elif document and all(isinstance(one, dict) for one in document):
            yield of_records([one for one in document if isinstance(one, dict)], name)
    elif isinstance(document, dict):
        if document.get("type") == "Topology":
            yield from _of_topology(document)
        elif _is_map(document):
            yield _of_features(document["features"], name)
        elif columns := _columns(document):
            rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
            yield replace(_of_rows(rows, name), has_names=True)
        elif depth < DEEPEST:
            for key, value in document.items():
                yield from _in(value, key, depth + 1)


def _columns(document: dict[str, Json]) -> dict[str, list[Json]]:
    """Equally long lists of single values under the names of columns; else nothing."""
    columns = {name: column for name, column in document.items() if isinstance(column, list)}
    lengths = {len(column) for column in columns.values()}
    is_table = len(columns) == len(document) > 1 and len(lengths) == 1 and min(lengths) > 0
    is_plain = not any(
        isinstance(one, dict | list) for column in columns.values() for one in column
    )
    return columns if is_table and is_plain else {}


def _is_map(document: dict[str, Json]) -> bool:
    return document.get("type") == "FeatureCollection" and isinstance(
        document.get("features"), list
    )


def _of_topology(document: dict[str, Json]) -> Iterator[Grid]:
    """The layers of a map whose shapes share their borders (TopoJSON)."""
    layers = document.get("objects")
    for name, layer in layers.items() if isinstance(layers, dict) else ():
        if isinstance(layer, dict) and isinstance(layer.get("geometries"), list):
            yield _of_features(layer["geometries"], name)


def _of_features(features: Json, name: str) -> Grid:
    """The properties of each feature as its record; shapes are no cells, and are told."""
    records: list[dict[str, Json]] = []
    shapes: dict[str, None] = {}
    for feature in features if isinstance(features, list) else ():
        if not isinstance(feature, dict):
            continue
        properties, shape = feature.get("properties"), feature.get("geometry")
        record = properties if isinstance(properties, dict) else {}
        if "id" in feature and "id" not in record:
            record = {"id": feature["id"], **record}
        records.append(record)
        kind = shape.get("type") if isinstance(shape, dict) else feature.get("type")
        if kind not in (None, "Feature"):
            shapes[str(kind)] = None
    if not any(records):
        raise NoTable
    return of_records(records, name, shapes)


def of_records(records: list[dict[str, Json]], name: str, shapes: Iterable[str] = ()) -> Grid:
    """Columns in the order in which they are first met; a record without one has a blank."""
    flat = [dict(_flat(record, "", 0)) for record in records]
    columns = list(dict.fromkeys(key for record in flat for key in record))
    check_size(len(flat) + 1, len(columns))
    rows = ([record.get(column, "") for column in columns] for record in flat)
    return Grid(name, _with(columns, rows), has_names=True, shapes=list(shapes))


def _with(first: list[str], rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from rows


def _of_rows(rows: list[list[Json]], name: str) -> Grid:
    width = max(map(len, rows))
    check_size(len(rows), width)
    return Grid(name, ([_text(cell) for cell in row] for row in rows))


def _flat(record: dict[str, Json], before: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict) and value and depth < DEEPEST:
            yield from _flat(value, f"{before}{key}{BETWEEN}", depth + 1)
        else:
            yield before + key, _text(value)


def _text(value: Json) -> str:
    if value is None or value == {} or value == []:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return "; ".join(map(_text, value))
    return json.dumps(value, ensure_ascii=False)
