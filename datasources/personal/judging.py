"""What the cells of one column say of persons, decided by the whole column where one cell could
be something else as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from datasources.kinds import Role
from datasources.kinds.headings import plain
from datasources.personal import marks, things
from datasources.personal.things import Thing
from datasources.values import coded
from datasources.values.persons import Named, is_told, names_a_person

HARMLESS = (
    r"^[0-9a-f]{32,64}$|^[A-Z][0-9]{8}$|^-?[0-9]{1,8}$|^-?[0-9]+\.[0-9]+$"
    r"|^[0-9]{4}-[0-9]{2}$|^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$"
)
"""Cells that are looked at no closer: hashes, codes of areas, numbers, months, times."""
A_DAY = re.compile(
    r"(?:\d{1,2}[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./,-]{1,2}(?P<last>(?:19|20)\d\d)|"
    r"(?P<first>(?:19|20)\d\d)-\d\d-\d\d)(?:[T ][\d:.]+)?"
)
A_REFERENCE = re.compile(r"\b(?:ref|reference|id|ids|urn|uprn|usrn|key|code|number|no|log|cad)\b")
KEYS = (Role.KEY, Role.SAME)
SOME, MANY, HALF, MOST = 0.1, 0.4, 0.5, 0.6
BARE = ("name", "names", "full name")
FEW_SINGLE = 5
MOST_REMEMBERED = 200_000
"""So many different cells of a column are known again; those beyond are looked at once more."""
EXAMPLES = 3
# Events are of these years; people are born in many more.
YEARS_OF_BIRTH, YEARS_AGO, FEWEST_DAYS = 25, 8, 5


class Kept(NamedTuple):
    """What the column is for its kind: the role that it is taken for, its words, its headings."""

    role: Role | None = None
    words: frozenset[str] = frozenset()
    """Declared words as they are compared: these are no names."""
    is_by_heading: bool = False
    """Whether the kind knows it by this very heading, which then says no more."""


@dataclass
class Judged:
    """What was seen in one column, batch by batch."""

    heading: str
    kept: Kept = Kept()
    remembers: int = MOST_REMEMBERED
    filled: int = 0
    sure: Counter[str] = field(default_factory=Counter)
    perhaps: Counter[str] = field(default_factory=Counter)
    plausible: Counter[str] = field(default_factory=Counter)
    perhaps_different: Counter[str] = field(default_factory=Counter)
    sure_different: Counter[str] = field(default_factory=Counter)
    whole_tens: int = 0
    years: Counter[int] = field(default_factory=Counter)
    shown: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[str, Verdict] = field(default_factory=dict)
    _is_many: bool | None = None
    _different: int = 0
    _passed_over: int = 0
    """Cells of many different ones that hold nothing: each is taken for another."""

    def __post_init__(self) -> None:
        self.is_of_places = things.is_of_places(self.heading) or self.kept.role is Role.WHERE
        named = things.by_heading(self.heading)
        self.by_heading: tuple[Thing, ...] = () if self.kept.is_by_heading else named

    def see(self, cells: pa.ChunkedArray) -> None:
        """Counts what the cells of a batch hold."""
        if self._is_many is None and len(cells):
            self._is_many = len(cells.slice(0, LOOK).unique()) > HALF * min(len(cells), LOOK)
        if self._is_many and not coded.is_coded(cells):
            # To find out which of many come again would cost more than to look at each.
            is_harmless = pa.chunked_array(map(harmless, cells.chunks), type=pa.bool_())
            passed_over = pc.sum(is_harmless).as_py() or 0
            self._pass_over(passed_over)
            if passed_over == len(cells):
                return
            cells = cells.filter(pc.invert(is_harmless))
        texts, counts = coded.counted(cells)
        if self._is_many and coded.is_coded(cells):
            passed = harmless(texts).to_numpy(zero_copy_only=False)
            self._pass_over(int(counts[passed].sum()))
            texts, counts = texts.filter(pa.array(~passed)), counts[~passed]
        for text, count in zip(texts.to_pylist(), counts.tolist(), strict=True):
            self._see(text, count)

    def join(self, other: Judged) -> None:
        """What was seen in a column of the same heading, as if its cells had come after these."""
        self.sure.update(other.sure)
        self.perhaps.update(other.perhaps)
        self.plausible.update(other.plausible)
        self.years.update(other.years)
        self.filled += other.filled
        self.whole_tens += other.whole_tens
        self._passed_over += other._passed_over
        if len(other._known) == self.remembers:
            # Which of its others stand here too is not known.
            self._different += other._different
            self.perhaps_different.update(other.perhaps_different)
            self.sure_different.update(other.sure_different)
            return
        for text, verdict in other._known.items():
            if text not in self._known:
                self._remember(text, verdict)

    def _pass_over(self, cells: int) -> None:
        self.filled += cells
        self._passed_over += cells

    @property
    def different(self) -> int:
        return self._passed_over + self._different

    def _see(self, text: str, count: int) -> None:
        verdict = self._known.get(text) or self._new(text)
        if verdict.is_blank:
            return
        self.filled += count
        if verdict is NOTHING:
            return
        for slug in verdict.sure:
            self.sure[slug] += count
        for slug in verdict.perhaps:
            self.perhaps[slug] += count
        for slug in verdict.plausible:
            self.plausible[slug] += count
        self.whole_tens += count * verdict.is_ten
        if verdict.year:
            self.years[verdict.year] += count

    def _new(self, text: str) -> Verdict:
        verdict = BLANK if things.is_blank(text) else self._verdict(text)
        self._remember(text, verdict)
        return verdict

    def _remember(self, text: str, verdict: Verdict) -> None:
        if len(self._known) < self.remembers:
            self._known[text] = verdict
        self._different += not verdict.is_blank
        self.perhaps_different.update(verdict.perhaps)
        self.sure_different.update(verdict.sure)
        for slug in (*verdict.sure, *verdict.perhaps, *verdict.plausible):
            self._show(slug, text)

    def _show(self, slug: str, text: str) -> None:
        shown = self.shown.setdefault(slug, [])
        masked = mask(text)
        if len(shown) < EXAMPLES and masked not in shown:
            shown.append(masked)

    def _verdict(self, text: str) -> Verdict:
        return _verdict(text, self.by_heading, self.kept.words, self.is_of_places)

    @property
    def is_of_references(self) -> bool:
        return self.kept.role in KEYS or A_REFERENCE.search(plain(self.heading)) is not None

    def found(self) -> dict[str, int]:
        """The things that the column holds, by slug, and in how many cells."""
        found: dict[str, int] = {}
        for one in self.by_heading:
            if count := self._by_heading(one):
                found[one.slug] = count
        for one in things.THINGS:
            count = self._by_cells(one.slug)
            if count:
                found[one.slug] = max(count, found.get(one.slug, 0))
        if things.BIRTH_DATES.slug not in found and (days := self._days_of_birth()):
            found[things.BIRTH_DATES.slug] = days
        return found

    def _by_heading(self, thing: Thing) -> int:
        count = self.plausible[thing.slug]
        if thing is things.POSTCODES:
            # Of outward halves and sectors no cell is whole.
            return self.sure[thing.slug]
        if thing is things.NAMES and plain(self.heading) in BARE and not self._some_are_names:
            return 0
        return count if count >= LEAST_PLAUSIBLE * self.filled else 0

    @property
    def _some_are_names(self) -> bool:
        """“Name” alone may be of areas, premises or firms: then hardly a cell names a person."""
        names = things.NAMES.slug
        return self.perhaps_different[names] + self.sure_different[names] >= SOME * self.different

    def _by_cells(self, slug: str) -> int:
        sure, both = self.sure[slug], self.sure[slug] + self.perhaps[slug]
        if slug == things.NAMES.slug:
            return self._names(sure, both)
        if self.is_of_references and slug not in IN_ANY_REFERENCE:
            return both if both > HALF * self.filled else 0
        if slug == things.NHS.slug:
            return both if self.perhaps[slug] >= HALF * self.whole_tens else sure
        if both > sure and both >= MOST * self.filled:
            return both
        return sure

    def _names(self, sure: int, both: int) -> int:
        if self.is_of_places:
            # Wards bear the names of people: only a title or a label tells.
            return sure
        alone = self.perhaps_different[SINGLE]
        names = things.NAMES.slug
        several = self.perhaps_different[names] + self.sure_different[names] - alone
        if several and both >= MANY * self.filled and several >= MANY * (self.different - alone):
            return both
        if alone >= FEW_SINGLE and alone + several >= MOST * self.different:
            return both
        return sure

    def _days_of_birth(self) -> int:
        """Of a column that nobody knows: days over many years, most of them long past."""
        days = sum(self.years.values())
        if self.kept.role is not None or days < max(FEWEST_DAYS, MOST * self.filled):
            return 0
        newest = max(self.years)
        past = sum(count for year, count in self.years.items() if year <= newest - YEARS_AGO)
        is_wide = newest - min(self.years) >= YEARS_OF_BIRTH
        return days if is_wide and 2 * past >= days else 0


def harmless(texts: pa.StringArray) -> pa.BooleanArray:
    """Of each text whether it is HARMLESS."""
    lengths = pc.binary_length(texts)
    signs = lengths.to_numpy(zero_copy_only=False)
    # Of references of a police force a whole column is nothing else: that is faster to find.
    may_be_hashes = ((signs == 0) | ((signs >= SHORTEST_HASH) & (signs <= LONGEST_HASH))).all()
    if may_be_hashes and not _signs_of(texts).translate(None, SIGNS_OF_HASHES):
        return pc.greater(lengths, 0)
    if _are_decimals(texts):
        return pc.greater(lengths, 0)
    return pc.match_substring_regex(texts, HARMLESS)


def _are_decimals(texts: pa.StringArray) -> bool:
    """Whether each that is not blank is figures, a point, figures, perhaps with a minus before."""
    at = coded.offsets_of(texts)[texts.offset : texts.offset + len(texts) + 1].astype("int64")
    is_filled = at[1:] > at[:-1]
    begins, ends = at[:-1][is_filled] - at[0], at[1:][is_filled] - at[0]
    signs = np.frombuffer(_signs_of(texts), dtype="uint8")
    (points,) = np.nonzero(signs == ord("."))
    if not len(points) or len(points) != len(begins):
        return False
    minus = signs[begins] == ord("-")
    figures = np.count_nonzero((signs >= ord("0")) & (signs <= ord("9")))
    # So many points, and each within a text, leave one for each.
    are_within = (begins + minus < points) & (points < ends - 1)
    return bool(are_within.all()) and int(figures + len(points) + minus.sum()) == len(signs)


def _signs_of(texts: pa.StringArray) -> bytes:
    """All texts one behind the other."""
    signs = texts.buffers()[2]
    at = coded.offsets_of(texts)[texts.offset : texts.offset + len(texts) + 1]
    return signs[int(at[0]) : int(at[-1])].to_pybytes() if signs is not None else b""


LOOK = 2000
SHORTEST_HASH, LONGEST_HASH = 32, 64
SIGNS_OF_HASHES = b"0123456789abcdef"
LEAST_PLAUSIBLE = 0.2
SINGLE = "single"
IN_ANY_REFERENCE = (things.EMAILS.slug, things.DOCUMENTS.slug)


class Verdict(NamedTuple):
    """What one text holds: surely, perhaps, and as its heading says."""

    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    plausible: tuple[str, ...] = ()
    is_ten: bool = False
    year: int = 0
    is_blank: bool = False


NOTHING, BLANK = Verdict(), Verdict(is_blank=True)


def _verdict(
    text: str, by_heading: Iterable[Thing], words: frozenset[str], is_of_places: bool
) -> Verdict:
    if words and plain(text) in words:
        return NOTHING
    plausible = tuple(one.slug for one in by_heading if one.plausible(text))
    sure, perhaps = _things_in(text, is_of_places=is_of_places)
    bare = text.strip()
    is_ten = len(bare) == len("9434765919") and bare.isdigit()
    verdict = Verdict(tuple(sure), tuple(perhaps), plausible, is_ten, _year(bare))
    return NOTHING if verdict == NOTHING else verdict


def _things_in(text: str, *, is_of_places: bool = False) -> tuple[list[str], list[str]]:
    """What a text holds for sure, and what perhaps."""
    sure: list[str] = []
    perhaps: list[str] = []
    figures = sum(map(str.isdigit, text))
    if "@" in text and marks.email(text):
        sure.append(things.EMAILS.slug)
    if figures:
        _numbers_in(text, figures, sure, perhaps)
    named = names_a_person(text)
    if named is Named.SURELY and (not is_of_places or is_told(text)):
        sure.append(things.NAMES.slug)
    elif named is not Named.NO and not is_of_places:
        perhaps += [things.NAMES.slug, SINGLE] if " " not in text.strip() else [things.NAMES.slug]
    return sure, perhaps


def _numbers_in(text: str, figures: int, sure: list[str], perhaps: list[str]) -> None:
    bare = text.strip()
    is_number = bare.isdigit()
    if figures >= FIGURES_OF_A_PHONE and marks.phone(text):
        is_mobile = bare.startswith("07") and len(bare) == len("07700900123")
        (perhaps if is_number and not is_mobile else sure).append(things.PHONES.slug)
    if figures >= FIGURES_OF_NHS and marks.nhs_number(text):
        (perhaps if is_number else sure).append(things.NHS.slug)
    # A place on the map, a share, a weight: nothing of a person is written with one point.
    if is_number or DECIMAL.fullmatch(bare):
        return
    sure += [one.slug for one in OF_LETTERS_AND_FIGURES if one.holds(text)]
    if things.VEHICLES.slug not in sure and things.VEHICLES.perhaps(text):
        perhaps.append(things.VEHICLES.slug)


OF_LETTERS_AND_FIGURES = (
    things.NI, things.POSTCODES, things.ADDRESSES, things.DOCUMENTS, things.VEHICLES,
    things.BIRTH_DATES,
)  # fmt: skip
FIGURES_OF_A_PHONE, FIGURES_OF_NHS = 9, 10
DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+", re.ASCII)


def _year(text: str) -> int:
    match = A_DAY.fullmatch(text)
    return int(match["last"] or match["first"]) if match else 0


def holds_any(text: str) -> bool:
    """Whether a cell holds, or may hold, something personal."""
    sure, perhaps = _things_in(text)
    return bool(sure or perhaps)


def things_in(text: str) -> tuple[str, ...]:
    """The things that a text holds for sure, whatever stands in other cells."""
    sure, perhaps = _things_in(text)
    return (*sure, *(one for one in perhaps if one in (things.NHS.slug, things.PHONES.slug)))


def mask(text: str) -> str:
    """A cell with every letter and figure replaced: its form, and nothing of what it says."""
    masked = "".join(
        "9" if sign.isdigit() else ("X" if sign.isupper() else "x") if sign.isalpha() else sign
        for sign in " ".join(text.split())
    )
    return masked if len(masked) <= LONGEST else f"{masked[:LONGEST]}…"


LONGEST = 40
