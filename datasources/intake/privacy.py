"""Personal data, caught before any row is stored: by column heading and by what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from stdnum.gb import nhs

from datasources.kinds.headings import plain

PERSONAL_HEADING = re.compile(
    r"\b(first ?name|fore ?name|sur ?name|last ?name|full ?name|middle ?name|maiden ?name|name"
    r"|(victim|offender|suspect|caller|complainant|reporter|customer|client|person) name"
    r"|dob|d o b|date of birth|birth ?date|birthday"
    r"|phone|telephone|tel|mobile|phone number|e ?mail|email address"
    r"|address|address line \d|home address|street address|house (name|number)"
    r"|post ?code|nhs|nhs (number|no)|ni (number|no)|nino|national insurance"
    r"|passport|driving licence)\b"
)
# Names of places and offices, not of people.
NOT_A_PERSON = re.compile(
    r"\b(lsoa|ward|wd|lad|ltla|area|district|authority|force|station|file|sheet|site|school"
    r"|msoa|region|county|country|street name|road name|street type)\d*\b"
)

NHS = "NHS numbers"
TEN_DIGITS = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{10}(?![0-9A-Za-z])")
LOOKED_AT = 200
PATTERNS = {
    "e-mail addresses": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    "telephone numbers": r"(^|[^0-9.])(\+44|0044|0)[ (]*[1-37][0-9)]{1,4}"
    r"[ -]?[0-9]{3}[ -]?[0-9]{3,4}($|[^0-9])",
    NHS: r"(^|[^0-9A-Za-z.-])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}($|[^0-9])",
    "National Insurance numbers": r"\b[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b",
    "postcodes": r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b",
}


def is_personal_heading(heading: str) -> bool:
    name = plain(heading)
    return bool(PERSONAL_HEADING.search(name)) and not NOT_A_PERSON.search(name)


def patterns_in(values: Iterable[str]) -> tuple[str, ...]:
    """Which kinds of personal data some cells hold, by name."""
    cells = pa.array([value for value in values if value], type=pa.string())
    found = tuple(what for what, pattern in PATTERNS.items() if _any(cells, pattern))
    return (*found, NHS) if NHS not in found and _are_nhs_numbers(cells) else found


def personal_values(values: Sequence[str]) -> set[str]:
    """Those of the given distinct values that hold personal data."""
    cells = pa.array(values, type=pa.string())
    found: set[str] = set()
    for pattern in PATTERNS.values():
        found.update(cells.filter(pc.match_substring_regex(cells, pattern)).to_pylist())
    return found | {cell for cell in _with_ten_digits(cells) if holds_nhs_number(cell)}


def holds_nhs_number(cell: str) -> bool:
    """Ten digits without gaps are told from other numbers by their last, which checks the rest."""
    return any(nhs.is_valid(digits) for digits in TEN_DIGITS.findall(cell))


def mostly(cells: pa.Array) -> str:
    """What most of these cells hold of personal data, by name; blank where they do not.

    Numbers of references look like telephone numbers here and there; of a column of them most do.
    """
    filled = cells.filter(pc.not_equal(cells, ""))
    for what, pattern in PATTERNS.items():
        if 2 * (pc.sum(pc.match_substring_regex(filled, pattern)).as_py() or 0) > len(filled):
            return what
    return NHS if _are_nhs_numbers(filled) else ""


def _are_nhs_numbers(cells: pa.Array) -> bool:
    """One in eleven of any numbers of ten digits passes by chance; of NHS numbers nearly all."""
    checked = [holds_nhs_number(cell) for cell in _with_ten_digits(cells)[:LOOKED_AT]]
    return bool(checked) and 2 * sum(checked) >= len(checked)


def _with_ten_digits(cells: pa.Array) -> list[str]:
    likely = cells.filter(pc.match_substring_regex(cells, "[0-9]{10}")).to_pylist()
    return [cell for cell in likely if TEN_DIGITS.search(cell)]


def _any(cells: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(cells, pattern)).as_py())
