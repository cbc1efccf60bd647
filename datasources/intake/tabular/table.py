"""One table into clean rows by period: what its cells mean, and which of them mean nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from datasources import geography
from datasources.intake import findings, points, privacy, totals
from datasources.intake.columns import DroppedColumns
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.limits import Limits
from datasources.intake.reading import Context
from datasources.intake.setting_aside import ROW, SetAside, SettingAside, miss
from datasources.intake.tabular import naming
from datasources.intake.tabular.dating import counts_from_january, dating
from datasources.intake.tabular.gathering import gathered, mapped, numbered, texts_of
from datasources.intake.tabular.matching import BY_HEADING, Matched, Used, matched
from datasources.intake.tabular.placing import Gazetteer, Placed
from datasources.intake.text import RawTable
from datasources.intake.words import counted
from datasources.kinds import NO, NOT_KNOWN, YES, Kind, Role, Shape
from datasources.kinds.columns import AREA, PERIOD
from datasources.kinds.dates import DATE_PARTS
from datasources.layouts import Layout
from datasources.periods import known, mid_year
from datasources.values.dates import read_dates
from datasources.values.decisions import Decision, State
from datasources.values.markers import HeldBack, is_not_known
from datasources.values.numbers import Number, read_numbers
from datasources.values.people import (
    OBSERVED,
    SELF_DEFINED,
    read_ages,
    read_ethnic_groups,
    read_sexes,
)
from datasources.values.spellings import Moment, Span, When
from datasources.values.times import read_times
from datasources.values.together import PARTED, read_together
from datasources.values.words import read_flags
from partnerships import area_codes
from partnerships.words import all_of, listed

Note = Callable[[Finding], None]
DAY, SPAN = "day", "span"
KEYS = (Role.KEY, Role.SAME)
OF_PERSONS = (Role.SEX, Role.ETHNICITY, Role.PERSON, Role.AGE)
ADDED_UP = (Shape.COUNTS, Shape.DENOMINATORS)
"""Whose numbers may stand in a table more than once: as parts, as totals, as versions."""
# Under it a column of numbers or dates is something else.
MOSTLY = 0.5
# Of more names than these a place may be anything that people write.
FEW_NAMES = 40


@dataclass
class Piece(SettingAside):
    """The clean rows of one table, with what was set aside of them."""

    name: str
    kind: Kind
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    """`period` (str), the named columns of the kind that were found, and `source_row`."""
    rows_read: int = 0
    aside: list[SetAside] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    sheet: str = ""
    as_written: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Of numbers: for each row, the cells that tell it from others, as they are written."""
    of_persons: tuple[str, ...] = ()
    """Those of its columns that tell of whom a number is: males, females, or all of them."""
    unknown_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a column of the kind, the file's words that are none of its own."""
    strangers: dict[str, tuple[Used, naming.Named]] = field(default_factory=dict)
    """The same with all that is known of them, to be told when it is known which rows stay."""


