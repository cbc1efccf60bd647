"""Evidence as a figure: headline, picture, description, table, source line. The same on a page,
in a section and in print."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from datasources import analyses, charts, periods
from datasources.analyses import protection
from datasources.analyses.cells import Hidden
from datasources.analyses.published import published
from datasources.analyses.result import Column, Result
from datasources.charts import screen
from datasources.charts.size import NARROW_MM, WIDE_MM, Size, size
from datasources.models import Evidence
from datasources.operations import provenance, releases
from datasources.periods import Grain
from datasources.pictures import Chart
from datasources.presenters.words import NO_DATA, NUMBERS, SUPPRESSED, said
from partnerships import spreadsheets

# The same in every row of an answer about one area: said once, in the subtitle.
SAID_ONCE = ("area_code", "area_name")


@dataclass(frozen=True)
class TableColumn:
    """A column of a figure's table; its cells are words already."""

    label: str
    numeric: bool
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure:
    """Everything that stands around, in and behind the picture."""

    result: Result
    chart: Chart
    table: Table
    source_line: str
    period: str

    @property
    def headline(self) -> str:
        return self.chart.headline

    @property
    def subtitle(self) -> str:
        return self.chart.subtitle

    @property
    def description(self) -> str:
        return self.chart.description

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        return self.table.columns

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        return self.table.rows

    @property
    def caveats(self) -> tuple[str, ...]:
        return self.result.caveats

    @property
    def area(self) -> str:
        return self.result.area_name

    @property
    def denominator(self) -> str:
        return self.result.denominator

    @cached_property
    def svg(self) -> SafeString:
        """The picture as it stands on a page and in print."""
        return self.drawn(WIDE_MM)

    def drawn(self, width_mm: float) -> SafeString:
        """Markup of our own drawing, whose texts are escaped there."""
        from datasources.charts import press  # noqa: PLC0415 - only who draws loads the library

        return mark_safe(press.svg(self.chart, width_mm=width_mm))  # noqa: S308 - drawn by us


@dataclass(frozen=True)
class PageFigure:
    """A figure on a page, with the addresses of its picture, table and interactive twin, and the
    sizes for which the page keeps room until the pictures come."""

    key: str
    headline: str
    subtitle: str
    description: str
    source_line: str
    caveats: tuple[str, ...]
    table: Table
    address: str
    picture_url: str
    narrow_picture_url: str
    picture_size: Size
    narrow_picture_size: Size
    csv_url: str
    explore_url: str
    is_up_to_date: bool


def figure(
    evidence: Evidence,
    *,
    suppress_below: int | None,
    held_back: Hidden | None = None,
    sources: list[provenance.Said] | None = None,
) -> Figure:
    """The figure of an answer. With a threshold, small counts are held back, and so is what would
    give them away beside everything else that such readers are given.

    Who draws several asks `releases.held_back` and `provenance.now` for all of them first, and
    passes what they say.
    """
    if sources is None:
        sources = provenance.now([evidence])[evidence.pk]
    result = result_of(evidence)
    if suppress_below is not None:
        if held_back is None:
            held_back = releases.held_back([evidence], threshold=suppress_below)[evidence.pk]
        result = protection.without(result, held_back, threshold=suppress_below)
    line = source_line(result, sources)
    return Figure(
        result=result,
        chart=charts.from_result(result, line),
        table=table_of(result),
        source_line=line,
        period=periods.stretch(result.period_from, result.period_to),
    )


