"""Published values: of each indicator the newest, for the partnership's areas and beside them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datasources import periods
from datasources.kinds import Column, Kind, Role, Shape
from datasources.summaries.areas import COUNTRIES, Areas
from datasources.summaries.summary import MOST_BARS, Heading, Held, Summary, as_bar, number

SHAPE = Shape.INDICATORS
MOST = 6
"""So many indicators have a picture of their own; more are read in one table."""
MOST_NAMED = 3
LOWER, UPPER = "lower", "upper"
"""What a kind of this shape calls the ends of the interval."""
OWN, COUNTRY, OTHER = 0, 1, 2
INDICATOR, PERIOD = "Indicator", "Period"
AREA, VALUE, FROM, TO, JUDGED = "Area", "Value", "From", "To", "As the publisher judges it"
CANNOT_TELL = (
    "Some areas have several rows of this indicator, which differ in what is not kept, such as an"
    " age: none of these is shown, for they cannot be told apart."
)
OVERLAP = "Where two intervals overlap much, the values may not differ at all."
NO_VALUE = "no data"
Row = Mapping[Hashable, Any]


def summaries(kind: Kind, held: Sequence[Held], areas: Areas) -> list[Summary]:
    """Values do not add up: each stands as it was published, none is made of others."""
    found = list(_newest(_told(kind, held, areas)))
    return [_one(one) for one in found] if len(found) <= MOST else [_all_of(found, areas.name)]


@dataclass(frozen=True)
class _Newest:
    """The newest values of one indicator, for one sex or for all; own areas first."""

    indicator: str
    period: str
    rows: pd.DataFrame
    is_whole: bool
    """Whether no row had to be left out because another could not be told from it."""

    @property
    def own(self) -> pd.DataFrame:
        return self.rows[self.rows["order"] == OWN]


def _newest(told: pd.DataFrame) -> Iterator[_Newest]:
    for (indicator, people), rows in told.groupby(["indicator", "people"], sort=True):
        newest = max(rows["period"].unique(), key=_when)
        at_last = rows[rows["period"] == newest]
        is_one = ~at_last["code"].duplicated(keep=False)
        shown = at_last[is_one].sort_values(["order", "name"], kind="stable")
        whose = f" ({str(people).lower()})" if people else ""
        one = _Newest(f"{indicator}{whose}", newest, shown, bool(is_one.all()))
        if len(one.own):
            yield one


def _told(kind: Kind, held: Sequence[Held], areas: Areas) -> pd.DataFrame:
    """`indicator`, `people`, `code`, `name`, `period` (str), `order` (int), the numbers (float64)
    and the publisher's judgement, a row a published value. Indicators of other names than the
    kind's are left out: two of them could not be told apart."""
    rows = pd.concat([one.rows.assign(of=one.period) for one in held], ignore_index=True)
    code = rows[kind.column(Role.WHERE)].astype("str")
    own = code.isin(areas.own)
    told = pd.DataFrame(
        {
            "indicator": _words(rows, kind.first(Role.WHAT), "The value"),
            "people": _words(rows, _about(kind, "sex"), ""),
            "code": code,
            "name": code.map(areas.named),
            "order": [_order(one, is_own) for one, is_own in zip(code, own, strict=True)],
            "period": rows["of"],
            VALUE: pd.to_numeric(rows[kind.column(Role.VALUE)]),
            FROM: pd.to_numeric(rows[LOWER]) if LOWER in rows else float("nan"),
            TO: pd.to_numeric(rows[UPPER]) if UPPER in rows else float("nan"),
            JUDGED: _words(rows, _about(kind, "compared"), ""),
        }
    )
    what = kind.first(Role.WHAT)
    is_other = told["indicator"] == (what.words.rest if what and what.words else "")
    return told[~is_other]


def _about(kind: Kind, name: str) -> Column | None:
    return next((one for one in kind.columns if one.name == name), None)


def _words(rows: pd.DataFrame, column: Column | None, missing: str) -> pd.Series[str]:
    """Of a column, in the kind's own words."""
    if column is None or column.words is None or column.name not in rows:
        return pd.Series(missing, index=rows.index)
    said = rows[column.name]
    return said.astype("str").map(column.words.published).where(said.notna(), missing)


def _order(code: str, is_own: bool) -> int:
    return OWN if is_own else COUNTRY if code in COUNTRIES else OTHER


def _when(period: str) -> tuple[int, str]:
    known = periods.known(period)
    return (known.last if known else 0, period)


def _one(one: _Newest) -> Summary:
    rows = one.rows
    own = one.own.to_dict("records")
    beside = rows[rows["order"] == COUNTRY].to_dict("records")
    more = f"; {len(own) - MOST_NAMED:,} more in the table" if len(own) > MOST_NAMED else ""
    said = "; ".join(_said(row) for row in [*own[:MOST_NAMED], *beside[:1]])
    columns = (AREA, *_filled(rows))
    others = len(rows) - len(own) - len(beside)
    lie = "area of the file lies" if others == 1 else "areas of the file lie"
    caveats = {
        f"{others:,} {lie} outside the partnership.": others > 0,
        OVERLAP: FROM in columns,
        CANNOT_TELL: not one.is_whole,
    }
    return Summary(
        headline=f"{one.indicator}: {said}{more}",
        subtitle=f"As published, {periods.said(one.period)}",
        headings=_headings(columns),
        rows=tuple(_cells(row, columns) for row in rows.to_dict("records")),
        bars=tuple(
            (str(row["name"]), as_bar(row[VALUE]))
            for row in rows.head(MOST_BARS).to_dict("records")
        ),
        each="area",
        measured=one.indicator,
        period=periods.said(one.period),
        caveats=tuple(words for words, holds in caveats.items() if holds),
    )


def _all_of(found: Sequence[_Newest], partnership: str) -> Summary:
    """Many indicators in one table, each with the values of the partnership's areas."""
    own = pd.concat(
        [one.own.assign(**{INDICATOR: one.indicator, PERIOD: one.period}) for one in found],
        ignore_index=True,
    )
    columns = (INDICATOR, AREA, PERIOD, *_filled(own))
    caveats = {OVERLAP: FROM in columns, CANNOT_TELL: not all(one.is_whole for one in found)}
    return Summary(
        headline=f"{len(found):,} indicators tell of {partnership}",
        subtitle="Of each the newest value, as published",
        headings=_headings(columns),
        rows=tuple(_cells(row, columns) for row in own.to_dict("records")),
        bars=(),
        each="",
        measured="",
        period=periods.span(sorted({one.period for one in found}, key=_when)),
        caveats=tuple(words for words, holds in caveats.items() if holds),
    )


def _filled(rows: pd.DataFrame) -> tuple[str, ...]:
    """The columns of numbers and words in which something stands."""
    return (
        VALUE,
        *(one for one in (FROM, TO, JUDGED) if (rows[one].notna() & (rows[one] != "")).any()),
    )


def _headings(columns: Sequence[str]) -> tuple[Heading, ...]:
    return tuple(Heading(name, numeric=name in (VALUE, FROM, TO)) for name in columns)


def _said(row: Row) -> str:
    return f"{number(row[VALUE]) or NO_VALUE} in {row['name']}"


def _cells(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    words = {**row, AREA: row["name"], PERIOD: periods.said(str(row["period"]))}
    return tuple(
        (number(words[name]) if name in (VALUE, FROM, TO) else str(words[name])) or NO_VALUE
        for name in columns
    )
