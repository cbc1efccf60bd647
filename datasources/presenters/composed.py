"""What pages show of composed measures: what they count, since when, by whom, and how many."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.http import urlencode

from datasources import analyses, kinds
from datasources.kinds import Composed, composing
from datasources.models import ComposedMeasure, Evidence
from datasources.operations import evidence, holdings
from datasources.presenters.figures import Table, table_of
from datasources.presenters.measures import PARTED
from partnerships.errors import RuleBroken
from partnerships.models import Partnership
from partnerships.store import StoreError


@dataclass(frozen=True)
class Line:
    """One measure in the list."""

    measure: ComposedMeasure
    kind: str
    counts: list[str]
    version: int


@dataclass(frozen=True)
class Version:
    """What a measure counted from a day on, and who said so."""

    number: int
    label: str
    unit: str
    counts: list[str]
    said_at: datetime
    said_by: str


@dataclass(frozen=True)
class Counts:
    """How many one source holds of it: a sentence, its months, what to know; or why none."""

    source: str
    finding: str = ""
    table: Table | None = None
    caveats: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counted:
    """What a stored answer counted, and what became of its measure."""

    label: str
    number: int
    counts: list[str]
    newest: int
    address: str
    is_retired: bool


def counted_in(answer: Evidence) -> Counted | None:
    """None of an answer whose measure its kind declares."""
    content = answer.result.get("composed")
    if content is None:
        return None
    composed = Composed.from_json(content)
    kind = kinds.KIND_OF.get(composed.of)
    partnership = answer.question.partnership
    measure = partnership.measures.filter(slug=composed.slug).prefetch_related("versions").first()
    return Counted(
        composed.label,
        composed.version,
        _in_words(composed, kind.slug if kind else ""),
        measure.newest.number if measure else composed.version,
        measure.get_absolute_url() if measure else "",
        measure is not None and measure.retired_at is not None,
    )


def lines(partnership: Partnership) -> list[Line]:
    """The living ones first, each by name."""
    found = partnership.measures.prefetch_related("versions")
    ordered = sorted(found, key=lambda one: (one.retired_at is not None, str(one)))
    for one in ordered:
        one.partnership = partnership
    return [
        Line(
            one,
            kinds.shown(one.kind).label,
            _in_words(one.newest.composed, one.kind),
            one.newest.number,
        )
        for one in ordered
    ]


def versions(measure: ComposedMeasure) -> list[Version]:
    return [
        Version(
            one.number,
            one.composed.label,
            one.composed.unit,
            _in_words(one.composed, measure.kind),
            one.said_at,
            str(one.said_by or "the command line"),
        )
        for one in measure.versions.all()
    ]


def _in_words(composed: Composed, kind: str) -> list[str]:
    if kind not in kinds.countable():
        return list(composed.categories)
    return composing.in_words(composed, kinds.by_slug(kind))


def kinds_in_use(partnership: Partnership) -> list[str]:
    """Those that a measure may be composed of."""
    found = [one.kind for one in holdings.sources(partnership) if not one.read_as.is_said]
    return list(dict.fromkeys(found))


def counts(partnership: Partnership, kind: str, composed: Composed) -> list[Counts]:
    """Of each source of the kind that is in use; not added up, for the same may stand in two."""
    measure = kinds.composed_measure(composed)
    if measure is None:
        return []
    found = []
    for source in holdings.sources(partnership):
        if source.kind != kind:
            continue
        try:
            result = evidence.would_be(source, measure)
        except RuleBroken as broken:
            found.append(Counts(source.name, reasons=tuple(broken.reasons)))
        except StoreError as lost:
            found.append(Counts(source.name, reasons=(str(lost),)))
        else:
            counted = _by_period(table_of(result))
            found.append(Counts(source.name, result.finding, counted, result.caveats))
    return found


def _by_period(table: Table) -> Table:
    """The periods and how many, without the year before beside them."""
    return Table(table.columns[:2], tuple(row[:2] for row in table.rows))


def explore_query(measure: ComposedMeasure) -> str:
    """What the address of Explore says to ask of it; blank where it must be chosen there."""
    of_kind = [one for one in holdings.sources(measure.partnership) if one.kind == measure.kind]
    if len(of_kind) != 1:
        return ""
    chosen = f"{of_kind[0].slug}{PARTED}{measure.slug}"
    return "?" + urlencode({"analysis": analyses.STANDARD[0], "source": chosen})
