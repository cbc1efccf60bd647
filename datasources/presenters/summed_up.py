"""The figures of a source whose rows are not counted, in the terms of any other figure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse

from datasources import frames, geography, kinds
from datasources.charts.size import NARROW_MM, WIDE_MM, Size, size
from datasources.kinds import Service
from datasources.models import Source
from datasources.operations.holdings import InUse
from datasources.pictures import BAR, Chart, Series, describe
from datasources.presenters.figures import Table, TableColumn
from datasources.summaries import Areas, Held, Summary, is_summed_up, summaries
from partnerships.store import StoreError
from partnerships.words import with_capital

Rests = tuple[str, tuple[tuple[str, str], ...], str, tuple[str, ...], str]
"""All that summaries rest on: the kind, the periods and files in use, the file of the look-up, the
codes and the name of the partnership."""


@dataclass(frozen=True)
class SummaryFigure:
    """What rows come to, on the page of their source. Without bars there is no picture."""

    headline: str
    subtitle: str
    description: str
    source_line: str
    caveats: tuple[str, ...]
    table: Table
    picture_url: str = ""
    narrow_picture_url: str = ""
    picture_size: Size | None = None
    narrow_picture_size: Size | None = None


def figures(source: Source, in_use: InUse) -> list[SummaryFigure]:
    """Of what is in use; none of a source that is counted, or whose rows are lost."""
    rests = _rests(source, in_use)
    of_these = hashlib.sha256(repr(rests).encode()).hexdigest()[:12]
    return [
        _figure(source, one, number, of_these) for number, one in enumerate(_found(rests), start=1)
    ]


def picture(source: Source, number: int, *, is_narrow: bool) -> str | None:
    """The drawing of one of them, counted from one; None where there is none."""
    found = _found(_rests(source, InUse.now(source.partnership)))
    if not 0 < number <= len(found) or not found[number - 1].bars:
        return None
    from datasources.charts import press  # noqa: PLC0415 - only who draws loads the library

    chart = _chart(found[number - 1], source)
    return press.svg(chart, width_mm=NARROW_MM if is_narrow else WIDE_MM)


def _rests(source: Source, in_use: InUse) -> Rests | None:
    if not is_summed_up(source.read_as):
        return None
    look_up = in_use.newest(Service.AREAS)
    return (
        source.kind,
        tuple(sorted((one.period, one.path) for one in in_use.of(source))),
        look_up.path if look_up else "",
        tuple(source.partnership.area_codes),
        source.partnership.name,
    )


def _found(rests: Rests | None) -> Sequence[Summary]:
    try:
        return _summaries(rests) if rests else ()
    except StoreError:
        return ()


# Stored frames never change, so what they come to holds as long as the process.
@lru_cache(maxsize=32)
def _summaries(rests: Rests) -> Sequence[Summary]:
    slug, held, look_up, codes, partnership = rests
    lookup = frames.load(look_up, geography.NAMED_COLUMNS) if look_up else None
    rows = [Held(period, frames.load(path)) for period, path in held]
    return summaries(kinds.shown(slug), rows, Areas(partnership, codes, lookup))


def _figure(source: Source, one: Summary, number: int, of_these: str) -> SummaryFigure:
    chart = _chart(one, source)
    plain = SummaryFigure(
        headline=one.headline,
        subtitle=one.subtitle,
        description=chart.description if one.bars else "",
        source_line=chart.source_line,
        caveats=one.caveats,
        table=Table(
            tuple(TableColumn(each.label, each.numeric) for each in one.headings), one.rows
        ),
    )
    if not one.bars:
        return plain
    # What is in use may become otherwise; the picture of it then has another address.
    address = reverse("source-picture", args=[source.partnership.slug, source.slug, number])
    return replace(
        plain,
        picture_url=f"{address}?of={of_these}",
        narrow_picture_url=f"{address}?of={of_these}&narrow",
        picture_size=size(chart, WIDE_MM),
        narrow_picture_size=size(chart, NARROW_MM),
    )


def _chart(one: Summary, source: Source) -> Chart:
    categories = tuple(name for name, _ in one.bars)
    series = (Series(with_capital(one.measured), tuple(value for _, value in one.bars)),)
    return Chart(
        kind=BAR,
        headline=one.headline,
        subtitle=one.subtitle,
        x_label="",
        y_label=with_capital(one.measured),
        categories=categories,
        series=series,
        source_line=_source_line(source, one),
        description=describe(BAR, f"{one.measured} by {one.each}", categories, series),
    )


def _source_line(source: Source, one: Summary) -> str:
    parts = [source.name, *([source.publisher] if source.publisher else []), one.period]
    rated = f"robustness: {source.robustness_words.lower()}"
    licence = f" Licence: {source.licence}." if source.licence else ""
    return f"Source: {', '.join(parts)} ({rated}).{licence}"
