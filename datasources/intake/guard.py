"""What stands between the tables of a file and whatever reads them: nothing personal passes that
nobody has decided of, and what was decided is done before a cell is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import pyarrow as pa

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.reading import Option, PersonalColumn
from datasources.intake.tabular.matching import BY_HEADING, Used, candidates
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import Column, Kind, Role
from datasources.kinds.headings import plain
from datasources.layouts import NOT_KEPT, Layout
from datasources.personal import things, treatments
from datasources.personal.judging import Judged, Kept, things_in
from datasources.personal.treatments import Aids, Treatment
from datasources.values import coded
from partnerships.words import all_of

EATEN = frozenset(
    {things.EMAILS.slug, things.PHONES.slug, things.NHS.slug, things.NI.slug, things.POSTCODES.slug}
)
"""What never stands in a heading: a first record was taken for the headings."""


KEEP = "keep"
OF_PLACES = frozenset({things.ADDRESSES.slug, things.POSTCODES.slug})
A_PLACE = re.compile(r"\b(?:location|place|premises|property|address|site)\b")


@dataclass
class Guarded:
    """What was seen in columns, by their headings as they are compared."""

    judged: dict[str, Judged] = field(default_factory=dict)
    used: dict[str, Used] = field(default_factory=dict)

    def join(self, other: Guarded) -> None:
        """What was seen in the columns of another table, as if it had been read after these."""
        self.used |= other.used
        for name, one in other.judged.items():
            if name in self.judged:
                self.judged[name].join(one)
            else:
                self.judged[name] = one


@dataclass
class Guard:
    """Judges the columns of tables, and treats those that were decided of."""

    kind: Kind
    layout: Layout
    secret: bytes = b""
    guarded: Guarded = field(default_factory=Guarded)

    def over(self, raw: RawTable) -> RawTable:
        """The same table, whose rows are judged and treated as they are read."""
        raw.batches = self._guarded(raw.headings, raw.batches)
        return raw

    def drain(self, raw: RawTable) -> None:
        """Judges what a reader left unread, as it refused the table."""
        with suppress(Refused):
            for _ in raw.batches:
                continue

    def _guarded(self, headings: Sequence[str], batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
        used = {one.at: one for one in candidates(self.kind, headings, self.layout)}
        plan: dict[int, tuple[Judged, Treatment | None]] = {}
        for at, heading in enumerate(headings):
            if self._is_public(heading):
                continue
            name = named(heading, at)
            if plain(name) not in self.guarded.judged:
                self.guarded.judged[plain(name)] = Judged(name, _kept(used.get(at)))
            if at in used:
                self.guarded.used[plain(name)] = used[at]
            plan[at] = (self.guarded.judged[plain(name)], self._said(name))
        day = next((at for at, one in used.items() if one.column.role is Role.WHEN), None)
        for batch in batches:
            for at, (judged, _) in plan.items():
                judged.see(batch.column(at))
            yield self._treated(batch, plan, day)

    def _treated(
        self, batch: pa.Table, plan: dict[int, tuple[Judged, Treatment | None]], day: int | None
    ) -> pa.Table:
        treated = {at: one for at, (_, one) in plan.items() if one is not None}
        if not treated:
            return batch
        days = coded.texts_in(batch.column(day)) if day is not None else None
        aids = Aids(days, self.layout.told, self.secret)
        columns = [
            treated[at].apply(coded.texts_in(column), aids) if at in treated else column
            for at, column in enumerate(batch.columns)
        ]
        return pa.Table.from_arrays(columns, names=batch.column_names)

    def _said(self, heading: str) -> Treatment | None:
        """What is done with a column; one that was said not to be kept is left out like others."""
        said = self.layout.done_with(heading)
        if said is None and self.layout.taken_for(heading) == NOT_KEPT:
            return treatments.DROP
        return treatments.BY_SLUG[said] if said else None

    def _is_public(self, heading: str) -> bool:
        return any(one.is_public and plain(heading) in one.names for one in self.kind.columns)

    def columns(self) -> tuple[PersonalColumn, ...]:
        """The columns in which something was found, as they were met."""
        return tuple(
            self._column(key, one, found)
            for key, one in self.guarded.judged.items()
            if (found := one.found())
        )

    def _column(self, key: str, judged: Judged, found: dict[str, int]) -> PersonalColumn:
        masks = dict.fromkeys(mask for slug in found for mask in judged.shown.get(slug, ()))
        options = tuple(self._options(key, judged, found))
        return PersonalColumn(
            judged.heading,
            found,
            judged.filled,
            tuple(masks)[:MASKS],
            self._decided(judged, found),
            options,
            _suggested(options, judged, found),
        )

    def _decided(self, judged: Judged, found: dict[str, int]) -> str:
        said = self._said(judged.heading)
        if said is not None:
            covers = said is not treatments.CELLS or _is_of_few_cells(judged, found)
            return said.slug if covers and set(found) <= said.fits else ""
        return KEEP if set(found) <= set(self.layout.nothing_personal(judged.heading)) else ""

    def _options(self, key: str, judged: Judged, found: dict[str, int]) -> Iterator[Option]:
        used = self.guarded.used.get(key)
        for one in treatments.fitting(found):
            if one is treatments.CELLS:
                if used is not None and _is_of_few_cells(judged, found):
                    yield Option(one.slug, label=one.label)
            elif one.receives is not None:
                for column in self._receiving(one.receives, used, found):
                    yield Option(one.slug, column.name, one.label.format(column.heading))
            elif not one.leaves_something or used is not None:
                yield Option(one.slug, label=one.label)
        yield Option(KEEP, label="Keep it as it is: this is nothing personal")

    def _receiving(self, role: Role, used: Used | None, found: Iterable[str]) -> list[Column]:
        """The columns of the kind that may receive it: its own, else those that are still free.

        Keys of places receive where somebody lives, keys of persons all else.
        """
        if used is not None:
            fits = (Role.SAME, Role.KEY) if role is Role.SAME else (role,)
            return [used.column] if used.column.role in fits else []
        taken = {one.column.name for one in self.guarded.used.values()}
        free = [one for one in self.kind.columns if one.role is role and one.name not in taken]
        if role is not Role.SAME:
            return free
        is_where = set(found) <= OF_PLACES
        return [one for one in free if bool(A_PLACE.search(plain(one.heading))) is is_where]


MASKS = 4


def named(heading: str, at: int) -> str:
    """What a column is called to a person; one without a heading, or whose heading is a person's
    own particulars, by its place."""
    if not heading.strip() or is_eaten(heading):
        return f"column {at + 1} (no heading)"
    return heading.strip()


def is_eaten(heading: str) -> bool:
    """Whether a heading is a person's particulars: a first record was taken for the headings."""
    return bool(EATEN & set(things_in(heading)))


