"""How the tables of a delivery were understood, in words; and what may be said to put it right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from datasources import kinds
from datasources.intake.findings import HIDDEN_SHEET_READ, HIDDEN_SHEETS
from datasources.intake.seen import TOGETHER
from datasources.kinds import Column, Kind, Role
from datasources.kinds.headings import plain
from datasources.layouts import NOT_KEPT, QUESTIONS, Layout
from datasources.models import Delivery
from datasources.values.decisions import Question

# Of more different tables a page is no help, and of more headings no form.
MOST_TABLES, MOST_HEADINGS = 12, 300
HIDDEN = (HIDDEN_SHEETS, HIDDEN_SHEET_READ)
"""What is told of hidden sheets names them."""
AS_READ = "-"
"""What is chosen for a heading that is used together with its neighbours, and stays so."""
ABOUT = {
    "order": "Dates such as 03/04/2025",
    "years": "Texts such as 2011-12",
    "serials": "Dates that are stored as numbers, such as 45292",
    "quarters": "Quarters such as Q1 2025",
    "swapped": "Dates of which a spreadsheet may have taken the month for the day",
    "comma": "Numbers such as 1,234",
    "blanks": "Blanks in a column that says only yes",
}


@dataclass(frozen=True)
class SeenColumn:
    """A heading, what it was taken for, why, and some of its cells for those who may see them."""

    theirs: str
    ours: str
    why: str
    examples: tuple[str, ...]
    taken_for: str
    """The column of the kind: blank where it is not kept, AS_READ where its neighbours matter."""
    looks: str = ""
    """What most of its cells look like: 98% dates."""

    @property
    def key(self) -> str:
        return plain(self.theirs)


@dataclass(frozen=True)
class SeenTable:
    """Tables of the same headings, which were understood in the same way."""

    place: str
    """Where the first of them stood."""
    others: int
    is_used: bool
    columns: tuple[SeenColumn, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.theirs for column in self.columns)


@dataclass(frozen=True)
class Heading:
    """A heading that a person may say something of, under the name of its field."""

    name: str
    column: SeenColumn


@dataclass(frozen=True)
class Word:
    """A word of the files that is none of the kind's, under the name of its field."""

    name: str
    column: str
    word: str
    ours: str


@dataclass(frozen=True)
class Changed:
    """How the headings differ from those of the last files of the source that were read."""

    since: datetime
    new: Mapping[str, str]
    """As they are compared, and as they stand there."""
    gone: tuple[SeenColumn, ...]


@dataclass(frozen=True)
class Asked:
    """Everything that may be said of the tables of a delivery."""

    kind: Kind
    before: Layout
    tables: tuple[SeenTable, ...]
    headings: tuple[tuple[SeenTable, tuple[Heading, ...]], ...]
    """Each heading once, with the first table that it stands in."""
    words: tuple[Word, ...]
    open: tuple[Question, ...]
    """What the reading waits for."""
    others: tuple[Question, ...]
    sheets: tuple[str, ...]
    """Those whose tables were seen, and the hidden ones."""
    hidden: frozenset[str] = frozenset()
    changed: Changed | None = None
    """None where nothing changed since the last time, or there was none."""

    def is_asked(self, column: SeenColumn) -> bool:
        """Where only a change is asked: whether this heading is a part of it."""
        return self.changed is None or column.key in self.changed.new


def in_words(column: Column) -> str:
    """What a column is called: of what may be an area of any level, by no one level."""
    return "Area" if column.role is Role.WHERE else column.heading


def understood(delivery: Delivery, *, in_confidence: bool) -> list[SeenTable]:
    """Each different table once. What was not read may be anything: it is for the same people
    as the originals."""
    kind = kinds.shown(delivery.source.kind)
    found: dict[tuple[object, ...], SeenTable] = {}
    for table in delivery.tables:
        is_used = table.get("is_used", True)
        if not is_used and not in_confidence:
            continue
        columns = tuple(_column(kind, one, in_confidence) for one in table["columns"])
        key = (is_used, *((one.theirs, one.ours) for one in columns))
        if key in found:
            found[key] = replace(found[key], others=found[key].others + 1)
        else:
            found[key] = SeenTable(_place(table), 0, is_used, columns)
    return list(found.values())[:MOST_TABLES]