def read_table(
    raw: RawTable, kind: Kind, name: str, context: Context, layout: Layout, note: Note
) -> Piece:
    """Refused where a needed column is missing or can be read in two ways."""
    found = matched(kind, raw.headings, layout, name, note)
    if kind.is_said and found.of(Role.HOW_MANY):
        kind = replace(kind, shape=Shape.COUNTS)
        # Of a table that nobody knows, any column may be what tells two numbers apart.
        others = set(range(len(raw.headings))) - set(found.positions)
        found = replace(found, finer=tuple(sorted(others)))
    known_names = [heading for column in kind.columns for heading in (column.heading, *column.also)]
    dropped = DroppedColumns(raw.headings, known_names, found.positions)
    finer = found.finer if kind.shape in ADDED_UP else ()
    wanted = {str(at): at for at in dict.fromkeys((*found.positions, *finer))}
    keys = {str(one.at) for role in KEYS for one in found.of(role)}
    rows = gathered(raw, wanted, keys, dropped)
    dropped.tell(note, name)
    piece = Piece(name, kind, rows_read=len(rows) + sum(one.lines for one in raw.ragged))
    piece.aside += [
        SetAside(name, one.row, one.lines, findings.RAGGED_ROWS, one.reason(len(raw.headings)))
        for one in raw.ragged[: Limits.set_aside_listed]
    ]
    miss(piece.missing, findings.RAGGED_ROWS, sum(one.lines for one in raw.ragged))
    if not piece.rows_read:
        raise Refused(
            findings.NO_ROWS,
            "There are column headings and no rows below them.",
            "Ask whether the right file was sent: an empty table does not say that there was none.",
        )
    found = _dated(found, rows, raw.headings, kind, layout)
    clean, rows = _with_periods(rows, raw.headings, found, layout, piece, note)
    rows, clean = _placed(rows, clean, found, context, piece, note)
    for one in found.used:
        if one.column.role not in (Role.WHEN, Role.WHERE):
            rows, clean = _decoded(rows, clean, one, layout, piece, note)
    if found.of(Role.POINT):
        clean = points.checked(clean, rows[ROW], name, note)
    piece.rows = clean.assign(**{ROW: rows[ROW].astype("int64")}).reset_index(drop=True)
    if kind.shape in ADDED_UP:
        piece.as_written = rows[_telling(found, finer)].reset_index(drop=True)
        piece.of_persons = tuple(str(one.at) for role in OF_PERSONS for one in found.of(role))
    if piece.rows.empty:
        reason = piece.aside[0][4] if piece.aside else "no row could be read"
        raise Refused(
            findings.NO_GOOD_ROWS,
            f"Every row had to be set aside. The first reason: {reason}.",
            "Look at the file in Excel, and at the layout of this source.",
        )
    return piece


def _telling(found: Matched, finer: Sequence[int]) -> list[str]:
    """The cells, as they are written, that tell one number from another."""
    numbers = {one.at for one in found.used if one.column.role in (Role.HOW_MANY, Role.VALUE)}
    return [str(at) for at in dict.fromkeys((*found.positions, *finer)) if at not in numbers]


