"""The columns of a kind in short: one function for each role, so that a declaration is a table.

`heading` is what most senders write; `also` are other headings that the column is known by. All are
compared without case, punctuation and line breaks.
"""

from __future__ import annotations

from datasources.kinds.kind import Column
from datasources.kinds.measure import Vocabulary
from datasources.kinds.shape import Role

PERIOD, AREA = "period", "area_code"


def when(heading: str, meaning: str, *also: str) -> Column:
    """When it was: a day, a month, a quarter or a year; decides the slice that a row belongs to."""
    return Column(heading, meaning, Role.WHEN, PERIOD, also=also)


def time_of_day(heading: str, meaning: str, *also: str) -> Column:
    return Column(heading, meaning, Role.TIME, "minute", required=False, also=also)


def until(heading: str, meaning: str, *also: str) -> Column:
    """The last day on which it may have been, where nobody saw it happen."""
    return Column(heading, meaning, Role.UNTIL, "until", required=False, also=also)


def until_time(heading: str, meaning: str, *also: str) -> Column:
    return Column(heading, meaning, Role.UNTIL_TIME, "until_minute", required=False, also=also)


def where(heading: str, meaning: str, *also: str, required: bool = True) -> Column:
    """Where it was: the code or the name of an area of any level."""
    return Column(heading, meaning, Role.WHERE, AREA, required=required, also=also)


def what(
    heading: str, meaning: str, *also: str, words: Vocabulary, required: bool = True
) -> Column:
    """What it was, in the words of the kind; the words of a partner are set beside them."""
    return Column(heading, meaning, Role.WHAT, words.column, required, also, words)


def same(name: str, heading: str, meaning: str, *also: str) -> Column:
    """A key by which a crime, a person or a place is known again and by nothing else."""
    return Column(heading, meaning, Role.SAME, name, required=False, also=also)


def point(name: str, heading: str, meaning: str, *also: str) -> Column:
    return Column(heading, meaning, Role.POINT, name, required=False, also=also)


def outcome(heading: str, meaning: str, *also: str, words: Vocabulary) -> Column:
    """What became of it."""
    return Column(heading, meaning, Role.OUTCOME, words.column, False, also, words)


def by(heading: str, meaning: str, *also: str) -> Column:
    """Who recorded it: two organisations may send one kind of file."""
    return Column(heading, meaning, Role.BY, "recorded_by", required=False, also=also)


def how_many(heading: str, meaning: str, *also: str, unit: str = "") -> Column:
    return Column(heading, meaning, Role.HOW_MANY, "number", also=also, unit=unit)


def part(name: str, heading: str, meaning: str, *also: str) -> Column:
    """What is finer than is counted: rows that differ in it alone are parts, and are added up."""
    return Column(heading, meaning, Role.PART, name, required=False, also=also)


def value(name: str, heading: str, meaning: str, *also: str, required: bool = True) -> Column:
    """A published value, which is never added up."""
    return Column(heading, meaning, Role.VALUE, name, required, also)


def key(heading: str, meaning: str, *also: str) -> Column:
    """What tells one row from all others: a reference that says nothing of a person."""
    return Column(heading, meaning, Role.KEY, "reference", required=False, also=also)


def flag(
    name: str,
    heading: str,
    meaning: str,
    *also: str,
    yes: tuple[str, ...] = (),
    no: tuple[str, ...] = (),
) -> Column:
    """Whether something was so: yes or no. `yes` and `no` are what partners write besides."""
    return Column(heading, meaning, Role.FLAG, name, required=False, also=also, yes=yes, no=no)


def aspect(name: str, heading: str, meaning: str, *also: str, words: Vocabulary) -> Column:
    """What else it was, in the words of the kind: the sort of place, the cause. Counted beside
    what it was; never of a person."""
    return Column(heading, meaning, Role.ASPECT, name, False, also, words)


def age(name: str, heading: str, meaning: str, *also: str) -> Column:
    """An age or an age group; kept as one of the groups that are published."""
    return Column(heading, meaning, Role.AGE, name, required=False, also=also)


def about(
    name: str, heading: str, meaning: str, *also: str, words: Vocabulary | None = None
) -> Column:
    """What else is known of it in a few words: of a person, of the premises, of the outcome."""
    return Column(heading, meaning, Role.PERSON, name, False, also, words)


def answer_to(
    heading: str, meaning: str, *also: str, words: Vocabulary, required: bool = False
) -> Column:
    """An answer that a person chose among those that the question gives."""
    return Column(heading, meaning, Role.ANSWER, words.column, required, also, words)


def not_kept(heading: str, meaning: str, *also: str) -> Column:
    """Known, and not kept."""
    return Column(heading, meaning, required=False, also=also)


def value_not_kept(heading: str, meaning: str, *also: str) -> Column:
    """A published value that is known and not kept: unlike other cells it never tells two rows
    apart."""
    return Column(heading, meaning, Role.VALUE, required=False, also=also)
