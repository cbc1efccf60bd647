"""The expected deliveries of a calendar year as a grid of twelve months, and as a table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from datasources import periods
from datasources.models import Source
from datasources.operations import expecting
from datasources.operations.expecting import Awaited
from datasources.periods import MONTHS_IN_A_YEAR, Cover, Period, Rhythm
from datasources.presenters.register import provider_of
from partnerships.models import Partnership
from partnerships.words import all_of


@dataclass(frozen=True)
class Standing:
    """How an expected delivery stands: a word, a sign for narrow screens, what it means."""

    slug: str
    word: str
    sign: str
    meaning: str
    colour: str


IN_USE = Standing("in-use", "In use", "✓", "received and in use", "green")
CAME_LATE = Standing("came-late", "Came late", "✓", "in use; it came after it was due", "green")
WAITS = Standing("waits", "Sent", "…", "sent; it waits for a decision", "yellow")
PART = Standing("part", "In part", "◐", "only a part of it is in use", "yellow")
LATE = Standing("late", "Late", "!", "it was due and has not come", "red")
MISSING = Standing("missing", "Missing", "–", "passed over: later periods came", "grey")
DUE = Standing("due", "Not due", "○", "its period has ended; it is not due yet", "blue")
RUNS = Standing("runs", "Running", "·", "its period has not ended", "grey")
STANDINGS = (IN_USE, CAME_LATE, WAITS, PART, LATE, MISSING, DUE, RUNS)


@dataclass(frozen=True)
class Cell:
    """One expected delivery in the grid: from which column, over how many."""

    awaited: Awaited
    standing: Standing
    column: int
    span: int


@dataclass(frozen=True)
class Row:
    source: Source
    provider: str
    rhythm: str
    cells: tuple[Cell, ...]
    note: str = ""
    """What is said where there is nothing to draw."""


@dataclass(frozen=True)
class Calendar:
    """A year of expected deliveries."""

    year: int
    rows: tuple[Row, ...]
    late: tuple[Awaited, ...]
    """Of every year, the oldest first: what can be chased."""
    months: tuple[str, ...]
    standings: tuple[Standing, ...]
    """Those that occur, for the key."""
    summary: str
    earlier: int | None
    later: int | None

    @property
    def lines(self) -> list[Cell]:
        """Every cell, for the table behind the picture."""
        return [cell for row in self.rows for cell in row.cells]


def calendar(partnership: Partnership, today: date, year: int) -> Calendar:
    """The deliveries about a calendar year; three queries, however many sources."""
    sources = list(partnership.sources.select_related("provider").order_by("name", "pk"))
    awaited = expecting.of_sources(sources, today)
    shown = periods.year(year)
    rows = tuple(_row(one, awaited[one.pk], shown, today) for one in sources)
    everything = [one for each in awaited.values() for one in each]
    years = {month.first_day.year for one in everything for month in one.rhythm.months(one.period)}
    cells = [cell for row in rows for cell in row.cells]
    return Calendar(
        year=shown.first_day.year,
        rows=rows,
        late=tuple(sorted(expecting.late(everything, today), key=lambda one: one.due_on)),
        months=tuple(month.short for month in shown.months),
        standings=tuple(one for one in STANDINGS if any(cell.standing is one for cell in cells)),
        summary=_summary(shown, cells),
        earlier=max((one for one in years if one < shown.first_day.year), default=None),
        later=min((one for one in years if one > shown.first_day.year), default=None),
    )


def standing(one: Awaited, today: date) -> Standing:
    if one.is_whole:
        return CAME_LATE if one.days_late else IN_USE
    if one.waits:
        return WAITS
    if one.is_late(today):
        return LATE
    if one.expectation.is_gap:
        return PART if one.expectation.cover is Cover.PART else MISSING
    if one.ended_on >= today:
        return RUNS
    return PART if one.expectation.cover is Cover.PART else DUE


def _row(source: Source, awaited: Iterable[Awaited], shown: Period, today: date) -> Row:
    cells = tuple(
        cell for one in awaited if (cell := _cell(one, standing(one, today), shown)) is not None
    )
    rhythm = Rhythm.of(source.expected)
    once = "Expected once" if rhythm.is_once else ""
    note = "" if cells else once or f"Nothing is expected about {shown.key}"
    return Row(source, provider_of(source), rhythm.label, cells, note)


def _cell(one: Awaited, stands: Standing, shown: Period) -> Cell | None:
    """Where it stands in the year shown; None where it is about other years alone."""
    months = one.rhythm.months(one.period)
    first = max(months[0].start, shown.start) - shown.start
    last = min(months[-1].start, shown.last) - shown.start
    if first > last or first >= MONTHS_IN_A_YEAR or last < 0:
        return None
    return Cell(one, stands, first + 1, last - first + 1)


def _summary(shown: Period, cells: list[Cell]) -> str:
    counts = Counter(cell.standing for cell in cells)
    said = [f"{counts[one]} {one.word.lower()}" for one in STANDINGS if counts[one]]
    if not said:
        return f"No delivery is expected about {shown.key}."
    return f"Deliveries about {shown.key}: {all_of(said)}."
