"""The local authorities of England and Wales since 2011: their names, codes, lives and successors.

Facts as the Office for National Statistics publishes them in its code history database (Open
Government Licence v3.0), kept in `reference/local_authorities.csv`. Codes that begin with X are of
invented places, which no publisher uses: they are taken as they are.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from partnerships.area_codes import as_code, can_exist
from partnerships.words import all_of, said_day

TABLE = Path(__file__).parent / "reference" / "local_authorities.csv"
INVENTED = "X"
MOST_SUGGESTED = 4
# What a register holds under other first signs of a code, for whoever has the wrong list open.
OTHER_AREAS = {
    "E00": "an output area", "W00": "an output area",
    "E01": "a small area (LSOA)", "W01": "a small area (LSOA)",
    "E02": "a middle-layer area (MSOA)", "W02": "a middle-layer area (MSOA)",
    "E05": "a ward", "W05": "a ward",
    "E10": "a county", "E12": "a region",
    "E22": "a Community Safety Partnership", "W14": "a Community Safety Partnership",
    "E23": "a police force area", "W15": "a police force area",
    "E31": "a fire and rescue authority", "W25": "a fire and rescue authority",
    "E47": "a combined authority", "E92": "a country", "W92": "a country",
    "S12": "a council area of Scotland", "N09": "a district of Northern Ireland",
}  # fmt: skip
# What councils put before or after the name of their place.
TITLES = re.compile(
    r"\b(council|borough|district|metropolitan|london|royal|unitary|authority|city|county|of|the)\b"
)

WITH_CODE = re.compile(r"(.+)\(([^()]+)\)")


@dataclass(frozen=True)
class LocalAuthority:
    """A district, borough, unitary council or Welsh council; its code stands for its area."""

    code: str
    name: str
    also: tuple[str, ...] = ()
    """Other names that people know it by, Welsh ones among them."""
    ended: date | None = None
    """The first day on which it was no more."""
    became: tuple[str, ...] = ()
    """The codes that its area has had since that day."""

    @property
    def words(self) -> str:
        return f"{self.name} ({self.code})"

    def is_living(self, day: date) -> bool:
        return self.ended is None or day < self.ended


@dataclass(frozen=True)
class Meant:
    """What somebody typed for areas: the codes meant, each once in order, or why they are not."""

    codes: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@cache
def by_code() -> dict[str, LocalAuthority]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {
            row["code"]: LocalAuthority(
                row["code"],
                row["name"],
                tuple(filter(None, row["also"].split("|"))),
                date.fromisoformat(row["ended"]) if row["ended"] else None,
                tuple(row["became"].split()),
            )
            for row in csv.DictReader(table)
        }


def living(day: date) -> list[LocalAuthority]:
    """Those that there are on a day, by name."""
    return sorted((one for one in by_code().values() if one.is_living(day)), key=lambda a: a.name)


def words_of(code: str, otherwise: str = "") -> str:
    """Fenland (E07000010). An invented place has the name that its own look-up gives it, if any."""
    known = by_code().get(code)
    if known is None:
        return f"{otherwise} ({code})" if otherwise else code
    return known.words


def successors(code: str, day: date) -> tuple[LocalAuthority, ...]:
    """The local authorities that hold the area of an ended one on a day."""
    one = by_code()[code]
    if one.is_living(day):
        return (one,)
    found = [each for later in one.became for each in successors(later, day)]
    return tuple(dict.fromkeys(found))


def parted(text: str) -> list[str]:
    """The areas that were typed: one to a line, or parted by commas, of which names hold some."""
    lines = [line.strip(" \t,;") for line in re.split(r"[\n;]+", text)]
    return [
        part for line in lines if line for part in ([line] if _is_known(line) else _pieces(line))
    ]


def understood(typed: Iterable[str], day: date) -> Meant:
    """Which areas are meant by names and codes, however they were written.

    A name that ended is refused with its successor, a name that several share with all of them.
    """
    codes, reasons = [], []
    for text in typed:
        found, reason = _one(text, day)
        if reason:
            reasons.append(reason)
        elif found:
            codes.append(found)
    return Meant(tuple(dict.fromkeys(codes)), tuple(reasons))


def reason_against(code: str, day: date) -> str:
    """Why a code is none of a living local authority; blank where it is one."""
    if not can_exist(code):
        return (
            f"{code}: an area code is one capital letter and eight figures, for example E07000010."
        )
    if code.startswith(INVENTED):
        return ""
    known = by_code().get(code)
    if known is None:
        other = OTHER_AREAS.get(code[:3])
        if other:
            return (
                f"{code} is the code of {other}. A partnership is made of local authorities:"
                " choose them by name."
            )
        return (
            f"{code}: no local authority of England or Wales has had this code since 2011. Check"
            " it, or choose the area by name."
        )
    return "" if known.is_living(day) else _ended(known, day)


def _one(text: str, day: date) -> tuple[str, str]:
    """The code meant by a name, a code or both, "Fenland (E07000010)"; or why there is none."""
    code = as_code(text)
    if not code:
        return "", ""
    if (both := WITH_CODE.fullmatch(text.strip())) and can_exist(as_code(both[2])):
        code = as_code(both[2])
        if (known := by_code().get(code)) and known not in _named(both[1]):
            return "", f"{code} is {known.name}, not {both[1].strip()}: which is meant?"
    if can_exist(code):
        return code, reason_against(code, day)
    named = _named(text)
    here = [one for one in named if one.is_living(day)]
    if len(here) == 1:
        return here[0].code, ""
    if named and not here:
        return "", _ended(named[0], day)
    if any(sign.isdigit() for sign in code) and not named:
        return "", reason_against(code, day)
    return "", _unknown(text.strip(), day)


def _named(text: str) -> list[LocalAuthority]:
    wanted = _plain(text)
    return [
        one
        for one in by_code().values()
        if wanted and wanted in {_plain(name) for name in (one.name, *one.also)}
    ]


@cache
def _plain(name: str) -> str:
    """A name as it is compared: without accents, case, stops and what councils put before it."""
    said = re.sub("['’]", "", name.replace("&", " and "))
    letters = unicodedata.normalize("NFKD", said).casefold()
    words = re.sub(r"[^a-z ]+", " ", "".join(s for s in letters if not unicodedata.combining(s)))
    return " ".join(TITLES.sub(" ", words).split()) or " ".join(words.split())


def _is_known(text: str) -> bool:
    both = WITH_CODE.fullmatch(text)
    return bool(_named(both[1] if both else text)) or can_exist(as_code(text))


def _pieces(line: str) -> list[str]:
    """The parts of a line between commas, those joined again that are one name together."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    found: list[str] = []
    at = 0
    while at < len(parts):
        ends = range(len(parts), at, -1)
        end = next((e for e in ends if _is_known(", ".join(parts[at:e]))), at + 1)
        found.append(", ".join(parts[at:end]))
        at = end
    return [each for part in found for each in ([part] if _is_known(part) else _blanks(part))]


