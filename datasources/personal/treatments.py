"""What may become of a column that holds personal data: dropped, reduced, or the whole refused."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from datasources.kinds import Role
from datasources.personal import marks, things
from datasources.personal.judging import holds_any
from datasources.values.dates import read_dates
from datasources.values.spellings import Moment

Cells: TypeAlias = pa.ChunkedArray


@dataclass(frozen=True)
class Aids:
    """What a treatment needs beside the cells: the days of the rows, how dates are written, the
    secret of the source's pseudonyms."""

    days: Cells | None = None
    told: Mapping[str, str] | None = None
    secret: bytes = b""


@dataclass(frozen=True)
class Treatment:
    """One thing that may be done with a column."""

    slug: str
    label: str
    """What the select says; {} is the column of the kind that receives it."""
    done: str
    """What the findings say was done, behind the heading."""
    apply: Callable[[Cells, Aids], Cells]
    fits: frozenset[str] = frozenset(things.BY_SLUG)
    """The things, by slug, that it is an answer to."""
    receives: Role | None = None
    """The role of a column of the kind that what is left of it may be kept as."""
    leaves_something: bool = True
    """Whether something of the column is kept, so that it needs a column of the kind."""


def _mapped(cells: Cells, meaning: Callable[[str], str]) -> Cells:
    """Each different text replaced once."""
    encoded = cells.combine_chunks().dictionary_encode()
    meanings = pa.array([meaning(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([meanings.take(encoded.indices)])


def _dropped(cells: Cells, _aids: Aids) -> Cells:
    return pa.chunked_array([pa.array([""] * len(cells), pa.string())])


def _without_cells(cells: Cells, _aids: Aids) -> Cells:
    return _mapped(cells, lambda text: "" if holds_any(text) else text)


def _sector(cells: Cells, _aids: Aids) -> Cells:
    return _mapped(cells, lambda text: _of_postcode(text, lambda one: f"{one[0]} {one[1]}"))


def _district(cells: Cells, _aids: Aids) -> Cells:
    return _mapped(cells, lambda text: _of_postcode(text, lambda one: one[0]))


def _of_postcode(text: str, part: Callable[[tuple[str, str]], str]) -> str:
    """Of the last postcode in a text, or of an outward half that stands alone."""
    if found := marks.postcodes_in(text):
        return part((found[-1]["outward"].upper(), found[-1]["sector"]))
    if match := PARTLY.fullmatch(text.strip()):
        sector = match["sector"]
        return part((match["outward"].upper(), sector)) if sector else match["outward"].upper()
    return ""


PARTLY = re.compile(rf"(?P<outward>{marks.OUTWARD})(?: (?P<sector>\d))?", re.IGNORECASE)


def _year(cells: Cells, aids: Aids) -> Cells:
    days = _days(cells, aids)
    return _mapped(cells, lambda text: str(days[text].year) if text in days else "")


def _age(cells: Cells, aids: Aids) -> Cells:
    """The age in whole years on the day of the row; blank where either day cannot be read."""
    if aids.days is None:
        return _dropped(cells, aids)
    born, happened = _days(cells, aids), _days(aids.days, aids)
    ages = [
        _years_between(born.get(one.strip()), happened.get(other.strip()))
        for one, other in zip(cells.to_pylist(), aids.days.to_pylist(), strict=True)
    ]
    return pa.chunked_array([pa.array(ages, pa.string())])


OLDEST = 120


def _years_between(born: date | None, then: date | None) -> str:
    if born is None or then is None:
        return ""
    years = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
    return str(years) if 0 <= years <= OLDEST else ""


def _days(cells: Cells, aids: Aids) -> dict[str, date]:
    """The day of each different text; where day and month may change places, the day is first.

    A month alone counts as its middle, so that an age is hardly ever wrong by more than a year.
    """
    texts = {text: 1 for text in pc.utf8_trim_whitespace(cells).unique().to_pylist() if text}
    given = dict(aids.told or {})
    read = read_dates(texts, given=given)
    if read.waiting:
        read = read_dates(texts, given={"order": "day-first", **given})
    return {
        text: when.day or when.period.first_day.replace(day=MIDDLE)
        for text, when in read.meanings.items()
        if isinstance(when, Moment)
    }


MIDDLE = 15


def _pseudonym(cells: Cells, aids: Aids) -> Cells:
    """The same for the same person whatever the blanks and capitals, and of no use elsewhere."""
    return _mapped(cells, lambda text: pseudonym(text, aids.secret))


def pseudonym(text: str, secret: bytes) -> str:
    """A key of sixteen signs that only the holder of the secret can make; blank for a blank."""
    same = re.sub(r"[\W_]+", "", text).casefold()
    if not same:
        return ""
    if not secret:
        raise ValueError("Pseudonyms need the secret of their source.")
    return hmac.new(secret, same.encode(), hashlib.sha256).hexdigest()[:LENGTH]


LENGTH = 16
_OF_POSTCODES = frozenset({things.POSTCODES.slug, things.ADDRESSES.slug})
_OF_PERSONS = frozenset(things.BY_SLUG) - {things.BIRTH_DATES.slug}

DROP = Treatment("drop", "Leave the column out", "is not stored", _dropped, leaves_something=False)
CELLS = Treatment(
    "cells",
    "Keep the column, and blank the cells that hold it",
    "is kept without the cells that held it",
    _without_cells,
)
AGE = Treatment(
    "age",
    "Keep the age alone, as “{}”",
    "is kept as an age alone",
    _age,
    frozenset({things.BIRTH_DATES.slug}),
    Role.AGE,
)
YEAR = Treatment(
    "year",
    "Keep the year alone",
    "is kept as a year alone",
    _year,
    frozenset({things.BIRTH_DATES.slug}),
)
SECTOR = Treatment(
    "sector",
    "Keep the postcode sector alone (PE15 8)",
    "is kept as a postcode sector",
    _sector,
    _OF_POSTCODES,
)
DISTRICT = Treatment(
    "district",
    "Keep the outward half of the postcode alone (PE15)",
    "is kept as the outward half of a postcode",
    _district,
    _OF_POSTCODES,
)
PSEUDONYM = Treatment(
    "pseudonym",
    "Keep a key in its place, as “{}”, so that the same one is known again",
    "is kept as a key that tells nothing",
    _pseudonym,
    _OF_PERSONS,
    Role.SAME,
)
REFUSE = Treatment(
    "refuse",
    "Refuse files that have this column",
    "is not accepted in these files",
    _dropped,
    leaves_something=False,
)

TREATMENTS: tuple[Treatment, ...] = (
    DROP, CELLS, AGE, YEAR, SECTOR, DISTRICT, PSEUDONYM, REFUSE,
)  # fmt: skip
BY_SLUG: Mapping[str, Treatment] = {one.slug: one for one in TREATMENTS}


def fitting(found: Iterable[str]) -> list[Treatment]:
    """Those that are an answer to everything that was found in a column."""
    wanted = set(found)
    return [one for one in TREATMENTS if wanted <= one.fits]