def page_figure(
    evidence: Evidence,
    *,
    key: str,
    is_up_to_date: bool = True,
    sources: list[provenance.Said] | None = None,
) -> PageFigure:
    drawn = figure(evidence, suppress_below=None, sources=sources)
    return PageFigure(
        key=key,
        headline=drawn.headline,
        subtitle=drawn.subtitle,
        description=drawn.description,
        source_line=drawn.source_line,
        caveats=drawn.caveats,
        table=drawn.table,
        address=evidence.get_absolute_url(),
        picture_url=reverse("evidence-svg", args=[evidence.pk]),
        narrow_picture_url=reverse("evidence-svg", args=[evidence.pk]) + "?narrow",
        picture_size=size(drawn.chart, WIDE_MM),
        narrow_picture_size=size(drawn.chart, NARROW_MM),
        csv_url=reverse("evidence-csv", args=[evidence.pk]),
        explore_url=reverse("evidence-chart", args=[evidence.pk]),
        is_up_to_date=is_up_to_date,
    )


def result_of(evidence: Evidence) -> Result:
    """The answer as it may be shown to anybody: in the words of the kind, not of the file."""
    return published(Result.from_json(evidence.result))


def title(evidence: Evidence) -> str:
    """What was asked, and where: Monthly trend: Fenland."""
    counted = analyses.measure_of(evidence.result)
    part = f", {counted.label}" if counted and counted.of_unit else ""
    label = analyses.label(evidence.question.analysis)
    return f"{label}{part}: {evidence.result['area_name']}"


def sources_in_words(evidence: Evidence) -> list[dict]:
    """The sources as the register has them now, their periods said in words.

    `then` is what it said otherwise when the question was answered, a sentence or nothing.
    """
    return [
        {
            **source,
            "period": periods.stretch(*_ends(source["period"])),
            "then": "; ".join(provenance.since_mended(said, source)),
        }
        for said, source in zip(
            evidence.sources, provenance.now([evidence])[evidence.pk], strict=True
        )
    ]


def source_line(result: Result, sources: list[provenance.Said]) -> str:
    """Who published what, for which months and area, over which population, how robust."""
    parts = [_source_in_words(source) for source in sources]
    line = f"Source: {'; '.join(parts)}. {periods.stretch(result.period_from, result.period_to)},"
    line += f" {result.area_name}."
    if result.denominator:
        line += f" {result.denominator}."
    licences = sorted({source["licence"] for source in sources if source["licence"]})
    return line + (f" Licence: {'; '.join(licences)}." if licences else "")


def chart_json(evidence: Evidence) -> dict:
    return screen.figure_json(figure(evidence, suppress_below=None).chart)


def table_csv(evidence: Evidence) -> str:
    """The whole table as numbers for a spreadsheet; what is not known is an empty cell."""
    result = result_of(evidence)
    names = [column.name for column in result.columns]
    return spreadsheets.csv_text([names, *([row[name] for name in names] for row in result.rows)])


def _source_in_words(source: dict) -> str:
    period = source["period"]
    parts = [source["name"]]
    if source["publisher"]:
        parts.append(source["publisher"])
    first = periods.known(_ends(period)[0])
    if first is None or first.grain is not Grain.MONTH:
        parts.append(period)
    robustness = source["robustness_words"].lower()
    return f"{', '.join(parts)} (robustness: {robustness})"


def _ends(period: str) -> tuple[str, str]:
    """The first and the last of what a stored source rests on, "2024-01 to 2025-12"."""
    first, _, last = period.partition(" to ")
    return first, last or first


def table_of(result: Result) -> Table:
    """The table of an answer in words."""
    names = {row["area_code"] for row in result.rows if "area_code" in row}
    shown = [column for column in result.columns if len(names) > 1 or column.name not in SAID_ONCE]
    held_back = set(result.suppressed)
    return Table(
        tuple(TableColumn(column.label, column.kind in NUMBERS) for column in shown),
        tuple(
            tuple(_cell(row, number, column, held_back) for column in shown)
            for number, row in enumerate(result.rows)
        ),
    )


def _cell(row: dict, number: int, column: Column, held_back: set[tuple[int, str]]) -> str:
    if (number, column.name) in held_back:
        return SUPPRESSED
    value = row[column.name]
    if value is None and column.kind == "percent":
        # Not unknown: left out on purpose, for the base is too small.
        return "not shown" if row.get("difference") is not None else NO_DATA
    return said(value, column.kind)
