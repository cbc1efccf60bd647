"""What the cells of one column say in numbers, decided by the whole column.

1,234 is a thousand and more, or one and a little: the column says which, or a person does. A marker
in place of a number is held back and a blank not known; neither is ever nought.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple, TypeAlias

from datasources.values.decisions import (
    NOTHING_TOLD,
    SO_MANY_BY_NO_CHANCE,
    Decision,
    Evidence,
    Pending,
    Question,
    Reading,
    State,
    Told,
    settled,
)
from datasources.values.markers import (
    DASHES,
    HeldBack,
    held_back,
    is_not_known,
    meaning_of,
)


class Number(NamedTuple):
    """A number, what it is of (per cent, pounds), and the markers that stand beside it."""

    value: float
    unit: str = ""
    marks: tuple[str, ...] = ()

    @property
    def words_of_marks(self) -> tuple[str, ...]:
        return tuple(meaning_of(mark) for mark in self.marks)


class NotKnown(NamedTuple):
    """The cell says that nothing is known: blank, NULL, N/A, a dash, dots."""

    text: str


Value: TypeAlias = Number | HeldBack | NotKnown

COMMA = Question(
    "comma",
    Reading("thousands", "the comma parts thousands and the point decimals"),
    Reading("decimals", "the comma parts decimals and the point thousands"),
)
PER_CENT = "%"
LARGEST = 1e15

# Three figures after a point may be thousands, unless before it stands a nought or too much.
PLAIN = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]{1,2}|\.[0-9]{4,})?|-?(?:0|[1-9][0-9]{3,})\.[0-9]{3}"
)
ONE_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2008\u2009\u200a\u202f\t"), " ")
SIGNS = {**DASHES, **BLANKS, ord("\ufeff"): None, ord("\u200b"): None}
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
WRITTEN = re.compile(
    rf"""
    (?P<opened>\()? \ ?
    (?P<sign>[+-])? \ ?
    (?P<before>[£€$])? \ ?
    (?P<inner>-)?
    (?P<figures>[0-9][0-9., ]*|[.,][0-9]+)
    (?P<exponent>e[+-]?[0-9]{{1,3}})? \ ?
    (?P<after>%|per\ ?cent|pct|£|€|gbp)? \ ?
    (?P<trailing>-)?
    (?P<closed>\))?
    (?P<marks>(?:\ ?\[[a-z0-9 ]+\])+ | \ ?\([a-z]{{1,2}}\) | \ ?[*†‡#] | [{SUPERSCRIPTS}]+)?
    """,
    re.VERBOSE | re.ASCII,
)
POINT_READING = re.compile(
    r"[1-9][0-9]{0,2}(?P<gap>[, ])[0-9]{3}(?:(?P=gap)[0-9]{3})*(?:\.[0-9]*)?|[0-9]*\.?[0-9]*"
)
COMMA_READING = re.compile(
    r"[1-9][0-9]{0,2}(?P<gap>[. ])[0-9]{3}(?:(?P=gap)[0-9]{3})*(?:,[0-9]*)?|[0-9]*,?[0-9]*"
)
UNITS = {"%": PER_CENT, "percent": PER_CENT, "pct": PER_CENT, "gbp": "£"}


@dataclass(frozen=True)
class Numbers:
    """Each text's meaning, None where it has none; what was decided, and what waits for a person.

    `waiting` are texts that are a number once the question is answered, `unreadable` those that are
    none, each with its cells.
    """

    meanings: Mapping[str, Value | None]
    decisions: tuple[Decision, ...]
    waiting: Mapping[str, int]
    unreadable: Mapping[str, int]

    @property
    def asked(self) -> tuple[Decision, ...]:
        """What a person must say before the waiting texts are numbers."""
        return tuple(one for one in self.decisions if one.is_open)


def read_numbers(
    texts: Mapping[str, int], *, given: Told = NOTHING_TOLD, whole: bool = False
) -> Numbers:
    """What each distinct text of a column means, the texts given with how many cells hold them.

    `given` answers the one question beforehand: comma (thousands, decimals). `whole` says that the
    column counts things: where only one reading of a cell is a whole number, that reading holds,
    unless a person has answered or another number of the column has decimals after a point.
    """
    reads = {text: _read(text) for text in texts}
    whole = whole and COMMA.about not in given and not _has_decimals(reads)
    pending = {
        text: _of_whole(read) if whole else read
        for text, read in reads.items()
        if isinstance(read, Pending)
    }
    if pending:
        pending |= _with_points(reads)
    decision = settled(
        COMMA, pending, texts, given, lambda evidence: _judged(pending, reads, evidence)
    )
    chosen = decision.chosen if decision else None
    meanings = {
        text: _settled(pending[text], chosen)
        if text in pending
        else None
        if isinstance(read, Pending)
        else read
        for text, read in reads.items()
    }
    meaningless = {text: texts[text] for text, meaning in meanings.items() if meaning is None}
    is_open = decision is not None and decision.is_open
    waiting = {text: count for text, count in meaningless.items() if is_open and text in pending}
    unreadable = {text: count for text, count in meaningless.items() if text not in waiting}
    return Numbers(meanings, (decision,) if decision else (), waiting, unreadable)


def _with_points(reads: Mapping[str, Value | Pending[Number] | None]) -> dict[str, Pending[Number]]:
    """Plain numbers with a point, beside others that wait: they say what a point parts."""
    return {
        text: Pending(COMMA, read, None)
        for text, read in reads.items()
        if isinstance(read, Number) and "." in text
    }


def _has_decimals(reads: Mapping[str, Value | Pending[Number] | None]) -> bool:
    """Whether a number can only be one with decimals after a point: it counts nothing then."""
    return any(
        isinstance(read, Number) and "." in text and not read.value.is_integer()
        for text, read in reads.items()
    )


def _read(text: str) -> Value | Pending[Number] | None:
    if PLAIN.fullmatch(text):
        value = float(text)
        return Number(value) if _is_a_count_of_something(value) else None
    if ONE_COMMA.fullmatch(text):
        whole, part = text.split(",")
        return Pending(COMMA, Number(float(whole + part)), Number(float(f"{whole}.{part}")))
    if is_not_known(text):
        return NotKnown(text)
    written = " ".join(text.translate(SIGNS).split()).lower().strip("'\"")
    if match := WRITTEN.fullmatch(written):
        return _number(match)
    return held_back(text)


def _is_a_count_of_something(value: float) -> bool:
    """Whether it is small enough to be kept to the last figure; others are references or slips."""
    return isfinite(value) and abs(value) < LARGEST


def _number(match: re.Match[str]) -> Number | Pending[Number] | None:
    """One number, or one of two by what the comma parts; None where its signs make no sense."""
    parts = match.groupdict()
    signs = [parts[name] for name in ("sign", "inner", "trailing", "opened") if parts[name]]
    if len(signs) > 1 or bool(parts["opened"]) != bool(parts["closed"]):
        return None
    if parts["before"] and parts["after"]:
        return None
    figures = parts["figures"].strip()
    first, second = (
        _value(pattern, figures, point, parts, is_negative=signs not in ([], ["+"]))
        for pattern, point in ((POINT_READING, "."), (COMMA_READING, ","))
    )
    if first == second or not {",", "."} & set(figures):
        return first
    return Pending(COMMA, first, second)


def _value(
    pattern: re.Pattern[str],
    figures: str,
    point: str,
    parts: Mapping[str, str | None],
    *,
    is_negative: bool,
) -> Number | None:
    if not pattern.fullmatch(figures) or not any(map(str.isdigit, figures)):
        return None
    plain = "".join(
        sign if sign.isdigit() else "." for sign in figures if sign in f"0123456789{point}"
    )
    value = float(plain + (parts["exponent"] or ""))
    if not _is_a_count_of_something(value):
        return None
    unit = parts["after"] or parts["before"] or ""
    return Number(
        -value if is_negative else value,
        UNITS.get(unit.replace(" ", ""), unit),
        _marks(parts["marks"] or ""),
    )


def _marks(written: str) -> tuple[str, ...]:
    """[r][e] are two; a star, a dagger or a small figure is one as it stands."""
    written = written.strip()
    in_brackets = tuple(re.findall(r"\[([^\]]+)\]", written))
    return in_brackets or ((written.strip("()[]"),) if written else ())


def _of_whole(read: Pending[Number]) -> Pending[Number]:
    """Without the reading that is no whole number, where the other is one."""
    first, second = read.first, read.second
    if first and second and first.value.is_integer() != second.value.is_integer():
        if first.value.is_integer():
            return Pending(read.question, first, None)
        return Pending(read.question, None, second)
    return read


def _judged(
    pending: Mapping[str, Pending[Number]], reads: Mapping[str, object], evidence: Evidence
) -> Decision:
    if decision := _by_thousands(pending, reads):
        return decision
    example = pending[evidence.differing_example]
    first, second = example.first, example.second
    return Decision(
        COMMA.about,
        State.ASKED,
        None,
        f"{evidence.differing_example} may be {_said(first)} or {_said(second)}, and no other cell"
        " of the column says which.",
    )


def _by_thousands(
    pending: Mapping[str, Pending[Number]], reads: Mapping[str, object]
) -> Decision | None:
    """Every comma has three figures after it, and numbers too small for one stand without."""
    with_comma = [text for text in pending if "," in text]
    small = any(isinstance(read, Number) and abs(read.value) < 1000 for read in reads.values())
    if len(with_comma) < len(pending) or len(with_comma) < SO_MANY_BY_NO_CHANCE or not small:
        return None
    why = (
        f"All {len(with_comma)} different numbers with a comma have three figures after it, and"
        " numbers below a thousand stand without one."
    )
    return Decision(COMMA.about, State.LIKELY, COMMA.first.key, why)


def _settled(read: Pending[Number], chosen: str | None) -> Number | None:
    if chosen is None:
        return read.first if read.first == read.second else None
    return read.first if chosen == COMMA.first.key else read.second


def _said(number: Number | None) -> str:
    return str(number.value).removesuffix(".0") if number else ""