def _blanks(part: str) -> list[str]:
    """Codes that only blanks part; a name keeps its own."""
    words = part.split()
    is_codes = len(words) > 1 and all(can_exist(as_code(word)) for word in words)
    return words if is_codes else [part]


def _ended(one: LocalAuthority, day: date) -> str:
    now = successors(one.code, day)
    assert one.ended is not None
    return (
        f"{one.words} ended on {said_day(one.ended)}. Its area belongs to"
        f" {all_of([each.words for each in now])} now: choose that instead."
    )


def _unknown(text: str, day: date) -> str:
    near = suggested(text, day)
    hint = (
        f" Did you mean {all_of([one.words for one in near], last='or')}?"
        if near
        else " Check the spelling, or use its code, for example E07000010."
    )
    return f"“{text}” is no local authority of England or Wales.{hint}"


def suggested(text: str, day: date) -> Sequence[LocalAuthority]:
    """Up to four living authorities whose names are near to what was typed, the nearest first."""
    wanted = _plain(text)
    names = {_plain(name): one for one in living(day) for name in (*one.also, one.name)}
    within = [one for name, one in names.items() if wanted and wanted in name]
    close = get_close_matches(wanted, names, n=MOST_SUGGESTED)
    near = within or [names[name] for name in close]
    return tuple(dict.fromkeys(near))[:MOST_SUGGESTED]