def _kept(used: Used | None) -> Kept:
    if used is None:
        return Kept()
    words = used.column.words
    known = (*words.words, *words.also) if words is not None else ()
    return Kept(used.column.role, frozenset(map(plain, known)), used.why == BY_HEADING)


def _is_of_few_cells(judged: Judged, found: dict[str, int]) -> bool:
    is_by_heading = any(one.slug in found for one in judged.by_heading)
    return not is_by_heading and 2 * max(found.values()) <= judged.filled


def _suggested(options: Sequence[Option], judged: Judged, found: dict[str, int]) -> str:
    """What is suggested: an age for a date of birth, blanked cells where few hold it, else out."""
    wanted = (
        (treatments.AGE.slug,)
        if set(found) == {things.BIRTH_DATES.slug}
        else (treatments.CELLS.slug,)
    )
    for one in options:
        if one.treatment in wanted:
            return one.value
    return treatments.DROP.slug


def is_open(columns: Sequence[PersonalColumn]) -> bool:
    return any(not one.decided for one in columns)


def is_refused(columns: Sequence[PersonalColumn]) -> bool:
    return any(one.decided == treatments.REFUSE.slug for one in columns)


def what_was_found(column: PersonalColumn) -> str:
    """names of persons in 23 cells and telephone numbers in 2."""
    return all_of(
        [
            f"{things.BY_SLUG[slug].label} in {counted(count, 'cell')}"
            for slug, count in column.found.items()
        ]
    )


def told(columns: Sequence[PersonalColumn]) -> Iterator[Finding]:
    """What was found and what became of it, one finding a column, without a value."""
    for one in columns:
        code, done, advice = _words(one)
        yield finding(
            code,
            f"“{one.heading}” holds {what_was_found(one)}. {done}".strip(),
            advice,
            count=max(one.found.values()),
        )


def _words(column: PersonalColumn) -> tuple[str, str, str]:
    if not column.decided:
        return (
            findings.PERSONAL_ASKED,
            "Nothing of these files is stored before an analyst has decided what becomes of it.",
            "Decide on the page of this delivery, or ask the sender to leave the column out.",
        )
    if column.decided == KEEP:
        return (
            findings.PERSONAL_NONE,
            "As last time, it was kept: it was said to be nothing personal.",
            "",
        )
    said = treatments.BY_SLUG[column.decided]
    code = {
        treatments.DROP.slug: findings.PERSONAL_DATA,
        treatments.CELLS.slug: findings.PERSONAL_DATA_BLANKED,
        treatments.REFUSE.slug: findings.PERSONAL_REFUSED,
    }.get(said.slug, findings.PERSONAL_REDUCED)
    return code, f"As was decided for this source, the column {said.done}.", ASK_FOR_LESS


ASK_FOR_LESS = "Ask the sender to leave such details out."