def _with_periods(
    rows: pd.DataFrame,
    headings: Sequence[str],
    found: Matched,
    layout: Layout,
    piece: Piece,
    note: Note,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clean frame with each row's period, and the rows that have one."""
    column = _when_texts(rows, found)
    if column is None:
        period = _one_period(layout, piece, headings)
        return pd.DataFrame({PERIOD: pd.Series(period, index=rows.index, dtype="str")}), rows
    texts = texts_of(column)
    if found.parts_of_date:
        dates = read_together(
            _in_order(found.parts_of_date),
            texts,
            given=layout.told,
            from_january=counts_from_january(headings, found.parts_of_date),
        )
    else:
        dates = read_dates(texts, given=layout.told)
    if dates.waiting:
        raise _asked(findings.AMBIGUOUS_DATES, dates.asked)
    _tell_decisions(dates.decisions, dates.notes, piece, note)
    meanings = dates.meanings
    keys = {text: _key(when, piece.kind) for text, when in meanings.items()}
    _check_mostly_read(keys, texts, _headings_of_dates(found, headings))
    is_bad = column.isin([text for text, key in keys.items() if not key])
    reason = "its date cannot be read"
    as_one = column.astype("str").str.replace(PARTED, "-") if is_bad.any() else None
    kept = piece.without(rows, is_bad, findings.PERIODS_UNREADABLE, reason, cells=as_one)
    column = column[~is_bad]
    clean = pd.DataFrame({PERIOD: mapped(column, keys)})
    days = {
        text: when.day.isoformat()
        for text, when in meanings.items()
        if isinstance(when, Moment) and when.day is not None
    }
    if days:
        clean[DAY] = mapped(column, days)
    spans = {
        text: f"{when.first.key} to {when.last.key}"
        for text, when in meanings.items()
        if isinstance(when, Span) and keys[text]
    }
    if spans:
        clean[SPAN] = mapped(column, spans)
        note(_filed_under_last(spans, piece))
    return clean, kept


def _filed_under_last(spans: Mapping[str, str], piece: Piece) -> Finding:
    return finding(
        findings.DATES_READ_AS,
        f"Values of longer spans ({listed(sorted(set(spans.values())), 3)}) are filed under the"
        " last month of each, and keep their span.",
        file=piece.name,
    )


def _dated(
    found: Matched, rows: pd.DataFrame, headings: Sequence[str], kind: Kind, layout: Layout
) -> Matched:
    """With the one column that says when it was, or the parts that say it together."""
    when = kind.first(Role.WHEN)
    if not found.parts_of_date or when is None:
        return found
    whens = [one.at for one in found.of(Role.WHEN)]
    alone, parts = dating(
        whens[0] if whens else None,
        found.parts_of_date,
        lambda at: texts_of(rows[str(at)]),
        layout,
    )
    used = [one for one in found.used if one.column.role is not Role.WHEN or one.at == alone]
    if alone is not None and alone not in whens:
        used.append(Used(alone, headings[alone], when, BY_HEADING))
    return replace(found, used=tuple(used), parts_of_date=parts)


def _in_order(parts: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in DATE_PARTS if one in parts)


def _when_texts(rows: pd.DataFrame, found: Matched) -> pd.Series | None:
    if whens := found.of(Role.WHEN):
        return rows[str(whens[0].at)]
    if not found.parts_of_date:
        return None
    at = [str(found.parts_of_date[one]) for one in _in_order(found.parts_of_date)]
    parts = rows[at].astype("str")
    joined = parts[at[0]]
    for name in at[1:]:
        joined = joined + PARTED + parts[name]
    return joined.astype("category")


def _one_period(layout: Layout, piece: Piece, headings: Sequence[str]) -> str:
    """The period of a table that does not say it in a column: as was said, else in its name.

    Of a look-up, the newest year of the geographies that its headings name.
    """
    if layout.period:
        when = read_dates({layout.period: 1}).meanings[layout.period]
        if key := layout.period if known(layout.period) else _key(when, piece.kind):
            return key
    if piece.kind.shape is Shape.LOOK_UPS and (vintages := naming.vintages_in(headings)):
        return max(vintages)
    years = naming.years_in(piece.name)
    if len(years) == 1:
        return years.pop()
    raise Refused(
        findings.YEAR_UNKNOWN,
        "No column says when it was, and the file's name names no one year.",
        "Say in the layout of this source of which period it is, or name the file for its year.",
    )


def _key(when: When | None, kind: Kind) -> str:
    """The slice that a row belongs to: a month for a day, else the period that is written.

    Residents of the 30 June are those of the mid-year. A published value of a longer span is filed
    under its last month.
    """
    if isinstance(when, Span):
        return when.last.key if kind.shape is Shape.INDICATORS else ""
    if not isinstance(when, Moment):
        return ""
    if kind.shape is Shape.DENOMINATORS and when.day and (when.day.month, when.day.day) == (6, 30):
        return mid_year(when.day.year).key
    return when.period.key


def _headings_of_dates(found: Matched, headings: Sequence[str]) -> str:
    at = [found.parts_of_date[one] for one in _in_order(found.parts_of_date)]
    whens = at or [one.at for one in found.of(Role.WHEN)]
    return all_of([f"“{headings[one].strip()}”" for one in whens])


def _check_mostly_read(keys: Mapping[str, str], texts: Mapping[str, int], headings: str) -> None:
    filled = {text: count for text, count in texts.items() if not is_not_known(text)}
    read = sum(count for text, count in filled.items() if keys[text])
    if filled and read < MOSTLY * sum(filled.values()):
        unread = sorted(text for text in filled if not keys[text])
        examples = listed([text.replace(PARTED, ", ") for text in unread], 3)
        raise Refused(
            findings.PERIODS_UNREADABLE,
            f"{read:,} of {sum(filled.values()):,} cells under {headings} can be read as dates."
            + ("" if privacy.patterns_in([examples]) else f" Others are such as {examples}."),
            "If another column says when it was, say so in the layout of this source.",
        )


def _asked(code: str, asked: Sequence[Decision]) -> Refused:
    why = " ".join(one.why for one in asked)
    answers = "; ".join(f"{one.about}" for one in asked)
    return Refused(
        code,
        f"The cells can be read in two ways, and nothing in the column tells which. {why}",
        f"Ask the sender, and say it in the layout of this source ({answers}).",
        tuple(one.about for one in asked),
    )


def _tell_decisions(
    decisions: Iterable[Decision], notes: Iterable[str], piece: Piece, note: Note
) -> None:
    said = [one.why for one in decisions if one.state is State.LIKELY]
    if words := " ".join([*said, *notes]):
        note(finding(findings.DATES_READ_AS, words, file=piece.name))


def _placed(
    rows: pd.DataFrame,
    clean: pd.DataFrame,
    found: Matched,
    context: Context,
    piece: Piece,
    note: Note,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Each row under the smallest area that any of its cells says."""
    wheres = tuple(one for one in found.of(Role.WHERE) if one.column.name == AREA)
    for one in found.of(Role.WHERE):
        if one.column.name != AREA:
            meant = {text: area_codes.as_code(text) for text in texts_of(rows[str(one.at)])}
            clean = clean.assign(**{one.column.name: mapped(rows[str(one.at)], meant)})
    if not wheres:
        if piece.kind.column(Role.WHERE) == AREA:
            clean = clean.assign(**{AREA: pd.Series(None, index=clean.index, dtype="str")})
        return rows, clean
    gazetteer = Gazetteer(context)
    best: pd.Series = pd.Series("", index=rows.index, dtype="object")
    depth = pd.Series(-2, index=rows.index)
    impossible = pd.Series(data=False, index=rows.index)
    wrong: pd.Series = pd.Series("", index=rows.index, dtype="object")
    placed: list[tuple[Used, Placed]] = []
    for one in wheres:
        column = rows[str(one.at)]
        said = gazetteer.place(texts_of(column))
        placed.append((one, said))
        codes = column.astype("object").map(said.codes).fillna("")
        deep = codes.map({code: gazetteer.depth(code) for code in codes.unique() if code})
        deep = deep.fillna(-2).astype("int64")
        better = deep > depth
        best = best.mask(better, codes)
        depth = depth.mask(better, deep)
        is_here = column.isin(said.impossible)
        impossible |= is_here
        if is_here.any():
            wrong = wrong.mask(is_here, column.astype("object"))
    best = _told_apart(rows, best, placed, context)
    is_bad = impossible & (best == "")
    _tell_of_places(rows, best, placed, piece, note)
    clean = clean.assign(**{AREA: best.where(best != "").astype("str").astype("category")})
    reason = "the area code cannot exist"
    kept = piece.without(rows, is_bad, findings.IMPOSSIBLE_CODES, reason, clean[PERIOD], wrong)
    return kept, clean[~is_bad]


def _told_apart(
    rows: pd.DataFrame, best: pd.Series, placed: list[tuple[Used, Placed]], context: Context
) -> pd.Series:
    """A name that several areas have means the one that lies in what another cell says."""
    lookup = context.lookup
    if lookup is None:
        return best
    within: dict[str, frozenset[str]] = {}
    for one, said in placed:
        if not said.ambiguous:
            continue
        column = rows[str(one.at)].astype("object")
        for text, codes in said.ambiguous.items():
            is_it = column == text
            for larger in best[is_it].unique():
                if not larger:
                    continue
                try:
                    inside = within.setdefault(larger, geography.places_in(lookup, [larger]))
                except geography.UnknownAreaError:
                    continue
                fitting = [code for code in codes if code in inside]
                if len(fitting) == 1:
                    best = best.mask(is_it & (best == larger), fitting[0])
    return best


def _tell_of_places(
    rows: pd.DataFrame,
    best: pd.Series,
    placed: list[tuple[Used, Placed]],
    piece: Piece,
    note: Note,
) -> None:
    nowhere = best == ""
    unknown = {
        one.heading.strip(): rows[str(one.at)].isin(said.unknown) & nowhere for one, said in placed
    }
    told = {heading: rows_there for heading, rows_there in unknown.items() if rows_there.any()}
    if told:
        anywhere = pd.concat(list(told.values()), axis=1).any(axis=1)
        names = {name for _, said in placed for name in said.unknown}
        shown = sorted(name for name in names if not privacy.patterns_in([name]))
        note(
            finding(
                findings.PLACES_UNKNOWN,
                f"{counted(int(anywhere.sum()), 'row', 'has')} a place under"
                f" {all_of([f'“{heading}”' for heading in told])} that is no area we know by code"
                " or by name. They were kept and have no place: no area counts them.",
                "Ask the sender for the codes of wards or small areas.",
                count=int(anywhere.sum()),
                file=piece.name,
                examples=tuple(shown[:5]) if len(names) <= FEW_NAMES else (),
            )
        )
    for one, said in placed:
        column = rows[str(one.at)]
        same = column.isin(list(said.ambiguous))
        if count := int((same & nowhere).sum()):
            same_names = sorted(said.ambiguous)
            note(
                finding(
                    findings.PLACES_AMBIGUOUS,
                    f"{counted(count, 'row', 'names')} {listed(same_names, 6)}, and several areas"
                    " here have that name. They were kept and have no place.",
                    "Ask the sender for the codes, or for the council beside the name.",
                    count=count,
                    file=piece.name,
                    examples=tuple(same_names[:5]),
                )
            )


def _decoded(
    rows: pd.DataFrame, clean: pd.DataFrame, one: Used, layout: Layout, piece: Piece, note: Note
) -> tuple[pd.DataFrame, pd.DataFrame]:
    column = rows[str(one.at)]
    decode = DECODERS.get(one.column.role, _texts)
    values, is_bad, reason = decode(column, one, layout, piece, note)
    clean = clean.assign(**{one.column.name: values})
    code, words = reason
    kept = piece.without(rows, is_bad, code, words, clean[PERIOD], column)
    return kept, clean[~is_bad]


Decoded = tuple[pd.Series, pd.Series, tuple[str, str]]
NONE_BAD = ("", "")


def _none_bad(column: pd.Series) -> pd.Series:
    return pd.Series(data=False, index=column.index)


def _numbers(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    texts = texts_of(column)
    is_whole = one.column.role is Role.HOW_MANY
    numbers = read_numbers(texts, given=layout.told, whole=is_whole)
    if numbers.waiting:
        raise _asked(findings.AMBIGUOUS_NUMBERS, numbers.asked)
    values = {
        text: meaning.value if isinstance(meaning, Number) else None
        for text, meaning in numbers.meanings.items()
    }
    held = {text: m for text, m in numbers.meanings.items() if isinstance(m, HeldBack)}
    if held:
        count = sum(texts[text] for text in held)
        note(
            finding(
                findings.NUMBERS_HELD_BACK,
                f"{counted(count, 'row', 'has')} a marker under “{one.heading.strip()}” where a"
                f" number stands: {listed(sorted(held), 6)}. They were kept as held back, which is"
                " not nought: what they add up to is not known.",
                "Nothing, if the publisher holds small numbers back.",
                count=count,
                file=piece.name,
                examples=tuple(sorted(held)[:5]),
            )
        )
    unknown = [text for text in texts if is_not_known(text)]
    if one.column.required and unknown:
        note(_not_known({text: texts[text] for text in unknown}, one, piece))
    bad = [text for text in texts if text in numbers.unreadable]
    if is_whole:
        bad += [text for text, value in values.items() if value is not None and value < 0]
    reason = (findings.BAD_NUMBERS, f"no number under {one.heading.strip()}")
    return numbered(column, values), column.isin(bad), reason


def _not_known(texts: Mapping[str, int], one: Used, piece: Piece) -> Finding:
    """Of cells that are blank or say that nothing is known."""
    count = sum(texts.values())
    said = sorted(text for text in texts if text)
    what = f"{listed(said, 6)} stands there" if said else "the cell is blank"
    if said and "" in texts:
        what += ", or nothing"
    return finding(
        findings.NUMBERS_NOT_KNOWN,
        f"{counted(count, 'row', 'has')} no number under “{one.heading.strip()}”: {what}."
        f" {'It is' if count == 1 else 'They are'} kept as not known, which is not nought.",
        "Ask the sender for these numbers, and whether any of them is nought.",
        count=count,
        file=piece.name,
        examples=tuple(said[:5]),
    )


def _words(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    words = one.column.words
    if words is None:
        return _texts(column, one, layout, piece, note)
    if not words.words:
        spelled = naming.one_spelling(texts_of(column))
        return mapped(column, spelled), _none_bad(column), NONE_BAD
    texts = texts_of(column)
    found = naming.named(texts, words, layout.words.get(one.column.name, {}))
    if found.unknown:
        # A total is of no sort, so nobody is asked of which.
        words_of = {text: n for text, n in found.unknown.items() if not totals.is_total(text)}
        piece.unknown_words[one.column.name] = naming.askable(words_of)
        piece.strangers[one.column.name] = one, found
    blank = column == ""
    is_bad = blank if one.column.required else _none_bad(column)
    reason = (findings.BLANK_WORDS, f"nothing under {one.heading.strip()}")
    return mapped(column, found.words), is_bad, reason


def tell_unknown_words(piece: Piece, note: Note) -> None:
    """Of the rows that stay: a total that was left out is counted as nothing."""
    for name, (one, found) in piece.strangers.items():
        there = texts_of(piece.rows[name])
        unknown = {text: there[text] for text in found.unknown if there.get(text)}
        if unknown and one.column.words is not None:
            note(_unknown_words(replace(found, unknown=unknown), one, one.column.words.rest, piece))


def _unknown_words(found: naming.Named, one: Used, rest: str, piece: Piece) -> Finding:
    shown = sorted(found.unknown, key=lambda text: (-found.unknown[text], text))
    shown = [text for text in shown if not privacy.patterns_in([text])][:8]
    perhaps = [
        f"“{text}” may be “{found.perhaps[text][0]}”" for text in shown if text in found.perhaps
    ]
    count = sum(found.unknown.values())
    return finding(
        findings.WORDS_UNKNOWN,
        f"{counted(count, 'row', 'has')} a word under “{one.heading.strip()}” that is not among"
        f" those of this kind. {'It was kept and is' if count == 1 else 'They were kept and are'}"
        f" counted as “{rest}”: figures never show the"
        " words of the file.",
        " ".join(
            (
                "Say in the layout of this source which of our words each is.",
                *([f"{listed(perhaps, 3)}."] if perhaps else ()),
            )
        ),
        count=count,
        file=piece.name,
        examples=tuple(shown),
    )


def _texts(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    return mapped(column, {text: text for text in texts_of(column)}), _none_bad(column), NONE_BAD


def _keys(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    """References, as plain texts: every one is another."""
    return column.where(column != "").astype("str"), _none_bad(column), NONE_BAD


def _flags(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    """Neither yes nor no is not known: it is counted as neither, and how many there are is said."""
    texts = texts_of(column)
    own = one.column
    read = read_flags(texts, name=one.heading, yes=own.yes, no=own.no, given=layout.told)
    if count := sum(read.unreadable.values()):
        note(_neither(read.unreadable, count, one, piece))
    if count := sum(read.waiting.values()):
        note(_blanks_open(" ".join(asked.why for asked in read.asked), count, one, piece))
    words = {True: YES, False: NO, None: NOT_KNOWN}
    meanings = {text: words[meaning] for text, meaning in read.meanings.items()}
    return mapped(column, meanings), _none_bad(column), NONE_BAD


def _neither(unreadable: Mapping[str, int], count: int, one: Used, piece: Piece) -> Finding:
    shown = naming.askable(unreadable)
    such = f" such as {listed([f'“{text}”' for text in shown], 3)}" if shown else ""
    return finding(
        findings.FLAGS_UNKNOWN,
        f"{counted(count, 'cell')} under “{one.heading.strip()}” say neither yes nor no{such}. They"
        " are kept as not known, and are counted as neither.",
        "Ask the sender for yes or no in this column.",
        count=count,
        file=piece.name,
        examples=shown[:5],
    )


def _blanks_open(why: str, count: int, one: Used, piece: Piece) -> Finding:
    return finding(
        findings.FLAGS_UNKNOWN,
        f"Under “{one.heading.strip()}” {why} Until it is said, blanks are kept as not known.",
        "Say in the layout of this source what a blank means.",
        count=count,
        file=piece.name,
    )


def _ages(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    read = read_ages(texts_of(column))
    if read.overlapping and piece.kind.shape in ADDED_UP:
        first, second = read.overlapping[0]
        note(
            finding(
                findings.AGES_OVERLAP,
                f"Age groups under “{one.heading.strip()}” share ages, such as {first.words} and"
                f" {second.words}: added up they count people twice.",
                "Ask the sender for groups that do not overlap.",
                count=len(read.overlapping),
                file=piece.name,
            )
        )
    meanings = {text: naming.age_group(band) for text, band in read.meanings.items()}
    return mapped(column, meanings), _none_bad(column), NONE_BAD


def _sexes(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    read = read_sexes(texts_of(column), given=layout.told)
    meanings = {text: meaning or "" for text, meaning in read.meanings.items()}
    return mapped(column, meanings), _none_bad(column), NONE_BAD


def _ethnic_groups(
    column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note
) -> Decoded:
    """The broad group alone: narrower ones are of few people."""
    said_by = OBSERVED if "officer" in one.heading.lower() else SELF_DEFINED
    read = read_ethnic_groups(texts_of(column), said_by=said_by)
    meanings = {text: group.broad if group else "" for text, group in read.meanings.items()}
    return mapped(column, meanings), _none_bad(column), NONE_BAD


def _days(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    """Days beside the one that decides the period: what cannot be read is blank."""
    dates = read_dates(texts_of(column), given=layout.told)
    days = {
        text: when.day.isoformat() if isinstance(when, Moment) and when.day else ""
        for text, when in dates.meanings.items()
    }
    return mapped(column, days), _none_bad(column), NONE_BAD


def _times(column: pd.Series, one: Used, layout: Layout, piece: Piece, note: Note) -> Decoded:
    """Minutes of the day. What can be read in two ways is blank until it was said."""
    read = read_times(texts_of(column), given=layout.told)
    values = {
        text: float(clock.minute) for text, clock in read.meanings.items() if clock is not None
    }
    return numbered(column, values), _none_bad(column), NONE_BAD


DECODERS: Mapping[Role, Callable[[pd.Series, Used, Layout, Piece, Note], Decoded]] = {
    Role.KEY: _keys,
    Role.SEX: _sexes,
    Role.ETHNICITY: _ethnic_groups,
    Role.SAME: _keys,
    Role.UNTIL: _days,
    Role.UNTIL_TIME: _times,
    Role.BY: _words,
    Role.ANSWER: _words,
    Role.PART: _texts,
    Role.HOW_MANY: _numbers,
    Role.VALUE: _numbers,
    Role.POINT: _numbers,
    Role.WHAT: _words,
    Role.ASPECT: _words,
    Role.OUTCOME: _words,
    Role.PERSON: _words,
    Role.FLAG: _flags,
    Role.AGE: _ages,
    Role.TIME: _times,
}
