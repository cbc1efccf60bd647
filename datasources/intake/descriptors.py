"""What a descriptor beside the tables of a ZIP says of them (a Data Package, datapackage.json).

Method: Frictionless Data Package and Table Schema 1.0: `resources` with `path`, and in their
`schema` the `fields` with `name` and `title`, and `missingValues`. What it says of how the text is
written is left alone: that is found in the text itself.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from datasources.intake import findings
from datasources.intake.findings import Finding, finding
from datasources.intake.words import counted
from datasources.kinds.headings import plain
from datasources.values import coded
from partnerships.words import listed

NAME = "datapackage.json"
LARGEST = 1024 * 1024
MOST_SAID = 64
"""So many signs at most stand for what is missing."""


@dataclass(frozen=True)
class Described:
    """What is said of one table."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """What a column is called in words, by its heading as it is compared."""
    missing: frozenset[str] = frozenset()
    """Cells that say that nothing is known."""

    def __bool__(self) -> bool:
        return bool(self.titles or self.missing)

    def titled(self, headings: Sequence[str]) -> list[str]:
        return [self.titles.get(plain(one), one) for one in headings]

    def without_missing(self, batch: pa.Table) -> pa.Table:
        """The rows with such cells blank."""
        signs = pa.array(sorted(self.missing), pa.string())
        for at, name in enumerate(batch.column_names):
            cells = batch.column(at)
            if coded.any_is(cells, lambda texts: pc.is_in(texts, value_set=signs)):
                texts = coded.texts_in(cells)
                blanked = pc.if_else(pc.is_in(texts, value_set=signs), "", texts)
                batch = batch.set_column(at, name, coded.as_in(blanked, cells))
        return batch


NOTHING_SAID = Described()


@dataclass(frozen=True)
class Descriptor:
    """The tables of a ZIP that a descriptor names, by their place in it."""

    tables: Mapping[str, Described]

    @property
    def says_anything(self) -> bool:
        return any(self.tables.values())

    def of(self, member: str) -> Described:
        return self.tables.get(posixpath.normpath(member), NOTHING_SAID)


def is_descriptor(member: str) -> bool:
    return PurePosixPath(member).name.lower() == NAME


def read(content: bytes, member: str) -> Descriptor | None:
    """None for what is no descriptor that can be read."""
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("resources"), list):
        return None
    folder = posixpath.dirname(member)
    tables = {
        posixpath.normpath(posixpath.join(folder, path)): _described(one)
        for one in said["resources"]
        if isinstance(one, dict)
        for path in _paths(one)
    }
    return Descriptor(tables)


def _paths(resource: Mapping[str, Any]) -> Iterator[str]:
    path = resource.get("path")
    for one in path if isinstance(path, list) else [path]:
        # What lies elsewhere is not fetched.
        if isinstance(one, str) and "://" not in one:
            yield one


def _described(resource: Mapping[str, Any]) -> Described:
    schema = resource.get("schema")
    if not isinstance(schema, dict):
        return NOTHING_SAID
    every, missing = schema.get("fields"), schema.get("missingValues")
    fields = [one for one in every if isinstance(one, dict)] if isinstance(every, list) else []
    titles = {
        plain(name): title
        for one in fields
        if isinstance(name := one.get("name"), str)
        and isinstance(title := one.get("title"), str)
        and title.strip()
    }
    signs = missing[:MOST_SAID] if isinstance(missing, list) else []
    return Described(titles, frozenset(one for one in signs if isinstance(one, str) and one))


def used(name: str, member: str) -> Finding:
    return finding(
        findings.DESCRIPTOR_USED,
        f"{member} describes the tables in the ZIP. Where a heading is not known by itself, the"
        " title that is given for it there was read; and cells that are said to be missing are"
        " blank.",
        count=1,
        file=name,
    )


def absent(descriptor: Descriptor, members: Sequence[str], name: str) -> Finding | None:
    """What the descriptor names and the ZIP does not hold."""
    held = {posixpath.normpath(one) for one in members}
    lacking = sorted(set(descriptor.tables) - held)
    if not lacking:
        return None
    return finding(
        findings.DESCRIBED_NOT_THERE,
        f"{counted(len(lacking), 'file')} that {NAME} names"
        f" {'is' if len(lacking) == 1 else 'are'} not in the ZIP: {listed(lacking, 6)}.",
        "Ask the sender for the whole package: what is missing may be a part of the data.",
        count=len(lacking),
        file=name,
    )
