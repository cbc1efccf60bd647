"""A partner's words for the categories that a kind of table declares, and for yes and no.

A word that is the same but for case, punctuation, "&", a plural or a code in front is that
category. Others are listed with what they may be for a person to say: none is taken because it is
the nearest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from datasources.values.decisions import (
    NOTHING_TOLD,
    Decision,
    Question,
    Reading,
    State,
    Told,
    told,
)
from datasources.values.markers import is_not_known

NOT_A_LETTER_OR_NUMBER = re.compile(r"[^0-9a-z]+")
CODE_IN_FRONT = re.compile(r"^\W*[a-z]{0,3}\d+[a-z]?\d*\s*(?:[-:–.)/|]|\s)\s*(?=\D)", re.IGNORECASE)
NEAR_ENOUGH = 0.75
MOST_CANDIDATES = 5
# More different words than a person would go through: the rarer ones are only told as unknown.
MOST_COMPARED = 1_000


@dataclass(frozen=True)
class Words:
    """Each text's category, None where it has none for sure.

    `unsure` are texts with the categories that they may be, the likeliest first, for a person to
    choose from; `unknown` those like none, each with its cells.
    """

    meanings: Mapping[str, str | None]
    unsure: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, int]


def plain(text: str) -> str:
    """Without case, punctuation, accents, blanks and plurals; "&" is "and"."""
    letters = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    letters = letters.replace("'", "").replace("’", "")
    return "".join(_singular(word) for word in NOT_A_LETTER_OR_NUMBER.sub(" ", letters).split())


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def without_code(text: str) -> str:
    """Fly tipping, of "12 - Fly tipping" or "A3: Fly tipping"; otherwise the text itself."""
    return CODE_IN_FRONT.sub("", text)


def read_words(texts: Mapping[str, int], categories: Mapping[str, Iterable[str]]) -> Words:
    """The category of each distinct text, given with how many cells hold it.

    `categories` are the declared ones, each with the other words that are known to mean it.
    """
    declared: dict[str, set[str]] = {}
    for category, others in categories.items():
        for word in (category, *others):
            declared.setdefault(plain(word), set()).add(category)
    meanings: dict[str, str | None] = {}
    unsure: dict[str, tuple[str, ...]] = {}
    strange: dict[str, int] = {}
    for text, cells in texts.items():
        found = declared.get(plain(text)) or declared.get(plain(without_code(text))) or set()
        meanings[text] = next(iter(found)) if len(found) == 1 else None
        if len(found) > 1:
            unsure[text] = tuple(name for name in categories if name in found)
        elif not found and not is_not_known(text):
            strange[text] = cells
    for text in sorted(strange, key=lambda one: (-strange[one], one))[:MOST_COMPARED]:
        if candidates := _like(text, categories, declared):
            unsure[text] = candidates
    return Words(meanings, unsure, {one: strange[one] for one in strange if one not in unsure})


def _like(
    text: str, categories: Mapping[str, Iterable[str]], declared: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """The categories that the text may be: one holds the other's words, or nearly all letters."""
    word = plain(without_code(text))
    if not word:
        return ()
    scores: dict[str, float] = {}
    for known, names in declared.items():
        score = _likeness(word, known)
        for name in names:
            scores[name] = max(score, scores.get(name, 0))
    near = [name for name in categories if scores[name] >= NEAR_ENOUGH]
    return tuple(sorted(near, key=lambda name: -scores[name])[:MOST_CANDIDATES])


def _likeness(word: str, known: str) -> float:
    shorter, longer = sorted((word, known), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return 1 - (len(longer) - len(shorter)) / (4 * len(longer))
    matcher = SequenceMatcher(None, word, known)
    if matcher.real_quick_ratio() < NEAR_ENOUGH or matcher.quick_ratio() < NEAR_ENOUGH:
        return 0
    return matcher.ratio()


YES = frozenset({"y", "yes", "true", "t", "1", "-1", "on", "ticked", "checked", "✓", "✔", "☑"})
NO = frozenset({"n", "no", "false", "f", "0", "off", "unticked", "unchecked", "☐"})
NEGATIONS = ("not", "non", "no")
BLANKS = Question(
    "blanks",
    Reading("no", "a blank means no"),
    Reading("not-known", "a blank means that it is not known"),
)


@dataclass(frozen=True)
class Flags:
    """Each text's yes or no, None where it is neither; the rest as of `Dates`."""

    meanings: Mapping[str, bool | None]
    decisions: tuple[Decision, ...]
    waiting: Mapping[str, int]
    unreadable: Mapping[str, int]

    @property
    def asked(self) -> tuple[Decision, ...]:
        """What a person must say before the waiting texts mean anything."""
        return tuple(one for one in self.decisions if one.is_open)


def read_flags(
    texts: Mapping[str, int],
    *,
    name: str = "",
    yes: Sequence[str] = (),
    no: Sequence[str] = (),
    given: Told = NOTHING_TOLD,
) -> Flags:
    """Yes or no of each distinct text, given with how many cells hold it.

    `name` is the column's own: where it stands in a cell it says yes, and "not" before it no. `yes`
    and `no` are further words. A blank is not known beside a no; in a column that says only yes it
    may mean no, and is asked: blanks (no, not-known).
    """
    known = _flags(name, yes, no)
    meanings = {text: known.get(_as_flag(text)) for text in texts}
    blanks = {text: count for text, count in texts.items() if not text.strip()}
    decision = _of_blanks(blanks, set(meanings.values()), given)
    if decision and decision.chosen == BLANKS.first.key:
        meanings |= dict.fromkeys(blanks, False)
    is_open = decision is not None and decision.is_open
    unreadable = {
        text: count
        for text, count in texts.items()
        if meanings[text] is None and not is_not_known(text)
    }
    return Flags(meanings, (decision,) if decision else (), blanks if is_open else {}, unreadable)


def _as_flag(text: str) -> str:
    written = " ".join(text.split()).casefold().removesuffix(".0")
    return written if written in YES or written in NO else plain(text)


def _flags(name: str, yes: Sequence[str], no: Sequence[str]) -> dict[str, bool]:
    flags = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
    if named := plain(name):
        flags[named] = True
        flags |= {negation + named: False for negation in NEGATIONS}
    flags |= {plain(word): True for word in yes}
    flags |= {plain(word): False for word in no}
    return flags


def _of_blanks(blanks: Mapping[str, int], said: set[bool | None], given: Told) -> Decision | None:
    """Only a column that says yes and never no leaves open what its blanks mean."""
    if not blanks or True not in said:
        return None
    if decision := told(BLANKS, given):
        return decision
    if False in said:
        why = "Other cells say no, so a blank is not known."
        return Decision(BLANKS.about, State.PROVED, BLANKS.second.key, why)
    count = sum(blanks.values())
    cells = "1 cell is blank" if count == 1 else f"{count:,} cells are blank"
    why = f"{cells} and none says no: a blank may mean no, or that it is not known."
    return Decision(BLANKS.about, State.ASKED, None, why)
