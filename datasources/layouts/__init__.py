"""Layouts: how one source writes a kind, as a person has said it and as it is remembered.

A layout says only what the headings and cells of a file do not say by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasources.kinds import Kind, Role, Shape
from datasources.kinds.dates import DATE_PARTS
from datasources.kinds.headings import plain
from datasources.periods import known
from datasources.personal import things, treatments
from datasources.values.dates import read_dates
from datasources.values.decisions import Question
from datasources.values.numbers import COMMA
from datasources.values.settling import QUESTIONS as OF_DATES
from datasources.values.spellings import Moment
from datasources.values.words import BLANKS
from partnerships.words import all_of

NOT_KEPT = ""
"""What a heading is taken for whose column is not kept."""
KEPT = "kept"
"""What is said of originals that are kept encrypted for a while."""


class LayoutError(ValueError):
    """A layout that does not fit its kind, with the reasons in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Layout:
    """What was said of a source's tables.

    `columns`: a heading, and the kind's column that it is taken for (NOT_KEPT: none). `words`: of a
    column of the kind, a partner's word and the declared word that it is counted as. `told`: a
    question about cells (order, years, serials, quarters, comma, blanks) and its answer.
    `period`: that of the whole table, where no column says it. `sheet`: the one that is meant.
    `personal`: a heading, and what is done with the personal data below it. `not_personal`: a
    heading, and the things that only looked personal there. `original`: KEPT where files with
    personal data are kept encrypted for a while; else they go as soon as their rows are stored.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    sheet: str = ""
    personal: Mapping[str, str] = field(default_factory=dict)
    not_personal: Mapping[str, Sequence[str]] = field(default_factory=dict)
    original: str = ""

    def done_with(self, heading: str) -> str | None:
        """What was decided of a column that holds personal data; None where nothing was."""
        return {plain(name): done for name, done in self.personal.items()}.get(plain(heading))

    def nothing_personal(self, heading: str) -> Sequence[str]:
        """The things that were said to only look personal in a column."""
        return {plain(name): seen for name, seen in self.not_personal.items()}.get(
            plain(heading), ()
        )

    def taken_for(self, heading: str) -> str | None:
        """What a heading is taken for; None where the layout does not say."""
        return {plain(name): column for name, column in self.columns.items()}.get(plain(heading))

    def to_json(self) -> dict[str, Any]:
        return {
            "columns": dict(self.columns),
            "words": {column: dict(words) for column, words in self.words.items()},
            "told": dict(self.told),
            "period": self.period,
            "sheet": self.sheet,
            "personal": dict(self.personal),
            "not_personal": {name: list(seen) for name, seen in self.not_personal.items()},
            "original": self.original,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Layout:
        """Of a stored layout or of a file that a person wrote; LayoutError where it is none."""
        reasons = [f"“{name}” says nothing about a layout." for name in content if name not in KEYS]
        for name, kind_of in KEYS.items():
            if name in content and not isinstance(content[name], kind_of):
                reasons.append(f"“{name}” must be {'text' if kind_of is str else 'an object'}.")
        for name in ("columns", "told", "personal"):
            values = content.get(name, {})
            if isinstance(values, dict) and not all(
                isinstance(one, str) for one in values.values()
            ):
                reasons.append(f"“{name}” must hold texts.")
        words = content.get("words", {})
        if isinstance(words, dict) and not all(
            isinstance(each, dict) and all(isinstance(one, str) for one in each.values())
            for each in words.values()
        ):
            reasons.append("“words” must hold, for each column, a partner's words and ours.")
        seen = content.get("not_personal", {})
        if isinstance(seen, dict) and not all(
            isinstance(each, list) and all(isinstance(one, str) for one in each)
            for each in seen.values()
        ):
            reasons.append("“not_personal” must hold, for each heading, a list of things.")
        if reasons:
            raise LayoutError(reasons)
        return cls(**content)

    def reasons_against(self, kind: Kind) -> list[str]:
        """Why it does not fit the kind, in words."""
        names = {column.name for column in kind.columns if column.name}
        columns = ", ".join(sorted(names))
        # Where it was said what a year's quarters are, before they said the period.
        parts = DATE_PARTS if kind.first(Role.WHEN) else ()
        reasons = [
            f"The heading “{heading}” is taken for “{name}”; columns of this kind are: {columns}."
            for heading, name in self.columns.items()
            if name != NOT_KEPT and name not in names and name not in parts
        ]
        declared = {words.column: words.words for words in kind.vocabularies}
        for column, words in self.words.items():
            if column not in declared:
                reasons.append(f"“{column}” has no words of its own in this kind.")
                continue
            reasons += [
                f"“{word}” is counted as “{ours}”, which is no word of “{column}”."
                for word, ours in words.items()
                if ours not in declared[column]
            ]
        return [
            *reasons,
            *self._reasons_against_personal(),
            *self._reasons_against_answers(),
            *self._reasons_against_period(kind),
        ]

    def _reasons_against_personal(self) -> list[str]:
        known_ones = ", ".join(treatments.BY_SLUG)
        reasons = [
            f"“{done}” is nothing that can be done with “{heading}”; known are: {known_ones}."
            for heading, done in self.personal.items()
            if done not in treatments.BY_SLUG
        ]
        reasons += [
            f"“{one}” is nothing personal that is known; known are: {', '.join(things.BY_SLUG)}."
            for seen in self.not_personal.values()
            for one in seen
            if one not in things.BY_SLUG
        ]
        if self.original not in ("", KEPT):
            reasons.append(f"“original” is blank or “{KEPT}”, not “{self.original}”.")
        return reasons

    def _reasons_against_answers(self) -> list[str]:
        reasons = []
        for about, answer in self.told.items():
            if about not in QUESTIONS:
                questions = ", ".join(sorted(QUESTIONS))
                reasons.append(f"“{about}” is no question that is asked; they are: {questions}.")
            elif answer not in QUESTIONS[about].keys:
                answers = all_of(QUESTIONS[about].keys, last="or")
                reasons.append(f"“{about}” is answered by {answers}, not by “{answer}”.")
        return reasons

    def _reasons_against_period(self, kind: Kind) -> list[str]:
        if not self.period or known(self.period) is not None:
            return []
        when = read_dates({self.period: 1}).meanings[self.period]
        if isinstance(when, Moment) or (when and kind.shape is Shape.INDICATORS):
            return []
        return [
            f"“{self.period}” is no period that can be read in one way alone. Write it as January"
            " 2025, January to March 2025, 2025 or 2024/25."
        ]


KEYS: Mapping[str, type] = {
    "columns": dict,
    "words": dict,
    "told": dict,
    "period": str,
    "sheet": str,
    "personal": dict,
    "not_personal": dict,
    "original": str,
}
QUESTIONS: Mapping[str, Question] = {one.about: one for one in (*OF_DATES, COMMA, BLANKS)}
"""What a person may be asked of dates, numbers and columns of yes and no."""
