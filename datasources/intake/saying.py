"""What a layout must say so that each heading is taken for what a person chose, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from datasources.intake.tabular.matching import candidates
from datasources.kinds import Kind, Role
from datasources.kinds.headings import plain
from datasources.layouts import NOT_KEPT, Layout

SEVERAL = (Role.WHERE, Role.HOW_MANY)
"""Of what these are for, a table may have several columns: places of several levels, and numbers
that stand across it."""


def columns_to_say(
    kind: Kind,
    tables: Sequence[Sequence[str]],
    chosen: Mapping[str, str],
    before: Mapping[str, str],
) -> dict[str, str]:
    """The `Layout.columns` by which the headings of the tables are taken for what was chosen.

    `chosen` is of headings (as they are compared) and columns of the kind. What was said `before`
    of headings that are not among them stays; what the headings say by themselves is not said.
    """
    say = {heading: name for heading, name in before.items() if plain(heading) not in chosen}
    while True:
        said = {plain(heading) for heading in say}
        wrong = {
            heading: chosen[plain(heading)]
            for table in tables
            for heading, name in taken_for(kind, table, Layout(columns=say))
            if plain(heading) in chosen
            and plain(heading) not in said
            and name != chosen[plain(heading)]
        }
        if not wrong:
            return say
        # What is said of one heading may take its column from another: that one is looked at again.
        say |= {heading.strip(): name for heading, name in wrong.items()}


def taken_for(kind: Kind, headings: Sequence[str], layout: Layout) -> Iterator[tuple[str, str]]:
    """Each heading, and the column of the kind that it is taken for; NOT_KEPT where for none."""
    used = {one.at: one.column.name for one in candidates(kind, headings, layout)}
    for at, heading in enumerate(headings):
        yield heading, used.get(at, NOT_KEPT)


def chosen_twice(
    kind: Kind, tables: Sequence[Sequence[str]], chosen: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Columns of the kind that several headings of one table are taken for, where one can be."""
    single = {one.name for one in kind.columns if one.name and one.role not in SEVERAL}
    twice = {}
    for table in tables:
        for name in sorted(single):
            headings = tuple(one for one in table if chosen.get(plain(one)) == name)
            if len({plain(one) for one in headings}) > 1:
                twice[name] = headings
    return twice
