"""Which column of a table is which column of its kind: by the layout, else by its heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.headings import have_twins
from datasources.kinds import Column, Kind, Role
from datasources.kinds.dates import DATE_PARTS, say_it_together
from datasources.kinds.headings import plain
from datasources.layouts import Layout
from datasources.values.together import YEAR
from partnerships.words import all_of

Note = Callable[[Finding], None]
LIKE_LAST_TIME = "as was said for this source"
BY_HEADING = "by its heading"


@dataclass(frozen=True)
class Used:
    """A column of the table, what it is taken for, and why."""

    at: int
    heading: str
    column: Column
    why: str


@dataclass(frozen=True)
class Matched:
    """The columns of a table that are used; several may say where a row belongs."""

    used: tuple[Used, ...]
    parts_of_date: Mapping[str, int]
    """Where the parts of a date stand in columns of their own: with the column that says when it
    was, where there is one too, until the cells tell which of them is meant (`dating`)."""
    finer: tuple[int, ...] = ()
    """Columns that the kind knows and does not keep: they tell rows apart that seem the same."""

    def of(self, role: Role) -> tuple[Used, ...]:
        return tuple(one for one in self.used if one.column.role is role)

    @property
    def positions(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys((*(one.at for one in self.used), *self.parts_of_date.values())))


def matched(kind: Kind, headings: Sequence[str], layout: Layout, name: str, note: Note) -> Matched:
    """Refused where a needed column is missing.

    Where several headings fit one column, the one that the kind names first is used and the others
    are told; of places all are used, for each row the one that says it most closely.
    """
    _check_twins(kind, headings, layout)
    used = candidates(kind, headings, layout)
    parts = date_parts(kind, headings, layout)
    for column in kind.columns:
        fitting = [at for at, _ in _fitting(column, headings, layout)]
        if column.role is Role.WHEN and parts:
            fitting = [at for at in fitting if at not in parts.values()]
        if column.name and column.role is not Role.WHERE and len(fitting) > 1:
            note(_chosen(headings, fitting, name))
    if parts:
        others = [one for one in used if one.column.role is not Role.WHEN]
        used = [*others, *whens(kind, headings, layout, parts)]
    _check_needed(kind, used, parts, layout)
    return Matched(tuple(used), parts, _finer(kind, headings, used))


def whens(
    kind: Kind, headings: Sequence[str], layout: Layout, parts: Mapping[str, int]
) -> list[Used]:
    """The first column that says when it was and is no part of a date, whatever that part means
    alone."""
    found = [
        Used(at, headings[at], column, why)
        for column in kind.columns
        if column.role is Role.WHEN and column.name
        for at, why in _fitting(column, headings, layout)
        if at not in parts.values()
    ]
    return found[:1]


def _finer(kind: Kind, headings: Sequence[str], used: Sequence[Used]) -> tuple[int, ...]:
    texts = (one for one in kind.columns if not one.name and one.role is not Role.VALUE)
    names = frozenset[str]().union(*(one.names for one in texts))
    taken = {one.at for one in used}
    return tuple(
        at for at, heading in enumerate(headings) if at not in taken and plain(heading) in names
    )


def candidates(kind: Kind, headings: Sequence[str], layout: Layout) -> list[Used]:
    """The columns that are used, by the layout or by their headings."""
    used: list[Used] = []
    for column in kind.columns:
        fitting = _fitting(column, headings, layout) if column.name else []
        if column.role is not Role.WHERE:
            fitting = fitting[:1]
        used += [Used(at, headings[at], column, why) for at, why in fitting]
    return used


def _check_twins(kind: Kind, headings: Sequence[str], layout: Layout) -> None:
    """Refuses headings that stand twice where one is needed, and nobody has said which is meant."""
    twins = have_twins(headings)
    needed = frozenset[str]().union(*(one.names for one in kind.columns if one.name))
    meant = [heading.strip() for heading in headings if plain(heading) in twins & needed]
    said = {plain(heading) for heading, name in layout.columns.items() if name}
    asked = [
        heading
        for heading in meant
        if not said & {plain(heading), *(plain(one) for one in _namesakes(heading, headings))}
    ]
    if not asked:
        return
    twin = next(iter(_namesakes(asked[0], headings)))
    raise Refused(
        findings.REPEATED_HEADING,
        f"{all_of([f'“{one}”' for one in asked])} {'stands' if len(asked) == 1 else 'stand'} over"
        f" more than one column, so it is not known which is meant. Here the second is called"
        f" “{twin}”.",
        "Say in the layout of this source which of them is meant, or ask the sender to rename one.",
    )


def _namesakes(heading: str, headings: Sequence[str]) -> list[str]:
    """The other columns that had the same heading: they have a number behind it."""
    begins = f"{heading.strip()} ("
    return [
        one
        for one in headings
        if one.startswith(begins) and one.removeprefix(begins).rstrip(")").isdigit()
    ]


def date_parts(kind: Kind, headings: Sequence[str], layout: Layout) -> dict[str, int]:
    """Where the parts of a date stand in columns of their own: a year with a month and perhaps a
    day, or with a quarter. Empty where they do not, and where the kind needs no date.

    Another column that says when it was may stand in the place of the year: its cells tell.
    """
    when = kind.first(Role.WHEN)
    if when is None:
        return {}
    names = [plain(heading) for heading in headings]
    twins = have_twins(headings)
    found = {}
    for part, own in DATE_PARTS.items():
        fitting = [
            at
            for at, name in enumerate(names)
            if name not in twins
            and (
                layout.taken_for(headings[at]) == part
                or (name in own and layout.taken_for(headings[at]) in (None, when.name))
            )
        ]
        if len(fitting) == 1:
            found[part] = fitting[0]
    others = any(at not in found.values() for at, _ in _fitting(when, headings, layout))
    return found if say_it_together({*found, YEAR} if others else found) else {}


def _fitting(column: Column, headings: Sequence[str], layout: Layout) -> list[tuple[int, str]]:
    """By the layout first; then in the order in which the kind names its headings."""
    said = [
        (at, LIKE_LAST_TIME)
        for at, heading in enumerate(headings)
        if layout.taken_for(heading) == column.name
    ]
    if said:
        return said
    order = [plain(name) for name in (column.heading, *column.also)]
    # Of two columns with one heading neither is meant until a person has said it.
    twins = have_twins(headings)
    fitting = [
        (order.index(plain(heading)), at)
        for at, heading in enumerate(headings)
        if plain(heading) in order
        and plain(heading) not in twins
        and layout.taken_for(heading) is None
    ]
    return [(at, BY_HEADING) for _, at in sorted(fitting)]


def _chosen(headings: Sequence[str], at: Sequence[int], name: str) -> Finding:
    first, *others = [f"“{headings[one].strip()}”" for one in at]
    return finding(
        findings.COLUMN_CHOSEN,
        f"{first} was used; {all_of(others)} could be meant as well and"
        f" {'was' if len(others) == 1 else 'were'} not kept.",
        "If another one is meant, say so in the layout of this source.",
        count=len(others),
        file=name,
        examples=tuple(headings[one] for one in at),
    )


def _check_needed(
    kind: Kind, used: Sequence[Used], parts: Mapping[str, int], layout: Layout
) -> None:
    have = {one.column.name for one in used}
    missing = [
        column.heading
        for column in kind.columns
        if column.required
        and column.name
        and column.name not in have
        and not (column.role is Role.WHEN and (parts or layout.period))
    ]
    if missing:
        raise Refused(
            findings.MISSING_COLUMNS,
            f"The column {missing[0]} is missing."
            if len(missing) == 1
            else f"The columns {all_of(missing)} are missing.",
            "Say in the layout of this source which column is meant, or ask the sender for it."
            f" Expected: {kind.expected}",
        )
