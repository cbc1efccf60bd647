"""What an analysis declares: how it answers, and all that depends on how it does.

What reads an answer later, to hold counts back, to take out words or to draw it, asks here; nothing
else in the house knows an analysis by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from datasources.analyses.cells import Hidden, Places, Told
from datasources.analyses.options import Option
from datasources.analyses.result import Inputs, Numbers, Parameters, Result, Row
from datasources.kinds import Measure, Service
from datasources.pictures import Chart


@dataclass(frozen=True)
class Analysis:
    """A question that can be asked of any measure. Nothing has a default: each has to be
    thought of by whoever adds one."""

    name: str
    version: int
    """One more whenever the same question is answered otherwise than before."""
    label: str
    described: str
    """What it answers, in a sentence or two."""
    not_for: tuple[str, ...]
    """When it is not to be asked, and what to ask instead, a sentence each."""
    place: int
    """Where it stands among the others wherever they are listed: small numbers first."""
    is_standard: bool
    """Whether the page of a source that is counted answers it by itself."""
    needs: tuple[Service, ...]
    """What it takes from other sources beside what is counted."""
    uses: tuple[Service, ...]
    """What it takes from other sources where these are in use, and answers without."""
    options: tuple[Option, ...]
    answer: Callable[[Inputs, Parameters], Result]
    counts_told: Callable[[Result, Places, Measure], Iterator[Told]]
    """Every count of the table and of the sentence: what disclosure control works on."""
    denominators: tuple[str, ...]
    """Columns of counts of something else, which are published: residents."""
    follows: Mapping[str, tuple[str, ...]]
    """For a column of counts, those that are computed from it and say it as plainly."""
    gone_with: Callable[[Result, Hidden, Measure], Hidden]
    """Cells, of whatever row, that would say a count that is held back beside those that follow
    from it in its own row: where rows have shares of a total, or rest on the counts of others."""
    made_anew: Callable[[Result, tuple[Row, ...], Hidden, Measure], Result]
    """The answer with these rows for readers from whom counts may be held back, given what is held
    back of it: words of one row, or sentences, that rest on other counts than its own are made
    anew of the counts that are left, or without them."""
    numbers_without: Callable[[Result, tuple[Row, ...], Hidden, Measure], Numbers]
    """The numbers of an answer, given its rows without the counts that are held back."""
    finding_without: Callable[[Result, tuple[Row, ...], Numbers, Measure], str]
    """The sentence, given these rows and numbers."""
    in_declared_words: Callable[[Result, Measure], Result]
    """A stored answer with every category that the measure does not declare counted as the rest."""
    main_number: Callable[[Result, Measure], tuple[str, str, str]]
    """Which number the answer comes to: what it is, its kind as of a column, its name among the
    numbers of the result."""
    drawn: Callable[[Result, str, Measure], Chart]
    """The picture of an answer, with its source line."""