def kept_in_words(tables: Sequence[SeenTable]) -> str:
    """5 of 8 columns are kept."""
    columns = [one for table in tables if table.is_used for one in table.columns]
    kept = sum(bool(one.taken_for) for one in columns)
    if not columns:
        return "No table was read."
    return f"{kept} of {len(columns)} columns {'is' if kept == 1 else 'are'} kept."


def asked(delivery: Delivery, said: Layout) -> Asked:
    """What the page about a delivery's tables asks, with what was said of the source before."""
    kind = delivery.source.read_as
    tables = understood(delivery, in_confidence=True)
    open_ones = {about for table in delivery.tables for about in table.get("asked", ())}
    told = delivery.findings.filter(code__in=HIDDEN).values_list("examples", flat=True)
    hidden = [name for names in told for name in names]
    sheets = [*(table["sheet"] for table in delivery.tables if table["sheet"]), *hidden]
    return Asked(
        kind=kind,
        before=said,
        tables=tuple(tables),
        headings=tuple(_headings(tables, said)),
        words=tuple(_words(kind, delivery.tables, said)),
        open=tuple(one for about, one in QUESTIONS.items() if about in open_ones),
        others=tuple(one for about, one in QUESTIONS.items() if about not in open_ones),
        sheets=tuple(dict.fromkeys([*sheets, said.sheet] if said.sheet else sheets)),
        hidden=frozenset(hidden),
        changed=_changed(delivery, tables, said),
    )


def _changed(delivery: Delivery, tables: Sequence[SeenTable], said: Layout) -> Changed | None:
    """Beside the last files of the source that were read. What was said of a heading is known."""
    before = delivery.source.deliveries.filter(state__in=("read", "accepted"), pk__lt=delivery.pk)
    last = before.order_by("-pk").first()
    if last is None:
        return None
    theirs = understood(last, in_confidence=True)
    used = [one for table in theirs if table.is_used for one in table.columns if one.key]
    if not used:
        return None
    now = {one.key: one.theirs for table in tables for one in table.columns if one.key}
    known = {one.key for table in theirs for one in table.columns} | set(map(plain, said.columns))
    new = {key: heading for key, heading in now.items() if key not in known}
    gone = {one.key: one for one in used if one.key not in now}
    if not new and not gone:
        return None
    return Changed(last.received_at, new, tuple(gone.values()))


def _headings(
    tables: Iterable[SeenTable], said: Layout
) -> Iterable[tuple[SeenTable, tuple[Heading, ...]]]:
    met: set[str] = set()
    for table in tables:
        fresh = []
        for column in table.columns:
            if not column.key or column.key in met or len(met) >= MOST_HEADINGS:
                continue
            met.add(column.key)
            fresh.append(Heading(f"is-{column.key.replace(' ', '-')}", _as_said(column, said)))
        if fresh:
            yield table, tuple(fresh)


def _as_said(column: SeenColumn, said: Layout) -> SeenColumn:
    """What was said last counts, though the files were read before it."""
    name = said.taken_for(column.theirs)
    if name is None or name == column.taken_for:
        return column
    return replace(column, taken_for=name)


def _words(kind: Kind, tables: Sequence[Mapping], said: Layout) -> Iterable[Word]:
    for vocabulary in kind.vocabularies:
        before = {plain(word): ours for word, ours in said.words.get(vocabulary.column, {}).items()}
        met: dict[str, str] = {}
        for table in tables:
            for word in table.get("unknown_words", {}).get(vocabulary.column, ()):
                met.setdefault(plain(word), word)
        for word in said.words.get(vocabulary.column, {}):
            met.setdefault(plain(word), word)
        for key, word in met.items():
            name = f"word-{vocabulary.column}-{key.replace(' ', '-')}"
            yield Word(name, vocabulary.column, word, before.get(key, ""))


def _column(kind: Kind, column: Mapping, in_confidence: bool) -> SeenColumn:
    headings = {one.name: in_words(one) for one in kind.columns if one.name}
    taken_for = column["ours"]
    return SeenColumn(
        theirs=column["theirs"].strip(),
        ours=headings.get(taken_for, taken_for) or "Not kept",
        why=column["why"],
        examples=tuple(column["examples"]) if in_confidence else (),
        looks=column.get("looks", ""),
        taken_for=AS_READ if column["why"] == TOGETHER else taken_for or NOT_KEPT,
    )


def _place(table: Mapping) -> str:
    sheet = f", sheet “{table['sheet']}”" if table["sheet"] else ""
    return f"{table['file'].capitalize()}{sheet}, headings in row {table['heading_row']}"
