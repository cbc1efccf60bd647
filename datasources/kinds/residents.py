"""How tables of residents are laid out that are by sex or age, or of larger areas than LSOAs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from datasources.kinds import places
from datasources.kinds.headings import plain
from datasources.values.people import FEMALE, MALE, AgeBand, read_ages, read_sexes

MID_YEAR_POPULATION = re.compile(r"^mid (\d{4}) population$")
# What a table that is no list of small areas may be headed with: the smallest areas come first, and
# codes before names.
_AREAS = (
    *places.of_each_year("LSOA"),
    "LSOA code",
    "LSOA CD",
    *places.of_each_year("LSOA 20", ends=(" code", " CD")),
    *places.SMALL_AREAS,
    *places.of_each_year("MSOA"),
    "MSOA code",
    "Ward code 1",
    *places.WARDS,
    "Area code",
    "Geography code",
    "ONS code",
    "Code",
    *places.DISTRICTS,
    "Area",
    "Area name",
    "Geography name",
    "Geography",
    "Name",
)
AREAS = {plain(heading): heading for heading in reversed(_AREAS)}
AREA_HEADINGS = tuple(dict.fromkeys(map(plain, _AREAS)))
SEX_HEADINGS = ("sex", "gender")
AGE_HEADINGS = (
    "age", "ages", "age group", "age band", "age range", "age in years", "single year of age",
)  # fmt: skip
PERIOD_HEADINGS = ("period", "time period", "year", "mid year", "date", "reference date", "time")
INDICATOR_HEADINGS = ("indicator", "indicator name", "variable")
MEASURE_HEADINGS = ("measure", "measures")
# They say by themselves that they are of all residents.
ALL_RESIDENTS = (
    "all ages", "all persons", "population", "total population", "resident population",
    "total residents", "residents", "usual residents", "population estimate", "pop",
)  # fmt: skip
# They do so only in a table that is called one of residents.
ANY_NUMBER = ("persons", "people", "total", "number", "count", "value", "obs value", "estimate")
CALLED = re.compile(r"population|residents|(?<![a-z])(pop|mye|mid[ _-]?year)(?![a-z])")
ESTIMATES_OF = re.compile(r"(?<![a-z])(?:mid|mye)[ _-]?(\d{4}|\d{2})(?!\d)")
A_MID_YEAR = re.compile(r"(?:mid[ -]?)?(\d{4})(?:-06-30(?:[T ]00:00(?::00)?)?)?")
THIRTIETH_OF_JUNE = re.compile(r"30(?:/0?6/|(?:th)? june )(\d{4})")
PERSONS = ""
OF_BOTH = frozenset(
    {"all", "all people", "all persons", "all sexes", "both", "both sexes", "people", "person",
     "persons", "total"}
)  # fmt: skip
OF_ALL_AGES = frozenset(
    {"all", "all ages", "total", "all persons", "aged all", "all usual residents"}
)
OF_A_SEX = re.compile(r"(females?|males?|persons?|people|[fm](?=\d))[ ,:_-]*(.*)")
OPEN_FROM = 85
"""A last single age stands for all who are older, from this age on."""
FEWEST_AGES = 3
RESIDENTS_ALONE = re.compile(
    r"((all|total|usual|resident|mid year|ons|estimated) )*(population|residents)( estimates?)?"
    r"|population( of)? all ages"
)
NO_SHARE = frozenset({"", "count", "counts", "number", "persons", "people", "value", "estimate"})


UNSAID_SEX = "?"
UNSAID_AGES = AgeBand(-1, -1)


class Part(NamedTuple):
    """Whom a number is of: a sex, or all persons; an age group, or all ages."""

    sex: str = PERSONS
    ages: AgeBand | None = None


ALL = Part()


@dataclass(frozen=True)
class Parts:
    """Where in a table by sex and age the area, the numbers and what tells them apart stand."""

    area: int
    numbers: Mapping[int, Part]
    """Whom the number in each column is of, as far as its heading says."""
    sex: int | None = None
    age: int | None = None
    period: int | None = None
    year: str = ""
    """Where no column says it."""
    years: Mapping[str, int] | None = None
    """The column of each mid-year, where each has one."""
    indicator: int | None = None
    measure: int | None = None
    only: str = ""
    """The one sex that all of the table is of."""


def part_of(heading: str) -> Part | None:
    """Whom a number under this heading is of: 'All ages', 'Males', '16 to 64', 'F90+'."""
    words = " ".join(heading.replace("\ufeff", "").replace("_", " ").lower().split())
    if plain(words) in (*ALL_RESIDENTS, *ANY_NUMBER, *OF_BOTH):
        return ALL
    sex = PERSONS
    if match := OF_A_SEX.fullmatch(words):
        sex, words = sex_of(match[1]) or PERSONS, match[2]
        if not words or plain(words) in OF_ALL_AGES:
            return Part(sex)
    ages = ages_of(words)
    return Part(sex, ages) if ages else None


def sex_of(words: str) -> str | None:
    """None where it is neither males nor females nor all."""
    if plain(words) in OF_BOTH:
        return PERSONS
    if words.isdigit():  # Which figure is which is not said here.
        return None
    found = read_sexes({words.rstrip("sS") or words: 1}).meanings
    return next((one for one in found.values() if one in (FEMALE, MALE)), None)


def ages_of(words: str) -> AgeBand | None:
    return read_ages({words: 1}).meanings[words]


def mid_year_of(cell: str) -> str:
    """The mid-year that a cell says; blank where it says another day, or none."""
    words = cell.strip().lower()
    match = A_MID_YEAR.fullmatch(words) or THIRTIETH_OF_JUNE.fullmatch(words)
    return f"mid-{match[1]}" if match else ""


def whole_life(bands: Iterable[AgeBand], *, finest: bool) -> tuple[AgeBand, ...]:
    """Those of the age groups that hold every age once, from nought on; none where they do not."""
    found: dict[int, tuple[AgeBand, ...]] = {}
    for band in sorted(set(bands), key=lambda one: -one.first):
        last = band.last
        is_open = last is None or (band.first >= OPEN_FROM and last >= OPEN_FROM)
        rest = () if last is None else found.get(last + 1)
        if rest is None:
            rest = () if is_open else None
        if rest is None:
            continue
        way, known = (band, *rest), found.get(band.first)
        if known is None or (len(way) > len(known)) == finest:
            found[band.first] = way
    return found.get(0, ())


def parts_of(headings: Sequence[str], sheet: str = "") -> Parts | None:
    """How a table of any level, by sex or age or neither, is laid out; None where it is no table
    of residents, or does not say of which year it is."""
    parts = _laid_out(headings, sheet, is_called=bool(CALLED.search(sheet.lower())))
    return parts if parts and (parts.years or parts.period is not None or parts.year) else None


def says_of_itself(headings: Sequence[str]) -> bool:
    """Whether it is a table of residents whatever it is called, and of whatever year."""
    names = {plain(heading) for heading in headings}
    if names & {*INDICATOR_HEADINGS} or any("household" in name for name in names):
        return False
    return _laid_out(headings, "", is_called=False) is not None


def _laid_out(headings: Sequence[str], sheet: str, *, is_called: bool) -> Parts | None:
    names = [plain(heading) for heading in headings]
    area = _first(names, AREA_HEADINGS)
    if area is None:
        return None
    years = {f"mid-{match[1]}": at for at, name in enumerate(names)
             if (match := MID_YEAR_POPULATION.match(name))}  # fmt: skip
    sex, age = _first(names, SEX_HEADINGS), _first(names, AGE_HEADINGS)
    if years and sex is None and age is None:
        return Parts(area, {}, years=years)
    is_called = is_called or (names[area].startswith("lsoa") and bool(_year_of(sheet)))
    numbers = _numbers(headings, names, sex, age, is_called=is_called)
    period = _first(names, PERIOD_HEADINGS)
    year = "" if period is not None else _year_of(sheet)
    if not numbers:
        return None
    return Parts(
        area,
        numbers,
        sex,
        age,
        period,
        year,
        indicator=_first(names, INDICATOR_HEADINGS),
        measure=_first(names, MEASURE_HEADINGS),
        only="" if sex is not None or any(one.sex for one in numbers.values()) else _only(sheet),
    )


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _numbers(
    headings: Sequence[str],
    names: Sequence[str],
    sex: int | None,
    age: int | None,
    *,
    is_called: bool,
) -> dict[int, Part]:
    """Of columns that are of the same, the first: what it is called says most."""
    ranked = [*ALL_RESIDENTS, *ANY_NUMBER]
    found: dict[Part, int] = {}
    order = sorted(
        range(len(names)),
        key=lambda at: ranked.index(names[at]) if names[at] in ranked else len(ranked),
    )
    for at in order:
        part = part_of(headings[at])
        if part is None or at in (sex, age):
            continue
        if (part.sex and sex is not None) or (part.ages and age is not None):
            continue
        found.setdefault(part, at)
    says_so = is_called or any(names[at] in ALL_RESIDENTS for at in found.values())
    bands = [part.ages for part in found if part.ages is not None]
    is_by_age = len(bands) >= FEWEST_AGES and bool(whole_life(bands, finest=True))
    is_by_sex = {ALL, Part(MALE), Part(FEMALE)} <= found.keys()
    return {at: part for part, at in found.items()} if says_so or is_by_age or is_by_sex else {}


def _year_of(sheet: str) -> str:
    years = {match[1] for match in ESTIMATES_OF.finditer(sheet.lower())}
    if len(years) != 1:
        return ""
    year = years.pop()
    return f"mid-{year}" if len(year) == len("2024") else f"mid-20{year}"


def _only(sheet: str) -> str:
    words = set(re.findall(r"[a-z]+", sheet.lower()))
    told = {MALE: words & {"male", "males"}, FEMALE: words & {"female", "females"}}
    named = [sex for sex, found in told.items() if found]
    return named[0] if len(named) == 1 and not words & OF_BOTH else ""
