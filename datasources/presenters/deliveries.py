"""A delivery said in words: what was found, what differs, what accepting it would do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from datasources import kinds, rules
from datasources.analyses.judgement import SMALLEST_BASE
from datasources.analyses.rounding import percent_change
from datasources.intake import findings as codes
from datasources.intake.steps import STEPS
from datasources.kinds import Kind
from datasources.labels import label_of, label_of_part
from datasources.models import Delivery, DeliveryFile, Finding, Slice
from datasources.periods import how_many, said, span
from datasources.presenters import months
from datasources.presenters.register import STATE_COLOURS
from datasources.presenters.words import said as number_said
from datasources.states import DELIVERY_BY_SLUG, DOUBTS
from partnerships.models import Membership
from partnerships.words import all_of, said_day, with_capital

WAITS_FOR_PERSONAL = (
    "Columns hold personal data. Nothing of these files is stored before it is decided what becomes"
    " of each of them."
)
IN_WORK = "The files are safe. They are being read, and this page will say what was found."
BEFORE_ROWS = {
    "received": IN_WORK,
    "reading": IN_WORK,
    "stopped": "The reading was stopped. The files are safe and can be read again.",
    "failed": "Reading broke off. The files are safe and can be read again.",
    "personal": WAITS_FOR_PERSONAL,
}
"""What is said by the state alone, while there is nothing to count."""
MOST_NAMED = 3
SEVERITIES = (
    ("error", "Could not be used", "red"),
    ("warning", "Look at these", "yellow"),
    ("note", "Good to know", "blue"),
)


@dataclass(frozen=True)
class FindingGroup:
    """Findings of one severity, under words that say what to make of them."""

    slug: str
    title: str
    colour: str
    findings: list["Told"]


@dataclass(frozen=True)
class FileLine:
    """A file as it was sent: its name for those who may have it, or what became of it."""

    label: str
    name: str
    size: int
    sha256: str
    address: str
    deletion: str
    parts: tuple[str, ...] = ()
    """Of a ZIP, the names of the members that were spoken of, with their numbers."""


@dataclass(frozen=True)
class Told:
    """A finding as a person may read it: what it quotes is for those who may see the originals."""

    code: str
    severity: str
    message: str
    what_to_do: str
    file: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class SliceLine:
    """One period of the delivery, how it differs from what is in use, and what it is now."""

    period: str
    rows: int
    state: str
    colour: str
    difference: str
    year_before: str
    looks_earlier: bool


@dataclass(frozen=True)
class Choice:
    """A doubt that the person may set aside: the name of its box and the words beside it."""

    option: str
    words: str


GONE = (
    "The files that were sent are not here any more, so they cannot be read again. Ask for them,"
    " and send them to a source of the kind that they are."
)


@dataclass(frozen=True)
class Elsewhere:
    """What a refused delivery may be read as, or why it cannot be."""

    words: str
    looks_like: list[Kind]
    takes_any: list[Kind]
    reasons: list[str]


@dataclass(frozen=True)
class Decision:
    """What accepting would do, in words."""

    consequences: list[str]
    choices: list[Choice]
    reasons: list[str]


def sentence(delivery: Delivery, findings: Sequence[Finding]) -> str:
    """6,116 rows read, 6,116 kept, 210 have no place."""
    if delivery.state in BEFORE_ROWS:
        return BEFORE_ROWS[delivery.state]
    if delivery.moved_to:
        return "Nothing in these files could be used here. The reasons are below."
    if delivery.state == "refused" and not delivery.rows_read:
        return (
            "Nothing in these files could be used. The files are kept, and the reasons are below."
        )
    counts = Counter({found.code: 0 for found in findings})
    for found in findings:
        counts[found.code] += found.count or 0
    parts = [f"{_rows(delivery.rows_read)} read", f"{delivery.rows_kept:,} kept"]
    if delivery.rows_set_aside:
        parts.append(f"{delivery.rows_set_aside:,} set aside")
    if counts[codes.ROWS_WITHOUT_PLACE]:
        parts.append(f"{counts[codes.ROWS_WITHOUT_PLACE]:,} have no place")
    if counts[codes.ROWS_OUTSIDE]:
        parts.append(f"{counts[codes.ROWS_OUTSIDE]:,} lie outside the partnership")
    return ", ".join(parts) + "."


@dataclass(frozen=True)
class StepLine:
    """A step of the reading: its words, and whether it is done, gone through, or still to come."""

    words: str
    state: str


def steps_of(delivery: Delivery) -> list[StepLine]:
    slugs = [step.slug for step in STEPS]
    here = slugs.index(delivery.progress_step) if delivery.progress_step in slugs else -1
    states = [
        "done" if at < here else "current" if at == here else "ahead" for at in range(len(slugs))
    ]
    return [StepLine(step.words, state) for step, state in zip(STEPS, states, strict=True)]


def state_of(delivery: Delivery) -> dict[str, str]:
    """The state as a tag, with what it means."""
    state = DELIVERY_BY_SLUG[delivery.state]
    colour = STATE_COLOURS[delivery.state]
    return {"label": state.label, "meaning": state.meaning, "colour": colour}


def rejected_in_words(delivery: Delivery) -> str:
    """What rejecting did, to the rows and to the files."""
    files = (
        "The originals are kept until they are deleted below."
        if delivery.files.kept().exists()
        else "Its files held personal data, and are deleted."
    )
    return (
        "The delivery is rejected and nothing of it is in use. The same files may be sent again."
        f" {files}"
    )


def elsewhere(delivery: Delivery) -> Elsewhere | None:
    """None where another kind would not help, or the files are read as one already."""
    kinds_of = [] if delivery.moved_to else rules.may_be(delivery)
    if not kinds_of:
        return None
    looks_like = [one for one in kinds_of if one is not kinds.ANY]
    words = "Its headings are those of no other kind of data that is known here."
    if looks_like:
        described = all_of([one.described for one in looks_like], last="or")
        words = f"By its headings it looks like {described}."
    gone = rules.reasons_without_originals(delivery)
    return Elsewhere(
        words,
        looks_like,
        [one for one in kinds_of if one is kinds.ANY],
        [f"{GONE} {deletion}".strip() for deletion in _deletions(delivery)] if gone else [],
    )


def _deletions(delivery: Delivery) -> list[str]:
    """Why the originals are not here, each reason once; one blank where nobody knows."""
    told = [_deletion(file) for file in delivery.files.select_related("deleted_by")]
    return list(dict.fromkeys(filter(None, told))) or [""]


def accepted_in_words(delivery: Delivery) -> str:
    """What accepting did: what came into use, what stayed as it was."""
    slices = list(delivery.slices.all())
    taken = [one.period for one in slices if one.is_current]
    left = [one.period for one in slices if one.accepted_at is None]
    words = f"{_periods(taken)} {'is' if len(taken) == 1 else 'are'} in use now."
    if left:
        words += f" {_periods(left)} kept what was in use before."
    return f"{words} The figures that rest on it are being answered again."


def is_decided(delivery: Delivery) -> bool:
    """Nothing of it waits for anybody any more."""
    return delivery.state != "read" and not (
        delivery.state == "accepted" and rules.left_over(delivery)
    )


def files(delivery: Delivery, *, with_names: bool) -> list[FileLine]:
    return [
        FileLine(
            label=str(file),
            name=file.name if with_names else "",
            size=file.size,
            sha256=file.sha256 if with_names else "",
            address=reverse("delivery-file", args=[file.pk])
            if with_names and not file.deleted_at
            else "",
            deletion=_deletion(file),
            parts=tuple(f"part {at}: {part}" for at, part in enumerate(file.parts, start=1))
            if with_names
            else (),
        )
        for file in delivery.files.select_related("deleted_by")
    ]


def sender(delivery: Delivery) -> str:
    """Who sent it, and for whom they work: Tamsin Ellery (Wexshire Constabulary)."""
    if delivery.received_by is None:
        return "the command line"
    works_for = Membership.objects.filter(
        user=delivery.received_by,
        partnership=delivery.source.partnership,
        organisation__isnull=False,
    )
    names = sorted(set(works_for.values_list("organisation__name", flat=True)))
    return f"{delivery.received_by} ({all_of(names)})" if names else str(delivery.received_by)


def _deletion(file: DeliveryFile) -> str:
    """The original was deleted on 27 November 2026 by Ann Other, because it held names."""
    if not file.deleted_at:
        return ""
    when = timezone.localtime(file.deleted_at)
    who = f"by {file.deleted_by}" if file.deleted_by else "without anybody signed in"
    return f"The original was deleted on {said_day(when)} {who}, because: {file.deletion_reason}"


def told(delivery: Delivery, findings: Sequence[Finding], *, in_confidence: bool) -> list[Told]:
    """Findings with the names of files and words of rows, or without."""
    names = _names(delivery) if in_confidence else {}
    return [
        Told(
            code=found.code,
            severity=found.severity,
            message=found.message,
            what_to_do=found.what_to_do,
            file=f"{found.file} ({names[found.file]})" if found.file in names else found.file,
            examples=tuple(found.examples) if in_confidence else (),
        )
        for found in findings
    ]


def without_personal(findings: Sequence[Told]) -> list[Told]:
    """Those that the page says nothing of where it speaks of personal data."""
    return [one for one in findings if one.code not in codes.OF_PERSONS]


def first_of_all(findings: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """What stands at the head of the page, because a part seems to be missing; and the rest."""
    short = [one for one in findings if one.code in codes.SHORTFALLS]
    return short, [one for one in findings if one not in short]


def _names(delivery: Delivery) -> dict[str, str]:
    names = {}
    for file in delivery.files.kept():
        names[label_of(file.number)] = file.name
        for part, name in enumerate(file.parts, start=1):
            names[label_of_part(file.number, part)] = name
    return names


def groups(findings: Sequence[Told]) -> list[FindingGroup]:
    """Errors first; a severity without findings is left out."""
    by_severity = [
        FindingGroup(slug, title, colour, [one for one in findings if one.severity == slug])
        for slug, title, colour in SEVERITIES
    ]
    return [group for group in by_severity if group.findings]


def slice_lines(slices: Sequence[Slice]) -> list[SliceLine]:
    return [_slice_line(one) for one in slices]


def difference_in_words(comparison: dict) -> str:
    """How a slice differs from the one in use: 913 of 5,245 rows differ in Last outcome category;
    nothing else differs."""
    if not comparison or "rows_now" not in comparison:
        return "Nothing was in use for it"
    if comparison.get("is_identical"):
        return "The same as what is in use"
    differs = comparison["differs"]
    parts = [with_capital(differs)] if differs else []
    if comparison["rows_now"] != comparison["rows_before"]:
        rows = f"{comparison['rows_before']:,} rows before, {comparison['rows_now']:,} now"
        parts.insert(0, rows)
    return ". ".join([*parts, *_moved(comparison.get("beside", {}))])


def year_before_in_words(comparison: dict) -> str:
    """58 rows in December 2024, now 60 (+3%). By category: Burglary 12 to 4."""
    then = comparison.get("year_before")
    if then is None:
        return "The year before is not held"
    before, now = then["rows"]
    words = f"{_rows(before)} in {said(then['period'])}, now {now:,}"
    if before >= SMALLEST_BASE and before != now:
        words += f" ({number_said(percent_change(before, now), 'percent')})"
    return ". ".join([words, *_moved(then)])


def _moved(beside: dict) -> list[str]:
    """The largest moves by category and by area, and how many areas there are of them."""
    told = []
    if categories := beside.get("categories"):
        told.append(f"By category, the most: {_pairs(categories)}")
    if areas := beside.get("areas"):
        count = beside["areas_more"] + beside["areas_fewer"]
        told.append(
            f"{count:,} {'area has' if count == 1 else 'areas have'} another number of rows,"
            f" the most: {_pairs(areas)}"
        )
    return told


def _pairs(pairs: list) -> str:
    return ", ".join(f"{name} {before:,} to {now:,}" for name, before, now in pairs[:MOST_NAMED])


def decision(delivery: Delivery, slices: Sequence[Slice], in_use: set[str]) -> Decision:
    """What accepting does: what is new, what is replaced, what stays unless told otherwise."""
    left = [one for one in slices if one.accepted_at is None]
    doubts = {one.period: rules.doubts_about(one, is_in_use=one.period in in_use) for one in left}
    free = [period for period, found in doubts.items() if not found]
    new = [period for period in free if period not in in_use]
    replaced = [period for period in free if period in in_use]
    consequences = []
    if new:
        consequences.append(f"{_periods(new)} will come into use.")
    if replaced:
        consequences.append(f"{_periods(replaced)} will replace what is in use now.")
    choices = []
    for doubt in DOUBTS:
        periods = [period for period, found in doubts.items() if doubt.slug in found]
        if periods:
            consequences.append(doubt.consequence.format(_periods(periods)))
            words = doubt.box.format(", ".join(said(period) for period in periods))
            choices.append(Choice(doubt.option, words))
    consequences.append("The figures that rest on this source are answered again.")
    despite = [doubt.slug for doubt in DOUBTS]
    return Decision(
        consequences, choices, rules.reasons_against_accepting(delivery, despite=despite)
    )


def years(delivery: Delivery, slices: Sequence[Slice]) -> list[months.Year]:
    """The months of the delivery as a strip, with its rows in each."""
    words = {one.period: _rows(one.rows) for one in slices}
    return months.strip(list(words), words)


def _slice_line(one: Slice) -> SliceLine:
    if one.is_current:
        state, colour = "In use", "green"
    elif one.rows_disposed_at:
        state, colour = "Rows disposed of", "grey"
    elif one.accepted_at:
        state, colour = "Replaced since", "grey"
    elif one.doubts:
        state = next(doubt.label for doubt in DOUBTS if doubt.slug in one.doubts)
        colour = "yellow"
    elif one.delivery.state == "read":
        state, colour = "Waiting", "blue"
    else:
        state, colour = "Not in use", "grey"
    return SliceLine(
        period=said(one.period),
        rows=one.rows,
        state=state,
        colour=colour,
        difference=difference_in_words(one.comparison),
        year_before=year_before_in_words(one.comparison),
        looks_earlier=one.looks_earlier,
    )


def _periods(periods: Sequence[str]) -> str:
    """A few by name, many by their span and number."""
    if len(periods) <= 3:
        return all_of([said(period) for period in periods])
    return f"{how_many(periods)} ({span(periods)})"


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
